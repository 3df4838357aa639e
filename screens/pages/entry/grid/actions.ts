import type { ListName } from '../../../../src/catalogue/catalogue.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import { changeSwitches } from '../../../../src/jobs/switches.ts';
import { areaOf } from '../../../contract/area.ts';
import type { Action, Actions, Change, Effect } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import type { World } from '../../../contract/world.ts';
import { MAIN_LIST } from '../../../layout/entry.ts';
import { GRIDS } from '../../../layout/grid.ts';
import { editFocused, firstOf, focusStop } from '../focus.ts';
import { fromHeading } from '../lines.ts';
import { addRow, clearForm, loadRow, rowName } from '../list-edits.ts';
import { action, afterCommit } from '../run-action.ts';
import { type EntryPage, formHolds, GRID_START, listAt, lockedBecause, newRow } from '../state.ts';
import { GRID_EDITS } from './edits.ts';
import { GRID_MARKS, withMarks } from './marks.ts';
import { GRID_MOVES } from './moves.ts';
import { gridOf, gridRow, isFresh, onLine } from './place.ts';
import { untouched } from './view.ts';

/** The office's pages open as the last one was left. */
const remembering = (grid: boolean): Effect => ({
  async run({ office }) {
    await changeSwitches(office, held => ({ ...held, grid }));
    return undefined;
  },
});

const wanting = (page: EntryPage, grid: EntryPage['focus']['grid']): EntryPage => ({
  ...page,
  own: { ...page.own, switches: { ...page.own.switches, grid: grid !== undefined } },
  focus: { ...page.focus, list: undefined, session: undefined, grid },
});

/** The line that stands for what had the focus: the selected row or that in the form, the line for a new one, or the first. */
function lineFor(page: EntryPage, settled: EntryPage, list: ListName): number {
  const { index } = settled.lists[list];
  if (listAt(page) !== list) return 0;
  const isNew = page.focus.list === undefined && page.lists[list].editingIndex === undefined && !formHolds(page, list);
  return isNew && lockedBecause(page) === undefined ? settled.drafts.document[list].length : Math.max(0, index);
}

/** The list as a grid, with the focus on the field and the row that the form has; what the form holds goes into the list. */
function toGrid(page: EntryPage, world: World): Change<EntryPage> {
  const list = listAt(page) ?? MAIN_LIST;
  if (!GRIDS[list]) return { state: page, ...info('这个列表只有表单') };
  const inForm = listAt(page) === list ? page.focus.stop : firstOf(page, list);
  const locked = lockedBecause(page) !== undefined;
  const holds = !locked && formHolds(page, list);
  const { editingIndex } = page.lists[list];
  const added = holds ? addRow(page, list, world) : page;
  // A row that was only looked at goes back.
  const settled = !locked && !holds && editingIndex !== undefined ? clearForm(added, list, world) : added;
  const line = lineFor(page, settled, list);
  const there = onLine(wanting(settled, GRID_START), list, line);
  const shown = focusStop(withMarks(there, list, []), inForm, world);
  const note = !holds
    ? ''
    : editingIndex === undefined
      ? `已添加${rowName(list, line)}；`
      : `已修改${rowName(list, editingIndex)}；`;
  return {
    state: shown,
    effects: [remembering(true)],
    ...info(`${note}表格：空格标记，F1 看全部按键；Ctrl+Q 回到表单`),
  };
}

/** The form again, with the row that had the focus. */
function toForm(page: EntryPage, columns: number, world: World): Change<EntryPage> {
  const list = gridOf(page);
  const form = wanting(page, undefined);
  if (!list)
    return { state: editFocused(form, world), effects: [remembering(false)], ...info('货物和集装箱用表单录入') };
  const line = gridRow(page, list);
  const begun = newRow({ document: page.drafts.document, own: page.own }, list, page.drafts.document[list].at(-1));
  const filled = isFresh(page, list)
    ? lockedBecause(page) !== undefined || sameContents(begun, page.lists[list].pristine)
      ? form
      : clearForm(form, list, world)
    : loadRow(form, list, line, world);
  return { state: fromHeading(editFocused(filled, world), columns), effects: [remembering(false)] };
}

const toggle = afterCommit((page, { ui, world }) =>
  gridOf(page) ? toForm(page, areaOf(ui).columns, world) : toGrid(page, world),
);

/** Takes back what is typed, then the marks. */
const takeBack: Action<EntryPage> = action((page, { world }) => {
  const list = gridOf(page);
  if (!list) return page;
  if (!untouched(page)) return editFocused({ ...page, focus: { ...page.focus, session: undefined } }, world);
  if (page.lists[list].marked.length > 0) return editFocused(withMarks(page, list, []), world);
  return { state: editFocused(page, world), ...info('Ctrl+Q 回到表单') };
});

/** Lists as grids: a line a row, a column a field. */
export const GRID: Actions<EntryPage> = {
  'entry.grid': toggle,
  'grid.escape': takeBack,
  ...GRID_MOVES,
  ...GRID_MARKS,
  ...GRID_EDITS,
};
