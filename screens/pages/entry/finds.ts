import { type FieldId, fieldOf, labelOn, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Popup } from '../../../src/catalogue/row.ts';
import type { Action, ActionContext } from '../../contract/change.ts';
import type { CodeTaker, Find, PageFinds } from '../../contract/find.ts';
import { replyTo } from '../../contract/reply.ts';
import { matchesFor, tableFor } from '../../fields/coded.ts';
import { POPUPS } from '../../layout/popups.ts';
import { choose, editFocused, focusedContext, focusedEditor, focusStop } from './focus.ts';
import { focusField, focusNext } from './focus-next.ts';
import { gridOf, isFresh } from './grid/place.ts';
import { confirmPopup, openPopup } from './popup/open.ts';
import { action, afterCommit } from './run-action.ts';
import { type EntryPage, lockedBecause, popupOf, stopsFor } from './state.ts';
import { popupStops } from './value-path.ts';

/** The fields of the page, the popups, and the fields inside them; and the codes of the field that has the focus. */
export function entryFinds(page: EntryPage, context: ActionContext): PageFinds {
  const stops = stopsFor(page);
  const fields = stops.map(({ id, section }) => {
    const label = labelOn(fieldOf(id), page.drafts.document.direction);
    return found(page, `field ${id}`, label, SECTIONS[section].title, toField(id));
  });
  const popups = new Map<Popup, FieldId>();
  for (const { id } of stops) {
    const { popup } = fieldOf(id).extras;
    if (popup && !popups.has(popup)) popups.set(popup, id);
  }
  const inside = [...popups].flatMap(([popup, opener]) => popupFinds(page, popup, opener));
  const taker = takerOf(page, context);
  return { finds: [...fields, ...inside], ...(taker && { taker }) };
}

function popupFinds(page: EntryPage, popup: Popup, opener: FieldId): readonly Find[] {
  const { title } = POPUPS[popup];
  const own = popupStops(page, { popup }).filter(id => !stopsFor(page).some(stop => stop.id === id));
  return [
    found(page, `popup ${popup}`, title, '弹窗', toPopup(popup, opener), '弹窗'),
    ...own.map(id => found(page, `field ${popup} ${id}`, fieldOf(id).label, title, toPopup(popup, opener, id))),
  ];
}

function found(page: EntryPage, id: string, name: string, aside: string, run: Action<EntryPage>, sort?: string): Find {
  return { id, group: 'field', name, aside, ...(sort !== undefined && { sort }), lead: { reply: replyTo(page, run) } };
}

/** The page with all popups closed and what was done in them kept. */
const withoutPopups = (page: EntryPage, world: ActionContext['world']): EntryPage =>
  page.popups.reduce(at => confirmPopup(at, world), page);

const toField = (id: FieldId): Action<EntryPage> =>
  afterCommit((page, { world }) => {
    const whole = withoutPopups(page, world);
    return focusStop(
      whole,
      stopsFor(whole).findIndex(stop => stop.id === id),
      world,
    );
  });

/** The popup, which stays open where it is in front; the focus on one of its fields where one is named. */
const toPopup = (popup: Popup, opener: FieldId, id?: FieldId): Action<EntryPage> =>
  afterCommit((page, { world }) => {
    const open = popupOf(page)?.popup === popup ? page : opened(page, popup, opener, world);
    const front = popupOf(open);
    const stop = front && id ? popupStops(open, front).indexOf(id) : -1;
    return stop < 0 ? editFocused(open, world) : focusField(open, stop, world);
  });

function opened(page: EntryPage, popup: Popup, opener: FieldId, world: ActionContext['world']): EntryPage {
  const whole = withoutPopups(page, world);
  const stop = stopsFor(whole).findIndex(({ id }) => id === opener);
  const there = focusStop(whole, stop, world);
  const list = gridOf(there);
  // A line that is not begun has nothing that a popup could show.
  if (list && isFresh(there, list)) return there;
  return openPopup({ ...there, focus: { ...there.focus, session: undefined } }, popup, world);
}

/** The field that has the focus, where a code is chosen for it. */
function takerOf(page: EntryPage, { world }: ActionContext): CodeTaker | undefined {
  const field = focusedContext(page, world);
  const table = field && focusedEditor(page)?.chosen ? tableFor(field) : undefined;
  if (!field || !table?.loaded || lockedBecause(page) !== undefined) return undefined;
  return {
    label: field.field.label,
    table: table.name,
    rows: words => (words === '' ? table.rows : matchesFor(words, field)),
    lead: row => ({
      reply: replyTo(
        page,
        action((now, { world }) => {
          const left = { ...now, focus: { ...now.focus, session: undefined } };
          return focusNext(choose(left, row, world), world);
        }),
      ),
    }),
  };
}
