import { wordingOf } from '../../../src/catalogue/wording.ts';
import type { DeclarationReview } from '../../../src/jobs/review-declaration.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import { besideThose, goesIn } from '../../../src/jobs/reviewed-rows.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, ActionContext, Actions, Change, Reply } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { sessionContexts } from '../../fields/field-session.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { within } from '../../widgets/list-moves.ts';
import { ask } from '../question.ts';
import { ADDITIONS } from './add.ts';
import { decided, redo, undo } from './change.ts';
import { checkedFirst, checkingOn, goOnChecking } from './checking.ts';
import { columnOfFault, reviewColumns } from './columns.ts';
import { EDITING, editContext, typing } from './edit.ts';
import { hidden } from './hidden.ts';
import { ADDED, COUNTED, lineOfRow, linesInView, rowInFocus } from './lines.ts';
import { closeValues, nextFault, openValues, toggleEmpty, toPart } from './parts.ts';
import { openSourceColumns } from './source-columns-dialog.ts';
import type { ReviewDialog, WholeWay } from './state.ts';
import { toggleValue } from './value-edit.ts';
import { drawReview, shapeOf } from './view.ts';

type Wish = Pick<ReviewDialog, 'held' | 'take' | 'question' | 'again' | 'own'>;
type WholeWish = Pick<ReviewDialog, 'own' | 'takeWhole' | 'againWhole' | 'turn'>;

/** Shows the rows of a workbook, each with what is wrong with it below. */
export function openReview(review: RowsReview, wish: Wish, columns = reviewColumns(review, wish.own)): ReviewDialog {
  const dialog = { ...NONE, review, whole: undefined, view: 'rows', columns, ...wish } as const;
  return { ...dialog, lines: linesInView(dialog) };
}

/** Shows a whole declaration: what stands outside of its lists first. */
export function openWholeReview(whole: DeclarationReview, wish: WholeWish): ReviewDialog {
  const review = whole.goods;
  const take = (): Reply => replyToDialog<ReviewDialog>('review', () => ({}));
  const rows = { review, columns: reviewColumns(review, wish.own), held: 0, take };
  const dialog = { ...NONE, ...rows, whole, view: 'head', ...wish } as const;
  return { ...dialog, lines: linesInView(dialog) };
}

const NONE = {
  kind: 'review',
  marked: new Set<string>(),
  past: [],
  future: [],
  edit: undefined,
  lines: [],
  column: 0,
  index: 0,
  opened: 0,
  empty: false,
} as const;

const LIST = indexed<ReviewDialog>({ count: ({ lines }) => lines.length, rows: (_dialog, area) => shapeOf(area).rows });

/** From a fault that belongs to a column the way goes on from there. */
const sideways =
  (by: -1 | 1): Action<ReviewDialog> =>
  dialog => {
    if (dialog.view !== 'rows') return {};
    const { lines, index, columns, column } = dialog;
    const own = columnOfFault(dialog);
    const next = within((own ?? column) + by, columns.length);
    const row = rowInFocus(dialog);
    return { state: { ...dialog, column: next, index: own !== undefined && row ? lineOfRow(lines, row.at) : index } };
  };

const toggle: Action<ReviewDialog> = (dialog, context) => {
  if (dialog.view !== 'rows') return toggleValue(dialog, context);
  const focus = rowInFocus(dialog);
  if (!focus) return info('先选一行');
  const taken = !focus.row.taken;
  const cell = focus.row.added ? `${ADDED}的一行` : (focus.row.at?.cell ?? '');
  const state = decided(dialog, new Set([focus.at]), taken, `${cell} ${taken ? '导入' : '不导入'}`);
  return { state };
};

/** The row in focus marked, or no longer, and the next one in focus. */
const mark: Action<ReviewDialog> = dialog => {
  const focus = rowInFocus(dialog);
  if (!focus) return info('先选一行');
  const { key } = focus.row;
  const marked = new Set(dialog.marked);
  if (!marked.delete(key)) marked.add(key);
  const next = dialog.lines.findIndex((line, at) => at > dialog.index && line.level === undefined);
  return { state: { ...dialog, marked, index: next < 0 ? dialog.index : next } };
};

/** What is said in a question must leave room for its answers. */
const MAX_BESIDE = 5;

const closing = (reply: (dialog: ReviewDialog) => Change<ReviewDialog>): Reply =>
  replyToDialog<ReviewDialog>('review', dialog => ({ close: true, ...reply(dialog) }));

function takenWhole(way: WholeWay, { whole, takeWhole }: ReviewDialog): Change<ReviewDialog> {
  if (!whole || !takeWhole) return {};
  const { before } = whole;
  const reply = takeWhole(way, whole);
  if (before === undefined) return { close: true, reply };
  return {
    open: ask(
      '导入过',
      [`同样的内容已经导入为 ${before}。`],
      [{ label: '回去核对' }, { label: '再导入一次', reply: closing(() => ({ reply })) }],
    ),
  };
}

const take: Action<ReviewDialog> = dialog => {
  if (dialog.whole) return takenWhole(dialog.turn ? 'keep' : 'open', dialog);
  const { review, held } = dialog;
  const { rows } = review;
  const number = rows.filter(goesIn).length;
  const count = `${number} ${COUNTED[review.list]}`;
  if (number === 0) return warn('没有可以导入的内容；Esc 关闭');
  if (held === 0) return { close: true, reply: dialog.take('append', rows) };
  const { question } = dialog;
  const beside = review.list === 'containers' ? besideThose(review.document, rows, review.context) : [];
  const ways = [
    { label: '追加', reply: closing(now => ({ reply: now.take('append', now.review.rows) })) },
    { label: '覆盖', reply: closing(now => ({ reply: now.take('replace', now.review.rows) })) },
  ];
  return {
    open: ask(
      question?.title ?? '导入',
      [
        question?.text ?? `单证里已有 ${held} ${COUNTED[review.list]}。导入的 ${count}加在后面，还是换掉原来的？`,
        ...beside.slice(0, MAX_BESIDE).map(fault => `! 追加后${cleanLine(wordingOf(fault))}`),
        ...(beside.length > MAX_BESIDE ? [`……共 ${beside.length} 处`] : []),
      ],
      [...(question?.first === 'replace' ? ways.toReversed() : ways), { label: '回去' }],
    ),
  };
};

const GONE = { message: { tone: 'plain', text: '没有导入，单证没有改动' } } as const;

/** One of several: the next one comes without it, or none does. */
const leaving = ({ text, skip, stop }: NonNullable<ReviewDialog['turn']>): Change<ReviewDialog> => ({
  open: ask(
    '不导入这一份',
    [`${text}。已经导入的不变。`],
    [
      { label: '跳过这一份', reply: closing(() => ({ reply: skip })) },
      { label: '到此为止', reply: closing(() => ({ reply: stop })) },
      { label: '回去核对' },
    ],
  ),
});

/** What was corrected is not lost by one key. */
const close: Action<ReviewDialog> = dialog => {
  const { past, view, turn } = dialog;
  if (view === 'values') return { state: closeValues(dialog) };
  if (turn) return leaving(turn);
  return past.length === 0
    ? { close: true, ...GONE }
    : {
        open: ask(
          '不导入',
          [`核对时改了 ${past.length} 处，不导入就没有了。`],
          [{ label: '回去核对' }, { label: '不导入，放弃', reply: closing(() => GONE) }],
        ),
      };
};

const ACTIONS: Actions<ReviewDialog> = {
  ...listActions('review', LIST),
  ...EDITING,
  ...ADDITIONS,
  'review.next-fault': nextFault,
  'review.take': checkedFirst(take),
  'review.left': sideways(-1),
  'review.right': sideways(1),
  'review.toggle': toggle,
  'review.mark': mark,
  'review.undo': undo,
  'review.redo': redo,
  'review.hidden': hidden,
  'review.columns': {
    cannot: ({ again }) => (again ? undefined : '这里的栏不用对应'),
    run: dialog => ({ open: openSourceColumns(dialog, 0) }),
  },
  'review.part': toPart,
  'review.values': openValues,
  'review.empty': toggleEmpty,
  'review.keep': {
    cannot: ({ whole }) => (whole ? undefined : '这里的行加到打开的单证里；回车导入'),
    run: checkedFirst(dialog => takenWhole('keep', dialog)),
  },
  'review.close': close,
};

export const REVIEW: DialogPart<ReviewDialog> = {
  contexts(dialog, { world }: ActionContext) {
    const context = editContext(dialog, world);
    return dialog.edit && context
      ? [...sessionContexts(dialog.edit.session, context), 'reviewEdit']
      : [
          ...(dialog.whole ? (['reviewWhole'] as const) : []),
          ...(dialog.view === 'rows' ? [] : (['reviewValues'] as const)),
          'reviewParts',
          'review',
        ];
  },
  actions: Object.fromEntries(
    Object.entries(ACTIONS).map(([name, each]) => [
      name,
      typeof each === 'function' ? checkingOn(each) : { ...each, run: checkingOn(each.run) },
    ]),
  ),
  onOpen: dialog => ({ effects: goOnChecking(dialog) }),
  type: typing,
  draw: (dialog, area, { world }: ActionContext) => drawReview(dialog, area, world),
};
