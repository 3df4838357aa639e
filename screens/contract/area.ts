import type { Size } from '../../src/terminal/cells.ts';

export const MIN_SIZE: Size = { columns: 60, rows: 16 };

/** The title above, message and keys below. */
const FRAME_ROWS = 3;

/** The rows and columns that a page and its dialogs have. */
export function areaOf({ size }: { readonly size: Size }): Size {
  return { columns: size.columns, rows: size.rows - FRAME_ROWS };
}
