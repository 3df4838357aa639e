import type { Declaration } from '../../src/catalogue/document.ts';
import type { Fault } from '../../src/catalogue/fault.ts';
import { check } from '../../src/declaration/check.ts';
import { derivedEdits } from '../../src/declaration/derive.ts';
import { apply, type Edit } from '../../src/declaration/edit.ts';
import { get } from '../../src/declaration/path.ts';
import { rejectionFaults } from '../../src/declaration/receive.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import type { World } from '../part.ts';
import type { EntryPage, LISTS, Mark, RowsState, Undo } from './state.ts';

/** Bounded: ten thousand edits of a working day are more than anybody takes back. */
const MOST_UNDO = 10_000;

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

/** Changes the page as one step of undo; `rows` is what becomes of the lists' state. */
export function change(
  page: EntryPage,
  marks: readonly Mark[],
  world: World,
  rows: EntryPage['rows'] = page.rows,
): EntryPage {
  if (marks.length === 0) return page;
  const first = applied(page, marks);
  const derived = [
    ...derivedMarks('document', first.page.document, world),
    ...derivedMarks('form', first.page.form, world),
  ];
  const second = applied(first.page, derived);
  const undo: Undo = { marks: [...second.inverse, ...first.inverse], rows: page.rows, stop: page.stop };
  return checked(
    {
      ...second.page,
      rows: clamped(second.page, rows),
      undo: [...page.undo, undo].slice(-MOST_UNDO),
      redo: [],
      ...journalled(page, [...marks, ...derived]),
    },
    world,
  );
}

const derivedMarks = (on: Mark['on'], document: Declaration, world: World): readonly Mark[] =>
  derivedEdits(document, world.book).map(edit => ({ on, edit }));

/** The page with lines for its journal; the first ones tell what the edits begin from. */
export function journalled(page: EntryPage, lines: readonly unknown[]): Pick<EntryPage, 'unwritten' | 'journalled'> {
  const begin = page.journalled ? [] : [{ base: page.record, form: page.form }];
  return { unwritten: [...page.unwritten, ...begin, ...lines], journalled: true };
}

/** Takes the last step back, or does it again. Undefined when there is none. */
export function step(page: EntryPage, way: 'undo' | 'redo', world: World): EntryPage | undefined {
  const other = way === 'undo' ? 'redo' : 'undo';
  const last = page[way].at(-1);
  if (!last) return undefined;
  const { page: next, inverse } = applied(page, last.marks);
  const back: Undo = { marks: inverse, rows: page.rows, stop: last.stop };
  return checked(
    {
      ...next,
      rows: clamped(next, last.rows),
      stop: last.stop,
      list: undefined,
      editor: undefined,
      [way]: page[way].slice(0, -1),
      [other]: [...page[other], back],
      ...journalled(page, last.marks),
    },
    world,
  );
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
  const held = ({ path }: Fault, of: Declaration) => JSON.stringify(get(of, path));
  const standing = rejectionFaults(record).filter(fault => held(fault, document) === held(fault, record.document));
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

/** Lines of a journal as the page that wrote them; undefined when there is nothing to go on with. */
export function replay(lines: readonly unknown[], begin: (base: never) => EntryPage): EntryPage | undefined {
  const [first, ...rest] = lines as readonly {
    base?: never;
    form?: Declaration;
    on?: Mark['on'];
    edit?: Edit;
    typing?: Mark;
    closed?: true;
  }[];
  if (first?.base === undefined || rest.some(({ closed }) => closed)) return undefined;
  const base = begin(first.base);
  let page: EntryPage = first.form ? { ...base, form: first.form } : base;
  let typing: Mark | undefined;
  for (const line of rest) {
    if (line.on && line.edit) page = applied(page, [{ on: line.on, edit: line.edit }]).page;
    // Of a field that was in hand only the last state counts, and nothing once it was left.
    typing = line.typing;
  }
  return typing ? applied(page, [typing]).page : page;
}
