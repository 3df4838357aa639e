import type { Direction } from '../../../src/catalogue/row.ts';
import type { Status } from '../../../src/declaration/life-cycle.ts';
import { askedIn } from '../../../src/declaration/paperless.ts';
import { eventOf, type Receipt } from '../../../src/declaration/receipt.ts';
import type { FirstStep } from '../../../src/jobs/first-steps.ts';
import type { Overview, WaitingMessage } from '../../../src/jobs/overview.ts';
import { findPracticeBureau, startPracticeBureau } from '../../../src/jobs/practice.ts';
import { changeSwitches } from '../../../src/jobs/switches.ts';
import type { ActionContext, Change, Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { Narrowing } from '../../contract/route.ts';
import { openFirstForm } from '../../dialogs/first-form.ts';
import { openPractice } from '../../dialogs/practice.ts';
import { ask } from '../../dialogs/question.ts';
import { openReceipts } from '../../dialogs/receipts/dialog.ts';
import { receiptWord } from '../../dialogs/receipts/lines.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import type { Item } from './item.ts';
import { refreshHome } from './refresh.ts';
import type { HomePage } from './state.ts';
import { reviewItems, taskItems } from './task-items.ts';

/** The line that has the focus: the one that it was given to, wherever it is now. */
export function focusOf(page: HomePage, items: readonly Item[]): number {
  if (page.index < DIRECTIONS.length) return page.index;
  const place = items.findIndex(({ key }) => key === page.key);
  return place >= 0 ? place + DIRECTIONS.length : Math.min(page.index, DIRECTIONS.length + items.length - 1);
}

export const DIRECTIONS: readonly Direction[] = ['in', 'out', 'pack'];

const MAX_MESSAGES = 5;
const MAX_RECEIPTS = 20;

/** Every line below the kinds, in the order in which the focus goes through them. */
export function itemsOf(page: HomePage, context: ActionContext): readonly Item[] {
  return [
    ...firstItems(page, context),
    ...reviewItems(page),
    ...taskItems(page),
    ...waitingItems(page),
    ...pageItems(context),
    ...bureauItems(page),
    ...(page.overview?.firstSteps.length ? [] : starterItems(page.overview)),
    ...receiptItems(page),
  ];
}

function waitingItems({ counts, overview }: HomePage): Item[] {
  const items: Item[] = [];
  const messages = overview?.outbox ?? [];
  for (const message of messages.slice(0, MAX_MESSAGES)) items.push(messageItem(message));
  if (messages.length > MAX_MESSAGES) {
    items.push({
      key: 'outbox',
      section: 'waiting',
      tone: 'warning',
      head: '发送队列',
      text: `还有 ${messages.length - MAX_MESSAGES} 份`,
      open: () => info('按 R 立即再试，并接收回执'),
    });
  }
  for (const direction of DIRECTIONS) {
    const { rejected = 0, sent = 0, saved = 0 } = counts?.[direction] ?? {};
    const name = DIRECTION_NAMES[direction];
    const line = (tone: Item['tone'], text: string, go: () => Change<HomePage>): number =>
      items.push({ key: `${direction} ${tone}`, section: 'waiting', tone, head: name, text, open: go });
    const show = (count: number, status: Status, query: Narrowing) => (): Change<HomePage> => ({
      // A list of one would only ask for one more key.
      ...(count === 1
        ? { effects: [openOnly(direction, status)] }
        : { go: { to: 'list', direction, narrowing: query } }),
    });
    if (rejected > 0)
      line('error', `${rejected} 份已退单，等待改正，按 F 打开`, show(rejected, 'rejected', { status: 'rejected' }));
    if (sent > 0) line('warning', `${sent} 份已发送，还没有回执`, show(sent, 'sent', { status: 'sent' }));
    if (saved > 0) line('plain', `${saved} 份已保存，可以发送`, show(saved, 'saved', { queue: 'saved' }));
  }
  const unmatched = overview?.unmatched ?? [];
  if (unmatched.length > 0) {
    items.push({
      key: 'unmatched',
      section: 'waiting',
      tone: 'warning',
      head: '回执',
      text: `${unmatched.length} 条没有对应的单证`,
      open: () => ({ open: openReceipts('没有对应单证的回执', '这些回执的录入序号不在本数据目录里。', unmatched) }),
    });
  }
  return items;
}

/** What stands before the first declaration, ticked where it is done; each opens at its place. */
function firstItems({ overview }: HomePage, { world }: ActionContext): readonly Item[] {
  const openStep = ({ name, done }: FirstStep): Change<HomePage> => {
    if (name === 'enterprises' && !done) return { open: openFirstForm(world) };
    if (name !== 'codes') return { go: { to: 'setting', tab: name } };
    return starterItems(overview)[0]?.open() ?? info(WHOLE_TABLES);
  };
  return (overview?.firstSteps ?? []).map(step => ({
    key: `first ${step.name}`,
    section: 'first',
    tone: step.done ? 'good' : 'plain',
    head: `${step.done ? '[x]' : '[ ]'} ${step.title}`,
    text: step.text,
    open: () => openStep(step),
  }));
}

const PUT_AWAY: Effect = {
  async run({ office }) {
    await changeSwitches(office, held => ({ ...held, firstSteps: false }));
    return replyToApp(() => ({ ...info('不再列出；设置 的 报检开关 里可以再打开'), effects: [refreshHome] }));
  },
};

/** The list of what stands before the first declaration goes away. */
export const putAway = {
  cannot: ({ overview }: HomePage) => (overview?.firstSteps.length ? undefined : '首页没有可以收起的'),
  run: () => ({ effects: [PUT_AWAY] }),
};

/** Tells once how the whole of a table comes here. */
function starterItems(overview: Overview | undefined): readonly Item[] {
  const starters = overview?.starters ?? [];
  if (starters.length === 0) return [];
  const texts = [
    ...starters.map(
      ({ title, rows, official = 0, note }) =>
        `${title}：现有 ${rows} 行，全表约 ${official} 行。${note.replace('起步集：', '有')}`,
    ),
    '不在表里的编码也能填，只是提醒，没有名称和监管条件。',
    '装全：从海关总署或单一窗口取得参数表，不用整理，然后 baojian codes import 文件 --table hs（CIQ 用 ciq）。',
  ];
  const choices = [
    { label: '知道了' },
    { label: '不再提示', reply: replyToApp(() => ({ effects: [forgetStarters] })) },
  ];
  return [
    {
      key: 'starters',
      section: 'tables',
      tone: 'plain',
      head: starters.map(({ title }) => title).join('、'),
      text: '只有起步的一部分，回车看怎么装',
      open: () => ({ open: ask('代码表只有一部分', texts, choices) }),
    },
  ];
}

const WHOLE_TABLES = '装全：取得海关参数表，baojian codes import 文件 --table hs（CIQ 用 ciq）';

const forgetStarters: Effect = {
  async run({ office }) {
    await changeSwitches(office, held => ({ ...held, starterNotice: false }));
    return replyToApp(() => ({ ...info('不再提示；设置 的 报检开关 里可以再打开'), effects: [refreshHome] }));
  },
};

/** Opens the rejected declaration that has waited longest, of any kind. */
export const openRejected: Effect = {
  async run({ office }) {
    const rows = office.store.rows();
    const [statuses, times] = [rows.column('status'), rows.column('updated')];
    let oldest = -1;
    for (let at = 0; at < rows.length; at += 1) {
      if (statuses[at] === 'rejected' && (oldest < 0 || (times[at] ?? '') < (times[oldest] ?? ''))) oldest = at;
    }
    const entryNo = rows.at(oldest)?.entryNo;
    return entryNo === undefined ? undefined : replyToApp(() => ({ go: { to: 'entry', entryNo } }));
  },
};

/** Opens the declaration of a kind that alone is in this status. */
export function openOnly(direction: Direction, status: Status): Effect {
  return {
    async run({ office }) {
      const rows = office.store.rows();
      const [directions, statuses] = [rows.column('direction'), rows.column('status')];
      const index = statuses.findIndex((each, at) => each === status && directions[at] === direction);
      const entryNo = rows.at(index)?.entryNo;
      return entryNo === undefined ? undefined : replyToApp(() => ({ go: { to: 'entry', entryNo } }));
    },
  };
}

const STATES: Readonly<Record<WaitingMessage['state'], string>> = {
  waiting: '等待发送',
  asking: '等待查明是否送达',
  failed: '没有收下',
};

function messageItem({ entryNo, messageId, state, tries, why }: WaitingMessage): Item {
  const times = tries > 0 ? `，试过 ${tries} 次` : '';
  return {
    key: messageId,
    section: 'waiting',
    tone: state === 'failed' ? 'error' : 'warning',
    head: '发送队列',
    text: `${entryNo} ${STATES[state]}${times}${why ? `：${why}` : ''}`,
    open: () => ({ go: { to: 'entry', entryNo } }),
  };
}

function pageItems({ tabs }: ActionContext): Item[] {
  return tabs().flatMap(({ id, kind, title, unsaved }, index): Item[] => {
    if (kind === 'home') return [];
    return [
      {
        key: id,
        section: 'pages',
        tone: 'plain',
        head: String(index + 1),
        text: `${title}${unsaved ? '  有未保存的修改' : ''}`,
        open: () => ({ activate: id }),
      },
    ];
  });
}

/** Starts the practice bureau of this home, or shows it where it runs: what the page says of it may be old. */
const startPractice: Effect = {
  label: '正在启动练习局',
  async run(tools) {
    const { office } = tools;
    if (await findPracticeBureau(office)) return await openPractice.run(tools);
    await startPracticeBureau(office);
    return replyToApp(() => ({ ...good('练习局已启动'), effects: [refreshHome] }));
  },
};

function bureauItems({ overview }: HomePage): Item[] {
  if (!overview) return [];
  const { practice, name, ready, text } = overview.bureau;
  const stopped = practice && ready === false;
  return [
    {
      key: 'bureau',
      section: 'bureau',
      tone: stopped ? 'warning' : ready ? 'good' : 'plain',
      head: name,
      text: stopped ? `${text}，回车启动` : text,
      open: () =>
        practice && ready !== undefined ? { effects: [startPractice] } : { go: { to: 'setting', tab: 'channel' } },
    },
  ];
}

const TONES: Readonly<Partial<Record<ReturnType<typeof eventOf>, Item['tone']>>> = {
  rejected: 'error',
  sampled: 'warning',
  unknown: 'warning',
  accepted: 'good',
  cleared: 'good',
  released: 'good',
  reported: 'good',
  returned: 'error',
};

function receiptItems({ overview }: HomePage): Item[] {
  return (overview?.receipts ?? []).slice(0, MAX_RECEIPTS).map((receipt: Receipt): Item => {
    const event = eventOf(receipt);
    const asks = askedIn(receipt.text).length > 0;
    // What is asked for, and what was sent back, is dealt with there.
    const to = asks || event === 'returned' ? 'paperless' : 'entry';
    return {
      key: receipt.identity,
      section: 'receipts',
      tone: asks ? 'warning' : (TONES[event] ?? 'plain'),
      head: `${receipt.time.slice(5, 16)} ${receipt.entryNo} ${receiptWord(receipt)}`,
      text: receipt.text,
      open: () => ({ go: { to, entryNo: receipt.entryNo } }),
    };
  });
}
