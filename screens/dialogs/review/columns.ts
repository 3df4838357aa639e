import { type Field, type FieldId, fieldOf, fieldsOf, isWanted } from '../../../src/catalogue/catalogue.ts';
import { fieldAt, type Row } from '../../../src/declaration/path.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import type { ReviewedRow } from '../../../src/jobs/reviewed-rows.ts';
import { cleanLine } from '../../../src/text.ts';
import { CONTAINER_COLUMNS, type Column, GOODS_COLUMNS } from '../../../src/workbook/columns.ts';
import type { World } from '../../contract/world.ts';
import { type FieldContext, messageFor, type OwnLists } from '../../fields/field-editor.ts';
import { editorOf } from '../../fields/index.ts';
import { headingOf, textIn } from '../../fields/list-column.ts';
import type { ListColumn } from '../../layout/entry.ts';
import { GRIDS, plainColumn } from '../../layout/grid.ts';
import { REVIEW_COLUMNS } from '../../layout/review.ts';
import { type PlacedColumn, placedIn, wantsOf } from '../../widgets/table.ts';
import { pathInFocus } from './lines.ts';
import type { ReviewDialog } from './state.ts';

const known: Readonly<Record<RowsReview['list'], Readonly<Record<string, Column>>>> = {
  goods: GOODS_COLUMNS,
  containers: CONTAINER_COLUMNS,
};

/** The columns that a list of a workbook may have. */
export const columnsOfList = (list: RowsReview['list']): Readonly<Record<string, Column>> => known[list];

/** The column of the program with this name. */
export const columnOf = (list: RowsReview['list'], id: string): Column | undefined => known[list][id];

/** All fields of the list that can be corrected: those of the layout, then those that the workbook has, then the others. */
export function reviewColumns(review: RowsReview, own: OwnLists): readonly ListColumn[] {
  const { list } = review;
  const { direction } = review.document;
  const { frozen = [], first = [] } = GRIDS[list] ?? {};
  const laid = [...REVIEW_COLUMNS[list], ...frozen, ...first];
  const inWorkbook = review.columns.flatMap(({ ids }) =>
    ids.flatMap(id => {
      const column = columnOf(list, id);
      return column ? [column.field, ...(column.unit ? [column.unit] : [])] : [];
    }),
  );
  const order: FieldId[] = [
    ...REVIEW_COLUMNS[list].map(({ id }) => id),
    ...inWorkbook,
    ...laid.map(({ id }) => id),
    ...(fieldsOf(list) as readonly Field[]).map(({ id }) => id as FieldId),
  ];
  return [...new Set(order)].flatMap(id => {
    const field: Field = fieldOf(id);
    const editor = editorOf(field, direction);
    const editable =
      field.parent === undefined &&
      isWanted(field, direction, messageFor(own, { direction })) &&
      field.kind !== 'computed';
    if (!editable || (!editor.take && field.kind !== 'flag')) return [];
    return [laid.find(column => column.id === id) ?? plainColumn(id)];
  });
}

/** Columns and marks of the list that comes into view: those that there are, or those of another list. */
export const forList = (
  { review, columns, marked, own }: ReviewDialog,
  next: RowsReview,
): Pick<ReviewDialog, 'columns' | 'marked'> =>
  next.list === review.list ? { columns, marked } : { columns: reviewColumns(next, own), marked: new Set() };

/** Where the value of a column is edited. */
export function contextOf(
  dialog: Pick<ReviewDialog, 'review' | 'own'>,
  row: ReviewedRow,
  id: FieldId,
  world: World,
): FieldContext {
  const { document } = dialog.review;
  return { field: fieldOf(id), row: row.row as Row, direction: document.direction, world, own: dialog.own };
}

/** The field that keys go by: of a fault its own, else that of the column in focus. */
export function fieldInFocus(dialog: ReviewDialog): FieldId | undefined {
  const { columns, column } = dialog;
  return columns[columnOfFault(dialog) ?? column]?.id;
}

/** The column of the fault in focus. */
export function columnOfFault(dialog: ReviewDialog): number | undefined {
  const path = pathInFocus(dialog);
  const id = path === undefined ? undefined : fieldAt(path)?.id;
  const at = dialog.columns.findIndex(column => column.id === id);
  return at < 0 ? undefined : at;
}

/** The columns that stand before those of the list: mark, number, cell. */
export const BEFORE = 14;

/** Columns in view. */
export interface InView {
  readonly columns: readonly PlacedColumn<ListColumn>[];
  /** How many are out of sight at either side. */
  readonly before: number;
  readonly after: number;
}

/** As many columns as there is room for, that in focus among them; the name stays when others are scrolled. */
export function columnsInView(dialog: ReviewDialog, room: number, world: World): InView {
  const { columns } = dialog;
  const focus = fieldInFocus(dialog);
  const at = columns.findIndex(({ id }) => id === focus);
  const want = wants(dialog, world);
  const stay = GRIDS[dialog.review.list]?.frozen.map(({ id }) => id) ?? [];
  const from = (first: number): readonly ListColumn[] => [
    ...columns.slice(0, first).filter(({ id }) => stay.includes(id)),
    ...columns.slice(first),
  ];
  const shown = (first: number): readonly PlacedColumn<ListColumn>[] =>
    placedIn(from(first), room, { want, tight: true, overflow: 'stop' });
  let first = 0;
  while (first < at && !shown(first).some(({ column }) => column.id === focus)) first += 1;
  const inView = shown(first);
  return { columns: inView, before: first, after: from(first).length - inView.length };
}

const measured = new WeakMap<RowsReview, { of: readonly ListColumn[]; want: (column: ListColumn) => number }>();

/** Rows of which more are checked want what they wanted before, so that nothing moves and nothing is measured between two keys. */
export function keepWants(before: RowsReview, after: RowsReview): void {
  const known = measured.get(before);
  if (known) measured.set(after, known);
}

/** What the columns want, measured once for each state of the rows. */
function wants(dialog: ReviewDialog, world: World): (column: ListColumn) => number {
  const { review, columns, own } = dialog;
  const before = measured.get(review);
  if (before?.of === columns) return before.want;
  const taken = review.rows.filter(({ taken }) => taken);
  const want = wantsOf(columns, taken, headingOf, (column, row) => shownIn(column, row, { review, own }, world));
  measured.set(review, { of: columns, want });
  return want;
}

/** What a row shows in a column. */
export function shownIn(
  column: ListColumn,
  { row }: ReviewedRow,
  { review, own }: { readonly review: RowsReview; readonly own: OwnLists },
  world: World,
): string {
  const { direction } = review.document;
  return cleanLine(textIn(column, row as Row, { direction, world, own }));
}
