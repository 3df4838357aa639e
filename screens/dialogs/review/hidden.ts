import { withFormerReview } from '../../../src/jobs/review-declaration.ts';
import { judgingOf, type RowsReview } from '../../../src/jobs/review-rows.ts';
import { withFormer, withTaken } from '../../../src/jobs/reviewed-rows.ts';
import { type ColumnChoice, isSameColumn } from '../../../src/workbook/scan.ts';
import type { SourceColumn } from '../../../src/workbook/source-columns.ts';
import type { Action, Change } from '../../contract/change.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { changed, decided } from './change.ts';
import { goOnChecking } from './checking.ts';
import type { ReviewDialog } from './state.ts';

type HiddenColumn = SourceColumn & { readonly hidden: readonly string[] };

const hiddenRows = ({ rows }: RowsReview): ReadonlySet<number> =>
  new Set([...rows.keys()].filter(at => ['hidden', 'hidden-sheet'].includes(rows[at]?.why ?? '')));

/** Hidden columns that can be read, or are. */
const hiddenColumns = ({ columns }: RowsReview): readonly HiddenColumn[] =>
  columns.filter(
    (column): column is HiddenColumn => (column.hidden?.length ?? 0) + (column.hidden ? column.ids.length : 0) > 0,
  );

/** Whether a whole declaration has hidden columns: only reading it anew takes them, or leaves them out again. */
const hidesColumns = ({ whole }: ReviewDialog): boolean =>
  whole !== undefined &&
  (whole.found.hidden === true || whole.faults.some(({ code }) => code === 'sheet.hidden-columns'));

/** The file read again with all that it hides, or without it. */
function takeWhole({ whole, againWhole }: ReviewDialog): Change<ReviewDialog> {
  if (!whole || !againWhole) return {};
  const taken = whole.found.hidden !== true;
  const name = `${taken ? '连同' : '不要'}隐藏的行和栏`;
  const effect = againWhole(taken, again =>
    replyToDialog<ReviewDialog>('review', now => {
      const next = now.whole ? withFormerReview(again, now.whole) : again;
      const state = changed(now, name, next[now.review.list], next);
      return { state, effects: goOnChecking(state), message: { tone: 'good', text: `${name}；Ctrl+Z 撤销` } };
    }),
  );
  return { effects: [effect] };
}

/** All that the workbook hides taken, or left out again where all of it is. Columns are read by reading the sheets again. */
const take: Action<ReviewDialog> = dialog => {
  if (hidesColumns(dialog)) return takeWhole(dialog);
  const { review } = dialog;
  const places = hiddenRows(review);
  const columns = hiddenColumns(review);
  const taken = [...places].some(at => !review.rows[at]?.taken) || columns.some(({ ids }) => ids.length === 0);
  const what = columns.length === 0 ? '行' : places.size === 0 ? '栏' : '行和栏';
  const name = `${taken ? '连同' : '不要'}隐藏的${what}`;
  if (columns.length === 0 || !dialog.again) return { state: decided(dialog, places, taken, name) };
  const others = review.choices.filter(choice => !columns.some(column => isSameColumn(choice, column)));
  const choices = [...others, ...(taken ? columns.map(read) : [])];
  const effect = dialog.again(choices, again =>
    replyToDialog<ReviewDialog>('review', now => {
      const judging = judgingOf(again);
      const rows = withTaken(withFormer(again.rows, now.review.rows, judging), hiddenRows(again), taken, judging);
      const state = changed(now, name, { ...again, rows });
      return { state, effects: goOnChecking(state), message: { tone: 'good', text: `${name}；Ctrl+Z 撤销` } };
    }),
  );
  return { effects: [effect] };
};

export const hidden = {
  cannot: (dialog: ReviewDialog) =>
    hidesColumns(dialog) || hiddenRows(dialog.review).size + hiddenColumns(dialog.review).length > 0
      ? undefined
      : '没有隐藏的行和栏',
  run: take,
};

const read = ({ sheet, headAt, at, ids, hidden }: HiddenColumn): ColumnChoice => ({
  sheet,
  headAt,
  at,
  ids: ids.length > 0 ? ids : hidden,
});
