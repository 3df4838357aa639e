import type { PaperName } from '../../../src/paper/form.ts';
import type { PlacedPage } from '../../../src/paper/placed.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { PictureAbility, ScreenPicture } from '../../../src/terminal/picture.ts';
import { canvasSize, READABLE, type Scroll, type Zoom, zoomFor } from '../../widgets/page-canvas/zoom.ts';

/** One sheet of paper to look at. */
export interface Sheet {
  /** Of which paper, and which of its pages. */
  readonly title: string;
  readonly number: number;
  readonly of: number;
  readonly page: PlacedPage;
}

/** What is looked at: which papers of which declarations; the usual ones if none are named. */
export interface PreviewOf {
  readonly entryNos: readonly string[];
  readonly papers?: readonly PaperName[];
  readonly valuesOnly: boolean;
  /** The print templates that they are printed with. */
  readonly templates?: readonly string[];
}

/** The pages of papers, as text at its places (T3). */
export interface PreviewPage extends PreviewOf {
  readonly kind: 'preview';
  readonly id: string;
  /** Which of the declarations. */
  readonly entry: number;
  readonly sheets: readonly Sheet[];
  /** Which state of the declaration they show. */
  readonly revision: number;
  /** How often they were placed. */
  readonly looks: number;
  readonly sheet: number;
  /** `page` and `width` follow the window. */
  readonly zoom: Zoom | 'page' | 'width';
  readonly scroll: Scroll;
  /** The box that is told about; -1 for none. */
  readonly box: number;
  /** The places of all boxes are shown. */
  readonly boxes: boolean;
  /** The real page is shown, in a terminal that shows pictures; `shown` is what was drawn last. */
  readonly pictures?: { readonly ability: PictureAbility; readonly shown: ScreenPicture | undefined };
  /** What will not be on the paper as it should. */
  readonly warnings: readonly string[];
}

/** The line above the page. */
export const HEAD_ROWS = 1;

/** The window onto the page. */
export const windowOf = ({ columns, rows }: Size): Size => ({ columns, rows: Math.max(1, rows - HEAD_ROWS) });

export const sheetOf = ({ sheets, sheet }: PreviewPage): Sheet | undefined => sheets[sheet];

export function zoomOf({ zoom }: PreviewPage, area: Size): Zoom {
  return typeof zoom === 'number' ? zoom : zoomFor(windowOf(area), zoom);
}

/** As large as it reads well, a window that is wide enough shows the whole width. */
export const FIRST_ZOOM: Zoom = READABLE;

/** Where a page is first looked at: at what stands on it, behind its white margin. */
export function beginning(page: PlacedPage | undefined, zoom: Zoom, area: Size): Scroll {
  const { columns } = canvasSize(zoom);
  const left = Math.min(...(page?.texts.map(({ x }) => x) ?? []), 210);
  const column = columns <= area.columns || left >= 210 ? 0 : Math.floor((left / 210) * columns) - 1;
  return { column: Math.max(0, column), row: 0 };
}
