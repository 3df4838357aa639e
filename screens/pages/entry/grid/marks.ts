import { fieldOf, type ListName } from '../../../../src/catalogue/catalogue.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import { valueIn } from '../../../../src/declaration/path.ts';
import type { Actions } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import type { World } from '../../../contract/world.ts';
import { editorOf } from '../../../fields/index.ts';
import { CHOICES } from '../../../layout/entry.ts';
import { editFocused } from '../focus.ts';
import { type EntryPage, stopAt } from '../state.ts';
import { fieldContextOf } from '../value-path.ts';
import { inGrid } from './moves.ts';
import { gridLines, gridRow, isFresh, onLine, rowAt } from './place.ts';

/** The page with these rows marked, and no others. */
export function withMarks(page: EntryPage, list: ListName, marked: readonly number[]): EntryPage {
  return {
    ...page,
    lists: { ...page.lists, [list]: { ...page.lists[list], marked: [...new Set(marked)].sort((a, b) => a - b) } },
  };
}

export const allRows = ({ drafts: { document } }: Pick<EntryPage, 'drafts'>, list: ListName): readonly number[] => [
  ...document[list].keys(),
];

const down = (page: EntryPage, list: ListName, by: -1 | 1, world: World): EntryPage => {
  const line = Math.max(0, Math.min(gridLines(page, list) - 1, gridRow(page, list) + by));
  return editFocused(onLine(page, list, line), world);
};

const marking = (by: -1 | 1, extend: boolean) =>
  inGrid((page, list, { world }) => {
    const line = gridRow(page, list);
    if (isFresh(page, list))
      return extend ? down(page, list, by, world) : { state: editFocused(page, world), ...info('这一行还没有内容') };
    const { marked } = page.lists[list];
    const has = marked.includes(line);
    const other = line + by;
    const more = extend && other >= 0 && other < page.drafts.document[list].length ? [other] : [];
    const next = has && !extend ? marked.filter(row => row !== line) : [...marked, line, ...more];
    return down(withMarks(page, list, next), list, by, world);
  });

const markAll = inGrid((page, list, { world }) => {
  const all = allRows(page, list);
  const isAll = page.lists[list].marked.length === all.length;
  return editFocused(withMarks(page, list, isAll ? [] : all), world);
});

/** Rows are alike that have the same in this column and, where its codes hang on another one, in that. */
const markSame = inGrid((page, list, { world }) => {
  const state = editFocused(page, world);
  if (isFresh(page, list)) return { state, ...info('这一行还没有内容') };
  const { id } = stopAt(page);
  const under = CHOICES[id]?.under;
  const fields = [...(under ? [under] : []), id].map(fieldOf);
  const own = rowAt(page, list, gridRow(page, list));
  const rows = allRows(page, list).filter(line =>
    fields.every(field => sameContents(valueIn(rowAt(page, list, line), field), valueIn(own, field))),
  );
  const words = fields.map(field => {
    const value = valueIn(own, field);
    const shown = editorOf(field, page.drafts.document.direction).shown(value, fieldContextOf(page, field, world));
    return `【${field.label}】${isMissing(value) ? '没有填写' : shown}`;
  });
  return { state: withMarks(state, list, rows), ...info(`已标记 ${rows.length} 行：${words.join('，')}`) };
});

/** Rows are marked for what is done with several at once. */
export const GRID_MARKS: Actions<EntryPage> = {
  'grid.mark': marking(1, false),
  'grid.mark-down': marking(1, true),
  'grid.mark-up': marking(-1, true),
  'grid.mark-all': markAll,
  'grid.mark-same': markSame,
};
