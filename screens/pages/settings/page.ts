import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { ask } from '../../dialogs/question.ts';
import { exactly, type Line, span } from '../../draw/line.ts';
import { filled } from '../../draw/picture.ts';
import { around } from '../../widgets/list-moves.ts';
import { menuLines } from './menu.ts';
import { reread } from './open.ts';
import { entered, left } from './places.ts';
import type { SettingsTab } from './settings-tab.ts';
import { type SettingsPage, TAB_NAMES, type TabName } from './state.ts';
import { TABS } from './tabs.ts';

const tabIn = ({ tab }: SettingsPage): SettingsTab => TABS[tab];

/** Another tab, with the focus where it was: on the menu, or in the tab. */
function opened(page: SettingsPage, tab: TabName, world: World): Change<SettingsPage> {
  const other = { ...left(page, world), tab };
  return { state: page.inMenu ? other : entered(other, world), effects: [reread(page, tab)] };
}

const go =
  (steps: number): Action<SettingsPage> =>
  (page, { world }) => {
    const at = around(TAB_NAMES.indexOf(page.tab) + steps, TAB_NAMES.length);
    return opened(page, TAB_NAMES[at] ?? page.tab, world);
  };

const back: Action<SettingsPage> = (page, context) => {
  if (page.inMenu) return confirmClose(page);
  return tabIn(page).back?.(page, context) ?? { state: left(page, context.world) };
};

/** Closing asks when something is not applied yet, and says where. */
function confirmClose(page: SettingsPage): Change<SettingsPage> {
  const open = TAB_NAMES.filter(name => TABS[name].unsaved(page)).map(name => TABS[name].title);
  if (open.length === 0) return { close: true };
  return {
    open: ask(
      '关闭设置',
      [`${open.join('、')}里的修改还没有保存，关闭就没有了。`],
      [{ label: '回去' }, { label: '不保存，关闭', reply: replyTo(page, () => ({ close: true })) }],
    ),
  };
}

/** The context as a tab has it: its window ends where the menu begins. */
function inRoom(page: SettingsPage, context: ActionContext): ActionContext {
  const { size } = context.ui;
  const rows = size.rows - menuLines(page, TABS, size.columns).lines.length - 1;
  return { ...context, ui: { ...context.ui, size: { ...size, rows } } };
}

/** The actions of all tabs; the open one runs them. */
function ofTabs(): Actions<SettingsPage> {
  const names = new Set(Object.values(TABS).flatMap(({ actions }) => Object.keys(actions)));
  return Object.fromEntries(
    [...names].map(name => [
      name,
      {
        cannot(page: SettingsPage, context: ActionContext) {
          const action = tabIn(page).actions[name];
          return typeof action === 'object' ? action.cannot(page, context) : undefined;
        },
        run(page: SettingsPage, context: ActionContext) {
          const action = tabIn(page).actions[name];
          return (typeof action === 'object' ? action.run : action)?.(page, inRoom(page, context)) ?? {};
        },
      },
    ]),
  );
}

/** Settings S1, S2, S3, S6 and S7 (manual 3.3). */
export const SETTINGS: PagePart<SettingsPage> = {
  tab: () => '设置',
  unsaved: page => TAB_NAMES.some(name => TABS[name].unsaved(page)),
  contexts: (page, context) => [
    ...(page.inMenu ? (['settingsMenu'] as const) : tabIn(page).contexts(page, context)),
    'settings',
  ],
  actions: {
    ...ofTabs(),
    'settings.next-part': go(1),
    'settings.previous-part': go(-1),
    'settings.part': (page, { nth, world }) => opened(page, TAB_NAMES[nth] ?? page.tab, world),
    'settings.enter': (page, { world }) => ({ state: entered(page, world) }),
    'settings.back': back,
  },
  type: (page, text, context, pasted) => tabIn(page).type?.(page, text, context, pasted) ?? {},
  draw(page, area, context) {
    const menu = menuLines(page, TABS, area.columns);
    const { title, heading } = tabIn(page);
    const rule: Line = [
      span('─ ', 'rule'),
      span(title, 'section'),
      span(` ─ ${heading(page, context)} ${'─'.repeat(area.columns)}`, 'rule'),
    ];
    const top = menu.lines.length + 1;
    const room = { columns: area.columns, rows: area.rows - top };
    const drawn = filled(tabIn(page).draw(page, room, context), room);
    const cursor = page.inMenu ? menu.cursor : drawn.cursor && { x: drawn.cursor.x, y: drawn.cursor.y + top };
    return { lines: [...menu.lines, exactly(rule, area.columns), ...drawn.lines], cursor };
  },
  note: (page, context) =>
    page.inMenu
      ? { tone: 'quiet', text: '← → 或数字选一部分，回车进去；Esc 关闭设置' }
      : tabIn(page).note(page, context),
  help: page => tabIn(page).help,
  onClose: (page, { world }) => confirmClose(left(page, world)),
  onActivate: page => ({ effects: [reread(page, page.tab)] }),
};
