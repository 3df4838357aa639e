import { type FieldId, fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import type { Row } from '../../../../src/declaration/path.ts';
import type { Change } from '../../../contract/change.ts';
import { info, warn } from '../../../contract/message.ts';
import type { PagePart } from '../../../contract/part.ts';
import type { World } from '../../../contract/world.ts';
import { retyped } from '../../../fields/field-session.ts';
import { textState } from '../../../widgets/text-state.ts';
import { change } from '../change.ts';
import { commitFocused, editFocused, focusedContext } from '../focus.ts';
import { focusField } from '../focus-next.ts';
import { action } from '../run-action.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { popupStops } from '../value-path.ts';
import { frontPopup, type OpenPopup, pendingRow, pendingRowEdit, withTop } from './pending-row.ts';
import { popupRows, rowsEdits } from './value.ts';

/** The cells of a paste of several lines, such as a column of VINs out of a workbook; undefined for one line. */
function linesIn(text: string): readonly (readonly string[])[] | undefined {
  const lines = text.split('\n').filter(each => each.trim() !== '');
  return lines.length > 1 ? lines.map(each => each.split('\t').map(cell => cell.trim())) : undefined;
}

/** Whether pasted lines are rows of the popup in front: a new row is being filled in, and nothing was typed into the field being edited. */
export function takesRows(page: EntryPage, text: string): boolean {
  const open = frontPopup(page);
  const {
    focus: { session },
  } = page;
  if (open?.spec.form !== 'row' || open.spec.across || open.state.zone !== 'fields' || !session) return false;
  if (open.state.editingIndex !== undefined || lockedBecause(page) !== undefined) return false;
  return session.text.text === session.before && linesIn(text) !== undefined;
}

type Typed = { readonly row: Row; readonly refused?: never } | { readonly refused: string };

/** One line typed into the fields from the focused one on. */
function typedRow(page: EntryPage, { state }: OpenPopup, cells: readonly string[], world: World): Typed {
  const stops = popupStops(page, state);
  // A trial: neither checked nor to be undone.
  let at: EntryPage = { ...page, faults: undefined, history: { ...page.history, undo: [] } };
  for (const [index, cell] of cells.entries()) {
    if (cell === '') continue;
    const stop = state.stop + index;
    if (stop >= stops.length) return { refused: `最后一栏后面还有内容：${cell}` };
    const there = focusField(at, stop, world);
    const fieldContext = focusedContext(there, world);
    if (!there.focus.session || !fieldContext)
      return { refused: `【${fieldOf(stops[stop] as FieldId).label}】不能粘贴` };
    const left = commitFocused(
      { ...there, focus: { ...there.focus, session: retyped(there.focus.session, textState(cell), fieldContext) } },
      world,
    );
    if (!left.page) return { refused: `【${fieldContext.field.label}】${left.refused}` };
    at = left.page;
  }
  return { row: pendingRow(at, state) };
}

/** Counts the rows on from what the fields say, else from the last row that is counted. */
function counted(rows: readonly Row[], { spec }: OpenPopup, held: readonly unknown[]): readonly Row[] {
  if (!spec.counted) return rows;
  const { name } = fieldOf(spec.counted);
  const numbers = (held as readonly Row[]).map(row => Number(row[name])).filter(Number.isInteger);
  const [first, second] = rows.map(row => row[name]);
  // Numbers that were pasted are theirs.
  if (!isMissing(first) && first !== second) return rows;
  const start = isMissing(first) ? Math.max(0, ...numbers) + 1 : Number(first);
  if (!Number.isInteger(start)) return rows;
  return rows.map((row, index) => ({ ...row, [name]: String(start + index) }));
}

/** Each pasted line as a row of its own, all of them one step of undo; what the fields held already is in every row. Nothing is taken when a cell cannot be. */
function adding(
  page: EntryPage,
  open: OpenPopup,
  lines: readonly (readonly string[])[],
  world: World,
): Change<EntryPage> {
  const rows: Row[] = [];
  for (const [index, cells] of lines.entries()) {
    const typed = typedRow(page, open, cells, world);
    if (typed.refused !== undefined) return warn(`第${index + 1}行没有收下，全部未添加：${typed.refused}`);
    rows.push(typed.row);
  }
  const held = popupRows(page, open.state);
  const next = [...held, ...counted(rows, open, held)];
  const name = `添加【${open.spec.title}】${rows.length}行`;
  const done = change(
    { ...page, focus: { ...page.focus, session: undefined } },
    [...rowsEdits(page, open.state, next), pendingRowEdit(page, open.state, undefined)],
    world,
    { name },
  );
  const begun = withTop(done, { editingIndex: undefined, pristine: {}, stop: 0, index: next.length - 1 });
  return { state: editFocused(begun, world), ...info(`已添加 ${rows.length} 行，Ctrl+Z 撤销`) };
}

/** What is pasted where `takesRows` says so. */
export const pastingRows: NonNullable<PagePart<EntryPage>['type']> = (page, text, context) =>
  action((now, { world }) => {
    const open = frontPopup(now);
    const lines = linesIn(text);
    return open && lines ? adding(now, open, lines, world) : now;
  })(page, context);
