import { fieldAt, parsePath, pathOf, read } from '../../../src/declaration/path.ts';
import { judgingOf } from '../../../src/jobs/review-rows.ts';
import { isBlank, withNewRow } from '../../../src/jobs/reviewed-rows.ts';
import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import { changed, undo } from './change.ts';
import { edit } from './edit.ts';
import { lineOfRow, linesInView, pathInFocus, rowInFocus } from './lines.ts';
import type { ReviewDialog } from './state.ts';
import { documentInView } from './value-lines.ts';

const ADDING = '加一行';

/** A row behind the one in focus, or one more in the popup in focus; its first value is edited at once. */
const add: Action<ReviewDialog> = (dialog, context) =>
  dialog.view === 'rows' ? addedRow(dialog, context) : addedToPopup(dialog, context);

const edited = (dialog: ReviewDialog, context: ActionContext): Change<ReviewDialog> => ({
  state: dialog,
  ...edit(dialog, context),
});

function addedRow(dialog: ReviewDialog, context: ActionContext): Change<ReviewDialog> {
  const { review } = dialog;
  const behind = rowInFocus(dialog)?.at ?? review.rows.length - 1;
  const { rows, at } = withNewRow(review.rows, behind, judgingOf(review));
  const next = changed(dialog, ADDING, { ...review, rows });
  return edited({ ...next, index: lineOfRow(next.lines, at), column: 0 }, context);
}

/** The row comes into being with its first value; until then only its places are in view. */
function addedToPopup(dialog: ReviewDialog, context: ActionContext): Change<ReviewDialog> {
  const list = popupInFocus(dialog);
  if (!list) return info('这一栏不是一行行的；货物、集装箱在列表里加');
  const held = read(documentInView(dialog), list);
  const fresh = pathOf([...list, Array.isArray(held) ? held.length : 0]);
  const next = { ...dialog, fresh };
  const lines = linesInView(next);
  const index = lines.findIndex(({ place }) => place?.startsWith(`${fresh}.`));
  return index < 0 ? info('这一栏只在弹窗里录；导入后再录') : edited({ ...next, lines, index }, context);
}

/** The innermost list of rows that the place in focus is, or stands in. */
function popupInFocus(dialog: ReviewDialog) {
  const steps = parsePath(dialog.lines[dialog.index]?.place ?? pathInFocus(dialog) ?? '') ?? [];
  const depths = [...steps.keys()].reverse();
  const depth = depths.find(at => fieldAt(steps.slice(0, at + 1))?.kind === 'rows' && typeof steps[at] === 'string');
  return depth === undefined ? undefined : steps.slice(0, depth + 1);
}

/** What was added and has got no value goes again with the edit of its first one. */
const giveUp: Action<ReviewDialog> = (dialog, context) => {
  const row = dialog.edit && dialog.review.rows[dialog.edit.row];
  const left = { ...dialog, edit: undefined };
  if (dialog.view === 'rows' && row && isBlank(row) && dialog.past.at(-1)?.name === ADDING) return undo(left, context);
  const { fresh } = dialog;
  const isPending = fresh !== undefined && read(documentInView(dialog), parsePath(fresh) ?? []) === undefined;
  if (!isPending) return { state: left };
  const next = { ...left, fresh: undefined };
  const lines = linesInView(next);
  const first = dialog.lines.findIndex(({ place }) => place?.startsWith(`${fresh}.`));
  return { state: { ...next, lines, index: Math.max(0, first - 1) } };
};

export const ADDITIONS: Actions<ReviewDialog> = { 'review.add': add, 'review.give-up': giveUp };
