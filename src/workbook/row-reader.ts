import { type Field, onForm } from '../catalogue/catalogue.ts';
import { pathTo, read } from '../declaration/path.ts';
import { readValue, splitPer, splitUnit } from './cell-value.ts';
import { readCode } from './code-cell.ts';
import { type Draft, put, stepsOf } from './place.ts';
import {
  type CellFault,
  type CellRef,
  errorNote,
  faultAt,
  type Note,
  type ReadOptions,
  warningNote,
} from './reading.ts';
import { coveredCells, type ReadyColumn, readyColumns } from './ready-columns.ts';
import type { TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A line while it is read: the row that it becomes, its place in the sheet and among the rows, and where each value was written. */
interface LineInHand {
  readonly row: Draft;
  readonly line: number;
  readonly index: number;
  readonly writtenAt: Map<Field, number>;
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
    const place: LineInHand = { row, line, index, writtenAt: new Map() };
    const before = this.faults.length;
    const cells = this.sheet.rows[line] ?? [];
    for (const column of this.columns) {
      const text = cells[column.at] ?? '';
      if (text === '') continue;
      const priced = column.per && splitPer(text);
      const amount = priced?.price ?? text;
      const split = column.unit && splitUnit(amount);
      this.take(place, column, column.field, split?.number ?? amount);
      if (split && column.unit) this.take(place, column, column.unit, split.unit);
    }
    if (Object.keys(row).length > 0) {
      for (const column of this.columns) this.takeFromAbove(place, column);
      for (const column of this.columns) this.takeFromHeading(place, column);
      for (const column of this.columns) this.takePer(place, column);
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
    } else this.take(place, column, column.field, text);
  }

  private takeFromHeading(place: LineInHand, column: ReadyColumn): void {
    const { row } = place;
    const { unit, ofHeading } = column;
    if (!unit || !ofHeading || read(row, column.steps) === undefined || read(row, stepsOf(unit)) !== undefined) return;
    this.take(place, column, unit, ofHeading);
  }

  /** What a price is for is the unit of the goods where nothing else says it, and must be the same where something does. */
  private takePer(place: LineInHand, column: ReadyColumn): void {
    const { row, line, index } = place;
    const { per: field } = column;
    const unit = field && splitPer(this.sheet.rows[line]?.[column.at] ?? '')?.per;
    if (!unit) return;
    const { entry } = readCode(unit, field, this.options.direction, this.options);
    const held = read(row, stepsOf(field));
    const say = (code: string) => this.say(line, column, pathTo(field.id, index), warningNote(code, { unit }));
    if (!entry) say('cell.per-unread');
    else if (held === undefined) this.take(place, column, field, unit);
    else if (held !== entry.code) say('cell.per-other');
  }

  private take({ row, line, index, writtenAt }: LineInHand, column: ReadyColumn, field: Field, text: string): void {
    const { direction } = this.options;
    if (!onForm(field, direction)) {
      if (!this.saidOffForm.has(column.at)) this.say(line, column, '', warningNote('field.not-on-form'));
      this.saidOffForm.add(column.at);
      return;
    }
    const path = pathTo(field.id, index);
    const { value, notes } = readValue(text, field, direction, this.options);
    for (const note of notes) this.say(line, column, path, note);
    if (value === undefined) return;
    const steps = field === column.field ? column.steps : stepsOf(field);
    const held = read(row, steps);
    if (held === undefined) {
      put(row, steps, value);
      writtenAt.set(field, column.at);
    } else if (String(held) !== String(value)) {
      const other = cellName(line, writtenAt.get(field) ?? column.at);
      this.say(line, column, path, errorNote('cell.conflict', { cell: other, value: String(held) }));
    }
  }

  private say(line: number, column: ReadyColumn, path: string, note: Note): void {
    this.faults.push(faultAt(this.ref(line, column.at), path, note, column.label));
  }

  private ref(line: number, at: number): CellRef {
    return { sheet: this.sheet.name, cell: cellName(line, at) };
  }
}
