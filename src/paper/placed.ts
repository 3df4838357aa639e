import type { PaperName, Place } from './form.ts';

/** What is printed on the form, and what is filled in: a pre-printed form gets the values alone. */
export type Layer = 'background' | 'value';

/** One line of text: `x` is its left end, `y` its baseline, in millimetres from the upper left edge of the paper; `size` in points. */
export interface PlacedText {
  readonly layer: Layer;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold?: true;
  /** How it stands in its place, where that is not at the left. */
  readonly align?: 'center' | 'right';
  /** Which of the page's boxes it stands in. */
  readonly box?: number;
}

/** A rule from one point to another, `weight` points thick. */
export interface PlacedLine {
  readonly layer: Layer;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly weight: number;
}

/** A square on the form, `side` millimetres wide, and whether it is ticked. */
export interface PlacedTick {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly ticked: boolean;
}

/** A bar code of values: its bars as places on the paper. */
export interface PlacedBar extends Place {
  readonly text: string;
  readonly bars: readonly { readonly x: number; readonly w: number }[];
}

/** A place for a value. A value that runs over several boxes has the same id in each, and `full` is all of it. */
export interface PlacedBox extends Place {
  readonly id: string;
  /** What people call it. */
  readonly label: string;
  readonly full: string;
  /** The item of the annex that holds the value when it has no room here, or the paper that does. */
  readonly elsewhere?: string;
}

/** One sheet of paper, A4 upright. Pages with the same `backdrop` have the same background. */
export interface PlacedPage {
  readonly paper: PaperName | 'annex' | 'calibration' | 'check-list';
  readonly backdrop: object;
  readonly texts: readonly PlacedText[];
  readonly lines: readonly PlacedLine[];
  readonly ticks: readonly PlacedTick[];
  readonly bars: readonly PlacedBar[];
  readonly boxes: readonly PlacedBox[];
}

/** A paper with its annex pages; `refers` names papers that it refers to and that must be printed with it. */
export interface Placed {
  readonly pages: readonly PlacedPage[];
  readonly refers: readonly PaperName[];
}

/** A4 in millimetres. */
export const SHEET = { w: 210, h: 297 } as const;

/** What a printer puts on paper that has the form already. */
export function valuesOf(page: PlacedPage): PlacedPage {
  return {
    ...page,
    texts: page.texts.filter(({ layer }) => layer === 'value'),
    lines: page.lines.filter(({ layer }) => layer === 'value'),
    ticks: page.ticks.filter(({ ticked }) => ticked),
  };
}
