import { type Field, fieldOf, isInForce, onForm } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { parsePath, read } from '../declaration/path.ts';
import { readValue } from './cell-value.ts';
import { headingOf } from './headings.ts';
import { DIRECTION_WORDS } from './layout.ts';
import type { LeftLine } from './left-lines.ts';
import { hiddenColumnFaults, hiddenFaults, otherFaults } from './left-stretches.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { type Draft, put, stepsOf } from './place.ts';
import { readContainerBlocks } from './read-containers.ts';
import { readGoodsBlocks } from './read-goods.ts';
import { readRowSheets } from './read-row-sheets.ts';
import {
  type CellFault,
  type CellRef,
  errorNote,
  faultAt,
  type Note,
  type Reading,
  type ReadOptions,
  sheetFaults,
  warningNote,
} from './reading.ts';
import { scan, type TableBlock, tablesOf } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A line of one of the lists that is left out. */
export interface LeftOfList extends LeftLine {
  readonly list: TableBlock['kind'];
}

export interface DeclarationReading extends Reading {
  readonly left: readonly LeftOfList[];
  /** Undefined when nobody said which form it is: neither the caller, nor a cell, nor the labels that were filled in. */
  readonly document: Declaration | undefined;
}

/** The whole declaration: labels and values, goods and containers, on one sheet or several (manual 3.4.5, 8.3). */
export async function readDeclaration(
  sheets: readonly Sheet[],
  options: Omit<ReadOptions, 'direction'> & { readonly direction?: Direction },
): Promise<DeclarationReading> {
  const tables = (kind: TableBlock['kind']) => sheets.flatMap(sheet => tablesOf(sheet, kind));
  const lines = sheets.flatMap(sheet =>
    scan(sheet).flatMap(block => (block.kind === 'pairs' ? block.rows.map(line => pairsOf(sheet, line)) : [])),
  );
  const pairs = lines.flatMap(line => line.pairs).filter(pair => pair.text !== '');
  const unknown = lines.flatMap(line => line.unknown);
  const { direction, faults } = directionOf(pairs, options.direction, sheets);
  if (direction === undefined) return { document: undefined, faults, unknown, left: [], cellOf: () => undefined };

  const chosen = { ...options, direction };
  const head = readHead(pairs, chosen);
  const goods = await readGoodsBlocks(tables('goods'), chosen);
  const containers = readContainerBlocks(tables('containers'), chosen);
  const cellOnForm: Reading['cellOf'] = fault =>
    head.cells.get(topOf(fault.path)) ?? goods.cellOf(fault) ?? containers.cellOf(fault);
  const told = { ...head.values, direction, containers: containers.rows, goods: goods.rows };
  const lists = readRowSheets(sheets, told, chosen, cellOnForm);
  return {
    document: lists.document,
    faults: [
      ...sheetFaults(sheets),
      ...hiddenFaults(sheets),
      ...hiddenColumnFaults(sheets),
      ...otherFaults(sheets),
      ...faults,
      ...head.faults,
      ...goods.faults,
      ...containers.faults,
      ...lists.faults,
    ],
    unknown: [...unknown, ...goods.unknown, ...containers.unknown, ...lists.unknown],
    left: [
      ...goods.left.map(line => ({ ...line, list: 'goods' as const })),
      ...containers.left.map(line => ({ ...line, list: 'containers' as const })),
    ],
    cellOf: fault => lists.cellOf(fault) ?? cellOnForm(fault),
  };
}

const topOf = (path: string) => String(parsePath(path)?.[0] ?? '');

interface Head {
  readonly values: Draft;
  readonly faults: readonly CellFault[];
  /** By field id, where its value stands or would stand. */
  readonly cells: ReadonlyMap<string, CellRef>;
}

function readHead(pairs: readonly Pair[], options: ReadOptions): Head {
  const values: Draft = {};
  const faults: CellFault[] = [];
  const cells = new Map<string, CellRef>();
  for (const pair of pairs) {
    if (pair.meaning === 'direction') continue;
    const say = (path: string, note: Note) => faults.push(faultAt(pair, path, note, pair.label));
    if (pair.meaning === 'unused') {
      say('', warningNote('cell.unused'));
      continue;
    }
    const field: Field = fieldOf(pair.meaning);
    const meant = pair.only?.includes(options.direction) ?? true;
    // A sheet of another purpose has words such as 毛重, too.
    if (field.extras.message && !isInForce(options.book, field, options.direction)) continue;
    if (!meant || !onForm(field, options.direction)) {
      say('', warningNote('field.not-on-form'));
      continue;
    }
    const { value, notes } = readValue(pair.text, field, options.direction, options);
    for (const note of notes) say(field.id, note);
    const before = cells.get(field.id);
    if (value === undefined) cells.set(field.id, before ?? pair);
    else if (before && JSON.stringify(read(values, stepsOf(field))) !== JSON.stringify(value)) {
      say(field.id, errorNote('cell.conflict', { cell: before.cell, value: pair.text }));
    } else {
      put(values, stepsOf(field), value);
      cells.set(field.id, before ?? pair);
    }
  }
  return { values, faults, cells };
}

/** The caller's word counts before the cell's, the cell's before what the prefixes of filled labels show. */
function directionOf(
  pairs: readonly Pair[],
  given: Direction | undefined,
  sheets: readonly Sheet[],
): { readonly direction: Direction | undefined; readonly faults: CellFault[] } {
  const cell = pairs.find(pair => pair.meaning === 'direction');
  const word = cell && headingOf(cell.text).key;
  const written = DIRECTIONS.find(direction => word !== undefined && DIRECTION_WORDS[direction].includes(word));
  if (cell && written === undefined) {
    const direction = given;
    return { direction, faults: [faultAt(cell, '', errorNote('cell.direction', { text: cell.text }), cell.label)] };
  }
  if (given !== undefined || written !== undefined) {
    const differs = cell && given !== undefined && written !== undefined && given !== written;
    const note = errorNote('cell.other-direction', { text: cell?.text ?? '' });
    return { direction: given ?? written, faults: differs ? [faultAt(cell, '', note, cell.label)] : [] };
  }
  const shown = new Set(pairs.flatMap(pair => pair.only ?? []));
  if (shown.has('in') !== shown.has('out')) return { direction: shown.has('in') ? 'in' : 'out', faults: [] };
  const top = { sheet: sheets[0]?.name ?? '', cell: cellName(0, 0) };
  return { direction: undefined, faults: [faultAt(top, '', errorNote('sheet.no-direction'))] };
}
