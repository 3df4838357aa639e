import { fieldOf, LIST_NAMES, type ListName, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import type { Edit } from '../../../src/declaration/edit.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { LINKS, MAIN_LIST } from '../../layout/entry.ts';
import { change } from './change.ts';
import type { DraftEdit } from './drafts.ts';
import { renumberedRow, withNumbers } from './renumber.ts';
import { type EntryPage, formHolds, formRow, type ListState, lockedBecause, newRow, rowShown } from './state.ts';

/** What the form of a list begins with, when this is the last row. */
const freshRow = ({ drafts: { document }, own }: EntryPage, list: ListName, last: Row | undefined): Row =>
  newRow({ document, own }, list, last);

const formEdit = (list: ListName, page: EntryPage, row: Row): DraftEdit => ({
  draft: 'form',
  edit: { op: 'replace', document: { ...page.drafts.form, [list]: [row] } },
});

/** Rows that come, go or move, with what names a line by its number following them, in the form as well; `order` tells which row stands where then, -1 for a new one. */
function movedRows(
  page: EntryPage,
  list: ListName,
  edit: Edit,
  order: readonly number[],
  next: { readonly form?: Row; readonly list: Partial<ListState> },
): { readonly edits: readonly DraftEdit[]; readonly lists: EntryPage['lists'] } {
  const { document } = page.drafts;
  const follow = (row: Row): Row => renumberedRow(document, list, row, order);
  const held = next.form ?? formRow(page, list);
  const form = follow(held);
  const pristine = follow(next.list.pristine ?? page.lists[list].pristine);
  const { edits } = withNumbers(document, list, [edit], order);
  return {
    edits: [
      ...edits.map((each): DraftEdit => ({ draft: 'document', edit: each })),
      ...(next.form !== undefined || form !== held ? [formEdit(list, page, form)] : []),
    ],
    lists: withListState(page, list, { ...next.list, pristine }),
  };
}

const rowNumbers = (page: EntryPage, list: ListName): readonly number[] => [...page.drafts.document[list].keys()];

const withListState = (page: EntryPage, list: ListName, next: Partial<ListState>): EntryPage['lists'] => ({
  ...page.lists,
  [list]: { ...page.lists[list], ...next },
});

/** Adds the form at the end of its list, or gives the row that it was taken from its new contents; then the form is empty again. */
export function addRow(page: EntryPage, list: ListName, world: World): EntryPage {
  const { editingIndex } = page.lists[list];
  return editingIndex === undefined
    ? insertAt(page, list, page.drafts.document[list].length, world)
    : modify(page, list, editingIndex, world);
}

function insertAt(page: EntryPage, list: ListName, index: number, world: World): EntryPage {
  const pristine = freshRow(
    page,
    list,
    (page.drafts.document[list] as readonly Row[]).toSpliced(index, 0, formRow(page, list)).at(-1),
  );
  const order = rowNumbers(page, list).toSpliced(index, 0, -1);
  // The row itself still names the lines as they stood when it was typed.
  const row = renumberedRow(page.drafts.document, list, formRow(page, list), order);
  const edit: Edit = { op: 'insert', path: `${list}[${index}]`, row };
  const { edits, lists } = movedRows(page, list, edit, order, {
    form: pristine,
    list: { index, editingIndex: undefined, pristine },
  });
  return change(page, edits, world, { lists, name: `添加${rowName(list, index)}` });
}

function modify(page: EntryPage, list: ListName, editingIndex: number, world: World): EntryPage {
  const pristine = freshRow(
    page,
    list,
    (page.drafts.document[list] as readonly Row[]).with(editingIndex, formRow(page, list)).at(-1),
  );
  const edits: DraftEdit[] = [
    { draft: 'document', edit: { op: 'set', path: `${list}[${editingIndex}]`, value: formRow(page, list) } },
    formEdit(list, page, pristine),
  ];
  return change(page, edits, world, {
    lists: withListState(page, list, { index: editingIndex, editingIndex: undefined, pristine }),
    name: `修改${rowName(list, editingIndex)}`,
  });
}

/** Puts the form before the selected row. */
export function insertRow(page: EntryPage, list: ListName, world: World): EntryPage {
  return insertAt(page, list, Math.max(0, page.lists[list].index), world);
}

/** What is in the forms goes into the lists, so that saving loses nothing. */
export function commitForms(page: EntryPage, world: World): EntryPage {
  return LIST_NAMES.reduce((at, list) => (formHolds(at, list) ? addRow(at, list, world) : at), page);
}

/** The row that the keys of the list mean: the one in the form, else the selected one. */
export function rowMeant({ lists: rows, focus: { list: focused } }: EntryPage, list: ListName): number {
  return focused === undefined ? (rows[list].editingIndex ?? rows[list].index) : rows[list].index;
}

export function deleteRow(page: EntryPage, list: ListName, world: World): EntryPage {
  const index = rowMeant(page, list);
  const { editingIndex } = page.lists[list];
  const others = (page.drafts.document[list] as readonly Row[]).toSpliced(index, 1);
  const pristine = editingIndex === index ? freshRow(page, list, others.at(-1)) : page.lists[list].pristine;
  const left =
    editingIndex === undefined || editingIndex === index
      ? undefined
      : editingIndex > index
        ? editingIndex - 1
        : editingIndex;
  const edit: Edit = { op: 'remove', path: `${list}[${index}]` };
  const { edits, lists } = movedRows(page, list, edit, rowNumbers(page, list).toSpliced(index, 1), {
    // The form loses the row that it stood for.
    ...(editingIndex === index && { form: pristine }),
    list: { index, editingIndex: left, pristine },
  });
  return change(page, edits, world, { lists, name: `删除${rowName(list, index)}` });
}

export function copyRow(page: EntryPage, list: ListName, world: World): EntryPage {
  const index = rowMeant(page, list);
  const row = page.drafts.document[list][index] as Row;
  const { editingIndex } = page.lists[list];
  const edit: Edit = { op: 'insert', path: `${list}[${index + 1}]`, row };
  const left = editingIndex !== undefined && editingIndex > index ? editingIndex + 1 : editingIndex;
  const order = rowNumbers(page, list).toSpliced(index + 1, 0, -1);
  const { edits, lists } = movedRows(page, list, edit, order, { list: { index: index + 1, editingIndex: left } });
  return change(page, edits, world, { lists, name: `复制${rowName(list, index)}` });
}

/** Moves a row by so many places; undefined when it stands at the end already. */
export function moveRow(page: EntryPage, list: ListName, by: number, world: World): EntryPage | undefined {
  const index = rowMeant(page, list);
  const to = index + by;
  if (to < 0 || to >= page.drafts.document[list].length) return undefined;
  const { editingIndex } = page.lists[list];
  const left = editingIndex === index ? to : editingIndex === to ? index : editingIndex;
  const edit: Edit = { op: 'move', path: `${list}[${index}]`, to };
  const order = rowNumbers(page, list).with(index, to).with(to, index);
  const { edits, lists } = movedRows(page, list, edit, order, { list: { index: to, editingIndex: left } });
  return change(page, edits, world, { lists, name: `移动${rowName(list, index)}` });
}

/** Brings a row back into the form: Add becomes Modify. What the form held goes into the list first. */
export function loadRow(page: EntryPage, list: ListName, index: number, world: World): EntryPage {
  if (lockedBecause(page) !== undefined) return rowShown(page, list, index);
  const kept = formHolds(page, list) ? addRow(page, list, world) : page;
  const row = kept.drafts.document[list][index] as Row;
  return change(kept, [formEdit(list, kept, row)], world, {
    lists: withListState(kept, list, { index, editingIndex: index, pristine: row }),
    name: `回填${rowName(list, index)}`,
  });
}

/** All rows of a list at once; the first new one, at `from`, is selected. A form that stood for a row that goes is begun anew. */
export function addAll(
  page: EntryPage,
  list: ListName,
  all: readonly Row[],
  { from, name }: { readonly from: number; readonly name: string },
  world: World,
): EntryPage {
  const { editingIndex } = page.lists[list];
  const lost = editingIndex !== undefined && editingIndex >= from;
  const pristine = lost ? freshRow(page, list, all.at(-1)) : page.lists[list].pristine;
  const edits: DraftEdit[] = [{ draft: 'document', edit: { op: 'set', path: list, value: all } }];
  if (lost) edits.push(formEdit(list, page, pristine));
  return change(page, edits, world, {
    lists: withListState(page, list, { index: from, editingIndex: lost ? undefined : editingIndex, pristine }),
    name,
  });
}

/** The form as it is for a new row; a row that was in it stays as it is in the list. */
export function clearForm(page: EntryPage, list: ListName, world: World): EntryPage {
  const pristine = freshRow(page, list, page.drafts.document[list].at(-1));
  return change(page, [formEdit(list, page, pristine)], world, {
    lists: withListState(page, list, { editingIndex: undefined, pristine }),
    name: '清空表单',
  });
}

/** 生成货物 (E11): every goods line gets a link for each container number that it has none for. The number of links made, and the page. */
export function makeLinks(page: EntryPage, world: World): { readonly page: EntryPage; readonly made: number } {
  const name = fieldOf(LINKS.list).name;
  const containers = containersOf(page);
  let made = 0;
  const linked = (row: Row): Row => {
    const held = (row[name] as readonly Row[] | undefined) ?? [];
    const missing = containers.filter(({ number }) => !held.some(link => link[LINKS.number] === number));
    made += missing.length;
    const added = missing.map(({ number, spec }) => ({
      ...(spec !== undefined && { [LINKS.spec.to]: spec }),
      [LINKS.number]: number,
    }));
    return added.length > 0 ? { ...row, [name]: [...held, ...added] } : row;
  };
  const edits = page.drafts.document[MAIN_LIST].flatMap((row, index): DraftEdit[] => {
    const next = linked(row as Row);
    if (next === row) return [];
    return [{ draft: 'document', edit: { op: 'set', path: `goods[${index}].${name}`, value: next[name] } }];
  });
  const form = formRow(page, MAIN_LIST);
  if (!isMissing(form) && formHolds(page, MAIN_LIST)) {
    const next = linked(form);
    if (next !== form) edits.push({ draft: 'form', edit: { op: 'set', path: `goods[0].${name}`, value: next[name] } });
  }
  return { page: change(page, edits, world, { name: '生成货物' }), made };
}

function containersOf({
  drafts: { document },
}: EntryPage): readonly { readonly number: string; readonly spec: string | undefined }[] {
  const numbers = fieldOf(LINKS.numbers).name;
  const spec = fieldOf(LINKS.spec.from).name;
  return document.containers.flatMap(row => {
    const { [numbers]: held, [spec]: size } = row as Row;
    return (Array.isArray(held) ? held : []).map(number => ({
      number: String(number),
      spec: size as string | undefined,
    }));
  });
}

/** What a row of a list is called: 第2项货物. */
export function rowName(list: ListName, index: number): string {
  return SECTIONS[list].row?.(index + 1) ?? `第${index + 1}行`;
}
