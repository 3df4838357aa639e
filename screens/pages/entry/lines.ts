import {
  type Field,
  type FieldId,
  fieldOf,
  isScalar,
  LIST_NAMES,
  type ListName,
  SECTIONS,
  type SectionName,
  sectionsFor,
  sizeOf,
} from '../../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../../src/catalogue/dialect.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { kindOf } from '../../../src/kinds/index.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { placesIn } from '../../fields/field-cell.ts';
import { type Cell, type CellRoom, cellsOf, LIST_LAYOUT } from '../../layout/entry.ts';
import { type EntryPage, messageOf, stopAt, stopsFor } from './state.ts';

/** A cell at its place in the line. */
export interface PlacedCell {
  readonly ids: readonly FieldId[];
  readonly x: number;
  readonly columns: number;
}

/** The lines of the page, most of them out of sight. */
export type PageLine =
  | { readonly kind: 'heading'; readonly section: SectionName }
  | { readonly kind: 'cells'; readonly cells: readonly PlacedCell[] }
  | { readonly kind: 'list-head'; readonly list: ListName }
  | { readonly kind: 'list-row'; readonly list: ListName; readonly offset: number }
  | { readonly kind: 'list-foot'; readonly list: ListName };

/** A field needs about this many columns; more columns of fields do not read well. */
const CELL_COLUMNS = 39;
const MAX_CELLS = 3;
/** A label with a date. */
const LEAST_COLUMNS = 30;
const CODE_WITH_NAME = 26;
const LONGEST_WISH = 30;

/** Halves of a column that a cell takes, where so many columns stand side by side. */
const HALVES: Readonly<Record<CellRoom, (across: number) => number>> = {
  one: () => 2,
  long: across => (across < MAX_CELLS ? 2 : 3),
  wide: across => 2 * Math.min(2, across),
};

const known = new Map<string, readonly PageLine[]>();

/** Which fields there are: those of a kind of declaration, and of the form of the message that it is sent in. */
interface Shape {
  readonly direction: Direction;
  readonly message: MessageName | undefined;
}

export const shapeOf = (page: EntryPage): Shape => ({
  direction: page.drafts.document.direction,
  message: messageOf(page),
});

/** The lines of the form of a section: they depend on its fields and the width alone. */
export function formOf(section: SectionName, shape: Shape, columns: number): readonly PageLine[] {
  const key = `${section} ${shape.direction} ${shape.message} ${columns}`;
  let lines = known.get(key);
  if (!lines) {
    lines = flow(section, shape, columns);
    if (known.size > 100) known.clear();
    known.set(key, lines);
  }
  return lines;
}

function flow(section: SectionName, { direction, message }: Shape, columns: number): readonly PageLine[] {
  const across = Math.max(1, Math.min(MAX_CELLS, Math.floor(columns / CELL_COLUMNS)));
  const halves = 2 * across;
  const all = cellsOf(section, direction, message).flatMap(group => {
    const lines: { readonly cell: Cell; halves: number }[][] = [[]];
    let used = 0;
    for (const cell of group) {
      const takes = HALVES[cell.room](across);
      if (used + takes > halves) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push({ cell, halves: takes });
      used += takes;
    }
    if (across === MAX_CELLS) for (const cells of lines) stretched(cells, halves);
    return lines;
  });
  const places = across === MAX_CELLS ? fittingPlaces(all, columns, direction) : evenPlaces(halves, columns);
  return all.map(cells => ({ kind: 'cells', cells: placedCells(cells, places) }));
}

type Lines = readonly (readonly { readonly cell: Cell; readonly halves: number }[])[];

/** Where each half column begins, and the end of the last. */
const evenPlaces = (halves: number, columns: number): readonly number[] =>
  Array.from({ length: halves + 1 }, (_, half) => Math.floor((half * columns) / halves));

/**
 * Three columns as wide as the fields that stand in them can use, so that a column of dates leaves its room to one of names. It hangs on the
 * layout alone and not on what is typed: nothing moves while people type.
 */
function fittingPlaces(lines: Lines, columns: number, direction: Direction): readonly number[] {
  const wants = Array.from({ length: MAX_CELLS }, () => LEAST_COLUMNS);
  for (const cells of lines) {
    let at = 0;
    for (const { cell, halves } of cells) {
      if (halves === 2 && at % 2 === 0) wants[at / 2] = Math.max(wants[at / 2] ?? 0, wantOf(cell, direction));
      at += halves;
    }
  }
  const widths = shared(wants, columns);
  const places = [0];
  for (const width of widths) {
    const from = places.at(-1) as number;
    places.push(from + Math.floor(width / 2), from + width);
  }
  return places;
}

/** All that there is, in widths that differ as the wishes do: what is left over goes to all alike, what is missing is taken from the widest. */
function shared(wants: readonly number[], columns: number): readonly number[] {
  const widths = [...wants];
  for (let left = columns - widths.reduce((sum, each) => sum + each, 0); left !== 0; left -= Math.sign(left)) {
    const index = widths.indexOf(left > 0 ? Math.min(...widths) : Math.max(...widths));
    widths[index] = (widths[index] ?? 0) + Math.sign(left);
  }
  return widths;
}

/** Label, value and what stands around them; a code stands with its name. */
function wantOf({ ids }: Cell, direction: Direction): number {
  const [field, unit] = ids.map(fieldOf) as [Field, Field | undefined];
  const { value } = placesIn({ label: field.label, columns: 0, unit: unit !== undefined });
  const width =
    !isScalar(field) || field.kind === 'code' ? CODE_WITH_NAME : kindOf(field.kind).width(sizeOf(field, direction));
  return Math.min(width, LONGEST_WISH) - value.columns;
}

/** What a line has left over goes to its last long text. */
function stretched(cells: readonly { readonly cell: Cell; halves: number }[], halves: number): void {
  const last = cells.findLast(({ cell }) => cell.room !== 'one');
  if (last) last.halves += halves - cells.reduce((sum, each) => sum + each.halves, 0);
}

function placedCells(cells: Lines[number], places: readonly number[]): readonly PlacedCell[] {
  let used = 0;
  return cells.map(({ cell: { ids }, halves }) => {
    const x = places[used] ?? 0;
    used += halves;
    return { ids, x, columns: (places[used] ?? 0) - x };
  });
}

const knownPages = new Map<string, readonly PageLine[]>();

/** They are the same while no row comes or goes, and are asked for several times a key. */
export function linesOf(page: EntryPage, columns: number): readonly PageLine[] {
  const shape = shapeOf(page);
  const key = `${shape.direction} ${shape.message} ${columns} ${LIST_NAMES.map(list => visibleRows(page, list).rows).join(' ')}`;
  const lines = knownPages.get(key) ?? madeLines(page, columns, shape);
  if (knownPages.size > 100) knownPages.clear();
  knownPages.set(key, lines);
  return lines;
}

function madeLines(page: EntryPage, columns: number, shape: Shape): readonly PageLine[] {
  return sectionsFor(shape.message).flatMap((section): PageLine[] => {
    const form = formOf(section, shape, columns);
    if (form.length === 0) return [];
    const { rows: list } = SECTIONS[section];
    const shown = list ? visibleRows(page, list).rows : 0;
    return [
      { kind: 'heading', section },
      ...form,
      ...(list && shown > 0 ? [{ kind: 'list-head', list } as const] : []),
      ...Array.from({ length: shown }, (_, offset): PageLine => ({ kind: 'list-row', list: list as ListName, offset })),
      ...(list ? [{ kind: 'list-foot', list } as const] : []),
    ];
  });
}

/** Which rows of a list are to be seen: those around the selected one. */
export function visibleRows(page: EntryPage, list: ListName): { readonly first: number; readonly rows: number } {
  const count = page.drafts.document[list].length;
  const rows = Math.min(count, LIST_LAYOUT[list].rows);
  const first = Math.max(0, Math.min(count - rows, page.lists[list].index - Math.floor(rows / 2)));
  return { first, rows };
}

/** How many rows of a list are in view. */
export function rowsInView(page: EntryPage, list: ListName, { columns, rows }: Size): number {
  const seen = linesOf(page, columns).slice(page.focus.top, page.focus.top + rows);
  return seen.filter(line => line.kind === 'list-row' && line.list === list).length;
}

/** The line that has the focus. */
export function lineOf(page: EntryPage, lines: readonly PageLine[]): number {
  const {
    focus: { list },
  } = page;
  if (list) {
    const offset = page.lists[list].index - visibleRows(page, list).first;
    return lines.findIndex(line => line.kind === 'list-row' && line.list === list && line.offset === offset);
  }
  const { id } = stopAt(page);
  return lines.findIndex(line => line.kind === 'cells' && line.cells.some(cell => cell.ids.includes(id)));
}

/** The page scrolled so that the focus is in view, with the lines around it that belong to it. */
export function scrolledTo(page: EntryPage, area: Size): EntryPage {
  const top = topOf(page, area);
  return top === page.focus.top ? page : { ...page, focus: { ...page.focus, top } };
}

/** The heading of a section above its first line, and below as much as the next field and the beginning of a list of matches want. */
const ABOVE = 1;
const BELOW = 5;

export function topOf(page: EntryPage, area: Size): number {
  const lines = linesOf(page, area.columns);
  const focus = lineOf(page, lines);
  const last = Math.max(0, lines.length - area.rows);
  if (page.focus.jump) return Math.min(last, page.focus.jump.top);
  const least = Math.min(last, Math.max(0, focus + BELOW + 1 - area.rows));
  const most = Math.max(0, Math.min(last, focus - ABOVE));
  return Math.max(least, Math.min(most, page.focus.top));
}

/** The page scrolled so that the section of the focus begins at the top: form and list are seen together. */
export function fromHeading(page: EntryPage, columns: number): EntryPage {
  const { section } = stopAt(page);
  return {
    ...page,
    focus: {
      ...page.focus,
      top: linesOf(page, columns).findIndex(line => line.kind === 'heading' && line.section === section),
    },
  };
}

/** The stop above or below, in the column that is nearest. */
export function neighbour(page: EntryPage, by: -1 | 1, columns: number): number {
  const lines = linesOf(page, columns);
  const stops = stopsFor(page);
  const { id } = stopAt(page);
  const from = lineOf(page, lines);
  const here = lines[from];
  const x = here?.kind === 'cells' ? (here.cells.find(cell => cell.ids.includes(id))?.x ?? 0) : 0;
  for (let at = from + by; at >= 0 && at < lines.length; at += by) {
    const line = lines[at];
    if (line?.kind !== 'cells') continue;
    const places = line.cells.flatMap(cell => {
      const stop = stops.findIndex(other => other.id === cell.ids[0]);
      return stop < 0 ? [] : [{ stop, far: Math.abs(cell.x - x) }];
    });
    const [nearest] = places.sort((a, b) => a.far - b.far);
    if (nearest) return nearest.stop;
  }
  return page.focus.stop;
}
