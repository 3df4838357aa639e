import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import { withFormer } from '../../../src/jobs/reviewed-rows.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { ColumnChoice } from '../../../src/workbook/scan.ts';
import type { SourceColumn } from '../../../src/workbook/source-columns.ts';
import type { Change } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { changed, judgingOf } from './change.ts';
import { columnOf } from './columns.ts';
import { openMeanings } from './meaning-dialog.ts';
import type { ReviewDialog } from './state.ts';

/** The columns of a workbook, what each is read as, and some of its values. */
export interface SourceColumnsDialog {
  readonly kind: 'sourceColumns';
  readonly review: RowsReview;
  readonly index: number;
  readonly again: NonNullable<ReviewDialog['again']>;
}

export function openSourceColumns(
  { review, again }: Pick<ReviewDialog, 'review' | 'again'>,
  index: number,
): SourceColumnsDialog {
  return { kind: 'sourceColumns', review, index, again: again as NonNullable<ReviewDialog['again']> };
}

/** What a column of the workbook is read as, in words. */
export function meaningOf({ list }: Pick<RowsReview, 'list'>, { ids, numbering }: SourceColumn): string {
  if (ids.length > 0) return ids.map(id => columnOf(list, id)?.title ?? id).join('、');
  return numbering ? '序号' : '不采用';
}

const rowsIn = ({ review }: SourceColumnsDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 6, review.columns.length));

const LIST = indexed<SourceColumnsDialog>({ count: ({ review }) => review.columns.length, rows: rowsIn });

const isSame = (column: SourceColumn, other: Pick<ColumnChoice, 'sheet' | 'headAt' | 'at'>): boolean =>
  column.sheet === other.sheet && column.headAt === other.headAt && column.at === other.at;

/** A column means something else from now on; whatever had that meaning has none. */
function choicesWith(
  { review }: SourceColumnsDialog,
  column: SourceColumn,
  ids: readonly string[],
): readonly ColumnChoice[] {
  const { sheet, headAt, at } = column;
  const others = review.columns.flatMap((other): ColumnChoice[] => {
    const taken = other.sheet === sheet && other.headAt === headAt && !isSame(other, column);
    const left = other.ids.filter(id => !ids.includes(id));
    return taken && left.length < other.ids.length ? [{ sheet, headAt, at: other.at, ids: left }] : [];
  });
  const now = [{ sheet, headAt, at, ids }, ...others];
  return [...review.choices.filter(choice => !now.some(other => isSame({ ...column, at: other.at }, choice))), ...now];
}

/** Reads the sheets again, so that a column means something else. */
function meaning(
  dialog: SourceColumnsDialog,
  column: SourceColumn,
  ids: readonly string[],
): Change<SourceColumnsDialog> {
  const { cell, label } = column;
  const name = `${cell} ${cleanLine(label)} 读作${meaningOf(dialog.review, { ...column, ids })}`;
  const effect = dialog.again(choicesWith(dialog, column, ids), review =>
    replyToDialog<ReviewDialog>('review', now => {
      const rows = withFormer(review.rows, now.review.rows, judgingOf(review));
      const state = changed(now, name, { ...review, rows });
      const text = `${name}；Ctrl+Z 撤销`;
      return { state, open: openSourceColumns(state, dialog.index), message: { tone: 'good', text } };
    }),
  );
  return { close: true, effects: [effect] };
}

export const SOURCE_COLUMNS: DialogPart<SourceColumnsDialog> = {
  contexts: () => ['sources'],
  actions: {
    ...listActions('sources', LIST),
    'sources.choose': dialog => {
      const column = dialog.review.columns[dialog.index];
      if (!column) return {};
      const take = (ids: readonly string[]) =>
        replyToDialog<SourceColumnsDialog>('sourceColumns', now => meaning(now, column, ids));
      return { open: openMeanings(column, dialog.review, take) };
    },
    'sources.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(88, area.columns - 6);
    const { review, index } = dialog;
    const wide = (texts: readonly string[], most: number): number => Math.min(most, Math.max(6, ...texts.map(widthOf)));
    const name = wide(
      review.columns.map(({ label }) => label),
      20,
    );
    const meant = wide(
      review.columns.map(column => meaningOf(review, column)),
      18,
    );
    const drawn = drawRows(review.columns, { index, room: rowsIn(dialog, area) }, (column, _at, chosen): Line => {
      const look = chosen ? 'chosen' : 'panel';
      const samples = cleanLine(column.samples.join(' / '));
      const none = column.ids.length === 0 && !column.numbering;
      return [
        chosenMark(chosen),
        span(fitted(column.cell, 5), chosen ? 'chosen' : 'key'),
        span(fitted(` ${cleanLine(column.label) || '（无表头）'}`, name + 1), look),
        span(fitted(` → ${meaningOf(review, column)}`, meant + 3), chosen ? 'chosen' : none ? 'warning' : 'panel'),
        span(fitted(`  ${samples}`, columns - name - meant - 10), chosen ? 'chosen' : 'panelQuiet'),
      ];
    });
    const head = line(fitted('工作簿的栏，读作什么，里面的内容', columns), 'panelQuiet');
    const picture = { lines: [head, ...drawn.lines], cursor: { x: 0, y: drawn.y + 1 } };
    return centred(boxed(`各栏读作什么  ${review.name}`, picture, columns), area);
  },
};
