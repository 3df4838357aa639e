import type { Size } from '../../../src/terminal/cells.ts';
import { CELLS, type LedgerPage } from './state.ts';

/** A cell of the query needs about this many columns. */
const CELL_COLUMNS = 20;
const WIDE = 110;
const MAX_BESIDE = 90;
const MIN_BELOW = 4;

/** Cells of the query that stand side by side. */
export const cellsAcross = ({ columns }: Size): number =>
  Math.max(1, Math.min(CELLS.length, Math.floor(columns / CELL_COLUMNS)));

export const queryLines = (area: Size): number => Math.ceil(CELLS.length / cellsAcross(area));

/** Where the parts of the page stand. */
export interface PageLayout {
  /** Groups that are in view, without their headings and the total. */
  readonly rows: number;
  /** Columns of the groups. */
  readonly columns: number;
  /** What stands beside the groups, or below them with a rule. */
  readonly pane: Size | undefined;
  readonly beside: boolean;
}

export function layoutOf({ pane, inside }: Pick<LedgerPage, 'pane' | 'inside'>, area: Size): PageLayout {
  const room = area.rows - queryLines(area) - 2;
  if (inside) return { rows: Math.max(1, room), columns: area.columns, pane: undefined, beside: false };
  const whole = { rows: Math.max(1, room - 1), columns: area.columns, pane: undefined, beside: false };
  if (pane === 'none') return whole;
  if (area.columns >= WIDE) {
    const columns = Math.min(MAX_BESIDE, Math.floor(area.columns * 0.42));
    const left = area.columns - columns - 3;
    return { ...whole, columns: left, pane: { columns, rows: room }, beside: true };
  }
  const below = Math.max(MIN_BELOW, Math.floor(room * (pane === 'figures' ? 0.55 : 0.45)));
  const rows = room - 1 - below - 1;
  if (rows < 2) return whole;
  return { rows, columns: area.columns, pane: { columns: area.columns, rows: below }, beside: false };
}
