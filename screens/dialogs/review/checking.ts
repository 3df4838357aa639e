import { checkedReview, judgingOf, type RowsReview } from '../../../src/jobs/review-rows.ts';
import { judgedSome, pendingIn } from '../../../src/jobs/reviewed-rows.ts';
import type { Action, Change, Effect } from '../../contract/change.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { keepWants } from './columns.ts';
import { lineOfRow, linesInView, pathInFocus, rowInFocus } from './lines.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';

/** Rows that are checked between two keys. */
const SLICE = 100;

/** So many rows above the one in focus are in view. */
const ABOVE = 50;

/** Checks some more rows beside those who look at them, those in view first, and goes on until all are checked. */
export function goOnChecking({ review }: Pick<ReviewDialog, 'review'>): readonly Effect[] {
  if (pendingIn(review.rows) === 0) return [];
  return [
    {
      async run({ office }) {
        await office.wait(0);
        return replyToDialog<ReviewDialog>('review', now => {
          const next = checkedSome(now);
          return { state: next, effects: goOnChecking(next) };
        });
      },
    },
  ];
}

function checkedSome(dialog: ReviewDialog): ReviewDialog {
  const { review } = dialog;
  const at = rowInFocus(dialog)?.at ?? 0;
  const rows = judgedSome(review.rows, Math.max(0, at - ABOVE), SLICE, judgingOf(review));
  return rows === review.rows ? dialog : withRows(dialog, { ...review, rows });
}

/** The same rows, more of them checked: the focus stays on what it is on. */
function withRows(dialog: ReviewDialog, review: RowsReview): ReviewDialog {
  keepWants(dialog.review, review);
  const next = { ...dialog, review };
  const lines = linesInView(next);
  const focus = rowInFocus(dialog);
  if (dialog.view !== 'rows' || !focus) return { ...next, lines, index: Math.min(dialog.index, lines.length - 1) };
  const path = pathInFocus(dialog);
  const first = lineOfRow(lines, focus.at);
  const same = path === undefined ? first : lines.findIndex(line => isFaultAt(line, focus.at, path));
  return { ...next, lines, index: same < 0 ? first : same };
}

const isFaultAt = (line: ReviewLine, row: number, path: string): boolean =>
  line.level !== undefined && line.row === row && line.path === path;

/** Runs an action once all rows are checked; people wait for it, and may give it up. */
export const checkedFirst =
  (then: Action<ReviewDialog>): Action<ReviewDialog> =>
  (dialog, context): Change<ReviewDialog> => {
    const { review } = dialog;
    if (pendingIn(review.rows) === 0) return then(dialog, context);
    return {
      effects: [
        {
          label: '正在检查其余的行',
          async run({ office, signal, progress }) {
            const checked = await checkedReview(office, review, { signal, onProgress: progress });
            return replyToDialog<ReviewDialog>('review', (now, later) => then(withRows(now, checked), later));
          },
        },
      ],
    };
  };
