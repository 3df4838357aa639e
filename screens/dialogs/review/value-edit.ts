import { fieldOf, LIST_NAMES } from '../../../src/catalogue/catalogue.ts';
import { applyAll } from '../../../src/declaration/edit.ts';
import { fieldAt, get, parsePath, pathOf } from '../../../src/declaration/path.ts';
import { withHead, withoutChange } from '../../../src/jobs/review-declaration.ts';
import { judgingOf } from '../../../src/jobs/review-rows.ts';
import { withValues } from '../../../src/jobs/reviewed-rows.ts';
import type { Action } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { type Assignment, withFollowing } from '../../fields/field-session.ts';
import { changed } from './change.ts';
import { pathInFocus } from './lines.ts';
import type { ReviewDialog } from './state.ts';
import { contextAt, fieldOfRow, labelOf } from './value-lines.ts';

/** The place of the value in focus, or of the fault in focus, where values are in view. */
export function placeInFocus(dialog: ReviewDialog): string | undefined {
  if (dialog.view === 'rows') return undefined;
  const place = dialog.lines[dialog.index]?.place ?? pathInFocus(dialog);
  // Of a fault between the rows and the rest the row is corrected in its own list.
  const isOfRow = LIST_NAMES.some(list => place?.startsWith(`${list}[`));
  return place !== undefined && fieldAt(place) && isOfRow === (dialog.view === 'values') ? place : undefined;
}

/** The dialog with values at a place as if they had been typed there, with what hangs on them. */
export function assignedAt(
  dialog: ReviewDialog,
  place: string,
  assignments: readonly Assignment[],
  world: World,
): ReviewDialog {
  const context = contextAt(dialog, place, world);
  if (!context) return dialog;
  const around = (parsePath(place) ?? []).slice(0, -1);
  const all = assignments.flatMap(each => withFollowing(each, assignments, context));
  const values = new Map(all.map(({ id, value }) => [pathOf([...around, fieldOf(id).name]), value] as const));
  return withPlaces(dialog, values, `改${labelOf(place)}`);
}

function withPlaces(dialog: ReviewDialog, values: ReadonlyMap<string, unknown>, name: string): ReviewDialog {
  const { whole, view, review, opened } = dialog;
  if (view === 'head') return whole ? changed(dialog, name, review, withHead(whole, values)) : dialog;
  const row = review.rows[opened];
  if (!row) return dialog;
  const { list } = review;
  const held = { direction: review.document.direction, containers: [], goods: [], [list]: [row.row] };
  const edits = [...values].map(([path, value]) => ({ op: 'set', path, value }) as const);
  const { document } = applyAll(held, edits);
  // What stands in a popup changes with the whole value of its field.
  const own = new Map(
    [...values.keys()].flatMap(path => {
      const field = fieldOfRow(path);
      return field ? [[field.id, get(document, [list, 0, field.name])] as const] : [];
    }),
  );
  return changed(dialog, name, {
    ...review,
    rows: withValues(review.rows, new Map([[opened, own]]), judgingOf(review)),
  });
}

/** The value in focus not taken, or taken again as the file has it. */
export const toggleValue: Action<ReviewDialog> = dialog => {
  const { whole, view } = dialog;
  const place = placeInFocus(dialog);
  if (place === undefined) return info('先选一栏');
  if (view === 'head' && whole?.changed.has(place)) {
    return { state: changed(dialog, `${labelOf(place)}照原来的`, dialog.review, withoutChange(whole, place)) };
  }
  return { state: withPlaces(dialog, new Map([[place, undefined]]), `不要${labelOf(place)}`) };
};
