import { type Actions, info } from '../part.ts';
import { areaOf } from '../state.ts';
import { leaving } from './act.ts';
import { choosing } from './choosing.ts';
import { at, firstOf } from './focus.ts';
import { fromHeading, neighbour } from './lines.ts';
import { addRow } from './rows.ts';
import { added } from './rows-actions.ts';
import { type EntryPage, formHolds, listAt, lockedBecause, stopAt, stopsFor } from './state.ts';

const move = (by: number) => leaving((page, { world }) => at(page, page.stop + by, world));

/** Enter behind the last field of a list's form adds its row and begins the next one. */
const onward = leaving((page, { ui, world, chord }) => {
  const list = listAt(page);
  const stop = stopAt(page);
  const last = stopsFor(page)[page.stop + 1]?.section !== stop.section;
  if (list && last && chord !== 'tab' && formHolds(page, list) && !lockedBecause(page)) {
    const self = at(addRow(page, list, world), firstOf(page, stop.section), world);
    return { self: fromHeading(self, areaOf(ui).columns), ...info(added(page, list)) };
  }
  return at(page, page.stop + 1, world);
});

const vertical = (by: -1 | 1) =>
  leaving((page, scene) => at(page, neighbour(page, by, areaOf(scene.ui).columns), scene.world));

const section = (by: -1 | 1) =>
  leaving((page, { ui, world }) => {
    const stops = stopsFor(page);
    const sections = [...new Set(stops.map(stop => stop.section))];
    const here = sections.indexOf(stopAt(page).section);
    const atStart = firstOf(page, sections[here] ?? '') === page.stop;
    const target = by < 0 && !atStart ? here : Math.max(0, Math.min(sections.length - 1, here + by));
    return fromHeading(at(page, firstOf(page, sections[target] ?? ''), world), areaOf(ui).columns);
  });

/** The focus from field to field and section to section (E2). */
export const MOVING: Actions<EntryPage> = {
  'entry.next': choosing(onward),
  'entry.previous': move(-1),
  'entry.up': vertical(-1),
  'entry.down': vertical(1),
  'entry.next-section': section(1),
  'entry.previous-section': section(-1),
};
