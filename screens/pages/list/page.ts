import { nextStatus, STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { QUEUES, type Queue } from '../../../src/declaration/query.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import { emptyText, TEXT_MOVES, typeInto } from '../../widgets/text-state.ts';
import { beginEntry, copyEntry, openEntry } from '../entry/open.ts';
import { ask } from '../../dialogs/question.ts';
import {
  type Act,
  type Actions,
  answerTo,
  type Change,
  type GuardedAct,
  info,
  type PagePart,
  type Scene,
} from '../../contract/part.ts';
import { viewReceipts } from '../../dialogs/receipts/dialog.ts';
import { areaOf } from '../../contract/state.ts';
import { keepView, openColumns } from './columns-layer.ts';
import { openExport } from './export-layer.ts';
import { find, moved, rowsChanged } from './find.ts';
import { PERIODS, type Period } from './periods.ts';
import { removeAll, restoreAll, showAllAgain } from './removing.ts';
import { openSearch } from './search-form.ts';
import { sendAll } from '../../exchange/send.ts';
import { isNarrowed, type ListPage, rowInHand, targetsOf } from './state.ts';
import { DIRECTION_NAMES, drawList, rowsShown } from './view.ts';

const NOTHING = '列表里没有单证';

/** Moving in the rows ends the typing, so that the blank marks again. */
const go =
  (to: (index: number, rows: number, count: number) => number): Act<ListPage> =>
  (page, scene) =>
    moved(
      { ...page, searching: false },
      to(page.at.index, rowsShown(areaOf(scene.ui)), page.found.order.length),
      scene,
    );

const queue =
  (steps: number): Act<ListPage> =>
  (page, scene) => {
    const names = Object.keys(QUEUES) as Queue[];
    const at = (names.indexOf(page.queue) + steps + names.length) % names.length;
    return find({ ...page, queue: names[at] ?? 'all', status: undefined }, scene);
  };

const period =
  (steps: number): Act<ListPage> =>
  (page, scene) => {
    const names = Object.keys(PERIODS) as Period[];
    const at = (names.indexOf(page.period) + steps + names.length) % names.length;
    const next = { ...page, period: names[at] ?? 'all' };
    // A range without days is asked for; its days are kept for the next time around.
    const asks = next.period === 'range' && page.from === '' && page.until === '';
    const { effects = [], ...change } = find(next, scene);
    return {
      ...change,
      effects: [...effects, keepView(next)],
      ...(asks && { open: openSearch(next) }),
    };
  };

const onRow = (run: (row: Summary, page: ListPage, scene: Scene) => Change<ListPage>): GuardedAct<ListPage> => ({
  cannot: page => (rowInHand(page) ? undefined : NOTHING),
  run: (page, scene) => {
    const row = rowInHand(page);
    return row ? run(row, page, scene) : {};
  },
});

const mark: Act<ListPage> = (page, scene) => {
  const row = rowInHand(page);
  if (!row) return info(NOTHING);
  const marks = new Set(page.marks);
  if (!marks.delete(row.entryNo)) marks.add(row.entryNo);
  return moved({ ...page, marks }, page.at.index + 1, scene);
};

const markAll: Act<ListPage> = page => {
  const { order, rows } = page.found;
  const entryNo = rows.reader('entryNo');
  const all = order.map(place => entryNo(place) ?? '');
  const marked = all.length > 0 && all.every(entryNo => page.marks.has(entryNo));
  return { self: { ...page, marks: new Set(marked ? [] : [...page.marks, ...all]) } };
};

/** Why none of the declarations can be sent. */
function whyNotSent(rows: readonly Summary[]): string | undefined {
  const [row] = rows;
  if (!row) return NOTHING;
  if (rows.some(({ status }) => nextStatus(status, 'send') !== undefined || status === 'sent')) return undefined;
  if (rows.some(({ status }) => status === 'draft')) return '草稿不能发送：先打开，补齐后保存（Alt+S）';
  if (rows.some(({ status }) => status === 'rejected')) return '已退单的不能直接发送：先打开，改正后保存（Alt+S）';
  return `${row.entryNo} ${STATUS_MARKS[row.status].word}，不用再发送`;
}

const send: GuardedAct<ListPage> = {
  cannot: page => whyNotSent(targetsOf(page)),
  run: page => {
    const entryNos = targetsOf(page).map(({ entryNo }) => entryNo);
    const sending = sendAll(entryNos, page);
    if (entryNos.length === 1) return { effects: [sending] };
    const answer = answerTo(page, () => ({ effects: [sending] }));
    return {
      open: ask(
        '发送',
        [`发送标记的 ${entryNos.length} 份单证？`, '草稿和有差错的不会发送，结果里逐份说明。'],
        [{ label: `发送 ${entryNos.length} 份`, answer }, { label: '回去' }],
      ),
    };
  },
};

function openElsewhere(rows: readonly Summary[], { ui }: Scene): string | undefined {
  const open = rows.find(({ entryNo }) => ui.pages.some(({ id }) => id === entryNo));
  return open && `${open.entryNo} 的录单页面开着，先关闭它（F12 切换，Ctrl+W 关闭）`;
}

const remove: GuardedAct<ListPage> = {
  cannot: (page, scene) => {
    const rows = targetsOf(page);
    if (rows.length === 0) return NOTHING;
    if (rows.every(({ status }) => status === 'withdrawn')) return '已经撤出列表；Ctrl+Y 恢复显示';
    return openElsewhere(rows, scene);
  },
  run: page => {
    const rows = targetsOf(page).filter(({ status }) => status !== 'withdrawn');
    const sent = rows.every(({ status }) => status !== 'draft' && status !== 'saved');
    const names = rows.slice(0, 3).map(({ entryNo, party }) => `${entryNo}  ${party}`);
    const answer = answerTo(page, now => ({
      effects: [
        removeAll(
          rows.map(({ entryNo }) => entryNo),
          now,
        ),
      ],
    }));
    return {
      open: ask(
        '删除',
        [
          ...names,
          ...(rows.length > 3 ? [`… 共 ${rows.length} 份`] : []),
          sent
            ? '发送过的不能销毁，只撤出列表；局端的处理不变，可以恢复显示。'
            : '没有发送过的移到回收站；发送过的只撤出列表。都可以恢复。',
        ],
        [{ label: '回去' }, { label: `${sent ? '撤出' : '删除'} ${rows.length} 份`, answer }],
      ),
    };
  },
};

const withdraw: GuardedAct<ListPage> = {
  cannot: (page, scene) => {
    const rows = targetsOf(page);
    if (rows.length === 0) return NOTHING;
    const never = rows.find(({ status }) => status === 'draft' || status === 'saved');
    if (never) return `${never.entryNo} 没有在局端，不用撤出；可以删除（Del）`;
    if (rows.every(({ status }) => status === 'withdrawn')) return '已经撤出列表；Ctrl+Y 恢复显示';
    return openElsewhere(rows, scene);
  },
  run: page => ({
    effects: [
      removeAll(
        targetsOf(page).flatMap(row => (row.status === 'withdrawn' ? [] : [row.entryNo])),
        page,
      ),
    ],
  }),
};

const showAgain: GuardedAct<ListPage> = {
  cannot: page =>
    targetsOf(page).some(({ status }) => status === 'withdrawn')
      ? undefined
      : `只有撤出的单证可以恢复显示${page.withdrawn ? '' : '；Ctrl+T 先把它们列出来'}`,
  run: page => ({
    effects: [
      showAllAgain(
        targetsOf(page).flatMap(row => (row.status === 'withdrawn' ? [row.entryNo] : [])),
        page,
      ),
    ],
  }),
};

/** Takes back one thing at a time, the nearest first, and at last leads home. */
const clear: Act<ListPage> = (page, scene) => {
  if (page.words.text !== '') return found({ ...page, words: emptyText(), searching: false }, page, scene);
  if (page.searching) return { self: { ...page, searching: false } };
  if (page.marks.size > 0) return { self: { ...page, marks: new Set() } };
  if (isNarrowed(page)) return found({ ...page, fields: {}, status: undefined, withdrawn: false }, page, scene);
  return { front: 'home' };
};

/** Finds anew, the cursor staying with its declaration. */
function found(page: ListPage, before: ListPage, scene: Scene): Change<ListPage> {
  const change = find(page, scene);
  const self = change.self ?? page;
  const place = self.found.order.indexOf(self.found.rows.indexOf(before.at.entryNo));
  if (self.scan || place < 0) return change;
  const back = moved(self, place, scene);
  return { ...back, effects: [...(change.effects ?? []), ...(back.effects ?? [])] };
}

const TEXT: Actions<ListPage> = Object.fromEntries(
  Object.entries(TEXT_MOVES).map(([name, change]): [string, Act<ListPage>] => [
    name,
    (page, scene) => {
      const words = change(page.words);
      const next = { ...page, words, searching: true };
      return words.text === page.words.text ? { self: next } : find(next, scene);
    },
  ]),
);

export const LIST: PagePart<ListPage> = {
  tab: page => `${DIRECTION_NAMES[page.direction]}列表`,
  chain: (page): ContextName[] => (page.searching ? ['text', 'list', 'listRows'] : ['list', 'listRows']),
  actions: {
    ...TEXT,
    'list.up': go(index => index - 1),
    'list.down': go(index => index + 1),
    'list.page-up': go((index, rows) => index - rows),
    'list.page-down': go((index, rows) => index + rows),
    'list.first': go(() => 0),
    'list.last': go((_index, _rows, count) => count - 1),
    'list.next-queue': queue(1),
    'list.previous-queue': queue(-1),
    'list.next-period': period(1),
    'list.previous-period': period(-1),
    'list.open': onRow(({ entryNo }) => ({ effects: [openEntry(entryNo)] })),
    'list.mark': mark,
    'list.mark-all': markAll,
    'list.new': ({ direction }) => ({ effects: [beginEntry(direction)] }),
    'list.copy': onRow(({ entryNo }) => ({ effects: [copyEntry(entryNo)] })),
    'list.send': send,
    'list.delete': remove,
    'list.withdraw': withdraw,
    'list.show-again': showAgain,
    'list.undelete': {
      cannot: page => (page.removed.length > 0 ? undefined : '没有刚从这里删除的单证'),
      run: page => ({ effects: [restoreAll(page.removed, page)] }),
    },
    'list.withdrawn': (page, scene) => {
      const { message: _, ...change } = found({ ...page, withdrawn: !page.withdrawn }, page, scene);
      return { ...change, ...info(page.withdrawn ? '不再列出撤出的单证' : '也列出撤出的单证') };
    },
    'list.receipts': onRow(({ entryNo }) => ({ effects: [viewReceipts(entryNo)] })),
    'list.search': page => ({ open: openSearch(page) }),
    'list.columns': page => ({ open: openColumns(page) }),
    'list.export': {
      cannot: page => (page.found.order.length === 0 ? '列表是空的，没有可以导出的' : undefined),
      run: (page, { world }) => ({ open: openExport(page, world.now()) }),
    },
    'list.clear': clear,
  },
  type: (page, text, scene) => find({ ...page, words: typeInto(page.words, text), searching: true }, scene),
  draw: drawList,
  changed: rowsChanged,
  help: page => [
    `${DIRECTION_NAMES[page.direction]}单证的列表，共 ${page.found.counts.all} 份。直接输入就查找；↑↓ 移动，回车打开，空格标记。`,
    '功能作用于标记的单证；没有标记时作用于光标所在的一份。',
    `状态：${Object.values(STATUS_MARKS)
      .map(({ mark, word }) => `${mark} ${word}`)
      .join('  ')}`,
  ],
};
