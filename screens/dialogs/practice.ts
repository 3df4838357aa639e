import type { Office } from '../../src/jobs/office.ts';
import {
  findPracticeBureau,
  type PracticeFaults,
  type RunningPractice,
  startPracticeBureau,
  stopPracticeBureau,
  troublePracticeBureau,
} from '../../src/jobs/practice.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Action, Effect } from '../contract/change.ts';
import { good, info } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { around } from '../widgets/list-moves.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';
import { openMailbox } from './mailbox.ts';

/** The practice bureau: whether it runs, and what it shall do wrong, so that one can practise on it. */
export interface PracticeDialog {
  readonly kind: 'practice';
  readonly running: RunningPractice | undefined;
  readonly index: number;
}

interface Fault {
  readonly title: string;
  readonly about: string;
  readonly name: keyof PracticeFaults;
  readonly values: readonly (readonly [value: PracticeFaults[keyof PracticeFaults], word: string])[];
}

const SHARES: Fault['values'] = [
  [0, '从不'],
  [0.3, '三成'],
  [1, '总是'],
];
const YES: Fault['values'] = [
  [false, '否'],
  [true, '是'],
];

const FAULTS: readonly Fault[] = [
  {
    ...{ title: '结论', name: 'verdict', about: '按规则：没有差错就受理，法检的放行，抽几份查验。' },
    values: [
      ['rules', '按规则'],
      ['reject', '一律退单'],
      ['sample', '一律抽中'],
    ],
  },
  {
    ...{ title: '回应慢', name: 'slow', about: '每次回应之前等多久。' },
    values: [
      [0, '不慢'],
      [1000, '1 秒'],
      [5000, '5 秒'],
      [30_000, '30 秒'],
    ],
  },
  { title: '连不上', name: 'refuse', about: '连接没有读就断开。', values: SHARES },
  { title: '服务器错误', name: 'error', about: '回应 HTTP 500，没有收下。', values: SHARES },
  { title: '没有回应', name: 'drop', about: '收下了，回应丢失：报检台接着问，不会重复申报。', values: SHARES },
  { title: '回应乱码', name: 'garbage', about: '回应的不是回执。', values: SHARES },
  { title: '回应残缺', name: 'truncate', about: '回应只有一半。', values: SHARES },
  { title: '回执重复', name: 'duplicate', about: '每条回执来两次。', values: YES },
  { title: '回执乱序', name: 'shuffle', about: '后发生的先来。', values: YES },
  {
    ...{ title: '无纸化单据', name: 'papers', about: '受理时要不要单据；一律退回：交来的都退回。' },
    values: [
      ['some', '随机'],
      ['ask', '一律要'],
      ['none', '都不要'],
      ['return', '一律退回'],
    ],
  },
];

/** As it starts: it does nothing wrong. */
const QUIET = Object.fromEntries(FAULTS.map(({ name, values }) => [name, values[0]?.[0]]));

/** Opens it as it is now. */
export const openPractice: Effect = {
  async run({ office }) {
    const running = await findPracticeBureau(office);
    return replyToApp(() => ({ open: { kind: 'practice', running, index: 0 } satisfies PracticeDialog }));
  },
};

/** A job, and then the dialog with the bureau as it has become. */
const working = (label: string, work: (office: Office) => Promise<string>): Effect => ({
  label,
  async run({ office }) {
    const said = await work(office);
    const running = await findPracticeBureau(office);
    return replyToDialog<PracticeDialog>('practice', now => ({
      state: { ...now, running },
      ...good(said),
      storeChanged: true,
    }));
  },
});

const starting = working('正在启动练习局', async office => {
  await startPracticeBureau(office);
  return '练习局已启动';
});

const stopping = working('正在停止练习局', async office => {
  await stopPracticeBureau(office);
  return '练习局已停止：发送的单证留在发送队列里，启动以后接着办';
});

const ordering = (changes: Partial<PracticeFaults>, said: string): Effect =>
  working('正在告诉练习局', async office => {
    await troublePracticeBureau(office, changes);
    return said;
  });

const placeOf = ({ name, values }: Fault, running: RunningPractice): number =>
  values.findIndex(([value]) => value === running.faults[name]);

/** What is in force, also where a command has set what is not offered here. */
const wordOf = (fault: Fault, running: RunningPractice): string =>
  fault.values[placeOf(fault, running)]?.[1] ?? String(running.faults[fault.name]);

const changing =
  (steps: 1 | -1): Action<PracticeDialog> =>
  ({ index, running }) => {
    if (index === 0) return { effects: [running ? stopping : starting] };
    const fault = FAULTS[index - 1];
    if (!fault) return {};
    if (!running) return info('练习局没有运行，先在第一行启动');
    const [value, word] = fault.values[around(placeOf(fault, running) + steps, fault.values.length)] ?? [];
    return { effects: [ordering({ [fault.name]: value }, `${fault.title}：${word}`)] };
  };

const COLUMNS = 64;
/** Border and title, explanation, and a free line above it. */
const BESIDES = 6;

const rowsIn = (area: Size): number => Math.max(3, Math.min(area.rows - BESIDES, FAULTS.length + 1));

const LIST = indexed<PracticeDialog>({ count: () => FAULTS.length + 1, rows: (_dialog, area) => rowsIn(area) });

export const PRACTICE: DialogPart<PracticeDialog> = {
  contexts: () => ['practice'],
  actions: {
    ...listActions('practice', LIST),
    'practice.change': changing(1),
    'practice.back': changing(-1),
    'practice.quiet': {
      cannot: ({ running }) => (running ? undefined : '练习局没有运行，没有故障'),
      run: () => ({ effects: [ordering(QUIET, '练习局没有故障了，按规则下结论')] }),
    },
    'practice.mailbox': {
      cannot: ({ running }) => (running ? undefined : '练习局没有运行，信箱里没有短信'),
      run: () => ({ effects: [openMailbox] }),
    },
    'practice.close': () => ({ close: true }),
  },
  draw({ running, index }, area) {
    const columns = Math.min(COLUMNS, area.columns - 6);
    const rows = [
      ['练习局', running ? `运行中，收过 ${running.taken} 份报文` : '没有运行', running !== undefined] as const,
      ...FAULTS.map(fault => {
        const at = running ? placeOf(fault, running) : 0;
        return [fault.title, running ? wordOf(fault, running) : '', at === 0] as const;
      }),
    ];
    const drawn = drawRows(rows, { index, room: rowsIn(area) }, ([title, word, usual], _at, chosen): Line => {
      const look = chosen ? 'chosen' : 'panel';
      return [
        chosenMark(chosen),
        span(fitted(title, 14), look),
        span(fitted(word, columns - 15), chosen ? 'chosen' : usual ? 'panelQuiet' : 'warning'),
      ];
    });
    const about = FAULTS[index - 1]?.about ?? '它在本机扮演局端，只供练习，不会上报任何数据。空格启动或停止。';
    const lines = [
      ...drawn.lines,
      line(''),
      ...wrapped(about, columns - 2).map(each => line(` ${each}`, 'panelQuiet')),
    ];
    return centred(boxed('练习局', { lines, cursor: { x: 0, y: drawn.y } }, columns), area);
  },
};
