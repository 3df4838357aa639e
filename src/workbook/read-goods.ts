import { fieldOf } from '../catalogue/catalogue.ts';
import type { Goods } from '../catalogue/document.ts';
import { kindOf } from '../kinds/index.ts';
import { add, compare, isNumber } from '../kinds/number.ts';
import { GOODS_COLUMN_IDS, GOODS_COLUMNS, TOTAL_WORDS } from './columns.ts';
import { headingOf } from './headings.ts';
import { pathsOf } from './place.ts';
import {
  type CellFault,
  type CellRef,
  errorNote,
  faultAt,
  type Reading,
  type ReadOptions,
  sheetFaults,
  type Unknown,
  warningNote,
} from './reading.ts';
import { throwIfCancelled } from './refusal.ts';
import { RowReader } from './row-reader.ts';
import { type GoodsMapping, hiddenFaults, type PlacedTable, type TableBlock, tablesOf } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

export interface GoodsReading extends Reading {
  readonly rows: readonly Goods[];
  /** Lines that hold something and of which nothing came, each by its first cell. */
  readonly unread: readonly CellRef[];
}

/** After so many rows others get a turn: the screen paints, the user may cancel. */
const BATCH = 200;
const TOTALS = new Set(TOTAL_WORDS);

/** The goods lines of a sheet with the headings of the default template, or with the user's own through the mapping (S3). */
export async function readGoods(
  sheet: Sheet,
  options: ReadOptions & { readonly mapping?: GoodsMapping },
): Promise<GoodsReading> {
  const { mapping } = options;
  const tables = tablesOf(sheet, 'goods', mapping);
  const reading = await readGoodsBlocks(tables, options);
  const top = { sheet: sheet.name, cell: 'A1' };
  const faults = [
    ...sheetFaults([sheet]),
    ...hiddenFaults([sheet], mapping),
    ...(tables.length === 0 ? [faultAt(top, '', errorNote('sheet.no-goods'))] : missingHeadings(tables, mapping, top)),
    ...reading.faults,
  ];
  return { ...reading, faults };
}

function missingHeadings(tables: readonly PlacedTable[], mapping: GoodsMapping | undefined, top: CellRef): CellFault[] {
  if (!mapping) return [];
  const found = new Set(tables.flatMap(({ block }) => block.columns.map(column => column.id)));
  return GOODS_COLUMN_IDS.filter(id => mapping[id] && !found.has(id)).map(id =>
    faultAt(top, '', warningNote('sheet.no-heading', { heading: mapping[id] ?? '' }), GOODS_COLUMNS[id].title),
  );
}

/** The goods lines of several tables, one after the other. */
export async function readGoodsBlocks(tables: readonly PlacedTable[], options: ReadOptions): Promise<GoodsReading> {
  const { signal, onProgress } = options;
  const total = tables.reduce((sum, { block }) => sum + block.rows.length, 0);
  const rows: Goods[] = [];
  const placed: (PlacedTable & { readonly line: number })[] = [];
  const faults: CellFault[] = [];
  const unknown: Unknown[] = [];
  const unread: CellRef[] = [];
  let done = 0;
  throwIfCancelled(signal);
  for (const { sheet, block } of tables) {
    const reader = new RowReader(sheet, block, options);
    for (const line of block.rows) {
      const totals = totalsLine(sheet, line) ?? sumsLine(sheet, block, line);
      if (totals) unknown.push(totals);
      else {
        const row = reader.read(line, rows.length);
        if (row) {
          rows.push(row as Goods);
          placed.push({ sheet, block, line });
        } else {
          const at = (sheet.rows[line] ?? []).findIndex(cell => cell !== '');
          unread.push({ sheet: sheet.name, cell: cellName(line, Math.max(0, at)) });
        }
      }
      done += 1;
      if (done % BATCH === 0 && done < total) {
        onProgress?.(done, total);
        await turn();
        throwIfCancelled(signal);
      }
    }
    faults.push(...reader.faults);
    unknown.push(...block.unknown, ...besideHeadings(sheet, block));
  }
  onProgress?.(total, total);
  return {
    rows,
    faults,
    unknown,
    unread,
    cellOf({ path }) {
      const [, index, rest = ''] = /^goods\[(\d+)\]\.?(.*)$/u.exec(path) ?? [];
      const place = index === undefined ? undefined : placed[Number(index)];
      if (!place) return undefined;
      const { block, line, sheet } = place;
      const columns = block.columns.filter(({ column }) => pathsOf(fieldOf(column.field)).includes(rest));
      const column = columns.find(({ at }) => sheet.rows[line]?.[at]) ?? columns[0] ?? block.columns[0];
      return { sheet: sheet.name, cell: cellName(line, column?.at ?? 0) };
    },
  };
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

function totalsLine(sheet: Sheet, line: number): Unknown | undefined {
  const cells = sheet.rows[line] ?? [];
  const at = cells.findIndex(cell => cell !== '');
  const label = cells[at] ?? '';
  return TOTALS.has(headingOf(label).key) ? { sheet: sheet.name, cell: cellName(line, at), label } : undefined;
}

/** A last line without a word, each of whose numbers is what stands above it together. */
function sumsLine(sheet: Sheet, { columns, rows }: TableBlock, line: number): Unknown | undefined {
  if (line !== rows.at(-1) || rows.length < 2) return undefined;
  const cells = [...(sheet.rows[line] ?? []).entries()].filter(([, text]) => text !== '');
  const keys = columns.filter(({ column }) => column.key).map(({ at }) => at);
  const sums = cells.every(([at, text]) => {
    if (keys.includes(at) || !isNumber(plainNumber(text))) return false;
    const above = rows.slice(0, -1).map(row => plainNumber(sheet.rows[row]?.[at] || '0'));
    return above.every(isNumber) && compare(above.reduce(add), plainNumber(text)) === 0;
  });
  const [at, text] = cells[0] ?? [];
  return sums && at !== undefined ? { sheet: sheet.name, cell: cellName(line, at), label: `合计 ${text}` } : undefined;
}

const ANY_NUMBER = { max: 60, scale: 20 };

const plainNumber = (text: string) => String(kindOf('decimal').parse(text, ANY_NUMBER).value ?? text);

/** Cells that stand under no heading at all: the first of each column. */
function besideHeadings(sheet: Sheet, block: TableBlock): Unknown[] {
  const head = sheet.rows[block.headAt] ?? [];
  const seen = new Map<number, Unknown>();
  for (const line of block.rows) {
    for (const [at, label] of (sheet.rows[line] ?? []).entries()) {
      if (label === '' || head[at] || seen.has(at)) continue;
      seen.set(at, { sheet: sheet.name, cell: cellName(line, at), label });
    }
  }
  return [...seen.values()];
}
