import type { CodeRow } from '../../../src/codes/row.ts';
import {
  type Characters,
  clashesIn,
  defaultShortcuts,
  documentsOf,
  keepShortcuts,
  type ShortcutPage,
  shortcutFaults,
  shortcutOf,
  shortcutsOf,
} from '../../../src/jobs/shortcuts.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { ActionContext } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import { centredOn } from '../../draw/centred-on.ts';
import { fitted, type Line, span } from '../../draw/line.ts';
import type { Picture } from '../../draw/picture.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { mergedOrThrow, mergeValues } from './merge-values.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage, ShortcutsState } from './state.ts';

/** Columns that a document takes: mark, character, code, and a name that can be told from others. */
const CELL = 38;

/** Documents side by side: two as in the manual, more where they would not all be seen, fewer in a narrow window. */
function acrossIn({ columns, rows }: Size, count: number): number {
  const most = Math.max(1, Math.floor(columns / CELL));
  return Math.min(most, Math.max(2, Math.ceil(count / rows)));
}

/** Two pages of characters are the same when every document has the same one; none is as good as an empty one. */
function same(one: Characters, other: Characters): boolean {
  return [...Object.keys(one), ...Object.keys(other)].every(code => (one[code] ?? '') === (other[code] ?? ''));
}

/** The characters of the attached documents of one side (S2). */
export function shortcutsTab(side: ShortcutPage): SettingsTab {
  const title = side === 'out' ? '出境随附单据' : '入境随附单据';
  const stateOf = ({ shortcuts }: SettingsPage): ShortcutsState => shortcuts[side];
  const documents = ({ world }: ActionContext): readonly CodeRow[] => documentsOf(world, side);
  const withState = (page: SettingsPage, state: Partial<ShortcutsState>): SettingsPage => ({
    ...page,
    shortcuts: { ...page.shortcuts, [side]: { ...stateOf(page), ...state } },
  });
  const labelIn = (world: ActionContext['world']) => (code: string) =>
    documentsOf(world, side).find(each => each.code === code)?.name ?? code;
  const changed = (page: SettingsPage): boolean => !same(stateOf(page).held, stateOf(page).draft);
  const shared = (draft: Characters): ReadonlySet<string> => new Set(clashesIn(draft).flatMap(({ codes }) => codes));

  const grid: List<SettingsPage> = {
    count: (_page, context) => documents(context).length,
    across: (_page, area, context) => acrossIn(area, documents(context).length),
    at: page => stateOf(page).index,
    select: (page, index) => ({ state: withState(page, { index }) }),
  };

  const put = (page: SettingsPage, context: ActionContext, character: string) => {
    const { code } = documents(context)[stateOf(page).index] ?? {};
    if (code === undefined) return {};
    const { [code]: _before, ...others } = stateOf(page).draft;
    return { state: withState(page, { draft: character === '' ? others : { ...others, [code]: character } }) };
  };

  const tab: SettingsTab = {
    title,
    heading(page, context) {
      const all = documents(context);
      const set = all.filter(({ code }) => stateOf(page).draft[code]).length;
      return `${all.length} 种单据，${set} 种有快捷键${changed(page) ? '，有修改尚未应用' : ''}`;
    },
    contexts: () => ['shortcuts', 'drafts'],
    actions: {
      ...listActions('shortcuts', grid),
      'shortcuts.clear': (page, context) => put(page, context, ''),
      'drafts.apply': {
        cannot: (page, { world }) => shortcutFaults(world, side, stateOf(page).draft)[0]?.message,
        run: (page, { world }) =>
          changed(page)
            ? {
                effects: [
                  keeping(
                    page,
                    tab,
                    office =>
                      keepShortcuts(office, side, inForce =>
                        mergedOrThrow(stateOf(page).held, stateOf(page).draft, inForce, labelIn(world)),
                      ),
                    now => ({ state: now, ...good(`${title}的快捷键已应用`) }),
                    '正在保存快捷键',
                  ),
                ],
              }
            : info('没有修改'),
      },
      'drafts.restore': (page, { world }) => ({
        state: withState(page, { draft: defaultShortcuts(world, side) }),
        ...info('已换回默认的快捷键；Alt+O 应用，Alt+C 恢复到修改之前'),
      }),
      'drafts.cancel': page => ({
        state: withState(page, { draft: stateOf(page).held }),
        ...info(changed(page) ? '修改已取消' : '没有修改'),
      }),
    },
    type(page, text, context) {
      const character = shortcutOf(text);
      return /^[0-9A-Z]$/u.test(character)
        ? put(page, context, character)
        : warn('快捷键是一位数字 0-9 或字母 a-z，不分大小写');
    },
    draw: (page, area, context) => drawGrid(documents(context), page, stateOf(page), area, shared(stateOf(page).draft)),
    note(page, { world }) {
      const { draft, index } = stateOf(page);
      const [fault] = shortcutFaults(world, side, draft);
      if (fault) return { tone: 'error', text: fault.message };
      const at = documentsOf(world, side)[index];
      const usual = at && defaultShortcuts(world, side)[at.code];
      return (
        at && {
          tone: 'quiet',
          text: `${at.code} ${at.name}，默认${usual === undefined ? '没有快捷键' : ` ${usual}`}；输入一个字符，退格清除`,
        }
      );
    },
    help: [
      `${title}快捷键：在录单页面的随附单据一栏直接输入这些字符即可勾选，不用打开弹窗。`,
      '每种单据一位数字或字母，不分大小写，同一页不能重复；重复的两行标红，改正后才能应用。',
    ],
    unsaved: changed,
    places: world => documentsOf(world, side).map(({ code, name }) => ({ at: code, code, name })),
    arrive(page, at, world) {
      const index = documentsOf(world, side).findIndex(({ code }) => code === at);
      return index < 0 ? page : withState(page, { index });
    },
    async read(office) {
      const held = (await shortcutsOf(office))[side];
      return page => {
        const before = stateOf(page);
        return withState(page, { held, draft: mergeValues(before.held, before.draft, held).values });
      };
    },
  };
  return tab;
}

function drawGrid(
  all: readonly CodeRow[],
  { inMenu }: SettingsPage,
  { held, draft, index }: ShortcutsState,
  area: Size,
  shared: ReadonlySet<string>,
): Picture {
  const across = acrossIn(area, all.length);
  const width = Math.floor(area.columns / across);
  const rows = Math.ceil(all.length / across);
  const at = Math.floor(index / across);
  const first = centredOn(at, area.rows, rows);
  const lines = Array.from({ length: Math.min(area.rows, rows - first) }, (_, y): Line => {
    const start = (first + y) * across;
    return all.slice(start, start + across).flatMap(({ code, name }, place): Line => {
      const here = !inMenu && start + place === index;
      const character = draft[code] ?? '';
      const clash = shared.has(code);
      const differs = character !== (held[code] ?? '');
      return [
        span(here ? '›' : ' ', 'bold'),
        span('[', here ? 'bold' : 'quiet'),
        span(character || ' ', clash ? 'errorField' : here ? 'focus' : 'value'),
        span(']', here ? 'bold' : 'quiet'),
        clash ? span('✗', 'error') : span(differs ? '•' : ' ', 'warning'),
        span(`${code} `, 'quiet'),
        span(`${fitted(name, width - 6 - code.length - 1)} `, clash ? 'error' : here ? 'focusLabel' : 'label'),
      ];
    });
  });
  const cursor = { x: (index % across) * width + 2, y: at - first };
  return { lines, ...(!inMenu && { cursor }) };
}
