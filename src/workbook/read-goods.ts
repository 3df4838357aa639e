import { fieldOf } from '../catalogue/catalogue.ts';
import type { Goods } from '../catalogue/document.ts';
import { GOODS_COLUMN_IDS, GOODS_COLUMNS } from './columns.ts';
import { asideOf, type LeftLine, type LeftWhy, leftWhy, linesOf, placeOf } from './left-lines.ts';
import { hiddenColumnFaults, hiddenFaults, otherFaults } from './left-stretches.ts';
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
import { type Layout, type PlacedTable, type TableBlock, tablesOf } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';
import type { GoodsMapping } from './table-headings.ts';

export interface GoodsReading extends Reading {
  readonly rows: readonly Goods[];
  /** Lines that hold something and are no goods, or are not to be sent. */
  readonly left: readonly LeftLine[];
}

/** After so many rows others get a turn: the screen paints, the user may cancel. */
const BATCH = 200;

/** The goods lines of a sheet with the headings of the default template, or with the user's own through the mapping (S3). */
export async function readGoods(sheet: Sheet, options: ReadOptions & Layout): Promise<GoodsReading> {
  const { mapping } = options;
  const tables = tablesOf(sheet, 'goods', options);
  const reading = await readGoodsBlocks(tables, options);
  const top = { sheet: sheet.name, cell: 'A1' };
  // What is wrong in lines that are left out stands in nobody's way.
  const out = new Set(reading.left.filter(({ why }) => why !== 'unread').map(lineKey));
  const faults = [
    ...sheetFaults([sheet]).filter(fault => !out.has(lineKey(fault))),
    ...hiddenFaults([sheet], options),
    ...hiddenColumnFaults([sheet], options, 'goods'),
    ...otherFaults([sheet], 'goods', options),
    ...(tables.length === 0 ? [faultAt(top, '', errorNote('sheet.no-goods'))] : missingHeadings(tables, mapping, top)),
    ...reading.faults,
  ];
  const left = reading.left.map(line => ({ ...line, faults: [...faultsIn(sheet, line), ...line.faults] }));
  return { ...reading, left, faults };
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
  const total = tables.reduce((sum, { block }) => sum + linesOf(block).length, 0);
  const rows: Goods[] = [];
  const placed: PlacedLine[] = [];
  const faults: CellFault[] = [];
  const unknown: Unknown[] = [];
  const left: LeftLine[] = [];
  let done = 0;
  throwIfCancelled(signal);
  for (const { sheet, block } of tables) {
    const reader = new RowReader(sheet, block, options);
    const aside = new RowReader(sheet, block, options);
    const beside = asideOf(block);
    for (const line of linesOf(block)) {
      const why = leftWhy(sheet, block, line, beside);
      const row = why ? undefined : reader.read(line, rows.length);
      if (row) {
        rows.push(row as Goods);
        placed.push({ sheet, block, line });
      } else left.push(leftLine(aside, { sheet, block, line }, why ?? 'unread'));
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
    left,
    cellOf({ path }) {
      const [, index, rest = ''] = /^goods\[(\d+)\]\.?(.*)$/u.exec(path) ?? [];
      const place = index === undefined ? undefined : placed[Number(index)];
      return place && cellIn(place, rest);
    },
  };
}

interface PlacedLine extends PlacedTable {
  readonly line: number;
}

/** The cell of a line that a field is read from; the first one where there is none. */
function cellIn({ sheet, block, line }: PlacedLine, field: string): CellRef {
  if (field === '') return { sheet: sheet.name, cell: cellName(line, block.columns[0]?.at ?? 0) };
  const columns = block.columns.filter(({ column }) => pathsOf(fieldOf(column.field)).includes(field));
  const column = columns.find(({ at }) => sheet.rows[line]?.[at]) ?? columns[0] ?? block.columns[0];
  return { sheet: sheet.name, cell: cellName(line, column?.at ?? 0) };
}

function leftLine(reader: RowReader, place: PlacedLine, why: LeftWhy): LeftLine {
  const before = reader.faults.length;
  const row = reader.read(place.line, 0) ?? {};
  return {
    ...placeOf(place.sheet, place.line),
    why,
    row,
    faults: reader.faults.slice(before),
    cellOf: ({ path }) => cellIn(place, path.replace(/^goods\[\d+\]\.?/u, '')),
  };
}

/** What was wrong with the cells of a line before they meant anything. */
const faultsIn = (sheet: Sheet, line: CellRef): CellFault[] =>
  sheet.faults.length === 0 ? [] : sheetFaults([sheet]).filter(fault => lineKey(fault) === lineKey(line));

/** Sheet and line of a cell. */
const lineKey = ({ sheet, cell }: CellRef): string => `${sheet}!${cell.replace(/^[A-Z]+/u, '')}`;

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

/** Cells that stand under no heading at all: the first of each column. */
function besideHeadings(sheet: Sheet, block: TableBlock): Unknown[] {
  const head = sheet.rows[block.headAt] ?? [];
  const hidden = new Set(sheet.hiddenColumns);
  const seen = new Map<number, Unknown>();
  for (const line of block.rows) {
    const cells = sheet.rows[line] ?? [];
    for (let at = 0; at < cells.length; at += 1) {
      const label = cells[at] ?? '';
      if (label === '' || head[at] || seen.has(at) || hidden.has(at)) continue;
      seen.set(at, { sheet: sheet.name, cell: cellName(line, at), label });
    }
  }
  return [...seen.values()];
}
