import { COMPARE } from './compare/layer.ts';
import { ENTRY } from './entry/page.ts';
import { HOME } from './home/page.ts';
import { REVIEW } from './import/review.ts';
import { FAULTS } from './layers/faults.ts';
import { MENU } from './layers/menu.ts';
import { PALETTE } from './layers/palette.ts';
import { PATH } from './layers/path.ts';
import { QUESTION } from './layers/question.ts';
import { READING } from './layers/reading.ts';
import { COLUMNS } from './list/columns-layer.ts';
import { EXPORT } from './list/export-layer.ts';
import { LIST } from './list/page.ts';
import { RESULTS } from './list/results.ts';
import { SEARCH } from './list/search-form.ts';
import type { LayerPart, PagePart } from './part.ts';
import { RECEIPTS } from './receipts/layer.ts';
import { RECOVER } from './recovery/layer.ts';
import { HEADINGS } from './settings/headings-layer.ts';
import { SETTINGS } from './settings/page.ts';
import { START } from './start/choice.ts';
import type { Layer, Page } from './state.ts';
import { TEMPLATES } from './templates/layer.ts';
import { TEMPLATE_NAME } from './templates/name-layer.ts';

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
