import type { Action, ActionContext, Change, GuardedAction } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { ask } from '../../dialogs/question.ts';
import { firstWrong } from '../../fields/form/edit.ts';
import { beginForm, holds } from '../../fields/form/state.ts';
import { within } from '../../widgets/list-moves.ts';
import { emptyText } from '../../widgets/text-state.ts';
import { mergedOrThrow } from './merge-values.ts';
import type { Register } from './register-access.ts';
import { foundItems, type Item } from './register-state.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

/** The tab of a register, whose entries are read anew after each change. */
type Tab = Pick<SettingsTab, 'read' | 'enter'>;

/** What is in the form is kept: a new entry, or the one that the form holds, changed. */
export const adding =
  (register: Register, tab: () => Tab): Action<SettingsPage> =>
  (before, context) => {
    const { noun } = register.spec;
    const page = register.committed(before, context.world);
    const fields = register.fields(page);
    const { form, taken } = register.of(page);
    if (!holds(form)) {
      const next = register.of(before).zone === 'form' ? register.inForm(page, context.world) : page;
      return { state: next, ...info(taken === undefined ? `表单是空的：填好后再增加${noun}` : '没有改动') };
    }
    const wrong = firstWrong(form, fields, context.world);
    if (wrong) return { state: register.inForm(page, context.world, wrong.stop), ...warn(wrong.text) };
    return { state: register.inForm(page, context.world), effects: [keepingForm(register, page, tab())] };
  };

function keepingForm(register: Register, page: SettingsPage, tab: Tab) {
  const { spec } = register;
  const { form, taken } = register.of(page);
  const labelOf = (name: string): string => register.fields(page).find(each => each.key === name)?.field.label ?? name;
  return keeping(
    page,
    tab,
    office => spec.keep(office, form.values, taken, held => mergedOrThrow(form.pristine, form.values, held, labelOf)),
    (now, key, { world }) => {
      const all = register.with(now, { words: emptyText() });
      const at = register.of(all).items.findIndex(item => register.keyOf(item) === key);
      const index = Math.max(0, at);
      const kept = register.with(register.cleared(all), { index });
      const item = register.of(kept).items[index];
      const what = `${taken === undefined ? '已增加' : '已修改'} ${item ? register.called(item) : key}`;
      return {
        // After adding one the next one follows; a changed one was looked for in the list.
        state: taken === undefined ? register.inForm(kept, world, 0) : register.with(kept, { zone: 'list' }),
        ...good(`${what}${spec.summary(register.of(kept), key)}`),
      };
    },
    `正在保存${spec.noun}`,
  );
}

/** An action on the selected entry. */
export function onEntry(
  register: Register,
  run: (page: SettingsPage, item: Item, context: ActionContext) => Change<SettingsPage>,
): GuardedAction<SettingsPage> {
  return {
    cannot(page) {
      if (register.selected(page)) return undefined;
      return register.of(page).items.length === 0 ? `还没有${register.spec.noun}` : '没有符合的；退格改查找的字';
    },
    run(page, context) {
      const item = register.selected(page);
      return item ? run(page, item, context) : {};
    },
  };
}

/** The selected entry goes into the form. */
export const taking = (register: Register): GuardedAction<SettingsPage> =>
  onEntry(register, (page, item, context) => {
    const take = (now: SettingsPage, { world }: ActionContext): Change<SettingsPage> => ({
      state: register.inForm(
        register.with(now, { form: beginForm(item.values), taken: register.keyOf(item) }),
        world,
        0,
      ),
      ...info(`${register.called(item)} 已放进表单，改好后按 Alt+A`),
    });
    if (!holds(register.of(page).form)) return take(page, context);
    return {
      open: ask(
        '表单里有没有保存的内容',
        [`放进 ${register.called(item)} 以后，表单里现在的内容就没有了。`],
        [{ label: '回去' }, { label: '不要了，放进', reply: replyTo(page, take) }],
      ),
    };
  });

/** The marked entries, else the one that the form holds or that is selected. */
export function meant(register: Register, page: SettingsPage): readonly Item[] {
  const { marks, zone, taken, items } = register.of(page);
  if (marks.size > 0) return items.filter(item => marks.has(register.keyOf(item)));
  const inForm = zone === 'form' && taken !== undefined;
  const one = inForm ? items.find(item => register.keyOf(item) === taken) : register.selected(page);
  return one ? [one] : [];
}

export const removing =
  (register: Register, tab: () => Tab): Action<SettingsPage> =>
  page => {
    const { spec } = register;
    const gone = meant(register, page);
    const [first] = gone;
    if (!first) return info('没有选中的行');
    const what = gone.length === 1 ? register.called(first) : `标记的 ${gone.length} 个${spec.noun}`;
    const job = keeping(
      page,
      tab(),
      office => spec.remove(office, gone.map(register.keyOf)),
      (now, removed) => ({
        state: register.with(without(register, now, gone), { removed }),
        ...good(
          `${gone.length === 1 ? `已删除 ${what}` : `已删除 ${removed.length} 个${spec.noun}`}${spec.afterRemoving ?? ''}`,
        ),
      }),
      `正在删除${spec.noun}`,
    );
    return {
      open: ask(
        `删除${spec.noun}`,
        [`删除${gone.length === 1 ? ` ${what}` : what}？已录入的单证不受影响。`],
        [{ label: '回去' }, { label: '删除', reply: replyTo(page, () => ({ effects: [job] })) }],
      ),
    };
  };

/** The page after entries went: the form no longer holds one of them, and the selection is on one that is there. */
function without(register: Register, page: SettingsPage, gone: readonly Item[]): SettingsPage {
  const { taken, index } = register.of(page);
  const lost = taken !== undefined && gone.some(item => register.keyOf(item) === taken);
  const left = register.with(lost ? register.cleared(page) : page, { marks: new Set(), zone: 'list' });
  return register.with(left, { index: within(index, foundItems(register.of(left)).length) });
}
