import { fieldOf, onForm } from '../catalogue/catalogue.ts';
import type { Container } from '../catalogue/document.ts';
import { pathTo } from '../declaration/path.ts';
import { readValue } from './cell-value.ts';
import { CONTAINER_COLUMNS, CONTAINER_COUNT } from './columns.ts';
import { asideOf, type LeftLine, leftWhy, linesOf, placeOf } from './left-lines.ts';
import { hiddenColumnFaults, hiddenFaults, otherFaults } from './left-stretches.ts';
import { type Draft, pathsOf, put, stepsOf } from './place.ts';
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
import { type Layout, type PlacedTable, type TableBlock, tablesOf } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

export interface ContainersReading extends Reading {
  readonly rows: readonly Container[];
  /** Lines that are hidden, those of one size together. */
  readonly left: readonly LeftLine[];
}

/** One container as its line says. */
interface Line {
  readonly number: string;
  readonly ref: CellRef;
  /** The values of the other columns that are grouped by, as text. */
  readonly group: string;
  readonly values: readonly { readonly id: ColumnId; readonly value: unknown; readonly ref: CellRef }[];
}

type ColumnId = keyof typeof CONTAINER_COLUMNS;

/** The containers of a sheet of numbers and sizes, or of numbers alone. Lines of one size become one row with their count. */
export function readContainers(sheet: Sheet, options: ReadOptions & Layout): ContainersReading {
  const tables = tablesOf(sheet, 'containers', options);
  const reading = readContainerBlocks(tables, options);
  const top = { sheet: sheet.name, cell: 'A1' };
  const missing = tables.length === 0 ? [faultAt(top, '', errorNote('sheet.no-containers'))] : [];
  return {
    ...reading,
    faults: [
      ...sheetFaults([sheet]),
      ...hiddenFaults([sheet], options),
      ...hiddenColumnFaults([sheet], options, 'containers'),
      ...otherFaults([sheet], 'containers', options),
      ...missing,
      ...reading.faults,
    ],
  };
}

/** The containers of several tables together: a number counts once wherever it stands. */
export function readContainerBlocks(tables: readonly PlacedTable[], options: ReadOptions): ContainersReading {
  const unknown = tables.flatMap(({ block }) => block.unknown);
  const numberField = fieldOf(CONTAINER_COLUMNS.number.field);
  const offForm = tables.find(({ block }) => block.rows.length > 0 && !onForm(numberField, options.direction));
  if (offForm) {
    const ref = { sheet: offForm.sheet.name, cell: cellName(offForm.block.rows[0] ?? 0, 0) };
    const note = warningNote('field.not-on-form');
    const faults = [faultAt(ref, '', note, numberField.label)];
    return { rows: [], left: [], faults, unknown, cellOf: () => undefined };
  }
  const collector = new Collector(options);
  const left: LeftLine[] = [];
  for (const { sheet, block } of tables) {
    const beside = { ...asideOf(block), hidden: NONE };
    for (const line of linesOf({ ...block, hidden: [] })) {
      const why = leftWhy(sheet, block, line, beside);
      if (why === undefined) collector.line(sheet, block, line);
      else left.push({ ...placeOf(sheet, line), why, row: {}, faults: [], cellOf: () => undefined });
    }
    left.push(...hiddenLines({ sheet, block }, options));
  }
  return { ...collector.result(), left, unknown: [...unknown, ...collector.unknown] };
}

const NONE: ReadonlySet<number> = new Set();

/** The containers that hidden lines hold, as rows of their own. */
function hiddenLines({ sheet, block }: PlacedTable, options: ReadOptions): LeftLine[] {
  const beside = asideOf(block);
  return block.hidden.map(line => {
    const collector = new Collector(options);
    collector.line(sheet, block, line);
    const { rows, faults, cellOf } = collector.result();
    const why = leftWhy(sheet, block, line, beside) ?? 'hidden';
    return { ...placeOf(sheet, line), why, row: (rows[0] ?? {}) as Draft, faults, cellOf };
  });
}

class Collector {
  readonly unknown: Unknown[] = [];
  private readonly options: ReadOptions;
  private readonly faults: CellFault[] = [];
  private readonly byNumber = new Map<string, Line>();
  private readonly groups = new Map<string, Line[]>();

  constructor(options: ReadOptions) {
    this.options = options;
  }

  line(sheet: Sheet, block: TableBlock, line: number): void {
    const cells = block.columns.map(placed => ({
      id: placed.id as ColumnId,
      text: sheet.rows[line]?.[placed.at] ?? '',
      ref: { sheet: sheet.name, cell: cellName(line, placed.at) },
      label: placed.label,
    }));
    const numbers = cells.find(cell => cell.id === 'number');
    const others = cells.filter(cell => cell.id !== 'number' && cell.text !== '');
    if (!numbers?.text) {
      this.unknown.push(...others.slice(0, 1).map(({ ref, text }) => ({ ...ref, label: text })));
      return;
    }
    const read = others.map(cell => {
      const field = fieldOf(CONTAINER_COLUMNS[cell.id].field);
      return { ...cell, field, ...readValue(cell.text, field, this.options.direction, this.options) };
    });
    const values = read.filter(({ value }) => value !== undefined);
    const group = JSON.stringify(values.map(({ id, value }) => [id, value]));
    const index = this.indexOf(group);
    for (const { field, ref, label, notes } of read) {
      this.faults.push(...notes.map(note => faultAt(ref, pathTo(field.id, index), note, label)));
    }
    for (const number of numbersOf(numbers.text)) this.add({ number, ref: numbers.ref, group, values }, numbers.label);
  }

  result(): Omit<ContainersReading, 'unknown' | 'left'> {
    const groups = [...this.groups.values()];
    const rows = groups.map((lines, index) => this.row(lines, index));
    return {
      rows,
      faults: this.faults,
      cellOf: ({ path, params }) => {
        const [, index, rest = ''] = /^containers\[(\d+)\]\.?(.*)$/u.exec(path) ?? [];
        const lines = index === undefined ? undefined : groups[Number(index)];
        const named = typeof params?.number === 'string' ? this.byNumber.get(params.number) : undefined;
        const line = (named && lines?.includes(named) ? named : undefined) ?? lines?.[0];
        const value = line?.values.find(({ id }) => pathsOf(fieldOf(CONTAINER_COLUMNS[id].field)).includes(rest));
        return value?.ref ?? line?.ref;
      },
    };
  }

  private row(lines: readonly Line[], index: number): Container {
    const row: Draft = {};
    for (const { id, value } of lines[0]?.values ?? []) put(row, stepsOf(fieldOf(CONTAINER_COLUMNS[id].field)), value);
    const numbers = fieldOf(CONTAINER_COLUMNS.number.field);
    const text = lines.map(line => line.number).join(',');
    const { value, notes } = readValue(text, numbers, this.options.direction, this.options);
    put(row, stepsOf(numbers), value ?? lines.map(line => line.number));
    const ref = lines[0]?.ref;
    if (ref) this.faults.push(...notes.map(note => faultAt(ref, pathTo(numbers.id, index), note, numbers.label)));
    put(row, stepsOf(fieldOf(CONTAINER_COUNT)), String(lines.length));
    return row as Container;
  }

  /** The number of the row that the group is or will be. */
  private indexOf(group: string): number {
    const index = [...this.groups.keys()].indexOf(group);
    return index < 0 ? this.groups.size : index;
  }

  private add(line: Line, label: string): void {
    const before = this.byNumber.get(line.number);
    if (before) {
      const params = { number: line.number, cell: before.ref.cell, sheet: before.ref.sheet };
      const note = before.group === line.group ? warningNote : errorNote;
      this.faults.push(faultAt(line.ref, '', note('cell.container-doubled', params), label));
      return;
    }
    this.byNumber.set(line.number, line);
    const lines = this.groups.get(line.group);
    if (lines) lines.push(line);
    else this.groups.set(line.group, [line]);
  }
}

/** Numbers of one cell; `MRKU 479582-0` is one. */
function numbersOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/([A-Z]{4})[\s-]*(\d{6})[\s-]*(\d)(?!\d)/gu, '$1$2$3')
    .split(/[,、;\s]+/u)
    .filter(Boolean);
}
