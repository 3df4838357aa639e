import type { Action, Actions, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { type FormHost, formActions, formContexts, formNote, formTyping } from '../../fields/form/keys.ts';
import { holds } from '../../fields/form/state.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { within } from '../../widgets/list-moves.ts';
import { searchedFor } from '../../widgets/search.ts';
import { emptyText, TEXT_MOVES, type TextState, typeInto } from '../../widgets/text-state.ts';
import { type Register, registerOf } from './register-access.ts';
import { adding, onEntry, removing, taking } from './register-entries.ts';
import { readRegister } from './register-read.ts';
import type { RegisterSpec } from './register-spec.ts';
import { foundItems } from './register-state.ts';
import { drawRegister, listRows } from './register-view.ts';
import type { SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

/** A list with search and its form, as a tab of the settings. `more` are the actions that it alone has. */
export function registerTab(
  spec: RegisterSpec,
  more: (tab: SettingsTab, register: Register) => Actions<SettingsPage>,
): SettingsTab {
  const register = registerOf(spec);
  const add = adding(register, () => tab);
  const form = formIn(register, add);
  const typing = formTyping(form);
  const inList = (page: SettingsPage): boolean => register.of(page).zone === 'list';
  const tab: SettingsTab = {
    title: spec.title,
    heading: page => `共 ${register.of(page).items.length} 个${spec.about(register.of(page))}`,
    contexts: (page, { world }) =>
      inList(page)
        ? ['registerList', 'register', spec.context]
        : [...formContexts(form, page, world), 'settingsForm', 'register', spec.context],
    actions: {
      ...formActions(form),
      ...listActions('register', entriesIn(register)),
      ...marking(register),
      'form.clear': (page, { world }) => {
        const cleared = register.cleared(page);
        return { state: inList(page) ? cleared : register.inForm(cleared, world, 0), ...info('表单已清空') };
      },
      'register.add': add,
      'register.delete': removing(register, () => tab),
      'register.take': taking(register),
      'register.backspace': page => {
        const { words } = register.of(page);
        return asked(register, page, TEXT_MOVES['text.backspace']?.(words) ?? words);
      },
      'register.to-form': (page, { world }) => ({ state: register.inForm(page, world) }),
    },
    type: (page, text, context, pasted) =>
      inList(page)
        ? asked(register, page, typeInto(register.of(page).words, text))
        : typing(page, text, context, pasted),
    draw: (page, area, { world }) => drawRegister(spec, register.of(page), !page.inMenu, area, world),
    note: (page, { world }) =>
      inList(page)
        ? { tone: 'quiet', text: '输入代码、名称或首字母查找；回车修改，空格标记；Tab 到表单' }
        : formNote(form, page, world),
    help: spec.help,
    unsaved: page => holds(register.of(page).form),
    read: office => readRegister(register, office),
    enter: (page, world) => (inList(page) ? page : register.inForm(page, world)),
    leave: register.committed,
    places: world =>
      (spec.wanted ? spec.wanted(world) : spec.fields).map(({ key, field, section }) => ({
        at: key,
        name: `${section}${section && '：'}${field.label}`,
      })),
    async kept(office) {
      const { key, found, noun } = spec;
      const names = found.filter(each => each !== key);
      return (await spec.read(office)).map(values => ({
        at: values[key] ?? '',
        name: names
          .map(each => values[each])
          .filter(Boolean)
          .join('  '),
        sort: noun,
      }));
    },
    arrive: (page, at, world) => arrived(register, page, at, world),
    back(page, { world }) {
      const { words, marks } = register.of(page);
      if (!inList(page)) return { state: register.with(register.committed(page, world), { zone: 'list' }) };
      if (words.text !== '') return asked(register, page, emptyText());
      return marks.size > 0 ? { state: register.with(page, { marks: new Set() }) } : undefined;
    },
  };
  return { ...tab, actions: { ...tab.actions, ...more(tab, register) } };
}

/** The focus on the entry of this key in the whole list, or in the form on the field of it. */
function arrived(register: Register, page: SettingsPage, at: string, world: World): SettingsPage {
  const index = register.of(page).items.findIndex(item => register.keyOf(item) === at);
  if (index >= 0) return register.with(register.committed(page, world), { zone: 'list', words: emptyText(), index });
  const stop = register.fields(page).findIndex(({ key }) => key === at);
  return stop < 0 ? page : register.inForm(page, world, stop);
}

const asked = (register: Register, page: SettingsPage, words: TextState): Change<SettingsPage> => ({
  state: register.with(page, searchedFor(register.of(page), words)),
});

/** The form below the list; Enter behind its last field keeps what it holds. */
function formIn(register: Register, add: Action<SettingsPage>): FormHost<SettingsPage> {
  const toList: Action<SettingsPage> = page => ({ state: register.with(page, { zone: 'list' }) });
  return {
    fields: register.fields,
    get: page => register.of(page).form,
    set: (page, form) => register.with(page, { form }),
    submit(page, context) {
      const { form, taken } = register.of(page);
      return holds(form) || taken !== undefined ? add(page, context) : toList(page, context);
    },
    after: toList,
    before: toList,
    open: () => info('这一栏直接输入'),
  };
}

/** The entries that are found. */
const entriesIn = (register: Register): List<SettingsPage> => ({
  count: page => foundItems(register.of(page)).length,
  rows: (page, area) => listRows(register.of(page), register.fields(page), area),
  at: page => register.of(page).index,
  select: (page, index) => ({ state: register.with(page, { index }) }),
});

/** Marks are of keys, so that they stay while other words are looked for. */
const marking = (register: Register): Actions<SettingsPage> => ({
  'register.mark': onEntry(register, (page, item) => {
    const { marks, index } = register.of(page);
    const one = register.keyOf(item);
    const next = new Set(marks.has(one) ? [...marks].filter(other => other !== one) : [...marks, one]);
    const { length } = foundItems(register.of(page));
    return { state: register.with(page, { marks: next, index: within(index + 1, length) }) };
  }),
  'register.mark-all': page => {
    const found = foundItems(register.of(page)).map(register.keyOf);
    const { marks } = register.of(page);
    const all = found.every(each => marks.has(each));
    return { state: register.with(page, { marks: new Set(all ? [] : [...marks, ...found]) }) };
  },
});
