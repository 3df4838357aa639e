import { type KeptMapping, keepColumnMapping } from '../../../src/jobs/column-mappings.ts';
import { judgingOf, type RowsReview } from '../../../src/jobs/review-rows.ts';
import { withFormer } from '../../../src/jobs/reviewed-rows.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import { choicesOfMapping, mappingOfColumns } from '../../../src/workbook/kept-mappings.ts';
import { type ColumnChoice, isSameColumn } from '../../../src/workbook/scan.ts';
import type { SourceColumn } from '../../../src/workbook/source-columns.ts';
import type { Change } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp, replyToDialog } from '../../contract/reply.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import type { OwnLists } from '../../fields/field-editor.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { openMappings } from '../mappings.ts';
import { askText, type NamingDialog } from '../naming.ts';
import { changed } from './change.ts';
import { goOnChecking } from './checking.ts';
import { columnOf } from './columns.ts';
import { openMeanings } from './meaning-dialog.ts';
import type { ReviewDialog } from './state.ts';

/** The columns of a workbook, what each is read as, and some of its values. */
export interface SourceColumnsDialog {
  readonly kind: 'sourceColumns';
  readonly review: RowsReview;
  readonly own: OwnLists;
  readonly index: number;
  readonly again: NonNullable<ReviewDialog['again']>;
}

export function openSourceColumns(
  { review, own, again }: Pick<ReviewDialog, 'review' | 'own' | 'again'>,
  index: number,
): SourceColumnsDialog {
  return { kind: 'sourceColumns', review, own, index, again: again as NonNullable<ReviewDialog['again']> };
}

/** What a column of the workbook is read as, in words. */
export function meaningOf({ list }: Pick<RowsReview, 'list'>, { ids, numbering }: SourceColumn): string {
  if (ids.length > 0) return ids.map(id => columnOf(list, id)?.title ?? id).join('、');
  return numbering ? '序号' : '不采用';
}

/** Who says what a column is read as. */
const BY: Readonly<Record<NonNullable<SourceColumn['by']>, string>> = {
  guess: '猜的',
  mapping: '对应',
  people: '改的',
};

const markOf = ({ by, hidden, ids }: SourceColumn): string =>
  hidden && ids.length === 0 ? '隐藏' : by === undefined ? '' : BY[by];

const rowsIn = ({ review }: SourceColumnsDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 6, review.columns.length));

const LIST = indexed<SourceColumnsDialog>({ count: ({ review }) => review.columns.length, rows: rowsIn });

/** A column means something else from now on; whatever had that meaning has none. */
function choicesWith(
  { review }: SourceColumnsDialog,
  column: SourceColumn,
  ids: readonly string[],
): readonly ColumnChoice[] {
  const { sheet, headAt, at } = column;
  const others = review.columns.flatMap((other): ColumnChoice[] => {
    const taken = other.sheet === sheet && other.headAt === headAt && !isSameColumn(other, column);
    const left = other.ids.filter(id => !ids.includes(id));
    return taken && left.length < other.ids.length ? [{ sheet, headAt, at: other.at, ids: left }] : [];
  });
  const now = [{ sheet, headAt, at, ids }, ...others];
  return [...review.choices.filter(choice => !now.some(other => isSameColumn(other, choice))), ...now];
}

/** Reads the sheets again, so that a column means something else. */
function meaning(
  dialog: SourceColumnsDialog,
  column: SourceColumn,
  ids: readonly string[],
): Change<SourceColumnsDialog> {
  const { cell, label } = column;
  const name = `${cell} ${cleanLine(label)} 读作${meaningOf(dialog.review, { ...column, ids })}`;
  return readingAgain(dialog, choicesWith(dialog, column, ids), name);
}

function readingAgain(
  dialog: SourceColumnsDialog,
  choices: readonly ColumnChoice[],
  name: string,
): Change<SourceColumnsDialog> {
  const effect = dialog.again(choices, review =>
    replyToDialog<ReviewDialog>('review', now => {
      const rows = withFormer(review.rows, now.review.rows, judgingOf(review));
      const state = changed(now, name, { ...review, rows });
      const text = `${name}；Ctrl+Z 撤销`;
      return {
        state,
        open: openSourceColumns(state, dialog.index),
        effects: goOnChecking(state),
        message: { tone: 'good', text },
      };
    }),
  );
  return { close: true, effects: [effect] };
}

const isGuess = ({ by }: SourceColumn): boolean => by === 'guess';

/** Whether people should look closely. */
function aboutOf({ columns, mapping }: RowsReview): string {
  const guesses = columns.filter(isGuess).length;
  if (guesses > 0) return `${guesses} 栏是按表头和内容猜的，请核对；Enter 改，Esc 看各行`;
  return mapping === undefined ? '工作簿的栏，读作什么，里面的内容' : `按栏目对应“${mapping}”读的`;
}

/** What the columns mean now is kept under a name, and chosen by itself when their headings come again. */
function keeping({ review }: SourceColumnsDialog): NamingDialog {
  const notes = ['以后导入有这些表头的工作簿，按它来读；同名的换成现在的'];
  const start = review.mapping ?? '';
  return askText({ title: '留下栏目对应', label: '名称', start, notes }, async (text, { office }) => {
    const name = cleanLine(text);
    await keepColumnMapping(office, mappingOfColumns(name, review.columns));
    return replyToApp(() => good(`栏目对应“${name}”已留下，以后自己认得这些表头`));
  });
}

/** Reads the sheets by a kept mapping. */
function taking(dialog: SourceColumnsDialog, mapping: KeptMapping): Change<SourceColumnsDialog> {
  const { name } = mapping;
  const choices = dialog.review.sheets.flatMap(sheet => choicesOfMapping(sheet, mapping));
  if (choices.length === 0) return warn(`这个工作簿没有“${name}”的全部表头`);
  return readingAgain(dialog, choices, `按栏目对应“${name}”读`);
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
      return { open: openMeanings(column, dialog.review, dialog.own, take) };
    },
    'sources.keep': dialog => ({ open: keeping(dialog) }),
    'sources.kept': () => {
      const take = (mapping: KeptMapping) =>
        replyToDialog<SourceColumnsDialog>('sourceColumns', now => taking(now, mapping));
      return { effects: [openMappings(take)] };
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
        span(fitted(` ${markOf(column)}`, 6), chosen ? 'chosen' : 'warning'),
        span(fitted(` ${samples}`, columns - name - meant - 15), chosen ? 'chosen' : 'panelQuiet'),
      ];
    });
    const head = line(fitted(aboutOf(review), columns), review.columns.some(isGuess) ? 'warning' : 'panelQuiet');
    const picture = { lines: [head, ...drawn.lines], cursor: { x: 0, y: drawn.y + 1 } };
    return centred(boxed(`各栏读作什么  ${review.name}`, picture, columns), area);
  },
};
