import type { Place } from '../../../src/paper/form.ts';
import { SHEET } from '../../../src/paper/placed.ts';
import type { Size } from '../../../src/terminal/cells.ts';

/** Millimetres in a column, the whole page at a glance first; at the last one even the smallest text has room for all its characters. */
const COLUMNS = [14.8, 10, 7, 5, 3.6, 2.66, 2.1, 1.6, 1.25] as const;
/** A cell is twice as high as wide. */
const ASPECT = 2;

/** A step of the zoom; the higher, the larger. */
export type Zoom = number;

const LAST = COLUMNS.length - 1;
/** At this zoom a Chinese character of 9 points is as wide as two columns. */
export const READABLE: Zoom = 7;

const columnOf = (zoom: Zoom): number => COLUMNS[Math.max(0, Math.min(LAST, zoom))] ?? 1;

/** How many millimetres a cell is wide and high. */
export function cellOf(zoom: Zoom): { readonly w: number; readonly h: number } {
  const w = columnOf(zoom);
  return { w, h: w * ASPECT };
}

/** The cells that a page takes. */
export function canvasSize(zoom: Zoom): Size {
  const { w, h } = cellOf(zoom);
  return { columns: Math.ceil(SHEET.w / w), rows: Math.ceil(SHEET.h / h) };
}

/** The largest zoom at which the whole page, or its whole width, is in view. */
export function zoomFor(area: Size, what: 'page' | 'width'): Zoom {
  const fits = COLUMNS.findLastIndex((_, zoom) => {
    const { columns, rows } = canvasSize(zoom);
    return columns <= area.columns && (what === 'width' || rows <= area.rows);
  });
  return Math.max(0, fits);
}

/** The next zoom in or out. */
export const zoomed = (zoom: Zoom, step: 1 | -1): Zoom => Math.max(0, Math.min(LAST, zoom + step));

/** Where the window on the page begins, in cells. */
export interface Scroll {
  readonly column: number;
  readonly row: number;
}

/** As far as there is page: a page that is narrower or lower than the window stands at its beginning. */
export function withinPage({ column, row }: Scroll, zoom: Zoom, area: Size): Scroll {
  const { columns, rows } = canvasSize(zoom);
  return {
    column: Math.max(0, Math.min(column, columns - area.columns)),
    row: Math.max(0, Math.min(row, rows - area.rows)),
  };
}

/** The cells that a place on the paper covers, at least one. */
export function cellsOf(place: Place, zoom: Zoom): { column: number; row: number; columns: number; rows: number } {
  const { w, h } = cellOf(zoom);
  const column = cellAt(place.x, w);
  const row = cellAt(place.y, h);
  return {
    column,
    row,
    columns: Math.max(1, Math.ceil((place.x + place.w) / w - EPSILON) - column),
    rows: Math.max(1, Math.ceil((place.y + place.h) / h - EPSILON) - row),
  };
}

// Places that are the same to a hair are in the same cell, so that rules meet.
const EPSILON = 1e-6;
/** The cell, counted from 0, in which a millimetre is. */
export const cellAt = (millimetres: number, cell: number): number => Math.floor(millimetres / cell + EPSILON);

// Cells around a place that are in view with it, where the window has room for them.
const AROUND = 4;

/** The scroll, moved no further than needed, at which a place is in view: its beginning when it is larger than the window. */
export function scrolledTo(place: Place, scroll: Scroll, zoom: Zoom, area: Size): Scroll {
  const { column, row, columns, rows } = cellsOf(place, zoom);
  const along = (from: number, at: number, length: number, room: number) => {
    const around = Math.max(0, Math.min(AROUND, Math.floor((room - length) / 2)));
    const first = at - around;
    const last = at + length + around;
    if (first < from || last - first > room) return first;
    return last > from + room ? last - room : from;
  };
  return withinPage(
    { column: along(scroll.column, column, columns, area.columns), row: along(scroll.row, row, rows, area.rows) },
    zoom,
    area,
  );
}
