import { fieldOf, type ListName } from '../../../../src/catalogue/catalogue.ts';
import type { Container, Goods } from '../../../../src/catalogue/document.ts';
import { check } from '../../../../src/declaration/check.ts';
import { fieldAt, parsePath, type Row } from '../../../../src/declaration/path.ts';
import { dayOf } from '../../../../src/jobs/clock.ts';
import type { RowsReview } from '../../../../src/jobs/review-rows.ts';
import { goesIn, type ReviewedRow, withChanges } from '../../../../src/jobs/reviewed-rows.ts';
import type { Change } from '../../../contract/change.ts';
import { checksIn } from '../../../contract/checks.ts';
import { good, warn } from '../../../contract/message.ts';
import type { PagePart } from '../../../contract/part.ts';
import { replyTo } from '../../../contract/reply.ts';
import type { World } from '../../../contract/world.ts';
import { openReview } from '../../../dialogs/review/dialog.ts';
import { COUNTED } from '../../../dialogs/review/lines.ts';
import { headingOf } from '../../../fields/list-column.ts';
import { textState } from '../../../widgets/text-state.ts';
import { change } from '../change.ts';
import type { DraftEdit } from '../drafts.ts';
import { commitFocused, commitOrDiscard, editFocused } from '../focus.ts';
import { rowName } from '../list-edits.ts';
import { action } from '../run-action.ts';
import { type EntryPage, lockedBecause, newRow } from '../state.ts';
import { type GridColumn, gridColumns } from './columns.ts';
import { pastedCells } from './pasted-cells.ts';
import { gridOf, gridRow, isFresh, onLine, rowAt } from './place.ts';

/** A paste: its cells, and the columns that they go to, undefined for those behind the last one. */
interface Paste {
  readonly list: ListName;
  readonly cells: readonly (readonly string[])[];
  readonly columns: readonly (GridColumn | undefined)[];
  /** The line with the first row. */
  readonly line: number;
}

type Way = 'append' | 'replace';

/** Whether what is pasted are cells for the grid: nothing was typed into the cell with the focus. */
export function takesCells(page: EntryPage, text: string): boolean {
  const { session } = page.focus;
  if (!gridOf(page) || page.popups.length > 0 || lockedBecause(page) !== undefined) return false;
  return (session === undefined || session.text.text === session.before) && pastedCells(text) !== undefined;
}

/** A first line that names columns leads its cells there; else they go from the focus on. */
function pasteOf(page: EntryPage, list: ListName, cells: readonly (readonly string[])[]): Paste {
  const { all } = gridColumns(page, list);
  const [head = [], ...rest] = cells;
  const named = head.map(cell => all.find(column => namesColumn(column, cell)));
  const isHead = rest.length > 0 && head.every((cell, place) => cell === '' || named[place] !== undefined);
  const at = all.findIndex(({ stop }) => stop === page.focus.stop);
  const width = Math.max(...cells.map(({ length }) => length));
  const onwards = Array.from({ length: width }, (_, place) => all[at + place]);
  return { list, cells: isHead ? rest : cells, columns: isHead ? named : onwards, line: gridRow(page, list) };
}

function namesColumn(column: GridColumn, text: string): boolean {
  const { label, extras } = fieldOf(column.id);
  return [label, headingOf(column), ...(extras.headings ?? [])].includes(text.replace(/\s+/gu, ''));
}

/** `B3`, as the spreadsheet counts within what was copied. */
const cellName = (row: number, column: number): string => {
  const letter = String.fromCharCode(0x41 + (column % 26));
  return `${column < 26 ? '' : String.fromCharCode(0x40 + Math.floor(column / 26))}${letter}${row + 1}`;
};

interface Typed {
  readonly row: Row;
  readonly faults: ReviewedRow['faults'];
  readonly unknown: RowsReview['unknown'];
}

/** A pasted line typed into a row, cell by cell as people would type it; what a cell leaves empty stays. */
function typedRow(
  page: EntryPage,
  { list, columns }: Paste,
  base: Row,
  cells: readonly string[],
  index: number,
  world: World,
): Typed {
  const document = { ...page.drafts.document, [list]: [base] };
  // A trial on that row alone: neither checked nor to be undone.
  const alone: EntryPage = {
    ...page,
    drafts: { ...page.drafts, document },
    faults: undefined,
    history: { undo: [], redo: [] },
  };
  let at = onLine(alone, list, 0);
  const unknown: { label: string; cell: string; sheet: string }[] = [];
  for (const [place, cell] of cells.entries()) {
    if (cell === '') continue;
    const column = columns[place];
    const there =
      column && editFocused({ ...at, focus: { ...at.focus, stop: column.stop, session: undefined } }, world);
    const session = there?.focus.session;
    const left =
      there &&
      session &&
      commitFocused(
        { ...there, focus: { ...there.focus, session: { ...session, text: textState(cell), matches: undefined } } },
        world,
      );
    if (left?.page) at = left.page;
    else unknown.push({ label: cell, cell: cellName(index, place), sheet: '' });
  }
  const faults = check(at.drafts.document, { book: world.book, today: dayOf(world.now()) }).flatMap(fault => {
    const steps = parsePath(fault.path) ?? [];
    const field = steps[0] === list ? fieldAt(steps.slice(0, 3)) : undefined;
    const place = columns.findIndex(column => column !== undefined && column.id === field?.id);
    // What is still to be filled in is no fault yet.
    if (place < 0 || fault.code === 'required') return [];
    return [{ ...fault, cell: cellName(index, place), sheet: '' }];
  });
  return { row: rowAt(at, list, 0), faults, unknown };
}

/** The rows that come of a paste. */
function typedRows(page: EntryPage, paste: Paste, way: Way, world: World): readonly Typed[] {
  const { list, cells, line } = paste;
  const { document } = page.drafts;
  let last = document[list].at(-1) as Row | undefined;
  return cells.map((row, index) => {
    const under = way === 'replace' ? (document[list][line + index] as Row | undefined) : undefined;
    const typed = typedRow(page, paste, under ?? newRow({ document, own: page.own }, list, last), row, index, world);
    if (!under) last = typed.row;
    return typed;
  });
}

const nextOf = <T>(each: Iterator<T, undefined>): T | undefined => each.next().value;

/** The page with the rows of a paste, as one step of undo. */
function taken(
  page: EntryPage,
  paste: Paste,
  way: Way,
  reviewed: readonly ReviewedRow[],
  world: World,
): Change<EntryPage> {
  const reason = lockedBecause(page);
  if (reason) return warn(reason);
  const { list, line } = paste;
  const { direction } = page.drafts.document;
  const typed = typedRows(page, paste, way, world).values();
  const rows = reviewed.flatMap(own => {
    const row = own.added
      ? newRow({ document: page.drafts.document, own: page.own }, list, undefined)
      : nextOf(typed)?.row;
    return row && goesIn(own) ? [withChanges(row as Goods | Container, own.changed, list, direction) as Row] : [];
  });
  const count = page.drafts.document[list].length;
  const first = way === 'replace' ? Math.min(line, count) : count;
  const edits = rows.map((row, index): DraftEdit => {
    const path = `${list}[${first + index}]`;
    return {
      draft: 'document',
      edit: first + index < count ? { op: 'set', path, value: row } : { op: 'insert', path, row },
    };
  });
  const name = `粘贴 ${rows.length} 行`;
  const { marked } = page.lists[list];
  const lists = { ...page.lists, [list]: { ...page.lists[list], index: first, marked: [...marked] } };
  const done = change({ ...page, focus: { ...page.focus, session: undefined } }, edits, world, { name, lists });
  return { state: editFocused(onLine(done, list, first), world), ...good(`已${name}；Ctrl+Z 撤销`) };
}

function reviewedRow({ list, cells, columns }: Paste, { row, faults }: Typed, index: number): ReviewedRow {
  const held = row as Goods | Container;
  const at = { sheet: '', cell: cellName(index, 0) };
  const cellOf = ({ path }: { path: string }) => {
    const steps = parsePath(path) ?? [];
    const field = steps[0] === list ? fieldAt(steps.slice(0, 3)) : undefined;
    const place = columns.findIndex(column => column !== undefined && column.id === field?.id);
    return { sheet: '', cell: cellName(index, Math.max(0, place)) };
  };
  const text = (cells[index] ?? []).filter(Boolean).join(' ');
  const read = { row: held, faults: [], cellOf };
  return { key: String(index), at, row: held, taken: true, text, faults, read, changed: new Map() };
}

/** What is pasted where `takesCells` says so is shown before it is taken. */
export const pastingCells: NonNullable<PagePart<EntryPage>['type']> = (page, text, context) =>
  action((now, { world }) => {
    const list = gridOf(now);
    const cells = pastedCells(text);
    if (!list || !cells) return now;
    const paste = pasteOf(now, list, cells);
    const fresh = isFresh(now, list);
    const rows = typedRows(now, paste, fresh ? 'append' : 'replace', world);
    const columns = paste.columns.flatMap(column => column ?? []);
    const under = Math.min(paste.cells.length, now.drafts.document[list].length - paste.line);
    const review: RowsReview = {
      name: `粘贴的 ${paste.cells.length} 行`,
      list,
      rows: rows.map((typed, index) => reviewedRow(paste, typed, index)),
      faults: [],
      told: [],
      unknown: rows.flatMap(({ unknown }) => unknown),
      columns: [],
      choices: [],
      sheets: [],
      document: now.drafts.document,
      context: { ...checksIn(world), former: () => world.former?.(now.drafts.document) ?? [] },
    };
    const take = (way: Way, reviewed: readonly ReviewedRow[]) =>
      replyTo(
        page,
        action((later, { world }) => taken(commitOrDiscard(later, world), paste, way, reviewed, world)),
      );
    const wish = {
      held: fresh ? 0 : under,
      own: now.own,
      question: {
        title: '粘贴',
        text: `覆盖${rowName(list, paste.line)}起的 ${under} 行里的这 ${columns.length} 栏，还是作为 ${rows.length} ${COUNTED[list]}加在最后？`,
        first: 'replace',
      },
      take,
    } as const;
    return { state: now, open: openReview(review, wish, columns) };
  })(page, context);
