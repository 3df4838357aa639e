import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { get, type Row } from '../../../../src/declaration/path.ts';
import { MAIN_LIST } from '../../../layout/entry.ts';
import { POPUPS } from '../../../layout/popups.ts';
import type { DraftEdit } from '../drafts.ts';
import { draftAt } from '../drafts.ts';
import { effectiveRows } from '../effective-rows.ts';
import type { EntryPage } from '../state.ts';
import type { PopupState } from './state.ts';

type Which = Pick<PopupState, 'popup' | 'draft' | 'path'>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value of a popup: what its field holds, or the rows of all goods lines, each with the number of its line. */
export function popupValue(page: EntryPage, { popup, draft, path }: Which): unknown {
  const { across, value } = POPUPS[popup];
  if (!across) return get(draftAt(page.drafts, draft), path);
  const [name, number] = [fieldOf(value).name, fieldOf(across).name];
  return effectiveRows(page, MAIN_LIST).flatMap(({ row }, index) =>
    listOf(row[name]).map(each => ({ ...(each as Row), [number]: String(index + 1) })),
  );
}

/** What stands in the list of a popup: rows, or texts where the value is a list of texts. */
export function popupRows(page: EntryPage, state: Which): readonly unknown[] {
  return listOf(popupValue(page, state));
}

/** The edits that give the popup's list other contents; each row goes to the goods line whose number it has. A value without rows is absent. */
export function rowsEdits(
  page: EntryPage,
  { popup, draft: on, path }: Which,
  values: readonly unknown[],
): readonly DraftEdit[] {
  const { across, value } = POPUPS[popup];
  const set = (at: Pick<Which, 'draft' | 'path'>, rows: readonly unknown[]): DraftEdit => ({
    draft: at.draft,
    edit: { op: 'set', path: at.path, value: rows.length > 0 ? rows : undefined },
  });
  if (!across) return [set({ draft: on, path }, values)];
  const [name, number] = [fieldOf(value).name, fieldOf(across).name];
  return effectiveRows(page, MAIN_LIST).flatMap((line, index) => {
    const rows = (values as readonly Row[]).flatMap(({ [number]: of, ...row }) =>
      of === String(index + 1) ? [row] : [],
    );
    const same = JSON.stringify(rows) === JSON.stringify(listOf(line.row[name]));
    return same ? [] : [set({ draft: line.draft, path: `${line.path}.${name}` }, rows)];
  });
}

/** The rows in the order in which their goods lines will hold them. */
export function inOrder(values: readonly unknown[], { popup }: Pick<PopupState, 'popup'>): readonly unknown[] {
  const { across } = POPUPS[popup];
  if (!across) return values;
  const { name } = fieldOf(across);
  return [...(values as readonly Row[])].sort((a, b) => Number(a[name]) - Number(b[name]));
}
