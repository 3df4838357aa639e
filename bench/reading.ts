// Reading 10,000 goods lines out of a workbook, beside the library's bare parse of the same file: its sheets, its rows, the review of
// them as it stands on the screen, and every row of it checked. Starting the thread is not counted. As in real ones texts and amounts differ from line to line, and codes repeat.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from 'xlsx';
import { DATA, withPrograms } from './bundle.ts';
import { type Figure, figure, median, quantile } from './figure.ts';
import { type KeyTimes, reviewKeys, writeWhole } from './review-keys.ts';

const PROGRAM = 'bench/programs/read-rows.ts';
const MAIN = 'src/main.tsx';
const ROWS = 10_000;
const ROUNDS = 7;
const HEAD = ['HS编码', '货物中文名', '货物英文名', '原产国', '规格', '数量', '重量', '货物总值', '币种'];
const HS = ['0202300090', '0201300090', '0203290090', '0207141100', '0303890090'];
const ORIGINS = ['巴西', '澳大利亚', '新西兰', '阿根廷'];

export async function bench(): Promise<Figure[]> {
  return await withPrograms([PROGRAM, MAIN], async built => {
    const folder = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
    try {
      const file = join(folder, 'goods.xlsx');
      await writeFile(file, workbook());
      const words = [built[PROGRAM], file, join(folder, 'home'), DATA, String(ROUNDS)];
      const said = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as {
        readonly rows: number;
        readonly bare: readonly number[];
        readonly sheets: readonly number[];
        readonly read: readonly number[];
        readonly reviewed: readonly number[];
        readonly checked: readonly number[];
      };
      if (said.rows !== ROWS) throw new Error(`Only ${said.rows} rows`);
      const floor = median(said.bare);
      return [
        figure(`reading.${ROWS}-rows.sheets`, median(said.sheets), 'ms', floor),
        figure(`reading.${ROWS}-rows.whole`, median(said.read), 'ms', floor),
        figure(`reading.${ROWS}-rows.reviewed`, median(said.reviewed), 'ms', floor),
        figure(`reading.${ROWS}-rows.checked`, median(said.checked), 'ms', floor),
        ...keyFigures('goods', await reviewKeys(built[MAIN], file, '1')),
        ...keyFigures('whole', await reviewKeys(built[MAIN], await writeWhole(folder, ROWS), '2')),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** How long keys wait at most, one in a hundred aside, beside those to a review in which nothing goes on. */
function keyFigures(name: string, { cancel, checking, still }: KeyTimes): Figure[] {
  const floor = quantile(still, 0.99);
  const slowest =
    cancel.length > 0 ? [figure(`reading.${name}.esc-while-reading.slowest`, Math.max(...cancel), 'ms', floor)] : [];
  return [...slowest, figure(`reading.${name}.key-while-checking.p99`, quantile(checking, 0.99), 'ms', floor)];
}

function workbook(): Buffer {
  const lines = Array.from({ length: ROWS }, (_, at) => [
    HS[at % HS.length],
    `冷冻去骨牛肉 ${at}号`,
    `FROZEN BEEF No. ${at}`,
    ORIGINS[at % ORIGINS.length],
    `${at}型`,
    `${1 + (at % 700)}千克`,
    `${2500 + at * 1.5}千克`,
    9000 + at,
    '美元',
  ]);
  const book = utils.book_new(utils.aoa_to_sheet([HEAD, ...lines]), '货物');
  // Strings apart from the cells, as Excel and WPS keep them.
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer;
}
