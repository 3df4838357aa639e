import { COMPARE } from '../dialogs/compare/dialog.ts';
import { ENTRY } from '../pages/entry/page.ts';
import { HOME } from '../pages/home/page.ts';
import { REVIEW } from '../dialogs/review/dialog.ts';
import { FAULTS } from '../dialogs/faults.ts';
import { MENU } from '../dialogs/menu.ts';
import { PALETTE } from '../dialogs/palette.ts';
import { PATH } from '../dialogs/path.ts';
import { QUESTION } from '../dialogs/question.ts';
import { READING } from '../dialogs/reading.ts';
import { COLUMNS } from '../pages/list/columns-layer.ts';
import { EXPORT } from '../pages/list/export-layer.ts';
import { LIST } from '../pages/list/page.ts';
import { RESULTS } from '../dialogs/results.ts';
import { SEARCH } from '../pages/list/search-form.ts';
import type { LayerPart, PagePart } from '../contract/part.ts';
import { RECEIPTS } from '../dialogs/receipts/dialog.ts';
import { RECOVER } from '../pages/entry/recovery/layer.ts';
import { HEADINGS } from '../pages/settings/headings-layer.ts';
import { SETTINGS } from '../pages/settings/page.ts';
import { START } from '../start/choice.ts';
import type { Layer, Page } from '../contract/state.ts';
import { TEMPLATES } from '../dialogs/templates/dialog.ts';
import { TEMPLATE_NAME } from '../dialogs/templates/name-dialog.ts';

const PAGES: { readonly [K in Page['kind']]: PagePart<Extract<Page, { kind: K }>> } = {
  home: HOME,
  list: LIST,
  entry: ENTRY,
  settings: SETTINGS,
};

const LAYERS: { readonly [K in Layer['kind']]: LayerPart<Extract<Layer, { kind: K }>> } = {
  question: QUESTION,
  palette: PALETTE,
  reading: READING,
  faults: FAULTS,
  receipts: RECEIPTS,
  results: RESULTS,
  columns: COLUMNS,
  search: SEARCH,
  export: EXPORT,
  compare: COMPARE,
  path: PATH,
  menu: MENU,
  review: REVIEW,
  templates: TEMPLATES,
  templateName: TEMPLATE_NAME,
  headings: HEADINGS,
  recover: RECOVER,
};

/** The part that a page is played by. */
export function partOf(page: Page): PagePart<Page> {
  return PAGES[page.kind] as unknown as PagePart<Page>;
}

/** The part that a layer is played by. */
export function layerPartOf(layer: Layer): LayerPart<Layer> {
  return LAYERS[layer.kind] as unknown as LayerPart<Layer>;
}

/** Every action of any screen. */
export function actionNames(): readonly string[] {
  return [
    ...new Set([...Object.values(PAGES), ...Object.values(LAYERS)].flatMap(({ actions }) => Object.keys(actions))),
    ...Object.keys(START),
  ];
}
