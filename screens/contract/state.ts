import type { Keyboard } from '../../src/keys/views.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { CompareLayer } from '../dialogs/compare/state.ts';
import type { EntryPage } from '../pages/entry/state.ts';
import type { HomePage } from '../pages/home/state.ts';
import type { ReviewLayer } from '../dialogs/review/state.ts';
import type { FaultsLayer } from '../dialogs/faults.ts';
import type { MenuLayer } from '../dialogs/menu.ts';
import type { PaletteLayer } from '../dialogs/palette.ts';
import type { PathLayer } from '../dialogs/path.ts';
import type { QuestionLayer } from '../dialogs/question.ts';
import type { ReadingLayer } from '../dialogs/reading.ts';
import type { ColumnsLayer, ExportLayer, ResultsLayer, SearchLayer } from '../pages/list/layers.ts';
import type { ListPage } from '../pages/list/state.ts';
import type { ReceiptsLayer } from '../dialogs/receipts/dialog.ts';
import type { RecoverLayer } from '../pages/entry/recovery/state.ts';
import type { HeadingsLayer } from '../pages/settings/headings-layer.ts';
import type { SettingsPage } from '../pages/settings/state.ts';
import type { TemplateNameLayer, TemplatesLayer } from '../dialogs/templates/state.ts';

/*
 * HOW A SCREEN IS ADDED
 *
 * 1. Its state: an interface with `kind` and `id` (plain values, readonly) in `screens/<name>/state.ts`; add it to `Page` below.
 *    A dialog over the pages has `kind` alone and goes into `Layer`.
 * 2. Its part: `export const X: PagePart<XPage>` (or `LayerPart`), of part.ts, in `screens/<name>/page.ts`; register it in parts.ts.
 *    `chain` says which contexts of the key table it is in, innermost first; `actions` are its functions by name; `draw` is pure and
 *    returns exactly what is to be seen (draw/line.ts, draw/picture.ts); `type` takes what is typed where a context has `text`.
 * 3. Its keys: contexts, bindings and chains in src/keys/table.ts. A test tells what does not fitted together.
 * An action gets its own state and the scene, and returns a `Change`: the new state of itself, a page or layer to open, a message,
 * effects. Effects are the only place where jobs run; they get the office and answer with an action on the page as it is then.
 * Drive it in a test with startTestProgram (test/journeys/program.ts).
 */

export type Page = HomePage | ListPage | EntryPage | SettingsPage;
export type Layer =
  | QuestionLayer
  | PaletteLayer
  | ReadingLayer
  | FaultsLayer
  | ReceiptsLayer
  | ResultsLayer
  | ColumnsLayer
  | SearchLayer
  | ExportLayer
  | CompareLayer
  | PathLayer
  | MenuLayer
  | ReviewLayer
  | TemplatesLayer
  | TemplateNameLayer
  | HeadingsLayer
  | RecoverLayer;

export interface Message {
  readonly tone: 'quiet' | 'plain' | 'good' | 'warning' | 'error';
  readonly text: string;
}

/** A job that people wait for. `of` is 0 while nobody knows how much there is. */
export interface Busy {
  readonly label: string;
  readonly done: number;
  readonly of: number;
}

/** What does not change while the program runs in one office. */
export interface Place {
  /** The data folder as people know it. */
  readonly home: string;
  readonly practice: boolean;
  readonly user: string;
  /** What people know as `~`. */
  readonly userFolder: string;
}

/** All that the screen is made from, beside what the office holds. */
export interface UiState {
  readonly size: Size;
  readonly keyboard: Keyboard;
  readonly place: Place;
  readonly pages: readonly Page[];
  /** Index of the page in front. */
  readonly active: number;
  /** Over the page, the last one in front. */
  readonly layers: readonly Layer[];
  readonly message: Message | undefined;
  readonly busy: Busy | undefined;
  /** For the ids of pages. */
  readonly made: number;
}

export const SMALLEST: Size = { columns: 60, rows: 16 };

/** The rows and columns between the title above and message and keys below. */
export function areaOf({ size }: UiState): Size {
  return { columns: size.columns, rows: size.rows - 3 };
}

/** The page in front; there is always one. */
export function frontPage(ui: UiState): Page {
  return ui.pages[ui.active] as Page;
}
