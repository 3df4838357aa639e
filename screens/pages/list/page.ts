import { nextStatus, STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { QUEUES, type Queue } from '../../../src/declaration/query.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import { OPEN_MARK } from '../../../src/jobs/open-by.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import type { Action, ActionContext, Actions, Change, GuardedAction } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { openCheckList } from '../../dialogs/check-list.ts';
import { ask } from '../../dialogs/question.ts';
import { viewReceipts } from '../../dialogs/receipts/dialog.ts';
import { sendAll } from '../../exchange/send.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { around } from '../../widgets/list-moves.ts';
import { editText, emptyText, typeInto } from '../../widgets/text-state.ts';
import { ACROSS } from './across.ts';
import { PAPERS_MARK } from './columns.ts';
import { keepView, openColumns } from './columns-dialog.ts';
import { customs } from './customs.ts';
import { openExport } from './export-dialog.ts';
import { find, moved } from './find.ts';
import { FOLLOWING } from './open-by.ts';
import { PEOPLE } from './people.ts';
import { PERIODS, type Period } from './periods.ts';
import { openElsewhere, removeAll, restoreAll, showAllAgain } from './removing.ts';
import { openSearch } from './search-form.ts';
import { isNarrowed, type ListPage, NOTHING, selectedRow, targetsOf } from './state.ts';
import { print, split } from './stored.ts';
import { drawList, rowsShown } from './view.ts';

/** Moving in the rows ends the typing, so that the blank marks again. */
const ROWS: List<ListPage> = {
  count: page => page.found.order.length,
  rows: (_page, area) => rowsShown(area),
  at: page => page.at.index,
  select: (page, index, context) => moved({ ...page, searching: false }, index, context),
};

const queue =
  (steps: number): Action<ListPage> =>
  (page, context) => {
    const names = Object.keys(QUEUES) as Queue[];
    const at = around(names.indexOf(page.queue) + steps, names.length);
    return find({ ...page, queue: names[at] ?? 'all', status: undefined }, context);
  };

const period =
  (steps: number): Action<ListPage> =>
  (page, context) => {
    const names = Object.keys(PERIODS) as Period[];
    const at = around(names.indexOf(page.period) + steps, names.length);
    const next = { ...page, period: names[at] ?? 'all' };
    // A range without days is asked for; its days are kept for the next time around.
    const asks = next.period === 'range' && page.from === '' && page.until === '';
    const { effects = [], ...change } = find(next, context);
    return { ...change, effects: [...effects, keepView(next)], ...(asks && { open: openSearch(next) }) };
  };

const onRow = (
  run: (row: Summary, page: ListPage, context: ActionContext) => Change<ListPage>,
): GuardedAction<ListPage> => ({
  cannot: page => (selectedRow(page) ? undefined : NOTHING),
  run: (page, context) => {
    const row = selectedRow(page);
    return row ? run(row, page, context) : {};
  },
});

const mark: Action<ListPage> = (page, context) => {
  const row = selectedRow(page);
  if (!row) return info(NOTHING);
  const marks = new Set(page.marks);
  if (!marks.delete(row.entryNo)) marks.add(row.entryNo);
  return moved({ ...page, marks }, page.at.index + 1, context);
};

const markAll: Action<ListPage> = page => {
  const { order, rows } = page.found;
  const entryNo = rows.reader('entryNo');
  const all = order.map(place => entryNo(place) ?? '');
  const marked = all.length > 0 && all.every(entryNo => page.marks.has(entryNo));
  return { state: { ...page, marks: new Set(marked ? [] : [...page.marks, ...all]) } };
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

const send: GuardedAction<ListPage> = {
  cannot: page => whyNotSent(targetsOf(page)),
  run: page => {
    const entryNos = targetsOf(page).map(({ entryNo }) => entryNo);
    const sending = sendAll(entryNos, (change, sent) =>
      replyTo(page, now => ({
        ...(change as Change<ListPage>),
        state: { ...now, marks: new Set([...now.marks].filter(entryNo => !sent.has(entryNo))) },
      })),
    );
    if (entryNos.length === 1) return { effects: [sending] };
    const answer = replyTo(page, () => ({ effects: [sending] }));
    return {
      open: ask(
        '发送',
        [`发送标记的 ${entryNos.length} 份单证？`, '草稿和有差错的不会发送，结果里逐份说明。'],
        [{ label: `发送 ${entryNos.length} 份`, reply: answer }, { label: '回去' }],
      ),
    };
  },
};

const remove: GuardedAction<ListPage> = {
  cannot: (page, context) => {
    const rows = targetsOf(page);
    if (rows.length === 0) return NOTHING;
    if (rows.every(({ status }) => status === 'withdrawn')) return '已经撤出列表；Ctrl+Y 恢复显示';
    return openElsewhere(rows, context);
  },
  run: page => {
    const rows = targetsOf(page).filter(({ status }) => status !== 'withdrawn');
    const sent = rows.every(({ status }) => status !== 'draft' && status !== 'saved');
    const names = rows.slice(0, 3).map(({ entryNo, party }) => `${entryNo}  ${party}`);
    const answer = replyTo(page, now => ({
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
        [{ label: '回去' }, { label: `${sent ? '撤出' : '删除'} ${rows.length} 份`, reply: answer }],
      ),
    };
  },
};

const withdraw: GuardedAction<ListPage> = {
  cannot: (page, context) => {
    const rows = targetsOf(page);
    if (rows.length === 0) return NOTHING;
    const never = rows.find(({ status }) => status === 'draft' || status === 'saved');
    if (never) return `${never.entryNo} 没有在局端，不用撤出；可以删除（Del）`;
    if (rows.every(({ status }) => status === 'withdrawn')) return '已经撤出列表；Ctrl+Y 恢复显示';
    return openElsewhere(rows, context);
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

const showAgain: GuardedAction<ListPage> = {
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
const clear: Action<ListPage> = (page, context) => {
  if (page.words.text !== '') return found({ ...page, words: emptyText(), searching: false }, page, context);
  if (page.searching) return { state: { ...page, searching: false } };
  if (page.marks.size > 0) return { state: { ...page, marks: new Set() } };
  if (isNarrowed(page))
    return found({ ...page, fields: {}, status: undefined, duty: undefined, withdrawn: false }, page, context);
  return { go: { to: 'home' } };
};

/** Finds anew, the cursor staying with its declaration. */
function found(page: ListPage, before: ListPage, context: ActionContext): Change<ListPage> {
  const change = find(page, context);
  const next = change.state ?? page;
  const place = next.found.order.indexOf(next.found.rows.indexOf(before.at.entryNo));
  if (next.scan || place < 0) return change;
  const back = moved(next, place, context);
  return { ...back, effects: [...(change.effects ?? []), ...(back.effects ?? [])] };
}

const TEXT: Actions<ListPage> = editText(
  ({ words }) => words,
  (page, words, context) => {
    const next = { ...page, words, searching: true };
    return words.text === page.words.text ? { state: next } : find(next, context);
  },
);

export const LIST: PagePart<ListPage> = {
  direction: page => page.direction,
  noted: ({ id, direction }) => ({ id, list: direction }),
  tab: page => `${DIRECTION_NAMES[page.direction]}列表`,
  contexts: (page): ContextName[] => (page.searching ? ['text', 'list', 'listRows'] : ['list', 'listRows']),
  actions: {
    ...TEXT,
    ...ACROSS,
    ...PEOPLE,
    ...listActions('list', ROWS),
    'list.next-queue': queue(1),
    'list.previous-queue': queue(-1),
    'list.next-period': period(1),
    'list.previous-period': period(-1),
    'list.open': onRow(({ entryNo }) => ({ go: { to: 'entry', entryNo } })),
    'list.mark': mark,
    'list.mark-all': markAll,
    'list.new': ({ direction }) => ({ go: { to: 'new-entry', direction } }),
    'list.copy': onRow(({ entryNo }) => ({ go: { to: 'copied-entry', entryNo } })),
    'list.customs': customs,
    'list.split': split,
    'list.check-list': onRow(({ entryNo }) => ({ effects: [openCheckList(entryNo)] })),
    'list.send': send,
    'list.print': print,
    'list.delete': remove,
    'list.withdraw': withdraw,
    'list.show-again': showAgain,
    'list.undelete': {
      cannot: page => (page.removed.length > 0 ? undefined : '没有刚从这里删除的单证'),
      run: page => ({ effects: [restoreAll(page.removed, page)] }),
    },
    'list.withdrawn': (page, context) => {
      const { message: _, ...change } = found({ ...page, withdrawn: !page.withdrawn }, page, context);
      return { ...change, ...info(page.withdrawn ? '不再列出撤出的单证' : '也列出撤出的单证') };
    },
    'list.audit': onRow(({ entryNo }) => ({ go: { to: 'audit-of', entryNo } })),
    'list.paperless': onRow(({ entryNo }) => ({ go: { to: 'paperless', entryNo } })),
    'list.receipts': onRow(({ entryNo }) => ({ effects: [viewReceipts(entryNo)] })),
    'list.search': page => ({ open: openSearch(page) }),
    'list.columns': page => ({ open: openColumns(page) }),
    'list.export': {
      cannot: page => (page.found.order.length === 0 ? '列表是空的，没有可以导出的' : undefined),
      run: (page, { world }) => ({ open: openExport(page, world.now()) }),
    },
    'list.clear': clear,
  },
  type: (page, text, context) => find({ ...page, words: typeInto(page.words, text), searching: true }, context),
  draw: drawList,
  ...FOLLOWING,
  help: page => [
    `${DIRECTION_NAMES[page.direction]}单证的列表，共 ${page.found.counts.all} 份。直接输入就查找；↑↓ 移动，回车打开，空格标记。`,
    '功能作用于标记的单证；没有标记时作用于光标所在的一份。',
    `状态：${Object.values(STATUS_MARKS)
      .map(({ mark, word }) => `${mark} ${word}`)
      .join('  ')}  ${PAPERS_MARK} 要交无纸化单据${page.openBy.size > 0 ? `  ${OPEN_MARK} 别人正打开着` : ''}`,
  ],
};
