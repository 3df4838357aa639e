import type { Field } from '../../../../src/catalogue/catalogue.ts';
import { fieldAt, parsePath, pathOf } from '../../../../src/declaration/path.ts';
import type { World } from '../../../contract/world.ts';
import { editFocused } from '../focus.ts';
import { focusField } from '../focus-next.ts';
import type { EntryPage } from '../state.ts';
import { popupStops } from '../value-path.ts';
import { pathOfRow } from './faults.ts';
import { openPopup } from './open.ts';
import { frontPopup, loadRow, withTop } from './pending-row.ts';
import { allTicks, rowOfTick } from './ticks.ts';
import { popupRows } from './value.ts';

/** The page with the popups open that a path of the declaration leads into, and the focus on the row and the field there. */
export function openPath(page: EntryPage, path: string, world: World): EntryPage {
  const steps = parsePath(path) ?? [];
  return steps.reduce<EntryPage>((at, step, depth) => {
    const field = typeof step === 'string' ? fieldAt(steps.slice(0, depth + 1)) : undefined;
    if (!field) return at;
    const row = steps[depth + 1];
    if (row === undefined || !field.extras.popup || field.children.length === 0) return onField(at, field, world);
    const opened = openPopup(at, field.extras.popup, world);
    return typeof row === 'number' ? onRow(opened, pathOf(steps.slice(0, depth + 2)), world) : opened;
  }, page);
}

function onField(page: EntryPage, field: Field, world: World): EntryPage {
  const open = frontPopup(page);
  const stop = open ? popupStops(page, open.state).indexOf(field.id) : -1;
  return stop < 0 ? page : focusField(page, stop, world);
}

/** The row of the popup in front that stands at this path, in its fields. */
function onRow(page: EntryPage, path: string, world: World): EntryPage {
  const open = frontPopup(page);
  if (!open) return page;
  const { state, spec } = open;
  const index = popupRows(page, state).findIndex((_row, at) => pathOfRow(page, at) === path);
  if (index < 0) return page;
  if (spec.form !== 'live') return editFocused(loadRow(page, open, index, world), world);
  if (!spec.ticks) return editFocused(withTop(page, { zone: 'list', index }), world);
  const tick = allTicks(page, open, world).findIndex(line => rowOfTick(page, open, line) === index);
  return editFocused(withTop(page, { tick: Math.max(0, tick), editingIndex: index }), world);
}
