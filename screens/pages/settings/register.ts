import { cleanLine } from '../../../src/text.ts';
import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { ask } from '../../dialogs/question.ts';
import { commitField, firstWrong, focusField } from '../../fields/form/edit.ts';
import { type FormHost, formActions, formContexts, formNote, formTyping } from '../../fields/form/keys.ts';
import { beginForm, holds, type Values } from '../../fields/form/state.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { searchedFor } from '../../widgets/search.ts';
import { emptyText, TEXT_MOVES, type TextState, typeInto } from '../../widgets/text-state.ts';
import { mergedOrTold, mergeValues } from './merge-values.ts';
import type { RegisterSpec } from './register-spec.ts';
import { foundItems, type Item, type RegisterState } from './register-state.ts';
import { drawRegister, listRows } from './register-view.ts';
import { keeping, type SettingsTab } from './settings-part.ts';
import type { SettingsPage } from './state.ts';

/** A list with search and its form, as a part of the settings. `more` are the actions that it alone has. */
export function registerPart(
  spec: RegisterSpec,
  more: (
    part: SettingsTab,
    withState: (page: SettingsPage, state: Partial<RegisterState>) => SettingsPage,
  ) => Actions<SettingsPage>,
): SettingsTab {
  const { fields, key, name, noun } = spec;
  const stateOf = ({ registers }: SettingsPage): RegisterState => registers[spec.part];
  const withState = (page: SettingsPage, state: Partial<RegisterState>): SettingsPage => ({
    ...page,
    registers: { ...page.registers, [spec.part]: { ...stateOf(page), ...state } },
  });
  const keyOf = ({ values }: Item): string => values[key] ?? '';
  const labelOf = (key: string): string => fields.find(each => each.key === key)?.field.label ?? key;
  const called = ({ values }: { readonly values: Values }): string =>
    `${values[key] ?? ''} ${values[name] ?? ''}`.trim();
  const chosen = (page: SettingsPage): Item | undefined => foundItems(stateOf(page))[stateOf(page).index];

  const toList: Action<SettingsPage> = page => ({ state: withState(page, { zone: 'list' }) });
  const toForm = (page: SettingsPage, world: World, stop = stateOf(page).form.stop): SettingsPage =>
    withState(page, { zone: 'form', form: focusField(stateOf(page).form, fields, stop, world) });

  const form: FormHost<SettingsPage> = {
    fields,
    get: page => stateOf(page).form,
    set: (page, next) => withState(page, { form: next }),
    submit: (page, context) =>
      holds(stateOf(page).form) || stateOf(page).taken !== undefined ? add(page, context) : toList(page, context),
    after: toList,
    before: toList,
    open: () => info('这一栏直接输入'),
  };

  const cleared = (page: SettingsPage): SettingsPage => withState(page, { form: beginForm({}), taken: undefined });

  function add(before: SettingsPage, context: ActionContext): Change<SettingsPage> {
    const page = withState(before, { form: commitField(stateOf(before).form, fields, context.world) });
    const { form: now, taken } = stateOf(page);
    if (!holds(now)) {
      const next = stateOf(before).zone === 'form' ? toForm(page, context.world) : page;
      return { state: next, ...info(taken === undefined ? `表单是空的：填好后再增加${noun}` : '没有改动') };
    }
    const wrong = firstWrong(now, fields, context.world);
    if (wrong) return { state: toForm(page, context.world, wrong.stop), ...warn(wrong.text) };
    const kept = cleanLine(now.values[key] ?? '');
    const told = (fresh: SettingsPage, _result: unknown, { world }: ActionContext): Change<SettingsPage> => {
      const all = withState(fresh, { words: emptyText() });
      const index = Math.max(
        0,
        stateOf(all).items.findIndex(item => keyOf(item) === kept),
      );
      const done = withState(cleared(all), { index });
      const item = stateOf(done).items[index];
      const text = `${taken === undefined ? '已增加' : '已修改'} ${item ? called(item) : kept}${spec.told(stateOf(done), kept)}`;
      // After adding one the next one follows; a changed one was looked for in the list.
      return { state: taken === undefined ? toForm(done, world, 0) : withState(done, { zone: 'list' }), ...good(text) };
    };
    return {
      state: toForm(page, context.world),
      effects: [
        keeping(
          page,
          part,
          office => spec.keep(office, now.values, taken, held => mergedOrTold(now.pristine, now.values, held, labelOf)),
          told,
          `正在保存${noun}`,
        ),
      ],
    };
  }

  function take(page: SettingsPage, item: Item, context: ActionContext): Change<SettingsPage> {
    const taking = (now: SettingsPage, { world }: ActionContext): Change<SettingsPage> => ({
      state: toForm(withState(now, { form: beginForm(item.values), taken: keyOf(item) }), world, 0),
      ...info(`${called(item)} 已放进表单，改好后按 Alt+A 或 F5`),
    });
    if (!holds(stateOf(page).form)) return taking(page, context);
    return {
      open: ask(
        '表单里有没有保存的内容',
        [`放进 ${called(item)} 以后，表单里现在的内容就没有了。`],
        [{ label: '回去' }, { label: '不要了，放进', reply: replyTo(page, taking) }],
      ),
    };
  }

  function removing(page: SettingsPage): Change<SettingsPage> {
    const { marks, zone, taken, items } = stateOf(page);
    const one = zone === 'form' && taken !== undefined ? items.find(item => keyOf(item) === taken) : chosen(page);
    const gone = marks.size > 0 ? items.filter(item => marks.has(keyOf(item))) : one ? [one] : [];
    const [first] = gone;
    if (!first) return info('没有选中的行');
    const what = gone.length === 1 ? called(first) : `标记的 ${gone.length} 个${noun}`;
    const job = keeping(
      page,
      part,
      office => spec.remove(office, gone.map(keyOf)),
      (now, count) => {
        const state = stateOf(now);
        const lost = state.taken !== undefined && gone.some(item => keyOf(item) === state.taken);
        const left = withState(lost ? cleared(now) : now, { marks: new Set(), zone: 'list' });
        const index = Math.max(0, Math.min(foundItems(stateOf(left)).length - 1, state.index));
        return {
          state: withState(left, { index }),
          ...good(gone.length === 1 ? `已删除 ${what}` : `已删除 ${count} 个${noun}`),
        };
      },
      `正在删除${noun}`,
    );
    return {
      open: ask(
        `删除${noun}`,
        [`删除${gone.length === 1 ? ` ${what}` : what}？已录入的单证不受影响。`],
        [{ label: '回去' }, { label: '删除', reply: replyTo(page, () => ({ effects: [job] })) }],
      ),
    };
  }

  const onRow = (run: (page: SettingsPage, item: Item, context: ActionContext) => Change<SettingsPage>) => ({
    cannot: (page: SettingsPage) =>
      chosen(page) ? undefined : stateOf(page).items.length === 0 ? `还没有${noun}` : '没有符合的；退格改查找的字',
    run: (page: SettingsPage, context: ActionContext) => {
      const item = chosen(page);
      return item ? run(page, item, context) : {};
    },
  });

  const rows: List<SettingsPage> = {
    count: page => foundItems(stateOf(page)).length,
    rows: (page, area) => listRows(stateOf(page), fields, area),
    at: page => stateOf(page).index,
    select: (page, index) => ({ state: withState(page, { index }) }),
  };

  const asked = (page: SettingsPage, words: TextState): Change<SettingsPage> => ({
    state: withState(page, searchedFor(stateOf(page), words)),
  });

  const typing = formTyping(form);
  const part: SettingsTab = {
    title: spec.title,
    heading: page => `共 ${stateOf(page).items.length} 个${spec.about(stateOf(page))}`,
    chain: (page, { world }) =>
      stateOf(page).zone === 'list'
        ? ['registerList', 'register', spec.context]
        : [...formContexts(form, page, world), 'settingsForm', 'register', spec.context],
    actions: {
      ...formActions(form),
      'form.clear': (page, { world }) => {
        const { zone } = stateOf(page);
        return { state: zone === 'form' ? toForm(cleared(page), world, 0) : cleared(page), ...info('表单已清空') };
      },
      'register.add': add,
      'register.delete': page => removing(page),
      'register.take': onRow(take),
      'register.mark': onRow((page, item) => {
        const { marks, index } = stateOf(page);
        const one = keyOf(item);
        const next = new Set(marks.has(one) ? [...marks].filter(other => other !== one) : [...marks, one]);
        const last = foundItems(stateOf(page)).length - 1;
        return { state: withState(page, { marks: next, index: Math.min(last, index + 1) }) };
      }),
      'register.mark-all': page => {
        const found = foundItems(stateOf(page)).map(keyOf);
        const { marks } = stateOf(page);
        const all = found.every(each => marks.has(each));
        return { state: withState(page, { marks: new Set(all ? [] : [...marks, ...found]) }) };
      },
      ...listActions('register', rows),
      'register.backspace': page => {
        const { words } = stateOf(page);
        return asked(page, TEXT_MOVES['text.backspace']?.(words) ?? words);
      },
      'register.to-form': (page, { world }) => ({ state: toForm(page, world) }),
    },
    type: (page, text, context, pasted) =>
      stateOf(page).zone === 'form'
        ? typing(page, text, context, pasted)
        : asked(page, typeInto(stateOf(page).words, text)),
    draw: (page, area, { world }) => drawRegister(spec, stateOf(page), !page.inMenu, area, world),
    note: (page, { world }) =>
      stateOf(page).zone === 'form'
        ? formNote(form, page, world)
        : { tone: 'quiet', text: '输入代码、名称或首字母查找；回车修改，空格标记；Tab 到表单' },
    help: spec.help,
    unsaved: page => holds(stateOf(page).form),
    async read(office) {
      const { initialsOf } = await import('../../../src/codes/initials.ts');
      const entries = await spec.read(office);
      return page => {
        const items = itemsOf(entries, stateOf(page).items, spec, initialsOf);
        const kept = new Set(items.map(keyOf));
        const { taken, form: now } = stateOf(page);
        const held = taken === undefined ? undefined : items.find(item => keyOf(item) === taken)?.values;
        const form = held
          ? { ...now, pristine: held, values: mergeValues(now.pristine, now.values, held).values }
          : now;
        const state = withState(page, {
          items,
          form,
          marks: new Set([...stateOf(page).marks].filter(one => kept.has(one))),
        });
        const count = foundItems(stateOf(state)).length;
        return withState(state, { index: Math.max(0, Math.min(count - 1, stateOf(state).index)) });
      };
    },
    enter: (page, world) => (stateOf(page).zone === 'form' ? toForm(page, world) : page),
    leave: (page, world) => withState(page, { form: commitField(stateOf(page).form, fields, world) }),
    back(page, { world }) {
      const { zone, words, marks } = stateOf(page);
      if (zone === 'form') {
        return { state: withState(page, { zone: 'list', form: commitField(stateOf(page).form, fields, world) }) };
      }
      if (words.text !== '') return asked(page, emptyText());
      return marks.size > 0 ? { state: withState(page, { marks: new Set() }) } : undefined;
    },
  };
  return { ...part, actions: { ...part.actions, ...more(part, withState) } };
}

/** The entries with what they are found by. An entry that is as it was before keeps it: initials of 10,000 names take a moment. */
function itemsOf(
  entries: readonly Values[],
  before: readonly Item[],
  { key, found }: RegisterSpec,
  initialsOf: (text: string) => string,
): readonly Item[] {
  const known = new Map(before.map(item => [item.values[key], item]));
  return entries.map(values => {
    const held = known.get(values[key]);
    if (held && Object.keys(values).every(each => held.values[each] === values[each])) return held;
    const texts = found.map(each => values[each] ?? '');
    return { values, words: [...texts, ...texts.map(initialsOf)].join('\n').toLowerCase() };
  });
}
