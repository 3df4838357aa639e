import type { ContextName } from '../../../src/keys/table.ts';
import { groupingOf } from '../../../src/ledger/grouping.ts';
import type { Action, ActionContext, Change, GuardedAction } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { around } from '../../widgets/list-moves.ts';
import { editText, selectedText, type TextState, typeInto } from '../../widgets/text-state.ts';
import { count, rowsChanged } from './counting.ts';
import { openLedgerExport } from './export-dialog.ts';
import { layoutOf } from './layout.ts';
import {
  askedOf,
  CELLS,
  cellText,
  chosenGroup,
  groupsOf,
  isChoice,
  type LedgerPage,
  labelOf,
  MEASURES,
  type Measure,
  openGroup,
  type Pane,
  type Query,
  stepped,
  type TypedName,
  withoutConditions,
  wrongDays,
} from './state.ts';
import { drawLedger } from './view.ts';

/** The groups, or the declarations of the one that is open; moving in them ends the typing. */
const ROWS: List<LedgerPage> = {
  count: page => openGroup(page)?.places.length ?? groupsOf(page).length,
  rows: (page, area) => layoutOf(page, area).rows,
  at: page => page.inside?.index ?? page.index,
  select(page, index) {
    const inside = page.inside && { ...page.inside, index };
    if (inside) return { state: { ...page, cell: -1, inside } };
    return { state: { ...page, cell: -1, index, key: groupsOf(page)[index]?.key ?? '' } };
  },
};

/** Counts for another query; the groups begin at the first. */
function asked(page: LedgerPage, query: Query, context: ActionContext): Change<LedgerPage> {
  const regrouped = query.by !== page.query.by || query.direction !== page.query.direction;
  return count({ ...page, query, ...(regrouped && { index: 0, key: '', inside: undefined }) }, context);
}

const step =
  (name: 'direction' | 'by' | 'inspected', steps: number): Action<LedgerPage> =>
  (page, context) =>
    asked(page, stepped(page.query, name, steps), context);

/** The cell of the query that has the focus, or the groups for -1. */
function focused(page: LedgerPage, cell: number): Change<LedgerPage> {
  const name = CELLS[cell];
  return { state: { ...page, cell: name ? cell : -1, text: selectedText(name ? cellText(page.query, name) : '') } };
}

const toCell =
  (steps: number): Action<LedgerPage> =>
  page =>
    focused(page, page.cell + steps < 0 || page.cell + steps >= CELLS.length ? -1 : page.cell + steps);

const choose =
  (steps: number): Action<LedgerPage> =>
  (page, context) => {
    const name = CELLS[page.cell];
    return isChoice(name) ? step(name, steps)(page, context) : {};
  };

const typedName = ({ cell }: LedgerPage): TypedName | undefined => {
  const name = CELLS[cell];
  return name === undefined || isChoice(name) ? undefined : name;
};

function typed(page: LedgerPage, text: TextState, context: ActionContext): Change<LedgerPage> {
  const name = typedName(page);
  if (!name) return {};
  const next = { ...page, text };
  if (text.text === page.query.typed[name]) return { state: next };
  return asked(next, { ...page.query, typed: { ...page.query.typed, [name]: text.text } }, context);
}

const open: GuardedAction<LedgerPage> = {
  cannot: (page, context) => (ROWS.count(page, context) > 0 ? undefined : '没有可以打开的'),
  run: page => {
    const group = openGroup(page);
    if (!group) {
      const key = groupsOf(page)[page.index]?.key ?? '';
      return { state: { ...page, inside: { key, index: 0 } } };
    }
    const row = page.counted?.rows.at(group.places[page.inside?.index ?? 0] ?? -1);
    return row ? { go: { to: 'entry', entryNo: row.entryNo } } : {};
  },
};

const PANES: readonly Pane[] = ['chart', 'figures', 'none'];
const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

const INSIDE = '先按 Esc 回到各组';
const amongGroups = (run: Action<LedgerPage>): GuardedAction<LedgerPage> => ({
  cannot: page => (page.inside ? INSIDE : undefined),
  run,
});

/** Takes back one thing at a time, the nearest first, and at last closes the page. */
const back: Action<LedgerPage> = page => {
  if (page.cell >= 0) return focused(page, -1);
  return page.inside ? { state: { ...page, inside: undefined } } : { close: true };
};

export const LEDGER: PagePart<LedgerPage> = {
  tab: () => '统计查询',
  contexts: (page): ContextName[] => {
    if (page.cell < 0) return ['ledgerRows', 'ledger'];
    return isChoice(CELLS[page.cell]) ? ['ledgerChoice', 'ledgerQuery', 'ledger'] : ['ledgerQuery', 'text', 'ledger'];
  },
  actions: {
    ...editText<LedgerPage>(({ text }) => text, typed),
    ...listActions('ledger', ROWS),
    'ledger.open': open,
    'ledger.query': page => focused(page, 0),
    'ledger.next-cell': toCell(1),
    'ledger.previous-cell': toCell(-1),
    'ledger.done': page => focused(page, -1),
    'ledger.next-choice': choose(1),
    'ledger.previous-choice': choose(-1),
    'ledger.next-grouping': step('by', 1),
    'ledger.previous-grouping': step('by', -1),
    'ledger.kind': step('direction', 1),
    'ledger.inspected': step('inspected', 1),
    'ledger.clear': (page, context) => asked(page, withoutConditions(page.query), context),
    'ledger.pane': amongGroups(page => ({
      state: { ...page, pane: PANES[around(PANES.indexOf(page.pane) + 1, PANES.length)] ?? 'chart' },
    })),
    'ledger.measure': amongGroups(page => {
      const measure = MEASURE_NAMES[around(MEASURE_NAMES.indexOf(page.measure) + 1, MEASURE_NAMES.length)] ?? 'count';
      return { state: { ...page, measure, pane: 'chart' }, ...info(`图表：${MEASURES[measure]}`) };
    }),
    'ledger.curve': {
      cannot: page =>
        page.inside ? INSIDE : groupingOf(page.query.by).time ? undefined : '按日、月、季、年统计时才有折线',
      run: page => ({ state: { ...page, curve: !page.curve, pane: 'chart' } }),
    },
    'ledger.export': {
      cannot: page => ((chosenGroup(page)?.count ?? 0) > 0 ? undefined : '没有可以导出的单证'),
      run: page => ({ effects: [openLedgerExport(page)] }),
    },
    'ledger.back': back,
  },
  type: (page, text, context) => typed(page, typeInto(page.text, text), context),
  draw: drawLedger,
  note: (page, { world }) => {
    const [wrong] = wrongDays(page.query, world.now());
    if (wrong)
      return {
        tone: 'warning',
        text: `${labelOf(wrong, page.query)}：没有这一天，没有算进条件；写成 22、1022、20171022 或 -1`,
      };
    const { from, until } = askedOf(page.query, world.now());
    if (from && until && until < from)
      return { tone: 'warning', text: '日期至早于日期自，这段时间里没有单证；改其中一个' };
    if (page.cell >= 0)
      return { tone: 'quiet', text: '日期如 22、1022、20171022、-1；名称可以用拼音首字母；结果随输入变化' };
    if (page.inside) return { tone: 'quiet', text: '回车打开单证，Esc 回到各组' };
    return { tone: 'quiet', text: '回车打开一组的单证，←→ 换统计方式，Tab 改条件' };
  },
  help: page => [
    '按报检类别和条件统计单证：上面是条件，中间是各组和合计，图表在旁边或下面。',
    '货物总值、数量、重量按币制和单位分开，逐份精确相加；一份单证有几个 HS 章或几个原产国时，各组只算自己的货物。',
    '退单率是退过的占发送过的；平均用时从最后一次发送到放行。撤出列表的单证照样统计，没有发送过就撤出的不算。',
    `图表现在是${MEASURES[page.measure]}。`,
  ],
  onStoreChange: rowsChanged,
};
