import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import { withList } from '../../../src/jobs/review-declaration.ts';
import { judgingOf, type RowsReview } from '../../../src/jobs/review-rows.ts';
import { withTaken, withValues } from '../../../src/jobs/reviewed-rows.ts';
import type { Action } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { type Assignment, withFollowing } from '../../fields/field-session.ts';
import { contextOf, forList, reviewColumns } from './columns.ts';
import { lineOfRow, linesInView, pathInFocus, rowInFocus } from './lines.ts';
import type { ReviewDialog } from './state.ts';

/** More steps nobody takes back. */
const MAX_STEPS = 200;

/** The dialog with another state of the rows and of what is around them, as a step that can be taken back; the focus stays where it is. */
export function changed(
  dialog: ReviewDialog,
  name: string,
  review: RowsReview,
  whole = dialog.whole && withList(dialog.whole, review),
): ReviewDialog {
  const past = [...dialog.past, stepOf(dialog, name)].slice(-MAX_STEPS);
  return { ...showing(dialog, { review, whole }), past, future: [] };
}

const stepOf = ({ review, whole, view, opened }: ReviewDialog, name: string) => ({ name, review, whole, view, opened });

type Shown = Pick<ReviewDialog, 'review' | 'whole'> & Partial<Pick<ReviewDialog, 'view' | 'opened'>>;

/** The dialog on another state of the rows and of what is around them. */
function showing(dialog: ReviewDialog, next: Shown): ReviewDialog {
  const { review } = next;
  if (next.view !== undefined && next.view !== dialog.view)
    return showing({ ...dialog, view: next.view, fresh: undefined }, next);
  const lines = linesInView({ ...dialog, ...next });
  const own = rowInFocus(dialog)?.row.key;
  const at = own === undefined ? -1 : review.rows.findIndex(({ key }) => key === own);
  const path = pathInFocus(dialog);
  const place = dialog.lines[dialog.index]?.place;
  if (place !== undefined || (next.view ?? dialog.view) !== 'rows') return onPlace(dialog, next, lines, place ?? path);
  const index = at < 0 ? Math.min(dialog.index, lines.length - 1) : lineOfRow(lines, at);
  const { id } = dialog.columns[dialog.column] ?? {};
  const { columns: known, marked } = forList(dialog, review);
  const columns = review.columns === dialog.review.columns ? known : reviewColumns(review, dialog.own);
  const column = Math.max(
    0,
    columns.findIndex(each => each.id === id),
  );
  // Of a fault that is still there the line keeps the focus.
  const same =
    path === undefined
      ? -1
      : lines.findIndex(line => line.level !== undefined && line.row === at && line.path === path);
  const focus = { columns, marked, column, index: Math.max(0, same >= 0 ? same : index), edit: undefined };
  return { ...dialog, ...next, lines, ...focus };
}

/** Values are in view: the focus stays at its place. */
function onPlace(
  dialog: ReviewDialog,
  next: Shown,
  lines: ReviewDialog['lines'],
  place: string | undefined,
): ReviewDialog {
  const at = lines.findIndex(line => line.place === place && place !== undefined);
  const { columns, marked } = forList(dialog, next.review);
  const index = Math.max(0, at >= 0 ? at : Math.min(dialog.index, lines.length - 1));
  const column = Math.min(dialog.column, columns.length - 1);
  return { ...dialog, ...next, lines, columns, marked, column, index, edit: undefined };
}

const moved =
  (from: 'past' | 'future'): Action<ReviewDialog> =>
  dialog => {
    const step = dialog[from].at(-1);
    if (!step) return info(from === 'past' ? '没有可以撤销的改动' : '没有可以重做的改动');
    const to = from === 'past' ? 'future' : 'past';
    const state = {
      ...showing(dialog, step),
      [from]: dialog[from].slice(0, -1),
      [to]: [...dialog[to], stepOf(dialog, step.name)],
    };
    return { state, ...good(`${from === 'past' ? '已撤销' : '已重做'}：${step.name}`) };
  };

export const undo = moved('past');
export const redo = moved('future');

/** The rows of these places given a value as if it had been typed into each, with what hangs on it. */
export function assigned(
  dialog: ReviewDialog,
  places: readonly number[],
  assignments: readonly Assignment[],
  name: string,
  world: World,
): ReviewDialog {
  const { review } = dialog;
  const valuesAt = (at: number): ReadonlyMap<FieldId, unknown> => {
    const row = review.rows[at];
    const all = assignments.flatMap(each =>
      row ? withFollowing(each, assignments, contextOf(dialog, row, each.id, world)) : [],
    );
    return new Map(all.map(({ id, value }) => [id, value]));
  };
  const values = new Map(places.map(at => [at, valuesAt(at)]));
  const rows = withValues(review.rows, values, judgingOf(review));
  return changed(dialog, name, { ...review, rows });
}

/** The rows of these places taken, or left out. */
export function decided(dialog: ReviewDialog, places: ReadonlySet<number>, taken: boolean, name: string): ReviewDialog {
  const { review } = dialog;
  return changed(dialog, name, { ...review, rows: withTaken(review.rows, places, taken, judgingOf(review)) });
}
