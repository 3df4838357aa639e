import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { get, type Row } from '../../../../src/declaration/path.ts';
import { POPUPS } from '../../../layout/popups.ts';
import { heldRows } from '../declared.ts';
import type { Mark } from '../marks.ts';
import type { EntryPage } from '../state.ts';
import type { PopupState } from './state.ts';

type Which = Pick<PopupState, 'popup' | 'on' | 'path'>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value of a popup: what its field holds, or the rows of all goods lines, each with the number of its line. */
export function heldIn(page: EntryPage, { popup, on, path }: Which): unknown {
  const { across, value } = POPUPS[popup];
  if (!across) return get(page[on], path);
  const [name, number] = [fieldOf(value).name, fieldOf(across).name];
  return heldRows(page, 'goods').flatMap(({ row }, index) =>
    listOf(row[name]).map(each => ({ ...(each as Row), [number]: String(index + 1) })),
  );
}

/** What stands in the list of a popup: rows, or texts where the value is a list of texts. */
export function valuesIn(page: EntryPage, state: Which): readonly unknown[] {
  return listOf(heldIn(page, state));
}

/** The edits that give the popup's list other contents; each row goes to the goods line whose number it has. A value without rows is absent. */
export function setMarks(page: EntryPage, { popup, on, path }: Which, values: readonly unknown[]): readonly Mark[] {
  const { across, value } = POPUPS[popup];
  const set = (at: Pick<Which, 'on' | 'path'>, rows: readonly unknown[]): Mark => ({
    on: at.on,
    edit: { op: 'set', path: at.path, value: rows.length > 0 ? rows : undefined },
  });
  if (!across) return [set({ on, path }, values)];
  const [name, number] = [fieldOf(value).name, fieldOf(across).name];
  return heldRows(page, 'goods').flatMap((line, index) => {
    const rows = (values as readonly Row[]).flatMap(({ [number]: of, ...row }) =>
      of === String(index + 1) ? [row] : [],
    );
    const same = JSON.stringify(rows) === JSON.stringify(listOf(line.row[name]));
    return same ? [] : [set({ on: line.on, path: `${line.path}.${name}` }, rows)];
  });
}

/** The rows in the order in which their goods lines will hold them. */
export function inOrder(values: readonly unknown[], { popup }: Pick<PopupState, 'popup'>): readonly unknown[] {
  const { across } = POPUPS[popup];
  if (!across) return values;
  const { name } = fieldOf(across);
  return [...(values as readonly Row[])].sort((a, b) => Number(a[name]) - Number(b[name]));
}
