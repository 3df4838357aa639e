import { type Field, fieldOf, onForm } from '../catalogue/catalogue.ts';
import { pathTo, read } from '../declaration/path.ts';
import { readValue, splitUnit } from './cell-value.ts';
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
import type { PlacedColumn, TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A column that is ready to be read, worked out once a table. */
interface ReadyColumn {
  readonly at: number;
  readonly label: string;
  readonly field: Field;
  readonly steps: readonly (string | number)[];
  readonly unit: Field | undefined;
}

/** Reads the lines of one table. Things that are wrong with a whole column are said once. */
export class RowReader {
  readonly faults: CellFault[] = [];
  private readonly sheet: Sheet;
  private readonly options: ReadOptions;
  private readonly columns: readonly ReadyColumn[];
  private readonly saidOffForm = new Set<number>();

  constructor(sheet: Sheet, block: TableBlock, options: ReadOptions) {
    this.sheet = sheet;
    this.options = options;
    this.columns = this.withoutDoubles(block).map(({ at, label, column }) => {
      const field = fieldOf(column.field);
      return { at, label, field, steps: stepsOf(field), unit: column.unit && fieldOf(column.unit) };
    });
  }

  /** The line as a row of the document, or undefined when nothing came of it. `index` is the row's number there. */
  read(line: number, index: number): Draft | undefined {
    const row: Draft = {};
    const writtenAt = new Map<Field, number>();
    const before = this.faults.length;
    const cells = this.sheet.rows[line] ?? [];
    for (const column of this.columns) {
      const text = cells[column.at] ?? '';
      if (text === '') continue;
      const split = column.unit && splitUnit(text);
      this.take(row, column, column.field, split?.number ?? text, line, index, writtenAt);
      if (split && column.unit) this.take(row, column, column.unit, split.unit, line, index, writtenAt);
    }
    if (Object.keys(row).length > 0) return row;
    // The next line will have this number: what is wrong here belongs to no row.
    for (const fault of this.faults.splice(before)) this.faults.push({ ...fault, path: '' });
    return undefined;
  }

  private take(
    row: Draft,
    column: ReadyColumn,
    field: Field,
    text: string,
    line: number,
    index: number,
    writtenAt: Map<Field, number>,
  ): void {
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

  /** The same column twice: the first counts. A unit that is in the cell of its number comes with the number. */
  private withoutDoubles(block: TableBlock): PlacedColumn[] {
    const first = new Map<string, PlacedColumn>();
    for (const column of block.columns) {
      const besides = block.columns.filter(({ at }) => at === column.at);
      if (besides.some(({ column: { unit } }) => unit === column.column.field)) continue;
      const before = first.get(column.id);
      if (!before) first.set(column.id, column);
      else {
        const note = warningNote('cell.heading-doubled', { cell: cellName(block.headAt, before.at) });
        this.faults.push(faultAt(this.ref(block.headAt, column.at), '', note, column.label));
      }
    }
    return [...first.values()];
  }

  private say(line: number, column: ReadyColumn, path: string, note: Note): void {
    this.faults.push(faultAt(this.ref(line, column.at), path, note, column.label));
  }

  private ref(line: number, at: number): CellRef {
    return { sheet: this.sheet.name, cell: cellName(line, at) };
  }
}
