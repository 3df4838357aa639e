import { fieldOf, type ListName, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Edit } from '../../../src/declaration/edit.ts';
import { areaOf } from '../../contract/area.ts';
import type { Actions, Change, GuardedAction } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { openApportion } from '../../dialogs/apportion.ts';
import type { QuestionDialog } from '../../dialogs/question.ts';
import { MAIN_LIST } from '../../layout/entry.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { change } from './change.ts';
import { commitOrDiscard, editFocused, firstOf, focusList, focusStop } from './focus.ts';
import { gridOf, isFresh } from './grid/place.ts';
import { askHalfFilled, lackingIn } from './half-filled.ts';
import { fromHeading, rowsInView } from './lines.ts';
import {
  addRow,
  clearForm,
  copyRow,
  deleteRow,
  insertRow,
  loadRow,
  makeLinks,
  moveRow,
  rowMeant,
  rowName,
} from './list-edits.ts';
import { action, afterCommit, isPage } from './run-action.ts';
import { commitAll } from './save.ts';
import { type EntryPage, formHolds, formRow, listAt, lockedBecause, messageOf, stopsFor } from './state.ts';

/** What adding the form to its list is told as: what the row still lacks, or where to go from there. */
export const added = (page: EntryPage, list: ListName): Pick<Change<EntryPage>, 'message'> => {
  const { editingIndex } = page.lists[list];
  const lacks = lackingInForm(page, list);
  const done = `${editingIndex === undefined ? '已添加' : '已修改'}${rowName(list, editingIndex ?? page.drafts.document[list].length)}`;
  if (lacks !== '') return warn(`${done}，还缺${lacks}`);
  if (editingIndex !== undefined) return info(done);
  const onwards = stopsFor(page).at(-1)?.section === list ? 'F9 保存并发送' : 'PgDn 到下一段';
  return info(`${done}；接着录入下一行，或按 ${onwards}`);
};

/** The fields that the form of a list must have and has not. */
function lackingInForm(page: EntryPage, list: ListName): string {
  const fields = stopsFor(page).flatMap(({ id, section }) => (SECTIONS[section].rows === list ? [fieldOf(id)] : []));
  return lackingIn(fields, formRow(page, list), page.drafts.document.direction, messageOf(page));
}

function askBeforeTaking(page: EntryPage, list: ListName, lacks: string): QuestionDialog {
  const take = (put: (now: EntryPage, world: World) => EntryPage) =>
    replyTo(
      page,
      action((now, { world }) => taking(put(now, world), list, world)),
    );
  return askHalfFilled('表单', lacks, {
    add: take(now => now),
    giveUp: take((now, world) => clearForm(now, list, world)),
  });
}

/** The selected row in the form. */
function taking(page: EntryPage, list: ListName, world: World): Change<EntryPage> {
  const { index } = page.lists[list];
  const next = editFocused(toForm(loadRow(page, list, index, world), list), world);
  return lockedBecause(page) ? { state: next } : { state: next, ...info(`${rowName(list, index)}已回填，修改后按 F5`) };
}

/** An action on the list whose form or rows have the focus; what is being edited is taken in first. */
const onList = (
  run: (page: EntryPage, list: ListName, world: World) => EntryPage | Change<EntryPage>,
  needsRow = false,
  reads = false,
): GuardedAction<EntryPage> => ({
  cannot: page => {
    const list = listAt(page);
    if (!list) return '先进入集装箱或货物一段';
    return (
      (reads ? undefined : lockedBecause(page)) ??
      (needsRow && rowMeant(page, list) < 0 ? '列表里还没有行' : undefined) ??
      (needsRow && gridOf(page) && isFresh(page, list) ? '这一行还没有内容' : undefined)
    );
  },
  run: action((page, { ui, world }) => {
    const list = listAt(page);
    if (!list) return page;
    const put = commitOrDiscard(page, world);
    const result = run(put, list, world);
    const next = isPage(result) ? result : (result.state ?? put);
    // The focus stays where it was; a field is edited anew, since its value may be another.
    const entered = editFocused(next, world);
    // A form that is begun anew is shown together with its list.
    const begun = entered.focus.list === undefined && entered.focus.stop === firstOf(entered, list);
    const again = begun ? fromHeading(entered, areaOf(ui).columns) : entered;
    return isPage(result) ? again : { ...result, state: again };
  }),
});

const toForm = (page: EntryPage, list: ListName): EntryPage => ({
  ...page,
  focus: { ...page.focus, list: undefined, stop: firstOf(page, list) },
});

/** The list that has the focus. */
const SELECTED: List<EntryPage> = {
  count: ({ focus: { list }, drafts: { document } }) => (list ? document[list].length : 0),
  rows: (page, area) => (page.focus.list ? Math.max(1, rowsInView(page, page.focus.list, area)) : 1),
  at: ({ focus: { list }, lists: rows }) => (list ? rows[list].index : 0),
  select: (page, index, context) =>
    action(now => {
      const {
        focus: { list },
      } = now;
      return list ? { ...now, lists: { ...now.lists, [list]: { ...now.lists[list], index } } } : now;
    })(page, context),
};

/** A total over the goods lines, over the marked ones where there are any; what the forms hold is in the lists first. */
const apportioning: GuardedAction<EntryPage> = {
  cannot: lockedBecause,
  run: action((page, { world }) => {
    if (page.popups.length > 0) return info('先关闭弹窗');
    const whole = commitAll(page, world);
    const { document } = whole.drafts;
    const { marked } = whole.lists[MAIN_LIST];
    const lines = marked.length > 0 ? marked : [...document[MAIN_LIST].keys()];
    const state = focusStop(whole, whole.focus.stop, world);
    if (lines.length === 0) return { state, ...info('还没有货物可以分摊') };
    const take = (edits: readonly Edit[], name: string) =>
      replyTo(
        page,
        action((now, context) => {
          if (now.drafts.document !== document) return warn('货物已有改动，请重新分摊');
          const dealt = change(
            now,
            edits.map(edit => ({ draft: 'document' as const, edit })),
            context.world,
            { name },
          );
          return { state: editFocused(dealt, context.world), ...info(`已${name}；Ctrl+Z 撤销`) };
        }),
      );
    return { state, open: openApportion(document, lines, take) };
  }),
};

/** Containers and goods: the form above, the list below (E7, E11). */
export const ROWS: Actions<EntryPage> = {
  'entry.apportion': apportioning,
  'entry.to-list': afterCommit((page, { world }) => {
    const list = listAt(page) ?? MAIN_LIST;
    const next = focusList(page, list, world);
    return page.drafts.document[list].length === 0 && next.focus.list
      ? { state: page, ...info('列表里还没有行') }
      : next;
  }),
  'rows.add': onList((page, list, world) => {
    if (!formHolds(page, list)) {
      const { editingIndex } = page.lists[list];
      if (editingIndex === undefined) return info('表单还是空的');
      return { state: toForm(clearForm(page, list, world), list), ...info(`${rowName(list, editingIndex)}没有改动`) };
    }
    return { state: toForm(addRow(page, list, world), list), ...added(page, list) };
  }),
  'rows.insert': onList((page, list, world) => {
    if (!formHolds(page, list)) return info('表单还是空的');
    const next = insertRow(page, list, world);
    return { state: toForm(next, list), ...info(`已插入${rowName(list, next.lists[list].index)}`) };
  }),
  'rows.delete': onList((page, list, world) => {
    const index = rowMeant(page, list);
    const next = deleteRow(page, list, world);
    const empty = next.drafts.document[list].length === 0;
    return { state: empty ? toForm(next, list) : next, ...info(`已删除${rowName(list, index)}，Ctrl+Z 撤销`) };
  }, true),
  'rows.copy': onList((page, list, world) => {
    const next = copyRow(page, list, world);
    return { state: next, ...info(`已复制为${rowName(list, next.lists[list].index)}`) };
  }, true),
  'rows.up': onList((page, list, world) => moveRow(page, list, -1, world) ?? info('已经是第一行'), true),
  'rows.down': onList((page, list, world) => moveRow(page, list, 1, world) ?? info('已经是最后一行'), true),
  'rows.take': onList(
    (page, list, world) => {
      const isNew = formHolds(page, list) && page.lists[list].editingIndex === undefined;
      const lacks = isNew && lockedBecause(page) === undefined ? lackingInForm(page, list) : '';
      return lacks === '' ? taking(page, list, world) : { state: page, open: askBeforeTaking(page, list, lacks) };
    },
    true,
    true,
  ),
  'rows.clear': onList((page, list, world) => toForm(clearForm(page, list, world), list)),
  'rows.make-goods': {
    cannot: page =>
      lockedBecause(page) ??
      (page.drafts.document[MAIN_LIST].length === 0 && !formHolds(page, MAIN_LIST) ? '先录入货物' : undefined),
    run: action((page, { world }) => {
      const { page: linked, made } = makeLinks(commitAll(page, world), world);
      return {
        state: focusStop(linked, linked.focus.stop, world),
        ...info(made > 0 ? `已生成 ${made} 条箱货对应关系` : '没有新的箱号可以对应'),
      };
    }),
  },
  ...listActions('list', SELECTED),
  'list.leave': action((page, { world }) => editFocused({ ...page, focus: { ...page.focus, list: undefined } }, world)),
};
