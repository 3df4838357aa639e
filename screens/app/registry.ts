import type { Effect } from '../contract/change.ts';
import type { DialogPart, PagePart } from '../contract/part.ts';
import type { PlainRoute, Route } from '../contract/route.ts';
import type { AnyDialog, AnyPage, UiState } from '../contract/ui.ts';
import { APPORTION } from '../dialogs/apportion.ts';
import { APPROVAL } from '../dialogs/approval.ts';
import { ASSIGN } from '../dialogs/assign.ts';
import { CALIBRATION } from '../dialogs/calibration.ts';
import { CHECK_LIST } from '../dialogs/check-list.ts';
import { COMPARE } from '../dialogs/compare/dialog.ts';
import { DEVICES } from '../dialogs/devices.ts';
import { FAULTS } from '../dialogs/faults.ts';
import { FIRST_FORM } from '../dialogs/first-form.ts';
import { IDENTITY } from '../dialogs/identity/dialog.ts';
import { LOCK } from '../dialogs/lock.ts';
import { MAILBOX } from '../dialogs/mailbox.ts';
import { MAPPINGS } from '../dialogs/mappings.ts';
import { MENU } from '../dialogs/menu.ts';
import { NAMING } from '../dialogs/naming.ts';
import { ONE_LINE } from '../dialogs/one-line.ts';
import { PALETTE } from '../dialogs/palette/dialog.ts';
import { PATH } from '../dialogs/path.ts';
import { PRACTICE } from '../dialogs/practice.ts';
import { PRINT } from '../dialogs/print/dialog.ts';
import { QUESTION } from '../dialogs/question.ts';
import { READING } from '../dialogs/reading.ts';
import { RECEIPTS } from '../dialogs/receipts/dialog.ts';
import { RESULTS } from '../dialogs/results.ts';
import { REVIEW } from '../dialogs/review/dialog.ts';
import { MEANING } from '../dialogs/review/meaning-dialog.ts';
import { SOURCE_COLUMNS } from '../dialogs/review/source-columns-dialog.ts';
import { SCAN } from '../dialogs/scan.ts';
import { SPLIT } from '../dialogs/split.ts';
import { TEMPLATES } from '../dialogs/templates/dialog.ts';
import { TEMPLATE_NAME } from '../dialogs/templates/name-dialog.ts';
import { ARTICLES_PAGE, showArticles } from '../pages/articles/page.ts';
import { AUDIT, showAudit } from '../pages/audit/page.ts';
import { showDesigner } from '../pages/designer/open.ts';
import { DESIGNER } from '../pages/designer/page.ts';
import { beginEntry, copyEntry, customsEntry, openEntry, showEntry } from '../pages/entry/open.ts';
import { ENTRY } from '../pages/entry/page.ts';
import { RECOVER } from '../pages/entry/recovery/dialog.ts';
import { showHome } from '../pages/home/open.ts';
import { HOME } from '../pages/home/page.ts';
import { showLedger } from '../pages/ledger/counting.ts';
import { LEDGER_EXPORT } from '../pages/ledger/export-dialog.ts';
import { LEDGER } from '../pages/ledger/page.ts';
import { COLUMNS } from '../pages/list/columns-dialog.ts';
import { EXPORT } from '../pages/list/export-dialog.ts';
import { showList } from '../pages/list/open.ts';
import { LIST } from '../pages/list/page.ts';
import { SEARCH } from '../pages/list/search-form.ts';
import { LOGIN } from '../pages/login/page.ts';
import { MEMBERS, showMembers } from '../pages/members/page.ts';
import { DOCUMENT } from '../pages/paperless/document-form.ts';
import { PAPERLESS_PAGE, showPaperless } from '../pages/paperless/page.ts';
import { WEB } from '../pages/paperless/web-dialog.ts';
import { showPapers } from '../pages/papers/open.ts';
import { PAPERS_PAGE } from '../pages/papers/page.ts';
import { openPreview } from '../pages/preview/open.ts';
import { PREVIEW } from '../pages/preview/page.ts';
import { HEADINGS } from '../pages/settings/headings-dialog.ts';
import { showSetting, showSettings } from '../pages/settings/open.ts';
import { SETTINGS } from '../pages/settings/page.ts';
import { showTrash, TRASH } from '../pages/trash/page.ts';

/** Every page there is; nobody else lists them. */
const PAGES = {
  home: HOME,
  list: LIST,
  entry: ENTRY,
  preview: PREVIEW,
  settings: SETTINGS,
  papers: PAPERS_PAGE,
  designer: DESIGNER,
  ledger: LEDGER,
  articles: ARTICLES_PAGE,
  trash: TRASH,
  audit: AUDIT,
  paperless: PAPERLESS_PAGE,
  login: LOGIN,
  members: MEMBERS,
};

/** What opens the pages that need nothing told. */
const PLAIN: Readonly<Record<PlainRoute, Effect>> = {
  home: showHome,
  settings: showSettings,
  papers: showPapers,
  ledger: showLedger,
  articles: showArticles,
  trash: showTrash,
  audit: showAudit(),
  members: showMembers,
};

/** What opens the others. */
const ROUTES: { readonly [T in Exclude<Route['to'], PlainRoute>]: (route: Extract<Route, { to: T }>) => Effect } = {
  setting: ({ tab, at }) => showSetting(tab, at),
  designer: ({ paper, template }) => showDesigner(paper, template),
  list: ({ direction, narrowing }) => showList(direction, narrowing),
  entry: ({ entryNo, faults }) => openEntry(entryNo, faults),
  'audit-of': ({ entryNo }) => showAudit(entryNo),
  paperless: ({ entryNo }) => showPaperless(entryNo),
  preview: ({ to: _, ...of }) => openPreview(of),
  'new-entry': ({ direction }) => beginEntry(direction),
  'copied-entry': ({ entryNo }) => copyEntry(entryNo),
  'customs-entry': ({ entryNo }) => customsEntry(entryNo),
  'given-entry': ({ record, message, step }) => showEntry(record, message, step),
};

/** Every dialog there is. */
const DIALOGS = {
  question: QUESTION,
  apportion: APPORTION,
  assign: ASSIGN,
  approval: APPROVAL,
  split: SPLIT,
  checkList: CHECK_LIST,
  oneLine: ONE_LINE,
  firstForm: FIRST_FORM,
  palette: PALETTE,
  print: PRINT,
  calibration: CALIBRATION,
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
  sourceColumns: SOURCE_COLUMNS,
  meaning: MEANING,
  mappings: MAPPINGS,
  practice: PRACTICE,
  mailbox: MAILBOX,
  identity: IDENTITY,
  scan: SCAN,
  devices: DEVICES,
  templates: TEMPLATES,
  templateName: TEMPLATE_NAME,
  headings: HEADINGS,
  recover: RECOVER,
  naming: NAMING,
  ledgerExport: LEDGER_EXPORT,
  paperlessDocument: DOCUMENT,
  paperlessWeb: WEB,
  lock: LOCK,
};

type StateOf<P> = P extends PagePart<infer S> ? S : P extends DialogPart<infer S> ? S : never;

export type Page = StateOf<(typeof PAGES)[keyof typeof PAGES]>;
export type Dialog = StateOf<(typeof DIALOGS)[keyof typeof DIALOGS]>;

/** The state of the screen with its pages and dialogs known. */
export interface AppState extends UiState {
  readonly pages: readonly Page[];
  readonly dialogs: readonly Dialog[];
}

/** The part that a page is played by. */
export function partOf(page: AnyPage): PagePart<AnyPage> {
  return PAGES[page.kind as Page['kind']] as unknown as PagePart<AnyPage>;
}

/** The part that a dialog is played by. */
export function dialogPartOf(dialog: AnyDialog): DialogPart<AnyDialog> {
  return DIALOGS[dialog.kind as Dialog['kind']] as unknown as DialogPart<AnyDialog>;
}

const isPlain = (route: Route): route is { readonly to: PlainRoute } => route.to in PLAIN;

/** The job that brings the page of a route to the front. */
export function routeTo(route: Route): Effect {
  if (isPlain(route)) return PLAIN[route.to];
  const open: (route: never) => Effect = ROUTES[route.to];
  return open(route as never);
}

/** Every action of any page or dialog. */
export function actionNames(): readonly string[] {
  return [
    ...new Set([...Object.values(PAGES), ...Object.values(DIALOGS)].flatMap(({ actions }) => Object.keys(actions))),
  ];
}
