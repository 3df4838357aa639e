import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { changeSwitches } from '../../../src/jobs/switches.ts';
import { cleanLine } from '../../../src/text.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Change, Effect } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { Narrowing } from '../../contract/route.ts';
import { openAccount } from '../../dialogs/identity/effects.ts';
import { openMailbox } from '../../dialogs/mailbox.ts';
import { ask } from '../../dialogs/question.ts';
import { openTemplates } from '../../dialogs/templates/dialog.ts';
import { sendAll } from '../../exchange/send.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { DIRECTIONS, focusOf, itemsOf, openOnly, openRejected, putAway } from './items.ts';
import { homeChanged, refreshHome } from './refresh.ts';
import type { HomePage } from './state.ts';
import { CELLS, cutText, drawHome } from './view.ts';

/** The kinds of declarations, and all that is below them. */
const LINES: List<HomePage> = {
  count: (page, context) => DIRECTIONS.length + itemsOf(page, context).length,
  round: true,
  at: (page, context) => focusOf(page, itemsOf(page, context)),
  select: (page, index, context) => {
    const key = itemsOf(page, context)[index - DIRECTIONS.length]?.key ?? '';
    return { state: { ...page, index, key } };
  },
};

/** The counts of a kind. */
const COUNTS: List<HomePage> = {
  count: () => CELLS.length,
  round: true,
  at: ({ cell }) => cell,
  select: (page, cell) => (page.index < DIRECTIONS.length ? { state: { ...page, cell } } : {}),
};

const open: Action<HomePage> = (page, context) => {
  const direction = DIRECTIONS[page.index];
  const items = itemsOf(page, context);
  if (!direction) return items[focusOf(page, items) - DIRECTIONS.length]?.open() ?? {};
  const status = CELLS[page.cell] ?? 'all';
  // A list of one would only ask for one more key.
  if (status !== 'all' && page.counts?.[direction][status] === 1) return { effects: [openOnly(direction, status)] };
  return { go: { to: 'list', direction, narrowing: narrowingOf(page.cell) } };
};

/** Exactly what the count counts. */
function narrowingOf(cell: number): Narrowing {
  const status = CELLS[cell] ?? 'all';
  return status === 'all' || status === 'draft' || status === 'saved' ? { queue: status } : { status };
}

const begin: Action<HomePage> = () => ({
  open: ask(
    '新建',
    ['哪一种单证？'],
    [
      ...DIRECTIONS.map((direction, index) => ({
        label: `${index + 1} ${DIRECTION_NAMES[direction]}`,
        reply: replyToApp(() => ({ go: { to: 'new-entry', direction } })),
      })),
      { label: `${DIRECTIONS.length + 1} 按模板`, reply: replyToApp(() => ({ effects: [openTemplates] })) },
    ],
  ),
});

function savedIn({ world }: ActionContext): readonly string[] {
  const rows = world.rows();
  const statuses = rows.column('status');
  const entryNos = rows.column('entryNo');
  return entryNos.filter((_, index) => statuses[index] === 'saved');
}

function sendSaved(context: ActionContext): Change<HomePage> {
  const entryNos = savedIn(context);
  return {
    open: ask(
      '发送',
      [`发送全部已保存的 ${entryNos.length} 份单证？`],
      [
        { label: `发送 ${entryNos.length} 份`, reply: replyToApp(() => ({ effects: [sendAll(entryNos)] })) },
        { label: '回去' },
      ],
    ),
  };
}

const switchSound: Effect = {
  async run({ office }) {
    const { sound } = await changeSwitches(office, held => ({ ...held, sound: !held.sound }));
    return replyToApp(() => info(sound ? '有新回执时响铃' : '有新回执时不响铃'));
  },
};

/** A paste is not read out. */
function unused(text: string): string {
  const shown = cleanLine(text);
  return [...shown].length === 1 ? `首页没有用到“${shown}”` : '首页没有地方输入文字';
}

export const HOME: PagePart<HomePage> = {
  tab: () => '首页',
  contexts: ({ overview }) => [...(overview?.firstSteps.length ? (['firstSteps'] as const) : []), 'home'],
  actions: {
    ...listActions('home', LINES, ['up', 'down']),
    ...listActions('home', COUNTS, ['left', 'right']),
    'home.open': open,
    'home.new': begin,
    'home.list': (_page, { nth }) => ({ go: { to: 'list', direction: DIRECTIONS[nth] ?? 'in' } }),
    'home.send-saved': {
      cannot: (_page, context) =>
        savedIn(context).length > 0 ? undefined : '没有已保存的单证；草稿要先打开，保存（Alt+S）',
      run: (_page, context) => sendSaved(context),
    },
    'home.rejected': {
      cannot: ({ counts }) =>
        DIRECTIONS.some(direction => (counts?.[direction].rejected ?? 0) > 0) ? undefined : '没有已退单的单证',
      run: () => ({ effects: [openRejected] }),
    },
    'home.account': () => ({ effects: [openAccount] }),
    'home.mailbox': {
      cannot: (_page, { ui }) => (ui.session.practice ? undefined : '现在不是练习：短信发到手机'),
      run: () => ({ effects: [openMailbox] }),
    },
    'home.put-away': putAway,
    'home.sound': () => ({ effects: [switchSound] }),
  },
  // Nothing is typed here: it is a key that people take for one of another page.
  type: (_page, text) => ({
    message: { tone: 'quiet', text: `${unused(text)}；F1 列出能用的键，F2 按名称找功能` },
  }),
  draw: drawHome,
  note: (page, context) => {
    const text = cutText(page, areaOf(context.ui), context);
    return text === undefined ? undefined : { tone: 'plain', text };
  },
  onOpen: () => ({ effects: [refreshHome] }),
  onStoreChange: homeChanged,
  // Where it all goes may have been changed on another page.
  onActivate: () => ({ effects: [refreshHome] }),
  onClose: () => info('首页一直开着；Ctrl+X 退出程序'),
  help: () => [
    '上面是三种单证各个状态的份数：↑↓ 换种类，← → 换状态，回车打开那个列表。',
    '下面是等待处理的事、打开的页面、申报通讯和最新的回执，每一行都可以回车进去。',
    `状态：${Object.values(STATUS_MARKS)
      .map(({ mark, word }) => `${mark} ${word}`)
      .join('  ')}`,
  ],
};
