import { checkedAround, type DeclarationReview, withChecked } from '../../../src/jobs/review-declaration.ts';
import { checkedReview, judgingOf, type RowsReview } from '../../../src/jobs/review-rows.ts';
import { judgedSome, pendingIn } from '../../../src/jobs/reviewed-rows.ts';
import type { Action, Change, Effect, Tools } from '../../contract/change.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { keepWants } from './columns.ts';
import { keepCounts } from './counts.ts';
import { keepSheets, lineOfRow, linesAgain, linesInView, pathInFocus, rowInFocus } from './lines.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';

/** Rows that are checked between two keys: few, since a key may come just after a slice has begun. */
const SLICE = 16;

/** Slices whose rows are shown together: a picture takes longer than a slice, and a key that comes just after it has begun waits for it. */
const TOGETHER = 24;

/** So many rows above the one in focus are in view. */
const ABOVE = 50;

/** Checks some more beside those who look at it, rows in view first, and goes on until all is checked. */
export function goOnChecking(dialog: ReviewDialog): readonly Effect[] {
  const { review, whole } = dialog;
  const list = pendingList({ review, whole });
  if (list) {
    const from = list.list === review.list ? Math.max(0, (rowInFocus(dialog)?.at ?? 0) - ABOVE) : 0;
    return [
      {
        async run({ office }) {
          let { rows } = list;
          for (let slice = 0; slice < TOGETHER && pendingIn(rows) > 0; slice += 1) {
            await office.wait(0);
            rows = judgedSome(rows, from, SLICE, judgingOf(list));
          }
          return replyToDialog<ReviewDialog>('review', now => {
            // What people have changed meanwhile goes on from what they made of it.
            const same = pendingList(now);
            const next = same?.rows === list.rows ? withRows(now, keptAlong(same, rows)) : now;
            return { state: next, effects: goOnChecking(next) };
          });
        },
      },
    ];
  }
  if (!whole?.pending) return [];
  return [
    {
      async run({ office }) {
        const checked = await checkedAround(office, whole);
        return replyToDialog<ReviewDialog>('review', now =>
          // What has changed meanwhile has its own check under way.
          now.whole === whole ? { state: shownAgain(now, { review: now.review, whole: checked }) } : {},
        );
      },
    },
  ];
}

/** The list that has rows to be checked: the one in view before the other. */
function pendingList({ review, whole }: Pick<ReviewDialog, 'review' | 'whole'>): RowsReview | undefined {
  const others = whole ? [whole.goods, whole.containers] : [];
  return [review, ...others].find(({ rows }) => pendingIn(rows) > 0);
}

/** The list with more of its rows checked, and what is known of it brought along. */
function keptAlong(list: RowsReview, rows: RowsReview['rows']): RowsReview {
  const next = { ...list, rows };
  keepWants(list, next);
  keepSheets(list, next);
  keepCounts(list.rows, rows);
  return next;
}

/** The same rows, more of them checked. */
function withRows(dialog: ReviewDialog, rows: RowsReview): ReviewDialog {
  const whole = dialog.whole && withChecked(dialog.whole, rows);
  return shownAgain(dialog, { review: rows.list === dialog.review.list ? rows : dialog.review, whole });
}

/** The focus stays on what it is on. */
function shownAgain(
  dialog: ReviewDialog,
  { review, whole }: { readonly review: RowsReview; readonly whole: DeclarationReview | undefined },
): ReviewDialog {
  const next = { ...dialog, review, whole };
  const lines = linesChecked(dialog, next);
  const focus = rowInFocus(dialog);
  const path = pathInFocus(dialog);
  if (dialog.view !== 'rows') {
    const place = dialog.lines[dialog.index]?.place;
    const same = lines.findIndex(line => (place === undefined ? isFault(line, path) : line.place === place));
    return { ...next, lines, index: same < 0 ? Math.max(0, Math.min(dialog.index, lines.length - 1)) : same };
  }
  if (!focus) return { ...next, lines, index: Math.min(dialog.index, lines.length - 1) };
  const first = lineOfRow(lines, focus.at);
  const same = path === undefined ? first : lines.findIndex(line => isFaultAt(line, focus.at, path));
  return { ...next, lines, index: same < 0 ? first : same };
}

function linesChecked(dialog: ReviewDialog, next: ReviewDialog): readonly ReviewLine[] {
  const { view, review, whole, opened, lines } = dialog;
  if (view === 'rows') return review === next.review ? lines : linesAgain(lines, review, next.review);
  const same =
    view === 'values' ? review.rows[opened] === next.review.rows[opened] : whole?.faults === next.whole?.faults;
  return same ? lines : linesInView(next);
}

const isFault = (line: ReviewLine, path: string | undefined): boolean =>
  line.level !== undefined && path !== undefined && line.path === path;

const isFaultAt = (line: ReviewLine, row: number, path: string): boolean => isFault(line, path) && line.row === row;

/** What an action changes is checked beside it; where rows are being checked, that goes on to what has changed. */
export const checkingOn =
  (action: Action<ReviewDialog>): Action<ReviewDialog> =>
  (dialog, context) => {
    const change = action(dialog, context);
    const { state } = change;
    if (!state || (state.review === dialog.review && state.whole === dialog.whole) || pendingList(dialog))
      return change;
    return { ...change, effects: [...(change.effects ?? []), ...goOnChecking(state)] };
  };

/** Runs an action once all rows are checked; people wait for it, and may give it up. */
export const checkedFirst =
  (then: Action<ReviewDialog>): Action<ReviewDialog> =>
  (dialog, context): Change<ReviewDialog> => {
    const pending = [dialog.review, ...(dialog.whole ? [dialog.whole.goods, dialog.whole.containers] : [])].filter(
      ({ rows }, at, all) => pendingIn(rows) > 0 && all.findIndex(each => each.rows === rows) === at,
    );
    if (pending.length === 0) return then(dialog, context);
    return {
      effects: [
        {
          label: '正在检查其余的行',
          async run(tools) {
            const checked: RowsReview[] = [];
            for (const list of pending) checked.push(await checkedList(list, tools));
            return replyToDialog<ReviewDialog>('review', (now, later) => then(checked.reduce(withRows, now), later));
          },
        },
      ],
    };
  };

const checkedList = (list: RowsReview, { office, signal, progress }: Tools): Promise<RowsReview> =>
  checkedReview(office, list, { signal, onProgress: progress });
