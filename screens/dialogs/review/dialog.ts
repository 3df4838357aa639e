import type { Fault } from '../../../src/catalogue/fault.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { wordingOf } from '../../../src/catalogue/wording.ts';
import type { Row } from '../../../src/declaration/path.ts';
import { textOfFault } from '../../../src/jobs/fault-text.ts';
import type { ImportFault } from '../../../src/jobs/read-workbooks.ts';
import type { ReviewedRow, RowsReview } from '../../../src/jobs/review-rows.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, ActionContext } from '../../contract/change.ts';
import { warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { fitted, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred, wrapped } from '../../draw/picture.ts';
import { NO_LISTS } from '../../fields/field-editor.ts';
import { headingOf, textIn } from '../../fields/list-column.ts';
import type { ListColumn } from '../../layout/entry.ts';
import { REVIEW_COLUMNS } from '../../layout/review.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { type PlacedColumn, placedIn, rowText, wantsOf } from '../../widgets/table.ts';
import { ask } from '../question.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';

/** What one row of a list is counted in. */
export const COUNTED: Readonly<Record<RowsReview['list'], string>> = { goods: '项货物', containers: '行集装箱' };

type Wish = Pick<ReviewDialog, 'direction' | 'held' | 'take' | 'columns' | 'question' | 'withHidden'>;

/** Shows the rows of a workbook, each with what is wrong with it below. */
export function openReview(review: RowsReview, wish: Wish): ReviewDialog {
  return { kind: 'review', review, lines: linesOf(review), index: 0, ...wish };
}

function linesOf({ rows, faults, unread, unknown }: RowsReview): readonly ReviewLine[] {
  const places = [...rows.map(({ at }) => at), ...unread, ...faults, ...unknown];
  const alone = new Set(places.flatMap(place => place?.sheet ?? [])).size < 2;
  const line = (level: Fault['level'], text: string, sheet: string | undefined): ReviewLine => {
    const prefix = `${cleanLine(sheet ?? '')}!`;
    // The only sheet need not be named again and again.
    return { level, text: alone && text.startsWith(prefix) ? text.slice(prefix.length) : text };
  };
  const faultLine = (fault: ImportFault): ReviewLine => line(fault.level, textOfFault(fault), fault.sheet);
  return [
    ...rows.flatMap((row, index): ReviewLine[] => [{ row: index }, ...row.faults.map(faultLine)]),
    ...unread.map(({ sheet, cell }) => line('error', cleanLine(`${sheet}!${cell} 这一行读不出，不会导入`), sheet)),
    ...faults.map(faultLine),
    ...unknown.map(({ sheet, cell, label }) =>
      line('warning', cleanLine(`${sheet}!${cell} 不认识“${label}”，不会采用`), sheet),
    ),
  ];
}

const hasErrors = ({ faults }: ReviewedRow): boolean => faults.some(({ level }) => level === 'error');

const isFault = (each: ReviewLine): boolean => 'level' in each;

const LIST = indexed<ReviewDialog>({ count: ({ lines }) => lines.length, rows: (_dialog, area) => shape(area).rows });

const nextFault: Action<ReviewDialog> = dialog => {
  const { lines, index } = dialog;
  const after = lines.findIndex((each, at) => at > index && isFault(each));
  const next = after >= 0 ? after : lines.findIndex(isFault);
  return next < 0 ? { message: { tone: 'good', text: '没有差错' } } : { state: { ...dialog, index: next } };
};

/** What is said in a question must leave room for its answers. */
const MAX_BESIDE = 5;

const take: Action<ReviewDialog> = dialog => {
  const { review, held } = dialog;
  const count = `${review.rows.length} ${COUNTED[review.list]}`;
  if (review.rows.length === 0) return warn('没有可以导入的内容；Esc 关闭');
  if (held === 0) return { close: true, reply: dialog.take('append') };
  const { question } = dialog;
  const ways = [
    { label: '追加', reply: dialog.take('append') },
    { label: '覆盖', reply: dialog.take('replace') },
  ];
  return {
    close: true,
    open: ask(
      question?.title ?? '导入',
      [
        question?.text ?? `单证里已有 ${held} ${COUNTED[review.list]}。导入的 ${count}加在后面，还是换掉原来的？`,
        ...review.beside.slice(0, MAX_BESIDE).map(fault => `! 追加后${cleanLine(wordingOf(fault))}`),
        ...(review.beside.length > MAX_BESIDE ? [`……共 ${review.beside.length} 处`] : []),
      ],
      [
        ...(question?.first === 'replace' ? ways.toReversed() : ways),
        { label: '回去', reply: replyToApp(() => ({ open: dialog })) },
      ],
    ),
  };
};

/** Frame, counts, headings, and the two lines below take room of their own. */
const shape = (area: Size) => ({ columns: Math.min(area.columns - 6, 110), rows: Math.max(3, area.rows - 7) });

const NUMBER = 11;

export const REVIEW: DialogPart<ReviewDialog> = {
  contexts: () => ['review'],
  actions: {
    ...listActions('review', LIST),
    'review.next-fault': nextFault,
    'review.take': take,
    'review.hidden': {
      cannot: ({ review, withHidden }) => (withHidden && review.hides ? undefined : '没有隐藏的行'),
      run: ({ withHidden }) => (withHidden ? { close: true, effects: [withHidden] } : {}),
    },
    'review.close': () => ({ close: true, message: { tone: 'plain', text: '没有导入，单证没有改动' } }),
  },
  draw(dialog, area, { world }: ActionContext) {
    const { review, direction, lines, index } = dialog;
    const shaped = shape(area);
    const { columns } = shaped;
    const inside = { columns: columns - 1, direction, world };
    const layout = placed(dialog, inside);
    const room = Math.max(1, Math.min(shaped.rows, lines.length));
    const shown = drawRows(lines, { index, room }, (each, _at, selected) => {
      const look = selected ? 'chosen' : 'panel';
      const mark = chosenMark(selected);
      if ('row' in each) return [mark, span(lineText(dialog, each.row, layout, inside), look)];
      const level = each.level === 'error' ? '✗ ' : '! ';
      return [mark, span(`     ${level}`, each.level), span(fitted(each.text, columns - 8), look)];
    });
    const counts = line(fitted(countsOf(dialog), columns), 'panel');
    // A line that is too long for its place is told whole below.
    const chosen = lines[index];
    const long = chosen && 'level' in chosen && widthOf(chosen.text) > columns - 8 ? chosen.text : '';
    const note = wrapped(
      long || (review.rows.some(hasErrors) ? '有差错的行也会导入，导入后按 F3 逐处改正。' : ''),
      columns,
    )
      .slice(0, 2)
      .map(text => line(text, 'panelQuiet'));
    const picture = {
      lines: [counts, line(` ${headings(layout, inside.columns)}`, 'panelQuiet'), ...shown.lines, ...note],
      cursor: { x: 0, y: shown.y + 2 },
    };
    return centred(boxed(`${dialog.question?.title ?? '导入'}前核对  ${review.name}`, picture, columns), area);
  },
};

function countsOf({ review: { list, rows, unread, unknown }, lines }: ReviewDialog): string {
  const faults = (level: string) => lines.filter(each => 'level' in each && each.level === level).length;
  const [errors, warnings] = [faults('error') - unread.length, faults('warning') - unknown.length];
  return [
    `${rows.length} ${COUNTED[list]}`,
    errors > 0 && `${errors} 处差错`,
    warnings > 0 && `${warnings} 处提醒`,
    unread.length > 0 && `${unread.length} 行读不出`,
    unknown.length > 0 && `${unknown.length} 处不认识`,
  ]
    .filter(Boolean)
    .join('，');
}

type Layout = readonly PlacedColumn<ListColumn>[];

/** The columns of the review, as wide as its rows want. */
function placed({ review: { list, rows }, columns: own = REVIEW_COLUMNS[list] }: ReviewDialog, shown: Shown): Layout {
  const { columns, direction, world } = shown;
  const context = { direction, world, own: NO_LISTS };
  const want = wantsOf(own, rows, headingOf, (column, { row }) => cleanLine(textIn(column, row as Row, context)));
  return placedIn(own, columns - NUMBER, { want, tight: true });
}

function headings(layout: Layout, columns: number): string {
  return fitted(`${fitted('序号 单元格', NUMBER)} ${rowText(layout, headingOf)}`, columns);
}

interface Shown {
  readonly columns: number;
  readonly direction: Direction;
  readonly world: World;
}

/** The row as it will stand in the list, with its number among those that are read and the cell where it begins. */
function lineText({ review: { rows } }: ReviewDialog, index: number, layout: Layout, shown: Shown): string {
  const { columns, direction, world } = shown;
  const { row, at } = rows[index] as ReviewedRow;
  const context = { direction, world, own: NO_LISTS };
  const texts = rowText(layout, column => cleanLine(textIn(column, row as Row, context)));
  return fitted(`${fitted(String(index + 1), 4, 'right')} ${fitted(at?.cell ?? '', NUMBER - 5)} ${texts}`, columns);
}
