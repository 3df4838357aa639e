import type { CodeBook, CodeEntry } from '../catalogue/code-book.ts';
import type { Fault } from '../catalogue/fault.ts';
import type { Direction } from '../catalogue/row.ts';
import type { Sheet } from './sheet.ts';

export interface CellRef {
  readonly sheet: string;
  /** `D7` */
  readonly cell: string;
}

/** A fault found while reading. `path` counts from the first row read, and is empty where nothing came of the cell. */
export interface CellFault extends Fault, CellRef {
  /** The heading or label that the cell stands under. */
  readonly label?: string;
}

/** Something that was filled in and that nobody asked for. */
export interface Unknown extends CellRef {
  readonly label: string;
}

/** Where codes come from. `rowsOf` lists a table: for shortcut characters, and for names that two codes share; `near` searches it. */
export interface CodeSource {
  readonly book: CodeBook;
  readonly rowsOf?: (table: string) => readonly CodeEntry[];
  readonly near?: (table: string, words: string) => readonly CodeEntry[];
}

export interface ReadOptions extends CodeSource {
  readonly direction: Direction;
  readonly signal?: AbortSignal;
  /** Rows read so far, of how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What every reading gives beside its values. Values are new: nothing that is open changes. */
export interface Reading {
  readonly faults: readonly CellFault[];
  readonly unknown: readonly Unknown[];
  /** The cell that a fault of the check belongs to, while paths are still those of the reading. */
  cellOf(fault: Pick<Fault, 'path' | 'params'>): CellRef | undefined;
}

/** A fault without its place. */
export interface Note {
  readonly code: string;
  readonly level: Fault['level'];
  readonly params?: Readonly<Record<string, string | number>>;
}

export const errorNote = (code: string, params?: Note['params']): Note => ({
  code,
  level: 'error',
  ...(params && { params }),
});
export const warningNote = (code: string, params?: Note['params']): Note => ({
  code,
  level: 'warning',
  ...(params && { params }),
});

export function faultAt(at: CellRef, path: string, note: Note, label?: string): CellFault {
  return { ...note, path, sheet: at.sheet, cell: at.cell, ...(label !== undefined && { label }) };
}

/** The faults that the file's cells had before they meant anything. */
export function sheetFaults(sheets: readonly Sheet[]): CellFault[] {
  return sheets.flatMap(sheet =>
    sheet.faults.map(({ cell, ...note }) => faultAt({ sheet: sheet.name, cell }, '', note)),
  );
}
