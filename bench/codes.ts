import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCodeTable } from '../src/codes/code-table.ts';
import { openCodes } from '../src/codes/open-codes.ts';
import { type CodeRow, compareCodes } from '../src/codes/row.ts';
import { formatTable, parseTable } from '../src/codes/table-file.ts';
import { type Figure, figure, quantile, timed } from './figure.ts';

const SHIPPED = fileURLToPath(new URL('../data/codes', import.meta.url));
const ROUNDS = 40;
const LIST_LENGTH = 20;

/** What people type: codes and their beginnings, names, parts of names, initials, first letters, several words, and what is not there. */
// biome-ignore format: table
const QUERIES = [
  '0', '01', '0101', '0302', '87032', '0101210010999', 'q', 'd', 'qt', 'dd', 'xjsw', 'ldnr', 'glzybwym', '大豆', '牛肉', '其他', '鱼', '改良种用马',
  '电动机', '冷冻 牛肉', '种用 马', 'qt 鱼', '03 鲜', 'zzzz', '无此货物',
];

/**
 * Search in tables of 15,000 and 30,000 rows against a bare `includes` over the same texts, and reading a table of 24,000 rows
 * against readFileSync and split; in milliseconds.
 */
export async function bench(): Promise<Figure[]> {
  return [...(await searchFigures(15_000)), ...(await searchFigures(30_000)), await loadFigure(24_000)];
}

async function searchFigures(count: number): Promise<Figure[]> {
  const rows = synthesise(count);
  const table = makeCodeTable('ciq', { complete: true, loaded: true, read: () => rows });
  const texts = rows.map(row => `${row.code}\t${row.name}\t${row.initials}`);
  const bare = (words: string): string[] => {
    const parts = words.split(' ');
    return texts.filter(text => parts.every(part => text.includes(part))).slice(0, LIST_LENGTH);
  };
  const ours = (words: string): CodeRow[] => table.search(words, { limit: LIST_LENGTH });
  for (const words of QUERIES) {
    ours(words);
    bare(words);
  }
  const spent: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const words of QUERIES) {
      spent.push(await timed(() => ours(words)));
      floor.push(await timed(() => bare(words)));
    }
  }
  return [0.5, 0.95].map(share =>
    figure(`codes.search.${count}.p${share * 100}`, quantile(spent, share), 'ms', quantile(floor, share)),
  );
}

async function loadFigure(count: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'codes-bench-'));
  try {
    const file = join(folder, 'ciq.tsv');
    writeFileSync(file, formatTable('ciq', synthesise(count)));
    const spent: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      spent.push(await timed(() => parseTable('ciq', readFileSync(file, 'utf8'), file)));
      floor.push(await timed(() => readFileSync(file, 'utf8').split('\n')));
    }
    return figure(`codes.load.${count}.p50`, quantile(spent, 0.5), 'ms', quantile(floor, 0.5));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The shipped CIQ names over and over under new codes, so that lengths and repeated words are those of the real table. */
function synthesise(count: number): CodeRow[] {
  const real = openCodes({ shipped: SHIPPED }).table('ciq').rows;
  const rows = Array.from({ length: count }, (_, at) => {
    const row = real[at % real.length] as CodeRow;
    const copy = Math.floor(at / real.length);
    const chapter = (Number(row.code.slice(0, 2)) + 30 * copy) % 100;
    return { ...row, code: `${String(chapter).padStart(2, '0')}${row.code.slice(2, 10)}${copy}${row.code.slice(11)}` };
  });
  const unique = new Map(rows.map(row => [row.code, row]));
  for (let serial = 0; unique.size < count; serial++) {
    const code = `99${String(serial).padStart(11, '0')}`;
    if (!unique.has(code)) unique.set(code, { ...(rows[serial] as CodeRow), code });
  }
  return [...unique.values()].sort((a, b) => compareCodes(a.code, b.code));
}
