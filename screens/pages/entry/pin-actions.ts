import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import type { Actions, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import type { Pin } from '../../contract/ui.ts';
import type { World } from '../../contract/world.ts';
import { openMenu } from '../../dialogs/menu.ts';
import { editorOf } from '../../fields/index.ts';
import { editFocused } from './focus.ts';
import { pinned, pinOf, unpinnable } from './pins.ts';
import { action, afterCommit } from './run-action.ts';
import type { EntryPage } from './state.ts';
import { fieldContextOf, focusedField } from './value-path.ts';

function shownOf(page: EntryPage, { values: [first] }: Pin, world: World): string {
  if (!first) return '';
  const field = fieldOf(first.id);
  return editorOf(field, page.drafts.document.direction).shown(first.value, fieldContextOf(page, field, world));
}

/** The page, and the sitting, with other pins. */
const keeping = (page: EntryPage, pins: readonly Pin[], text: string): Change<EntryPage> => ({
  state: { ...page, own: { ...page.own, pins } },
  session: { pins },
  ...info(text),
});

const without = (pins: readonly Pin[], pin: Pin): readonly Pin[] => pins.filter(each => each !== pin);

/** Pins the field at the focus for the new pages of this sitting, or lets go of it. */
const toggle = afterCommit((page, { ui, world }) => {
  const field = focusedField(page);
  const state = editFocused(page, world);
  if (!field || page.popups.length > 0) return { state, ...info('先到页面上的一栏') };
  const pins = ui.session.pins ?? [];
  const known = { ...page, own: { ...page.own, pins } };
  const pin = pinOf(known, field.id);
  if (pin) return keeping(state, without(pins, pin), `不再固定【${field.label}】`);
  const why = unpinnable(page, field.id);
  if (why !== undefined) return { state, ...info(why) };
  const made = pinned(page, field.id);
  const text = `已固定【${field.label}】${shownOf(page, made, world)}：接下来的新单证都填好，Tab 跳过；再按一次取消`;
  return keeping(state, [...pins, made], text);
});

/** All pins of this sitting; choosing one lets go of it. */
const list = action((page, { ui, world }) => {
  const pins = ui.session.pins ?? [];
  if (pins.length === 0) return info('没有固定的栏位：在一栏上按 Alt+; 固定');
  const items = pins.map(pin => {
    const { label } = fieldOf(pin.values[0]?.id as FieldId);
    const answer = replyTo(
      page,
      action((now, context) => keeping(now, without(context.ui.session.pins ?? [], pin), `不再固定【${label}】`)),
    );
    return { label, note: shownOf(page, pin, world), answer };
  });
  const all = replyTo(
    page,
    action(now => keeping(now, [], '全部不再固定')),
  );
  return { open: openMenu('固定的栏位：选一个不再固定', [...items, { label: '全部', note: '不再固定', answer: all }]) };
});

/** Values that stay the same for a while. */
export const PINNING: Actions<EntryPage> = {
  'entry.pin': toggle,
  'entry.pins': list,
};
