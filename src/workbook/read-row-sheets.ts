import { type Field, onForm } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { pathOf, read, type Steps } from '../declaration/path.ts';
import { readValue } from './cell-value.ts';
import { hiddenColumnsFault } from './left-stretches.ts';
import type { Draft } from './place.ts';
import {
  type CellFault,
  type CellRef,
  errorNote,
  faultAt,
  type Note,
  type Reading,
  type ReadOptions,
  warningNote,
} from './reading.ts';
import { type PlacedRowSheet, ROW_SHEETS, rowSheetOf } from './row-sheets.ts';
import { cellName, type Sheet } from './sheet.ts';

/** What sheets with rows of popups add to a declaration: `document` is a new one with them. */
export interface RowSheetsReading extends Reading {
  readonly document: Declaration;
}

/** Reads the sheets that hold rows of popups into a declaration that the others have told. */
export function readRowSheets(
  sheets: readonly Sheet[],
  told: Declaration,
  options: ReadOptions,
  cellOf: Reading['cellOf'],
): RowSheetsReading {
  // Rows of the goods are there before those inside them, whatever the order of the sheets.
  const placed = sheets.flatMap(sheet => rowSheetOf(sheet) ?? []);
  placed.sort((a, b) => ROW_SHEETS.indexOf(a.list) - ROW_SHEETS.indexOf(b.list));
  if (placed.length === 0) return { document: told, faults: [], unknown: [], cellOf: () => undefined };
  const reader = new RowSheetReader(structuredClone(told) as Declaration, options, cellOf);
  for (const each of placed) reader.sheet(each);
  return reader.result();
}

interface Line {
  readonly placed: PlacedRowSheet;
  readonly at: number;
}

class RowSheetReader {
  readonly #document: Declaration;
  readonly #options: ReadOptions;
  readonly #cellOf: Reading['cellOf'];
  readonly #faults: CellFault[] = [];
  readonly #unknown: { sheet: string; cell: string; label: string }[] = [];
  /** The cell of each value that was read, by its path, and the first of each row. */
  readonly #cells = new Map<string, CellRef>();
  /** What the other sheets said of lists that have one of their own. */
  readonly #before = new Map<string, readonly Draft[]>();

  constructor(document: Declaration, options: ReadOptions, cellOf: Reading['cellOf']) {
    this.#document = document;
    this.#options = options;
    this.#cellOf = cellOf;
  }

  sheet(placed: PlacedRowSheet): void {
    const { sheet, unknown, aside } = placed;
    this.#faults.push(...hiddenColumnsFault(sheet, 0, aside));
    this.#unknown.push(...unknown.map(({ at, label }) => ({ sheet: sheet.name, cell: cellName(0, at), label })));
    const hidden = new Set(sheet.hidden);
    for (let at = 1; at < sheet.rows.length; at += 1) {
      if (!hidden.has(at) && sheet.rows[at]?.some(cell => cell !== '')) this.#line({ placed, at });
    }
  }

  result(): RowSheetsReading {
    return {
      document: this.#document,
      faults: this.#faults,
      unknown: this.#unknown,
      cellOf: ({ path }) => this.#cells.get(path) ?? this.#cells.get(path.replace(/\.\w+$/u, '')),
    };
  }

  #line(line: Line): void {
    const { placed, at } = line;
    const way = wayTo(line, this.#document);
    if ('fault' in way) {
      this.#faults.push(way.fault);
      return;
    }
    const { steps } = way;
    const list = this.#listAt(steps);
    const index = list.length;
    const row: Draft = {};
    const rowPath = pathOf([...steps, index]);
    for (const field of new Set(placed.columns.flatMap(column => column.field ?? []))) {
      const pieces = placed.columns.filter(column => column.field === field);
      const [first] = pieces;
      const text = pieces.map(piece => placed.sheet.rows[at]?.[piece.at] ?? '').join('');
      if (!first || text === '') continue;
      const ref = refOf(line, first.at);
      this.#cells.set(rowPath, this.#cells.get(rowPath) ?? ref);
      this.#take(row, field, text, ref, `${rowPath}.${field.name}`, first.label);
    }
    // A line that only names its goods is a row, too: others may stand in it.
    if (Object.keys(row).length === 0 && steps.length === 1) return;
    this.#compare(steps, index, row);
    list.push(row);
  }

  #take(row: Draft, field: Field, text: string, ref: CellRef, path: string, label: string): void {
    const { direction } = this.#options;
    if (!onForm(field, direction)) {
      this.#faults.push(faultAt(ref, '', warningNote('field.not-on-form'), label));
      return;
    }
    const { value, notes } = readValue(text, field, direction, this.#options);
    this.#faults.push(...notes.map(note => faultAt(ref, path, note, label)));
    this.#cells.set(path, ref);
    if (value !== undefined) row[field.name] = value;
  }

  /** The list that is being read; what another sheet has put there is kept aside, to be compared. */
  #listAt(steps: Steps): Draft[] {
    const path = pathOf(steps);
    const around = (steps.length === 1 ? this.#document : read(this.#document, steps.slice(0, -1))) as Draft;
    const name = steps.at(-1) as string;
    if (!this.#before.has(path)) {
      this.#before.set(path, (around[name] as readonly Draft[] | undefined) ?? []);
      around[name] = [];
    }
    return around[name] as Draft[];
  }

  /** What the form says of the same row must be the same. */
  #compare(steps: Steps, index: number, row: Draft): void {
    for (const [name, value] of Object.entries(this.#before.get(pathOf(steps))?.[index] ?? {})) {
      if (row[name] === undefined || JSON.stringify(row[name]) === JSON.stringify(value)) continue;
      const path = pathOf([...steps, index, name]);
      const ref = this.#cells.get(path);
      const other = this.#cellOf({ path });
      row[name] = value;
      if (ref)
        this.#faults.push(
          faultAt(
            ref,
            path,
            errorNote('cell.conflict', { cell: other ? `${other.sheet}!${other.cell}` : '', value: String(value) }),
          ),
        );
    }
  }
}

/** The way to the list that a line adds to, by the numbers of the rows around it, or that there is no such row. */
function wayTo(line: Line, document: Declaration): { readonly steps: Steps } | { readonly fault: CellFault } {
  const { sheet, list, columns } = line.placed;
  const steps: (string | number)[] = [];
  for (const [owner, heading] of list.owners.entries()) {
    const column = columns.find(each => each.owner === owner);
    const text = sheet.rows[line.at]?.[column?.at ?? 0] ?? '';
    const number = /^\d{1,4}$/u.test(text) ? Number(text) : 0;
    steps.push(list.lists[owner] ?? '', number - 1);
    if (number === 0 || read(document, steps) === undefined) {
      const note: Note = errorNote('cell.no-row', { text, heading });
      return { fault: faultAt(refOf(line, column?.at ?? 0), '', note, column?.label) };
    }
  }
  return { steps: [...steps, list.lists.at(-1) ?? ''] };
}

function refOf({ placed, at }: Line, column: number): CellRef {
  return { sheet: placed.sheet.name, cell: cellName(at, column) };
}
