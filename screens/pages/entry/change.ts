import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { check } from '../../../src/declaration/check.ts';
import { derivedEdits, followingEdits } from '../../../src/declaration/derive.ts';
import { describe } from '../../../src/declaration/describe.ts';
import { apply, type Edit } from '../../../src/declaration/edit.ts';
import { fieldAt, get } from '../../../src/declaration/path.ts';
import { rejectionFaults } from '../../../src/declaration/receive.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import type { World } from '../../contract/world.ts';
import { emptyText } from '../../widgets/text-state.ts';
import type { Mark, On } from './marks.ts';
import { heldIn, valuesIn } from './popup/held.ts';
import type { PopupState } from './popup/state.ts';
import { type EntryPage, emptyDraft, LISTS, type RowsState, type Undo } from './state.ts';

/** Bounded: ten thousand edits of a working day are more than anybody takes back. */
const MAX_UNDO = 10_000;

interface Marked {
  readonly page: EntryPage;
  readonly inverse: readonly Mark[];
}

function applied(page: EntryPage, marks: readonly Mark[]): Marked {
  const inverse: Mark[] = [];
  let at = page;
  for (const { on, edit } of marks) {
    const { document, inverse: back } = apply(at[on], edit);
    at = { ...at, [on]: document };
    inverse.unshift({ on, edit: back });
  }
  return { page: at, inverse };
}

/** Changes the page as one step of undo; `name` says what was done where the marks do not, `rows` is what becomes of the lists' state. */
export function change(
  page: EntryPage,
  marks: readonly Mark[],
  world: World,
  { rows = page.rows, name }: { readonly rows?: EntryPage['rows']; readonly name?: string } = {},
): EntryPage {
  const [mark] = marks;
  if (!mark) return page;
  const first = applied(page, marks);
  const open: readonly On[] = ['document', 'form', ...DRAFTS.slice(0, page.popups.length)];
  const following = open.flatMap(on => {
    const edits = marks.flatMap(each => (each.on === on ? [each.edit] : []));
    // Where rows come, go or move, values at the same path are not the same ones.
    const paths = edits.flatMap(edit => (edit.op === 'set' ? [edit.path] : []));
    if (paths.length === 0 || paths.length < edits.length) return [];
    return followingEdits(page[on], first.page[on], paths, world.book).map((edit): Mark => ({ on, edit }));
  });
  const followed = applied(first.page, following);
  const derived = open.flatMap(on => derivedEdits(followed.page[on], world.book).map((edit): Mark => ({ on, edit })));
  const second = applied(followed.page, derived);
  const undo: Undo = {
    name: name ?? nameOf(mark),
    marks: [...second.inverse, ...followed.inverse, ...first.inverse],
    rows: page.rows,
    stop: page.stop,
    popups: page.popups,
  };
  const next = clamped(second.page, rows);
  return checked(
    {
      ...second.page,
      rows: next,
      undo: [...page.undo, undo].slice(-MAX_UNDO),
      redo: [],
      ...journalled(page, [...marks, ...following, ...derived, ...rowLines(page.rows, next)]),
    },
    world,
  );
}

/** The line of the journal that tells which rows the forms hold, where that has changed: Modify must not come back as Add. */
function rowLines(before: EntryPage['rows'], after: EntryPage['rows']): readonly unknown[] {
  const same = LISTS.every(
    list => before[list].taken === after[list].taken && before[list].began === after[list].began,
  );
  return same ? [] : [{ rows: after }];
}

export const DRAFTS = ['popup', 'inner'] as const satisfies readonly On[];

/** What a change is called: 修改【合同号】. */
function nameOf({ on, edit }: Mark): string {
  if (edit.op === 'replace') return '修改';
  // Only the declaration itself has rows that people know by their number.
  const where = on === 'document' ? describe(edit.path) : `【${fieldAt(edit.path)?.label ?? ''}】`;
  return `${{ set: '修改', insert: '添加', remove: '删除', move: '移动' }[edit.op]}${where}`;
}

/** The steps of undo that were made since there were `from` of them, as one; nothing of what lies in `dropped` documents. */
export function joined(
  page: EntryPage,
  from: number,
  name: string,
  dropped: On,
  popups: readonly PopupState[],
): readonly Undo[] {
  const [first, ...more] = page.undo.slice(from);
  if (!first) return page.undo;
  const marks = [first, ...more].reverse().flatMap(step => step.marks.filter(({ on }) => on !== dropped));
  const before = page.undo.slice(0, from);
  return marks.length === 0 ? before : [...before, { ...first, name, marks, popups }];
}

/** The page with lines for its journal; the first ones tell what the edits begin from, and which popups they are made in. */
export function journalled(
  page: EntryPage,
  lines: readonly unknown[],
): Pick<EntryPage, 'unwritten' | 'journalled' | 'noted'> {
  const begin = page.journalled ? [] : [{ base: page.record, form: page.form }];
  const popups = page.popups === page.noted ? [] : [{ popups: page.popups.map(brief) }];
  return { unwritten: [...page.unwritten, ...begin, ...popups, ...lines], journalled: true, noted: page.popups };
}

/** What the journal keeps of a popup; what it was when it was opened follows from the lines before. */
const brief = ({ popup, on, path, zone, stop, index, taken, began }: PopupState) => ({
  popup,
  on,
  path,
  zone,
  stop,
  index,
  taken,
  began,
});

/** What can be done again once a popup has closed: what was taken back in it was done on rows that are gone with it. */
export function redoOutside(page: EntryPage, popups: readonly PopupState[]): readonly Undo[] {
  return page.redo.filter(step => step.popups.length <= popups.length);
}

/** Takes the last step back, or does it again, and says what it was. Undefined when there is none; in a popup those of before it was opened do not count. */
export function step(
  page: EntryPage,
  way: 'undo' | 'redo',
  world: World,
): { readonly page: EntryPage; readonly name: string } | undefined {
  const other = way === 'undo' ? 'redo' : 'undo';
  const last = page[way].at(-1);
  if (!last) return undefined;
  const outside =
    way === 'undo' ? page.undo.length <= (page.popups.at(-1)?.steps ?? 0) : last.popups.length < page.popups.length;
  if (outside) return undefined;
  const { page: next, inverse } = applied(page, last.marks);
  const { name } = last;
  const back: Undo = { name, marks: inverse, rows: page.rows, stop: last.stop, popups: page.popups };
  const popups = page.popups.length === last.popups.length ? last.popups : page.popups;
  const rows = clamped(next, last.rows);
  const done = checked(
    {
      ...next,
      rows,
      stop: last.stop,
      list: undefined,
      editor: undefined,
      popups,
      [way]: page[way].slice(0, -1),
      [other]: [...page[other], back],
      ...journalled(page, [...last.marks, ...rowLines(page.rows, rows)]),
    },
    world,
  );
  return { page: done, name };
}

/** Once a check has been asked for, every edit renews what it found. */
function checked(page: EntryPage, world: World): EntryPage {
  return page.faults === undefined ? page : { ...page, faults: faultsOf(page, world) };
}

/** What the check finds in the document. */
export function checkOf({ document }: Pick<EntryPage, 'document'>, world: World): readonly Fault[] {
  return check(document, { book: world.book, today: dayOf(world.now()) });
}

/** What the bureau rejected and nobody has changed since, and what the check finds. */
export function faultsOf(page: Pick<EntryPage, 'document' | 'record'>, world: World): readonly Fault[] {
  const { document, record } = page;
  if (record.status !== 'rejected') return checkOf(page, world);
  const standing = rejectionFaults(record).filter(({ path }) =>
    sameContents(get(document, path), get(record.document, path)),
  );
  return [...standing, ...checkOf(page, world)];
}

function clamped(page: EntryPage, rows: EntryPage['rows']): EntryPage['rows'] {
  const fitting = (list: (typeof LISTS)[number]): RowsState => {
    const count = page.document[list].length;
    const { index, taken, began } = rows[list];
    return {
      index: Math.min(count - 1, Math.max(index, count > 0 ? 0 : -1)),
      taken: taken !== undefined && taken < count ? taken : undefined,
      began,
    };
  };
  return { containers: fitting('containers'), goods: fitting('goods') };
}

type Line = {
  readonly base?: never;
  readonly form?: Declaration;
  readonly on?: Mark['on'];
  readonly edit?: Edit;
  readonly rows?: EntryPage['rows'];
  readonly popups?: readonly ReturnType<typeof brief>[];
  /** Nothing: what was being typed was given up. */
  readonly typing?: Mark | null;
};

/** Lines of a journal as the page that wrote them; undefined when there is nothing to go on with. */
export function replay(lines: readonly unknown[], begin: (base: never) => EntryPage): EntryPage | undefined {
  const [first, ...rest] = lines as readonly Line[];
  if (first?.base === undefined) return undefined;
  const base = begin(first.base);
  let page: EntryPage = first.form ? { ...base, form: first.form } : base;
  let typing: Mark | undefined;
  for (const line of rest) {
    if (line.on && line.edit) page = applied(page, [{ on: line.on, edit: line.edit }]).page;
    if (line.rows) page = { ...page, rows: line.rows };
    if (line.popups) page = withPopups(page, line.popups);
    // Of a field that was in hand only the last state counts, and nothing once it was left.
    typing = line.typing ?? undefined;
  }
  const last = typing ? applied(page, [typing]).page : page;
  const popups = last.popups.map(state => fitting(last, state));
  return { ...last, rows: clamped(last, last.rows), popups, noted: popups };
}

/** A popup as it was noted, before edits that may have taken its rows away. */
function fitting(page: EntryPage, state: PopupState): PopupState {
  const count = valuesIn(page, state).length;
  const index = Math.min(state.index, count - 1);
  const taken = state.taken !== undefined && state.taken < count ? state.taken : undefined;
  return { ...state, index, taken, ...(state.zone === 'list' && count === 0 && { zone: 'fields', stop: 0 }) };
}

function withPopups(page: EntryPage, open: readonly ReturnType<typeof brief>[]): EntryPage {
  const popups = open.map((state, depth): PopupState => {
    const was = page.popups[depth];
    const before = was ? was.before : heldIn(page, state);
    return { ...state, before, steps: 0, tick: 0, find: emptyText() };
  });
  // A popup that was opened begins with nothing filled in.
  const fresh = DRAFTS.filter((_draft, depth) => open[depth] && !page.popups[depth]);
  const nothing = emptyDraft(page.document.direction);
  return { ...page, popups, noted: popups, ...Object.fromEntries(fresh.map(draft => [draft, nothing])) };
}
