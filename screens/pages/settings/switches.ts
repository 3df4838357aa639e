import { titleOfSetting } from '../../../src/jobs/settings/titles.ts';
import { changeSwitches, type Switches, switchesOf } from '../../../src/jobs/switches.ts';
import type { Action } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { exactly, fitted, type Line, line, span } from '../../draw/line.ts';
import { scrolled, wrapped } from '../../draw/picture.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { SettingsPage } from './state.ts';

interface Switch {
  readonly title: string;
  readonly about: string;
  /** What to know when it was changed. */
  readonly afterwards?: string;
  word(held: Switches): string;
  next(held: Switches): Switches;
}

const WORDS = { auto: '自动', on: '开', off: '关' } as const;
const AFTER = { auto: 'on', on: 'off', off: 'auto' } as const;

function yesNo(
  key: 'smartMemory' | 'uniqueHs' | 'grid' | 'sound' | 'titleNews' | 'desktopNews' | 'starterNotice' | 'firstSteps',
): Pick<Switch, 'word' | 'next'> {
  return {
    word: held => (held[key] ? '开' : '关'),
    next: held => ({ ...held, [key]: !held[key] }),
  };
}

/** Seconds that the screen offers; others can be set by name. */
const HOLDS = [0, 3, 5, 10, 30, 60];
const PATIENCES = [30, 60, 180, 600];
const RECEIVINGS = [0, 10, 30, 60, 300, 900];
const AUDITS = [90, 180, 400, 800, 1200, 3650];

const LOCKS = [0, 5, 10, 15, 30, 60];
const SESSIONS = [1, 4, 8, 12, 24, 168];

/** In the order of the manual (3.3.7), then our own. */
const LIST: readonly Switch[] = [
  {
    title: titleOfSetting('switches.smartMemory'),
    about: '录入收发货人时，自动带出它上一份单证的全部内容，编号、日期和状态除外；Ctrl+Z 取消。关闭时只按带出规则。',
    ...yesNo('smartMemory'),
  },
  {
    title: titleOfSetting('switches.uniqueHs'),
    about: 'HS编码输入到只剩一个符合时，自动填完，一并带出货物名称和标准单位。关闭时要自己从列表里选。',
    ...yesNo('uniqueHs'),
  },
  {
    title: titleOfSetting('switches.grid'),
    about: '货物和集装箱用表格录入，一行一项。关闭时用表单。录单时按 Alt+Q 也能切换，下一份单证照最后一次的样子打开。',
    ...yesNo('grid'),
  },
  {
    title: titleOfSetting('switches.starterNotice'),
    about: 'HS 编码、CIQ 代码只有起步的一部分时，首页说一声，并说怎样装全。装全以后自然不再说。',
    ...yesNo('starterNotice'),
  },
  {
    title: titleOfSetting('switches.firstSteps'),
    about: '首页列出第一份单证以前要办的事，办好的打勾；全部办好或收到过回执以后自然不再列出。',
    ...yesNo('firstSteps'),
  },
  {
    title: titleOfSetting('switches.holdSeconds'),
    about:
      '按发送以后过几秒才发出，其间按 Ctrl+_ 收回，单证回到已保存。也可用 settings set switches.holdSeconds 设为别的秒数。',
    word: ({ holdSeconds }) => (holdSeconds === 0 ? '立即' : `${holdSeconds} 秒`),
    next: held => ({ ...held, holdSeconds: HOLDS.find(seconds => seconds > held.holdSeconds) ?? 0 }),
  },
  {
    title: titleOfSetting('switches.patienceSeconds'),
    about:
      '一次通讯最多等多少秒。局端一直不回应时不再逐份去问，其余的留在发送队列。也可用 settings set switches.patienceSeconds 设为别的秒数。',
    word: ({ patienceSeconds }) => `${patienceSeconds} 秒`,
    next: held => ({
      ...held,
      patienceSeconds: PATIENCES.find(seconds => seconds > held.patienceSeconds) ?? Math.min(...PATIENCES),
    }),
  },
  {
    title: titleOfSetting('switches.receiveSeconds'),
    about:
      '开着程序时每隔多少秒问一次回执，有等待的单证才问。练习局和导入目录就在本机，总是几秒一看；关：都不问，按 Ctrl+R 接收。也可用 settings set switches.receiveSeconds 设为别的秒数。',
    word: ({ receiveSeconds }) => (receiveSeconds === 0 ? '关' : `${receiveSeconds} 秒`),
    next: held => ({ ...held, receiveSeconds: RECEIVINGS.find(seconds => seconds > held.receiveSeconds) ?? 0 }),
  },
  {
    title: titleOfSetting('switches.sound'),
    about: '收到新回执时响铃。首页按 B 也能切换。',
    ...yesNo('sound'),
  },
  {
    title: titleOfSetting('switches.titleNews'),
    about: '自动收到新回执时，窗口标题写明有几条，按任何键恢复。',
    ...yesNo('titleNews'),
  },
  {
    title: titleOfSetting('switches.desktopNews'),
    about:
      '自动收到新回执时，请终端在桌面上通知：iTerm2、kitty、Windows Terminal、Ghostty、WezTerm、foot、rxvt 会，其他的和 tmux、screen 里不会。',
    ...yesNo('desktopNews'),
  },
  {
    title: titleOfSetting('switches.auditDays'),
    about:
      '谁在什么时候改了什么，最少留多少天；整月都过期的月份才清理。也可用 settings set switches.auditDays 设为别的天数（90 至 3650）。',
    word: ({ auditDays }) => `${auditDays} 天`,
    next: held => ({ ...held, auditDays: AUDITS.find(days => days > held.auditDays) ?? Math.min(...AUDITS) }),
  },
  {
    title: titleOfSetting('switches.lockMinutes'),
    about:
      '启用了帐户时，这么久没有按键就锁定，只有再输密码才看得见；Alt+. 随时锁定。也可用 settings set switches.lockMinutes 设为别的分钟数。',
    word: ({ lockMinutes }) => (lockMinutes === 0 ? '关' : `${lockMinutes} 分`),
    next: held => ({ ...held, lockMinutes: LOCKS.find(minutes => minutes > held.lockMinutes) ?? 0 }),
  },
  {
    title: titleOfSetting('switches.sessionHours'),
    about:
      '启用了帐户时，baojian login 登录一次，命令在这么久以内不用再登录。也可用 settings set switches.sessionHours 设为别的小时数。',
    word: ({ sessionHours }) => `${sessionHours} 时`,
    next: held => ({
      ...held,
      sessionHours: SESSIONS.find(hours => hours > held.sessionHours) ?? Math.min(...SESSIONS),
    }),
  },
  {
    title: titleOfSetting('switches.keyboard'),
    about:
      '让终端区分 Ctrl+Enter、Ctrl+I 等组合键（kitty 键盘协议）。自动：问终端是否支持；开：不问就用；关：不问也不用。没有它，每个功能也都有按键。',
    afterwards: '，下次启动时生效',
    word: ({ keyboard }) => WORDS[keyboard],
    next: held => ({ ...held, keyboard: AFTER[held.keyboard] }),
  },
];

const ROWS: List<SettingsPage> = {
  count: () => LIST.length,
  round: true,
  at: ({ switches }) => switches.index,
  select: (page, index) => ({ state: { ...page, switches: { ...page.switches, index } } }),
};

const change: Action<SettingsPage> = page => {
  const chosen = LIST[page.switches.index];
  if (!chosen) return {};
  const job = keeping(
    page,
    SWITCHES_TAB,
    office => changeSwitches(office, held => chosen.next(held)),
    (now, held) => ({ state: now, ...good(`${chosen.title}：${chosen.word(held)}${chosen.afterwards ?? ''}`) }),
  );
  return { effects: [job] };
};

const TITLE = 18;

/** The switches (S7): what is chosen is kept at once. */
export const SWITCHES_TAB: SettingsTab = {
  title: '报检开关',
  heading: () => '改变后立即保存',
  contexts: () => ['switches'],
  actions: {
    ...listActions('switches', ROWS),
    'switches.change': change,
  },
  draw({ switches: { held, index }, inMenu }, area) {
    const indent = '    ';
    const items = LIST.map((each, place): readonly Line[] => {
      const here = place === index && !inMenu;
      const word = fitted(` ${each.word(held)}`, 7);
      const about = wrapped(each.about, Math.min(100, area.columns - indent.length - 2));
      return [
        exactly(
          [
            span(here ? ' › ' : '   ', 'key'),
            span(fitted(each.title, TITLE), 'bold'),
            span(word, here ? 'chosen' : 'value'),
          ],
          area.columns,
        ),
        ...about.map(text => line(`${indent}${text}`, 'label')),
      ];
    });
    const roomy = items.flat().length + LIST.length <= area.rows;
    const lines = items.flatMap(item => (roomy ? [[], ...item] : item));
    const y = lines.findIndex(each => each[0]?.text === ' › ');
    // Where not all of them fit, all that is said of the selected one is to be seen.
    const end = y + (items[index]?.length ?? 1) - 1;
    const first = y < 0 ? 0 : scrolled(0, end, area.rows, lines.length);
    return { lines: lines.slice(first), ...(y >= 0 && { cursor: { x: 3 + TITLE + 1, y: y - first } }) };
  },
  note: () => ({ tone: 'quiet', text: '空格或回车改变' }),
  help: ['报检开关：空格或回车改变选中的一项，立即保存，不用再应用。'],
  unsaved: () => false,
  places: () => LIST.map(({ title }) => ({ at: title, name: title })),
  arrive(page, at) {
    const index = LIST.findIndex(({ title }) => title === at);
    return index < 0 ? page : { ...page, switches: { ...page.switches, index } };
  },
  async read(office) {
    const held = await switchesOf(office);
    return page => ({ ...page, switches: { ...page.switches, held } });
  },
};
