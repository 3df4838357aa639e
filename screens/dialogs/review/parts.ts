import { parsePath } from '../../../src/declaration/path.ts';
import type { RowsOf } from '../../../src/jobs/read-workbooks.ts';
import { goesIn, pendingIn } from '../../../src/jobs/reviewed-rows.ts';
import type { Action } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import { forList } from './columns.ts';
import { lineOfRow, linesInView, rowInFocus } from './lines.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';
import { fieldOfRow } from './value-lines.ts';

/** The parts of a declaration in the order of their digits. */
export const PARTS = ['head', 'goods', 'containers'] as const;
export type Part = (typeof PARTS)[number];

export const partOf = ({ view, review }: Pick<ReviewDialog, 'view' | 'review'>): Part =>
  view === 'head' ? 'head' : review.list;

/** Another part of the declaration in view, from its top. */
export function atPart(dialog: ReviewDialog, part: Part): ReviewDialog {
  const { whole } = dialog;
  if (!whole) return dialog;
  const review = part === 'head' ? dialog.review : whole[part];
  const next = {
    ...dialog,
    review,
    view: part === 'head' ? 'head' : 'rows',
    index: 0,
    edit: undefined,
    fresh: undefined,
  } as const;
  const isOther = review.list !== dialog.review.list;
  const shown = { ...next, ...forList(dialog, review), ...(isOther && { column: 0 }) };
  return { ...shown, lines: linesInView(shown) };
}

/** The row that a path of the declaration leads into, in its list, at the column of the path; undefined for other paths. */
export function atRow(dialog: ReviewDialog, path: string): ReviewDialog | undefined {
  const [list, number] = parsePath(path) ?? [];
  if (!dialog.whole || typeof number !== 'number' || !PARTS.includes(list as Part)) return undefined;
  const next = atPart(dialog, list as RowsOf);
  const taken = [...next.review.rows.entries()].flatMap(([at, row]) => (goesIn(row) ? [at] : []));
  const field = fieldOfRow(path);
  const column = next.columns.findIndex(({ id }) => id === field?.id);
  return { ...next, index: lineOfRow(next.lines, taken[number] ?? 0), column: Math.max(0, column) };
}

export const toPart: Action<ReviewDialog> = (dialog, { nth }) => {
  const part = PARTS[nth];
  return dialog.whole && part ? { state: atPart(dialog, part) } : info('这里只有一张表');
};

/** The values of the row in focus one below the other, with those of its popups. */
export const openValues: Action<ReviewDialog> = dialog => {
  const focus = rowInFocus(dialog);
  if (dialog.view !== 'rows' || !focus) return info('在列表里的一行上按');
  if (!focus.row.taken) return info('这一行不导入；空格改为导入后再看');
  const next = { ...dialog, view: 'values', opened: focus.at, index: 0, fresh: undefined } as const;
  return { state: { ...next, lines: linesInView(next) } };
};

/** Back to the rows, at the one whose values were in view. */
export function closeValues(dialog: ReviewDialog): ReviewDialog {
  const next = { ...dialog, view: 'rows' } as const;
  const lines = linesInView(next);
  return { ...next, lines, index: lineOfRow(lines, dialog.opened) };
}

/** Values that are empty in view, or no longer; the focus stays at its place. */
export const toggleEmpty: Action<ReviewDialog> = dialog => {
  if (dialog.view === 'rows') return info('空栏在表头和逐栏里列出');
  const place = dialog.lines[dialog.index]?.place;
  const next = { ...dialog, empty: !dialog.empty };
  const lines = linesInView(next);
  const at = lines.findIndex(line => line.place === place);
  return { state: { ...next, lines, index: Math.max(0, at) } };
};

const isFault = ({ level }: ReviewLine): boolean => level !== undefined;

/** The next fault of what is in view, then of the other parts. */
export const nextFault: Action<ReviewDialog> = dialog => {
  const { lines, index, whole, view } = dialog;
  const after = lines.findIndex((each, at) => at > index && isFault(each));
  if (after >= 0) return { state: { ...dialog, index: after } };
  const from = PARTS.indexOf(partOf(dialog));
  const others = whole && view !== 'values' ? [...PARTS.slice(from + 1), ...PARTS.slice(0, from)] : [];
  for (const part of others) {
    const next = atPart(dialog, part);
    const first = next.lines.findIndex(isFault);
    if (first >= 0) return { state: { ...next, index: first } };
  }
  const first = lines.findIndex(isFault);
  if (first < 0 && pendingIn(dialog.review.rows) > 0) return info('还在检查，到现在没有差错');
  return first < 0 ? { message: { tone: 'good', text: '没有差错' } } : { state: { ...dialog, index: first } };
};
