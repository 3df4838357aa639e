import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import type { Row } from '../../../../src/declaration/path.ts';
import type { Change } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import type { World } from '../../../contract/world.ts';
import { editFocused } from '../focus.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { popupStops } from '../value-path.ts';
import { loadRow, type OpenPopup, pendingRow, withTop } from './pending-row.ts';
import { atTick, foundTicks, rowOfTick } from './ticks.ts';
import { popupRows } from './value.ts';

/** The first row that lacks the one field that is typed in row after row; -1 where none does. */
export function rowToFill(page: EntryPage, { spec, state }: OpenPopup): number {
  if (!spec.along) return -1;
  const { name } = fieldOf(spec.along);
  return (popupRows(page, state) as readonly Row[]).findIndex(row => isMissing(row[name]));
}

/**
 * Where Enter leads from the one field that is typed in row after row: to that of the next row that lacks it, or to `end` where none does.
 * Undefined elsewhere, before the first one is typed, and in a row whose further fields are in use.
 */
export function alongRows(
  page: EntryPage,
  open: OpenPopup,
  world: World,
  end: (page: EntryPage, world: World) => EntryPage | Change<EntryPage>,
): EntryPage | Change<EntryPage> | undefined {
  const { spec, state } = open;
  const stops = popupStops(page, state);
  const { editingIndex } = state;
  if (!spec.along || stops[state.stop] !== spec.along || editingIndex === undefined || lockedBecause(page))
    return undefined;
  const { name } = fieldOf(spec.along);
  const row = pendingRow(page, state);
  if (stops.slice(state.stop + 1).some(id => !isMissing(row[fieldOf(id).name]))) return undefined;
  const rows = popupRows(page, state) as readonly Row[];
  if (isMissing(row[name]) && rows.every(each => isMissing(each[name]))) return undefined;
  const next = rows.findIndex((each, index) => index > editingIndex && isMissing(each[name]));
  if (next < 0) return end(page, world);
  const loaded = withTop(loadRow(page, open, next, world), { stop: state.stop });
  const tick = foundTicks(loaded, open, world).findIndex(line => rowOfTick(loaded, open, line) === next);
  const shown = editFocused(tick < 0 ? loaded : atTick(loaded, () => tick, world), world);
  return { state: shown, ...info(`第${next + 1}行；没有的按回车跳过，Tab 到后面的栏位`) };
}
