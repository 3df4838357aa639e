/** A sheet as text: cleaned, as people see it, dates as `yyyy-MM-dd`, numbers with all their digits. Plain data: it crosses threads. */
export interface Sheet {
  readonly name: string;
  /** Row by row from the top; blank cells are '', blank ends are cut off, so rows differ in length. */
  readonly rows: readonly (readonly string[])[];
  /** What was wrong with single cells before anybody knew what they mean. */
  readonly faults: readonly SheetFault[];
  /** Rows that the sender hid or filtered out, all of them on a hidden sheet, counted from 0. */
  readonly hidden?: readonly number[];
  /** Columns that the sender hid and that hold something, counted from 0. */
  readonly hiddenColumns?: readonly number[];
  /** Cells that are merged over several rows. */
  readonly merged?: readonly MergedCell[];
}

/** Where a merged cell stands and how far down it reaches, counted from 0, `last` included. */
export interface MergedCell {
  readonly row: number;
  readonly column: number;
  readonly last: number;
}

export interface SheetFault {
  /** `D7` */
  readonly cell: string;
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The name of a cell, both counted from 0: (6, 3) is `D7`. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
