import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import type { ScannedPlace } from '../../../src/declaration/scanned.ts';
import type { Action, Actions, Change } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { retyped } from '../../fields/field-session.ts';
import { textState } from '../../widgets/text-state.ts';
import { change } from './change.ts';
import { editsThere, elsewhereFor, putHere, withElsewhere, withoutElsewhere } from './elsewhere.ts';
import { editFocused, focusedContext } from './focus.ts';
import { focusField } from './focus-next.ts';
import { openVehicles } from './popup/inner-popup.ts';
import { openPopup } from './popup/open.ts';
import { answering } from './run-action.ts';
import type { EntryPage } from './state.ts';
import { popupStops } from './value-path.ts';

/** The popup that has the field open, with the text typed there: people see the row that it belongs to, and confirm it. */
function inPopup(page: EntryPage, { id, text }: ScannedPlace, world: World): EntryPage | undefined {
  const { parent } = fieldOf(id);
  const popup = parent?.extras.popup;
  const put = { ...page, focus: { ...page.focus, session: undefined } };
  const opened = parent?.kind === 'rows' ? openVehicles(put, world) : popup && openPopup(put, popup, world);
  const state = opened?.popups.at(-1);
  if (!opened || !state) return undefined;
  const there = focusField(opened, popupStops(opened, state).indexOf(id as FieldId), world);
  const context = focusedContext(there, world);
  const { session } = there.focus;
  if (!session || !context) return undefined;
  return { ...there, focus: { ...there.focus, session: retyped(session, textState(text), context) } };
}

function taking(page: EntryPage, index: number, world: World): EntryPage | Change<EntryPage> {
  const { places = [] } = page.focus.elsewhere ?? {};
  const place = places[index];
  if (!place) return info(`按 1-${places.length} 选栏位，Esc 放在此处`);
  const at = withoutElsewhere(page);
  const { label, parent } = fieldOf(place.id);
  if (parent) {
    const opened = inPopup(at, place, world);
    return opened ?? { state: putHere(page, world), ...warn(`【${label}】先要有它所在的一行，放在此处了`) };
  }
  const name = `填入【${label}】`;
  const filled = change(at, editsThere(at, place, world), world, { name });
  const session = at.focus.session && editFocused({ ...filled, focus: { ...filled.focus, session: undefined } }, world);
  return { state: session ?? filled, ...info(`已填入【${label}】${place.text}；Ctrl+Z 撤销`) };
}

/** Where a text goes that was pasted and belongs into another field. */
export const ELSEWHERE: Actions<EntryPage> = {
  'elsewhere.take': answering((page, { world }) => taking(page, 0, world)),
  'elsewhere.number': answering((page, { nth, world }) => taking(page, nth, world)),
  'elsewhere.here': answering((page, { world }) => putHere(page, world)),
};

/** Offers a pasted text the field that it can only be for; undefined where it goes where it was pasted. */
export function offeringElsewhere(page: EntryPage, text: string, world: World): Action<EntryPage> | undefined {
  const settled = putHere(page, world);
  const offer = elsewhereFor(settled, text, world);
  return offer && answering(now => withElsewhere(putHere(now, world), offer));
}
