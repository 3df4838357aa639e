import type { FormField } from './state.ts';

/** A line of a form: a heading, or fields side by side by their index. */
export interface FormLine {
  readonly heading?: string;
  readonly stops: readonly number[];
}

/** A field needs about this many columns; more columns of fields do not read well. */
const CELL_COLUMNS = 39;
const MAX_CELLS = 3;

/** Fields that stand side by side. */
export const acrossIn = (columns: number): number =>
  Math.max(1, Math.min(MAX_CELLS, Math.floor(columns / CELL_COLUMNS)));

/** The lines of a form; each section begins with its heading, unless it has none. */
export function formLines(fields: readonly FormField[], columns: number): readonly FormLine[] {
  const across = acrossIn(columns);
  const lines: { heading?: string; stops: number[] }[] = [];
  for (const [stop, { section, wide }] of fields.entries()) {
    const begins = section !== fields[stop - 1]?.section;
    if (begins && section !== '') lines.push({ heading: section, stops: [] });
    const last = lines.at(-1);
    const room = last && last.stops.length > 0 && last.stops.length < across && !wide && !fields[stop - 1]?.wide;
    if (room && !begins) last.stops.push(stop);
    else lines.push({ stops: [stop] });
  }
  return lines;
}

/** The line that a field stands in. */
export const lineWith = (lines: readonly FormLine[], stop: number): number =>
  lines.findIndex(({ stops }) => stops.includes(stop));
