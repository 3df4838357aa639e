import { type Field, isInForce, onForm } from '../catalogue/catalogue.ts';
import { pathTo, read } from '../declaration/path.ts';
import { type CellValue, readValue, splitPer, splitUnit } from './cell-value.ts';
import { readCode } from './code-cell.ts';
import { type Draft, put } from './place.ts';
import {
  type CellFault,
  type CellRef,
  errorNote,
  faultAt,
  type Note,
  type ReadOptions,
  warningNote,
} from './reading.ts';
import { type CellParts, coveredCells, type ReadyColumn, readyColumns, type Target } from './ready-columns.ts';
import type { TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A line while it is read: the row that it becomes, its place in the sheet and among the rows. */
interface LineInHand {
  readonly row: Draft;
  readonly line: number;
  readonly index: number;
}

const REPEATED: ReadonlySet<Field['kind']> = new Set(['code', 'integer', 'decimal', 'date']);

/** `100千克` and `USD98.00/箱` where there is a column for each part. */
function partsOf({ unit, per, divided }: ReadyColumn, text: string): CellParts {
  if (!unit && !per) return { amount: text };
  return divided.of(text, cell => {
    const price = per && splitPer(cell);
    const amount = price?.price ?? cell;
    const split = unit && splitUnit(amount);
    return { amount: split?.number ?? amount, unit: split?.unit, per: price?.per };
  });
}

/** Reads the lines of one table. Things that are wrong with a whole column are said once. */
export class RowReader {
  readonly faults: CellFault[] = [];
  private readonly sheet: Sheet;
  private readonly options: ReadOptions;
  private readonly columns: readonly ReadyColumn[];
  /** Line and column of each cell that a merged one covers → the line where that begins. */
  private readonly merged: ReadonlyMap<string, number>;
  private readonly saidOffForm = new Set<number>();
  /** Which column gave each value of the line that is being read. */
  private readonly writtenAt = new Map<Field, number>();

  constructor(sheet: Sheet, block: TableBlock, options: ReadOptions) {
    this.sheet = sheet;
    this.options = options;
    const { columns, faults } = readyColumns(sheet, block, options);
    this.columns = columns;
    this.faults.push(...faults);
    this.merged = coveredCells(sheet);
  }

  /** The line as a row of the document, or undefined when nothing came of it. `index` is the row's number there. */
  read(line: number, index: number): Draft | undefined {
    const row: Draft = {};
    const place: LineInHand = { row, line, index };
    this.writtenAt.clear();
    const before = this.faults.length;
    const cells = this.sheet.rows[line] ?? [];
    const priced: (readonly [ReadyColumn, string])[] = [];
    for (const column of this.columns) {
      const text = cells[column.at] ?? '';
      if (text === '') continue;
      const { amount, unit, per } = partsOf(column, text);
      if (per !== undefined) priced.push([column, per]);
      this.take(place, column, column, amount);
      if (unit !== undefined && column.unit) this.take(place, column, column.unit, unit);
    }
    if (Object.keys(row).length > 0) {
      if (this.merged.size > 0) for (const column of this.columns) this.takeFromAbove(place, column);
      for (const column of this.columns) this.takeFromHeading(place, column);
      for (const [column, per] of priced) this.takePer(place, column, per);
      return row;
    }
    // The next line will have this number: what is wrong here belongs to no row.
    for (const fault of this.faults.splice(before)) this.faults.push({ ...fault, path: '' });
    return undefined;
  }

  /** A cell merged downwards covers each of its lines: what it says is said of all of them, but an amount is one amount. */
  private takeFromAbove(place: LineInHand, column: ReadyColumn): void {
    const { row, line, index } = place;
    const top = this.merged.get(`${line} ${column.at}`);
    const text = top === undefined ? undefined : this.sheet.rows[top]?.[column.at];
    if (top === undefined || !text || read(row, column.steps) !== undefined) return;
    if (column.field.kind === 'decimal' || column.field.kind === 'integer') {
      const note = warningNote('cell.merged-amount', { text, cell: cellName(top, column.at) });
      this.say(line, column, pathTo(column.field.id, index), note);
    } else this.take(place, column, column, text);
  }

  private takeFromHeading(place: LineInHand, column: ReadyColumn): void {
    const { row } = place;
    const { unit, ofHeading } = column;
    if (!unit || !ofHeading || read(row, column.steps) === undefined || read(row, unit.steps) !== undefined) return;
    this.take(place, column, unit, ofHeading);
  }

  /** What a price is for is the unit of the goods where nothing else says it, and must be the same where something does. */
  private takePer(place: LineInHand, column: ReadyColumn, unit: string): void {
    const { row, line, index } = place;
    const { per } = column;
    if (!per) return;
    const { entry } = readCode(unit, per.field, this.options.direction, this.options);
    const held = read(row, per.steps);
    const say = (code: string) => this.say(line, column, pathTo(per.field.id, index), warningNote(code, { unit }));
    if (!entry) say('cell.per-unread');
    else if (held === undefined) this.take(place, column, per, unit);
    else if (held !== entry.code) say('cell.per-other');
  }

  private take(place: LineInHand, column: ReadyColumn, target: Target, text: string): void {
    const { row, line, index } = place;
    const { field, steps } = target;
    const { direction } = this.options;
    const isOther = field.extras.message !== undefined && !isInForce(this.options.book, field, direction);
    if (isOther || !onForm(field, direction)) {
      if (!this.saidOffForm.has(column.at)) this.say(line, column, '', warningNote('field.not-on-form'));
      this.saidOffForm.add(column.at);
      return;
    }
    const { value, notes } = this.valueOf(target, text);
    for (const note of notes) this.say(line, column, pathTo(field.id, index), note);
    if (value === undefined) return;
    const held = read(row, steps);
    if (held === undefined) {
      put(row, steps, value);
      this.writtenAt.set(field, column.at);
    } else if (String(held) !== String(value)) {
      const other = cellName(line, this.writtenAt.get(field) ?? column.at);
      const note = errorNote('cell.conflict', { cell: other, value: String(held) });
      this.say(line, column, pathTo(field.id, index), note);
    }
  }

  /** Texts differ from line to line, and lists would be the same list in each; what else stands in a cell is worked out once. */
  private valueOf({ field, read: known }: Target, text: string): CellValue {
    const { options } = this;
    if (!REPEATED.has(field.kind)) return readValue(text, field, options.direction, options);
    return known.of(text, cell => readValue(cell, field, options.direction, options));
  }

  private say(line: number, column: ReadyColumn, path: string, note: Note): void {
    this.faults.push(faultAt(this.ref(line, column.at), path, note, column.label));
  }

  private ref(line: number, at: number): CellRef {
    return { sheet: this.sheet.name, cell: cellName(line, at) };
  }
}
