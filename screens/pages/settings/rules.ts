import { changeRule } from '../../../src/jobs/rule-levels.ts';
import { RULE_LEVELS, RULES, type RuleSetting, ruleSettings } from '../../../src/jobs/settings/rule-levels.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Action } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import { exactly, fitted, type Line, line, span } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { wrapped } from '../../draw/picture.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { drawRows } from '../../widgets/list-rows.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

type Level = RuleSetting['level'];

const WORDS: Readonly<Record<Level, string>> = { error: '差错', warning: '提醒', off: '关' };
const LOOKS: Readonly<Record<Level, Look>> = { error: 'error', warning: 'warning', off: 'quiet' };

/** Below the list: a line, and the code and words of the chosen rule in full. */
const FOOT = 3;
const LEVEL = 5;
/** The codes stand behind the words, as far as they fit there. */
const codeColumns = (columns: number): number => (columns < 100 ? 24 : 34);

const listedIn = ({ rules }: SettingsPage): readonly RuleSetting[] => ruleSettings(rules.held);
const roomIn = ({ rows }: Size): number => Math.max(1, rows - FOOT);

const ROWS: List<SettingsPage> = {
  count: page => listedIn(page).length,
  rows: (_page, area) => roomIn(area),
  at: ({ rules }) => rules.index,
  select: (page, index) => ({ state: { ...page, rules: { ...page.rules, index } } }),
};

const after = (level: Level): Level => RULE_LEVELS[(RULE_LEVELS.indexOf(level) + 1) % RULE_LEVELS.length] ?? level;

/** Has the chosen rule count as the next word says, at once. */
const changing =
  (next: (rule: RuleSetting, inForce: Level) => Level): Action<SettingsPage> =>
  page => {
    const chosen = listedIn(page)[page.rules.index];
    if (!chosen) return {};
    if (chosen.fixed !== undefined) return warn(`${chosen.code} 不能改：${chosen.fixed}`);
    const job = keeping(
      page,
      RULES_TAB,
      office => changeRule(office, chosen.code, (inForce = chosen.usual) => next(chosen, inForce)),
      (now, held) => ({ state: now, ...good(`${chosen.code}：${WORDS[held[chosen.code] ?? chosen.usual]}`) }),
    );
    return { effects: [job] };
  };

function ruleLine({ code, wording, level, usual, fixed }: RuleSetting, here: boolean, columns: number): Line {
  const codeWidth = codeColumns(columns);
  const rest = columns - 3 - LEVEL - 2 - codeWidth - 1;
  const look = here ? 'chosen' : fixed === undefined ? 'plain' : 'quiet';
  return exactly(
    [
      span(here ? ' › ' : '   ', 'key'),
      span(fitted(WORDS[level], LEVEL), here ? 'chosen' : fixed === undefined ? LOOKS[level] : 'quiet'),
      span(level === usual ? '  ' : '• ', 'warning'),
      span(`${fitted(wording, rest)} `, look),
      span(fitted(code, codeWidth), here ? 'chosen' : 'quiet'),
    ],
    columns,
  );
}

/** How the office counts what the check finds: what is chosen is kept at once. */
export const RULES_TAB: SettingsTab = {
  title: '检查规则',
  heading: page => {
    const changed = listedIn(page).filter(({ level, usual }) => level !== usual).length;
    return changed === 0 ? '改变后立即保存' : `改变后立即保存；${changed} 条与通常不同`;
  },
  contexts: () => ['rules'],
  actions: {
    ...listActions('rules', ROWS),
    'rules.change': changing((_rule, inForce) => after(inForce)),
    'rules.usual': changing(({ usual }) => usual),
  },
  draw(page, area) {
    const all = listedIn(page);
    const chosen = all[page.rules.index];
    const room = roomIn(area);
    const { lines, y } = drawRows(all, { index: page.rules.index, room, centred: true }, (rule, _at, here) =>
      ruleLine(rule, here && !page.inMenu, area.columns),
    );
    const blanks = Array.from({ length: Math.max(0, room - lines.length) }, (): Line => []);
    const said = wrapped(chosen ? `${chosen.code}：${chosen.wording}` : '', area.columns - 4).slice(0, FOOT - 1);
    return {
      lines: [
        ...lines,
        ...blanks,
        line('─'.repeat(area.columns), 'rule'),
        ...said.map(text => line(`   ${text}`, 'value')),
      ],
      cursor: { x: 3, y },
    };
  },
  note(page) {
    const chosen = listedIn(page)[page.rules.index];
    if (chosen === undefined) return undefined;
    if (chosen.fixed !== undefined) return { tone: 'quiet', text: `不能改：${chosen.fixed}` };
    return { tone: 'quiet', text: `空格或回车改变，退格恢复通常的：${WORDS[chosen.usual]}` };
  },
  help: [
    '检查规则：每条可以是差错（不能发送）、提醒，或关掉；改变后立即保存，从现在起生效。',
    '报文本身要求的不能改，列在最后。',
  ],
  unsaved: () => false,
  places: () => ruleSettings({}).map(({ code, wording }) => ({ at: code, code, name: wording })),
  arrive(page, at) {
    const index = listedIn(page).findIndex(({ code }) => code === at);
    return index < 0 ? page : { ...page, rules: { ...page.rules, index } };
  },
  async read(office) {
    const held = await office.store.settings.read(RULES);
    return page => ({ ...page, rules: { ...page.rules, held } });
  },
};
