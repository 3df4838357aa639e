import type { CellFault, Unknown } from '../workbook/reading.ts';

/** What taking a workbook into a list of the office did. */
export interface ImportedList {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that were left out because of a fault; the others were taken. */
  readonly refused: number;
  /** Each with its cell. */
  readonly faults: readonly CellFault[];
  readonly unknown: readonly Unknown[];
}
