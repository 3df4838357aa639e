import { type FieldId, fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { type Row, valueIn } from '../../../src/declaration/path.ts';
import type { Pin } from '../../contract/ui.ts';
import { LIST_LAYOUT, OWN_FILLS } from '../../layout/entry.ts';
import { type EntryPage, stopsFor } from './state.ts';
import { valueAt } from './value-path.ts';

type Pinning = Pick<EntryPage, 'drafts' | 'own' | 'lists' | 'focus' | 'sync' | 'popups'>;

const pinsOn = ({ own, drafts }: Pick<EntryPage, 'own' | 'drafts'>): readonly Pin[] =>
  own.pins?.filter(({ direction }) => direction === drafts.document.direction) ?? [];

/** The pin of a field of its own; what came along with another field has none. */
export const pinOf = (page: Pinning, id: FieldId): Pin | undefined =>
  pinsOn(page).find(({ values: [first] }) => first?.id === id);

/** Whether the field has the value that is pinned. */
export function isPinned(page: Pinning, id: FieldId): boolean {
  if (!page.own.pins?.length) return false;
  const value = pinsOn(page)
    .flatMap(({ values }) => values)
    .find(each => each.id === id)?.value;
  return value !== undefined && sameContents(valueAt(page, id), value);
}

/** The next stop from here on that is not pinned; on what is stored already nothing is passed by. */
export function pastPinned(page: Pinning, from: number, by: 1 | -1): number {
  const stops = stopsFor(page);
  if (!page.own.pins?.length || page.sync.record.revision > 0) return from;
  for (let step = 0; step < stops.length; step += 1) {
    const at = (from + by * step + stops.length * 2) % stops.length;
    const stop = stops[at];
    if (stop && !isPinned(page, stop.id)) return at;
  }
  return from;
}

/** Why a field cannot be pinned as it stands. */
export function unpinnable(page: Pinning, id: FieldId): string | undefined {
  const { section, label } = fieldOf(id);
  const { rows: list } = SECTIONS[section];
  if (list && !LIST_LAYOUT[list].carries) return `【${label}】每份都不同，不能固定`;
  return isMissing(valueAt(page, id)) ? `【${label}】是空的：填好再固定` : undefined;
}

/** The field as it stands, with what choosing its value fills beside it. */
export function pinned(page: Pinning, id: FieldId): Pin {
  const along = (Object.keys(OWN_FILLS[id] ?? {}) as FieldId[]).filter(other => other !== id);
  const values = [id, ...along].map(each => ({ id: each, value: valueAt(page, each) }));
  return { direction: page.drafts.document.direction, values: values.filter(({ value }) => !isMissing(value)) };
}

/** What a page began with, as far as it may give way to what is remembered of a party: what is pinned stays. */
export function beganBeside(page: Pinning, began: Declaration): Declaration {
  const names = new Set(
    pinsOn(page)
      .flatMap(({ values }) => values)
      .filter(({ id, value }) => sameContents(valueIn(began as Row, fieldOf(id)), value))
      .map(({ id }) => fieldOf(id).name),
  );
  return names.size === 0
    ? began
    : (Object.fromEntries(Object.entries(began).filter(([name]) => !names.has(name))) as unknown as Declaration);
}
