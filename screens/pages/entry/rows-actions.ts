import { areaOf } from '../../contract/area.ts';
import type { Actions, Change, GuardedAction } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { act, isPage, leaving } from './act.ts';
import { at, enter, firstOf, leaveAnyway } from './focus.ts';
import { settled } from './keep.ts';
import { fromHeading, rowsInView } from './lines.ts';
import {
  addRow,
  clearForm,
  copyRow,
  deleteRow,
  insertRow,
  makeLinks,
  moveRow,
  rowInHand,
  rowName,
  takeRow,
} from './rows.ts';
import { type EntryPage, formHolds, listAt, lockedBecause, stopsFor } from './state.ts';

/** What adding the form to its list is told as, and where to go from there. */
export const added = (page: EntryPage, list: 'containers' | 'goods'): string => {
  const { taken } = page.rows[list];
  if (taken !== undefined) return `已修改${rowName(list, taken)}`;
  const onwards = stopsFor(page).at(-1)?.section === list ? 'F9 保存并发送' : 'PgDn 到下一段';
  return `已添加${rowName(list, page.document[list].length)}；接着录入下一行，或按 ${onwards}`;
};

/** An action on the list whose form or rows have the focus; what is in hand is taken in first. */
const onList = (
  run: (page: EntryPage, list: 'containers' | 'goods', world: World) => EntryPage | Change<EntryPage>,
  needsRow = false,
  reads = false,
): GuardedAction<EntryPage> => ({
  cannot: page => {
    const list = listAt(page);
    if (!list) return '先进入集装箱或货物一段';
    return (
      (reads ? undefined : lockedBecause(page)) ??
      (needsRow && rowInHand(page, list) < 0 ? '列表里还没有行' : undefined)
    );
  },
  run: act((page, { ui, world }) => {
    const list = listAt(page);
    if (!list) return page;
    const put = leaveAnyway(page, world);
    const result = run(put, list, world);
    const next = isPage(result) ? result : (result.state ?? put);
    // The focus stays where it was; a field is taken in hand anew, since its value may be another.
    const entered = enter(next, world);
    // A form that is begun anew is shown together with its list.
    const begun = entered.list === undefined && entered.stop === firstOf(entered, list);
    const again = begun ? fromHeading(entered, areaOf(ui).columns) : entered;
    return isPage(result) ? again : { ...result, state: again };
  }),
});

const toForm = (page: EntryPage, list: 'containers' | 'goods'): EntryPage => ({
  ...page,
  list: undefined,
  stop: firstOf(page, list),
});

/** The list that has the focus. */
const SELECTED: List<EntryPage> = {
  count: ({ list, document }) => (list ? document[list].length : 0),
  rows: (page, area) => (page.list ? Math.max(1, rowsInView(page, page.list, area)) : 1),
  at: ({ list, rows }) => (list ? rows[list].index : 0),
  select: (page, index, context) =>
    act(now => {
      const { list } = now;
      return list ? { ...now, rows: { ...now.rows, [list]: { ...now.rows[list], index } } } : now;
    })(page, context),
};

/** Containers and goods: the form above, the list below (E7, E11). */
export const ROWS: Actions<EntryPage> = {
  'entry.to-list': leaving(page => {
    const list = listAt(page) ?? 'goods';
    return page.document[list].length === 0
      ? { state: page, ...info('列表里还没有行') }
      : { ...page, list, stop: firstOf(page, list) };
  }),
  'rows.add': onList((page, list, world) => {
    if (!formHolds(page, list)) {
      const { taken } = page.rows[list];
      if (taken === undefined) return info('表单还是空的');
      return { state: toForm(clearForm(page, list, world), list), ...info(`${rowName(list, taken)}没有改动`) };
    }
    return { state: toForm(addRow(page, list, world), list), ...info(added(page, list)) };
  }),
  'rows.insert': onList((page, list, world) => {
    if (!formHolds(page, list)) return info('表单还是空的');
    const next = insertRow(page, list, world);
    return { state: toForm(next, list), ...info(`已插入${rowName(list, next.rows[list].index)}`) };
  }),
  'rows.delete': onList((page, list, world) => {
    const index = rowInHand(page, list);
    const next = deleteRow(page, list, world);
    const empty = next.document[list].length === 0;
    return { state: empty ? toForm(next, list) : next, ...info(`已删除${rowName(list, index)}，Ctrl+Z 撤销`) };
  }, true),
  'rows.copy': onList((page, list, world) => {
    const next = copyRow(page, list, world);
    return { state: next, ...info(`已复制为${rowName(list, next.rows[list].index)}`) };
  }, true),
  'rows.up': onList((page, list, world) => moveRow(page, list, -1, world) ?? info('已经是第一行'), true),
  'rows.down': onList((page, list, world) => moveRow(page, list, 1, world) ?? info('已经是最后一行'), true),
  'rows.take': onList(
    (page, list, world) => {
      const { index } = page.rows[list];
      const next = toForm(takeRow(page, list, index, world), list);
      return lockedBecause(page) ? next : { state: next, ...info(`${rowName(list, index)}已回填，修改后按 F5`) };
    },
    true,
    true,
  ),
  'rows.clear': onList((page, list, world) => toForm(clearForm(page, list, world), list)),
  'rows.make-goods': {
    cannot: page =>
      lockedBecause(page) ?? (page.document.goods.length === 0 && !formHolds(page, 'goods') ? '先录入货物' : undefined),
    run: act((page, { world }) => {
      const { page: linked, made } = makeLinks(settled(page, world), world);
      return {
        state: at(linked, linked.stop, world),
        ...info(made > 0 ? `已生成 ${made} 条箱货对应关系` : '没有新的箱号可以对应'),
      };
    }),
  },
  ...listActions('list', SELECTED),
  'list.leave': act((page, { world }) => enter({ ...page, list: undefined }, world)),
};
