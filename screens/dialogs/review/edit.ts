import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import { wordingOf } from '../../../src/catalogue/wording.ts';
import { valueFaults } from '../../../src/declaration/check.ts';
import { pathTo, type Row, valueIn } from '../../../src/declaration/path.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import { goesIn } from '../../../src/jobs/reviewed-rows.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import type { World } from '../../contract/world.ts';
import type { FieldContext, FieldSession } from '../../fields/field-editor.ts';
import {
  type Assignment,
  beginEdit,
  CHOICE_MOVES,
  choiceAssignments,
  commitEdit,
  echoOf,
  ledToMatches,
  pickedRow,
  refusedTyping,
  retyped,
  typedText,
  withChoices,
} from '../../fields/field-session.ts';
import { editorOf } from '../../fields/index.ts';
import { TEXT_MOVES, type TextState } from '../../widgets/text-state.ts';
import { assigned } from './change.ts';
import { contextOf, fieldInFocus } from './columns.ts';
import { COUNTED, pathInFocus, rowInFocus } from './lines.ts';
import { atRow } from './parts.ts';
import type { CellEdit, ReviewDialog } from './state.ts';
import { assignedAt, placeInFocus } from './value-edit.ts';
import { contextAt } from './value-lines.ts';

/** The rows that a value for all goes to: those that are marked, else all that are taken. */
export function rowsForAll({ review, marked }: ReviewDialog): readonly number[] {
  const taken = [...review.rows.entries()].filter(([, row]) => row.taken);
  const own = marked.size > 0 ? taken.filter(([, { key }]) => marked.has(key)) : taken.filter(([, row]) => goesIn(row));
  return own.map(([at]) => at);
}

/** Begins to correct the value in focus, of its row alone or of all. */
const begin =
  (toAll: boolean): Action<ReviewDialog> =>
  (dialog, { world }) => {
    if (dialog.view !== 'rows') return toAll ? warn('整栏在列表里设；2 货物，3 集装箱') : beginAt(dialog, world);
    const focus = rowInFocus(dialog);
    const id = fieldInFocus(dialog);
    if (!focus || id === undefined) return info('先选一行');
    if (!focus.row.taken) return warn('这一行不导入；空格改为导入后再改');
    if (toAll && rowsForAll(dialog).length === 0) return warn('标记的行都不导入');
    const field = fieldOf(id);
    const context = contextOf(dialog, focus.row, id, world);
    const value = valueIn(focus.row.row as Row, field);
    const session = beginEdit(value, context);
    if (!session) {
      const places = toAll ? rowsForAll(dialog) : [focus.at];
      const set: readonly Assignment[] = [{ id, value: value !== true }];
      return { state: assigned(dialog, places, set, nameOf(dialog, id, toAll), world) };
    }
    return { state: { ...dialog, edit: { id, row: focus.at, session, toAll } } };
  };

/** A value in view is edited, or the row of the fault in focus comes into view. */
function beginAt(dialog: ReviewDialog, world: World): Change<ReviewDialog> {
  const place = placeInFocus(dialog);
  const context = place === undefined ? undefined : contextAt(dialog, place, world);
  if (place === undefined || !context) {
    const path = pathInFocus(dialog);
    const row = path === undefined ? undefined : atRow(dialog, path);
    return row ? { state: row } : info('先选一栏');
  }
  const { field } = context;
  const value = valueIn(context.row, field);
  const session = beginEdit(value, context);
  if (session)
    return { state: { ...dialog, edit: { id: field.id, row: dialog.opened, place, session, toAll: false } } };
  if (field.kind === 'rows') return info('Insert 或 N 加一行');
  if (field.kind !== 'flag') return info('这一栏只在弹窗里录；导入后再录');
  return { state: assignedAt(dialog, place, [{ id: field.id, value: value !== true }], world) };
}

function nameOf({ review }: Pick<ReviewDialog, 'review'>, id: FieldId, toAll: boolean): string {
  const { label } = fieldOf(id);
  return toAll ? `整栏设${label}` : `改${review.list === 'goods' ? '货物' : '集装箱'}的${label}`;
}

/** The field being edited with what is around it. */
export function editContext(dialog: ReviewDialog, world: World): FieldContext | undefined {
  const { edit, review } = dialog;
  if (edit?.place !== undefined) return contextAt(dialog, edit.place, world);
  const row = edit && review.rows[edit.row];
  return edit && row && contextOf(dialog, row, edit.id, world);
}

const withSession = (dialog: ReviewDialog, session: FieldSession): ReviewDialog =>
  dialog.edit ? { ...dialog, edit: { ...dialog.edit, session } } : dialog;

const inSession =
  (
    make: (session: FieldSession, fieldContext: FieldContext, context: ActionContext) => FieldSession,
  ): Action<ReviewDialog> =>
  (dialog, context) => {
    const fieldContext = editContext(dialog, context.world);
    return fieldContext && dialog.edit
      ? { state: withSession(dialog, make(dialog.edit.session, fieldContext, context)) }
      : {};
  };

const text = (make: (text: TextState) => TextState): Action<ReviewDialog> =>
  inSession((session, fieldContext) => retyped(session, make(session.text), fieldContext));

const inChoices = (move: (session: FieldSession, today: string, area: Size) => FieldSession): Action<ReviewDialog> =>
  inSession((session, _field, { ui, world }) => move(session, dayOf(world.now()), areaOf(ui)));

/** The dialog with what was typed taken in, or why it cannot be. */
function committed(dialog: ReviewDialog, world: World, chosen?: readonly Assignment[]): Change<ReviewDialog> {
  const { edit } = dialog;
  const fieldContext = editContext(dialog, world);
  if (!edit || !fieldContext) return { state: { ...dialog, edit: undefined } };
  const taken = chosen ? { assignments: chosen } : committedEdit(edit, fieldContext);
  if (!taken.assignments) return warn(taken.refused);
  if (taken.assignments.length === 0) return { state: { ...dialog, edit: undefined } };
  if (edit.place !== undefined) {
    const state = assignedAt({ ...dialog, edit: undefined }, edit.place, taken.assignments, world);
    return { state, ...('note' in taken && taken.note ? info(taken.note) : {}) };
  }
  const places = edit.toAll ? rowsForAll(dialog) : [edit.row];
  const name = nameOf(dialog, edit.id, edit.toAll);
  const state = assigned({ ...dialog, edit: undefined }, places, taken.assignments, name, world);
  const told = edit.toAll ? good(`已${name}：${places.length} ${COUNTED[dialog.review.list]}；Ctrl+Z 撤销`) : {};
  return { state, ...told, ...('note' in taken && taken.note ? info(taken.note) : {}) };
}

/** What stands in the field goes to all rows though nobody has touched it. */
function committedEdit({ session, toAll }: CellEdit, context: FieldContext) {
  const kept = session.text.text === session.before;
  return commitEdit(toAll && kept ? { ...session, before: `${session.before}\n` } : session, context);
}

const commit =
  (led: boolean, next: (dialog: ReviewDialog) => ReviewDialog = dialog => dialog): Action<ReviewDialog> =>
  (dialog, { world }) => {
    const fieldContext = editContext(dialog, world);
    const session = led && fieldContext && dialog.edit && ledToMatches(dialog.edit.session, fieldContext);
    if (session) return { state: withSession(dialog, session) };
    const picked = fieldContext && dialog.edit && pickedRow(dialog.edit.session);
    const change = committed(dialog, world, picked && choiceAssignments(picked, fieldContext));
    return change.state ? { ...change, state: next(change.state) } : change;
  };

const onward = (dialog: ReviewDialog): ReviewDialog => ({
  ...dialog,
  ...(dialog.view === 'rows'
    ? { column: Math.min(dialog.columns.length - 1, dialog.column + 1) }
    : { index: Math.min(dialog.lines.length - 1, dialog.index + 1) }),
});

const choose: Action<ReviewDialog> = (dialog, { world }) => {
  const fieldContext = editContext(dialog, world);
  const { matches } = dialog.edit?.session ?? {};
  const row = matches?.rows[matches.index];
  return row && fieldContext ? committed(dialog, world, choiceAssignments(row, fieldContext)) : {};
};

const open: Action<ReviewDialog> = (dialog, context) => {
  const fieldContext = editContext(dialog, context.world);
  if (!dialog.edit || !fieldContext) return {};
  const session = withChoices(dialog.edit.session, fieldContext, dayOf(context.world.now()));
  return session ? { state: withSession(dialog, session) } : info('这一栏直接输入；弹窗里的内容导入后再录');
};

/** The value in focus is corrected. */
export const edit = begin(false);

/** What keys do while a value is corrected. */
export const EDITING: Actions<ReviewDialog> = {
  'review.edit': edit,
  'review.fill': begin(true),
  'review.commit': commit(true),
  'review.commit-on': commit(false, onward),
  'field.open': open,
  'field.toggle': () => ({}),
  'matches.choose': choose,
  'calendar.choose': commit(false),
  ...Object.fromEntries(Object.entries(CHOICE_MOVES).map(([name, move]) => [name, inChoices(move)])),
  ...Object.fromEntries(Object.entries(TEXT_MOVES).map(([name, move]) => [name, text(move)])),
};

/** What is typed or pasted into the value. */
export const typing: NonNullable<DialogPart<ReviewDialog>['type']> = (dialog, typed, context, pasted) => {
  const fieldContext = editContext(dialog, context.world);
  const refused = fieldContext && !pasted ? refusedTyping(typed, fieldContext) : undefined;
  if (refused !== undefined) return warn(refused);
  return inSession((session, field) => retyped(session, typedText(session, typed, field, pasted), field))(
    dialog,
    context,
  );
};

/** What is wrong with what is being typed, or how it is understood. */
export function editNote(
  dialog: ReviewDialog,
  world: World,
): { level?: 'error' | 'warning'; text: string } | undefined {
  const { edit, review } = dialog;
  const context = editContext(dialog, world);
  if (!edit || !context) return undefined;
  const taken = editorOf(context.field, context.direction).take?.(edit.session.text.text, context);
  if (!taken) return undefined;
  if (taken.refused !== undefined) return { level: 'error', text: taken.refused };
  const [fault] = valueFaults(
    context.field,
    taken.value,
    edit.place ?? pathTo(edit.id, 0),
    context.direction,
    review.context,
  );
  const echo = echoOf(edit.session, context);
  // While the codes are listed that the text may mean, nothing is wrong with it yet.
  if (fault && !edit.session.matches) return { level: fault.level, text: wordingOf(fault) };
  return echo || taken.note ? { text: echo ?? taken.note ?? '' } : undefined;
}
