import { type FieldId, fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { CONDITIONS } from '../../../../src/catalogue/conditions.ts';
import type { Popup } from '../../../../src/catalogue/row.ts';
import type { Row } from '../../../../src/declaration/path.ts';
import type { Action, Change, GuardedAction } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import type { World } from '../../../contract/world.ts';
import { MAIN_LIST } from '../../../layout/entry.ts';
import { POPUPS } from '../../../layout/popups.ts';
import { commitOrDiscard } from '../focus.ts';
import { action } from '../run-action.ts';
import { type EntryPage, formRow, listAt } from '../state.ts';
import { pathOfField } from '../value-path.ts';
import { openPopup } from './open.ts';
import { type OpenPopup, pendingRow } from './pending-row.ts';
import { popupRows } from './value.ts';

/** The popup inside that a row needs, such as the VINs of a licence for vehicles. */
export function insideOf({ spec: { needs } }: Pick<OpenPopup, 'spec'>, row: Row): Popup | undefined {
  return needs && CONDITIONS[needs.when](row) ? fieldOf(needs.field).extras.popup : undefined;
}

/** Opens the popup inside on a row of the list; on the fields, when they hold that row. */
export function openInside(
  page: EntryPage,
  open: OpenPopup,
  index: number,
  world: World,
): EntryPage | Change<EntryPage> {
  const { state } = open;
  const taken = state.editingIndex === index;
  const row = (taken ? pendingRow(page, state) : popupRows(page, state)[index]) as Row | string;
  const popup = typeof row === 'object' ? insideOf(open, row) : undefined;
  if (!popup) return { state: page, ...info('这一行没有里面的弹窗') };
  if (taken) return openPopup(page, popup, world);
  const { name } = fieldOf(POPUPS[popup].value);
  return openPopup(page, popup, world, { draft: state.draft, path: `${state.path}[${index}].${name}` });
}

/** The popup that rows of this field need, and where the first such row of the goods line in the form stands (manual 3.4.4 P13). */
function firstNeeding(page: EntryPage, list: FieldId): { readonly popup: Popup; readonly index: number } | undefined {
  const { popup: outer } = fieldOf(list).extras;
  const held = formRow(page, MAIN_LIST)[fieldOf(list).name];
  const rows: readonly Row[] = Array.isArray(held) ? held : [];
  const spec = outer && POPUPS[outer];
  const index = spec ? rows.findIndex(row => insideOf({ spec }, row) !== undefined) : -1;
  const popup = spec && rows[index] && insideOf({ spec }, rows[index]);
  return popup && { popup, index };
}

/** The fields whose rows may need a popup of their own. */
const NEEDING: readonly FieldId[] = Object.values(POPUPS).flatMap(({ value, needs }) => (needs ? [value] : []));

/** The page with the VINs of the first licence for vehicles of the goods line in the form open; undefined where there is none. */
export function openVehicles(page: EntryPage, world: World): EntryPage | undefined {
  const [list] = NEEDING;
  const found = list && firstNeeding(page, list);
  if (!list || !found) return undefined;
  const { draft: on, path } = pathOfField(page, list);
  const { name } = fieldOf(POPUPS[found.popup].value);
  return openPopup({ ...page, focus: { ...page.focus, list: undefined } }, found.popup, world, {
    draft: on,
    path: `${path}[${found.index}].${name}`,
  });
}

const open: Action<EntryPage> = action((page, { world }) => {
  const left = commitOrDiscard(page, world);
  return openVehicles(left, world) ?? left;
});

/** Opens the VINs of the first licence for vehicles of the goods line in the form, without going through the licences. */
export const vehicles: GuardedAction<EntryPage> = {
  cannot: page => {
    if (listAt(page) !== MAIN_LIST) return '先进入货物一段';
    return NEEDING.some(list => firstNeeding(page, list)) ? undefined : '这一项货物没有 408、409 类的产品资质';
  },
  run: open,
};
