import { QUANTITY } from '../../../src/catalogue/amounts.ts';
import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { get } from '../../../src/declaration/path.ts';
import { forgetRejection, type Rejectable, type Rejection, rejectionText } from '../../../src/jobs/rejections.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { openMenu } from '../../dialogs/menu.ts';
import { focusStop } from './focus.ts';
import { action } from './run-action.ts';
import type { EntryPage } from './state.ts';
import { focusedField, valueOnPage } from './value-path.ts';

/** Of whom and what a field of the page is filled. */
function placeOf(page: EntryPage, id: FieldId): Rejectable {
  const { document } = page.drafts;
  const party = get(document, SUMMARY.party[document.direction]);
  const inLine = fieldOf(id).section === fieldOf(QUANTITY.of).section;
  const code = inLine && page.popups.length === 0 ? valueOnPage(page, QUANTITY.of) : undefined;
  return {
    direction: document.direction,
    field: id,
    party: typeof party === 'string' ? cleanLine(party).trim() : '',
    code: typeof code === 'string' ? code : '',
  };
}

const found = (page: EntryPage, id: FieldId, { rejections }: World): readonly Rejection[] =>
  rejections?.(placeOf(page, id)) ?? [];

/** What the bureau said of the field last, as one line; undefined where it said nothing. */
export function rejectionNote(page: EntryPage, id: FieldId, world: World): string | undefined {
  const [first] = found(page, id, world);
  return first && rejectionText(first, placeOf(page, id));
}

/** The same for those who ask, all of it. */
export function rejectionHelp(page: EntryPage, id: FieldId, world: World): readonly string[] {
  return found(page, id, world).map(each => rejectionText(each, placeOf(page, id)));
}

const forgetting = (rejection: Rejection): Effect => ({
  label: '正在保存',
  async run({ office, rejections }) {
    await forgetRejection(office, rejection.name);
    await rejections.refresh();
    return replyToApp(() => good(`不再提示：${rejection.text}；局端再这样退单时又会提示`));
  },
});

/** The reasons given for the field at the focus; choosing one forgets it for all. */
export const listRejections = action((page, { world }) => {
  const field = focusedField(page);
  const state = focusStop(page, page.focus.stop, world);
  const reasons = field ? found(page, field.id, world) : [];
  if (!field || reasons.length === 0) return { state: page, ...info('这一栏没有记得的退单原因') };
  const at = placeOf(page, field.id);
  return {
    state,
    open: openMenu(
      `【${field.label}】曾退单：选一个不再提示`,
      reasons.slice(0, 9).map(each => ({
        label: each.day,
        note: rejectionText(each, at),
        answer: replyToApp(() => ({ effects: [forgetting(each)] })),
      })),
    ),
  };
});
