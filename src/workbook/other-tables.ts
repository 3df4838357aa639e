import { fieldOf } from '../catalogue/catalogue.ts';
import type { Column } from './columns.ts';
import type { Sheet } from './sheet.ts';

/** As much of a table as tells what fits into it; `rows` are those that hold anything below its headings. */
interface Table {
  readonly kind: 'goods' | 'containers';
  readonly columns: readonly { readonly at: number; readonly column: Column }[];
  readonly rows: readonly number[];
}

/**
 * The lines below a table that belong to another one, whose headings lead nowhere: charges, a price list, a packing list by cartons, or who
 * signed. They begin with a line of labels in the place of numbers and codes, and end with a blank line.
 */
export function othersIn(sheet: Sheet, { kind, columns, rows }: Table): number[] {
  const typed = typedPlaces(kind, columns);
  if (typed.length === 0) return [];
  const others: number[] = [];
  let isOther = false;
  let isBelow = false;
  let isFirst = false;
  for (const [index, line] of rows.entries()) {
    const cells = sheet.rows[line] ?? [];
    if (index > 0 && rows[index - 1] !== line - 1 && isBlank(sheet, line - 1)) {
      isOther = false;
      isBelow = true;
      isFirst = true;
    }
    const wrong = misplaced(cells, typed);
    if (wrong > 0 && isLabels(cells) && rows[index + 1] !== undefined && !isBlank(sheet, line + 1)) {
      if (wrong > 1 || (isFirst && filledIn(cells) > 2)) isOther = true;
    }
    if (isOther || (isBelow && wrong > 1)) others.push(line);
    // One cell is the title of what follows, or a remark: the line behind it is the first.
    if (isFirst && filledIn(cells) > 1) isFirst = false;
  }
  return others;
}

/** Whether a line that stands alone above others is one of labels: of a table whose columns are not known yet. */
export function beginsOther(sheet: Sheet, line: number): boolean {
  const cells = sheet.rows[line] ?? [];
  return isBlank(sheet, line - 1) && !isBlank(sheet, line + 1) && isLabels(cells) && filledIn(cells) > 2;
}

/** Where a line of the table has digits, if it has anything: amounts, dates, the codes or numbers that it is about. */
function typedPlaces(kind: Table['kind'], columns: Table['columns']): readonly number[] {
  const isTyped = ({ column }: Table['columns'][number]) => {
    const { kind: of } = fieldOf(column.field);
    return (
      of === 'decimal' || of === 'integer' || of === 'date' || (column.key && (of === 'code' || kind === 'containers'))
    );
  };
  return [...new Set(columns.filter(isTyped).map(({ at }) => at))];
}

/** How many of these places hold something without a digit; none where one of them has what belongs there, or where the line is a remark. */
function misplaced(cells: readonly string[], places: readonly number[]): number {
  let wrong = 0;
  for (const at of places) {
    const cell = cells[at] ?? '';
    if (/\d/u.test(cell)) return 0;
    if (cell !== '') wrong += 1;
  }
  // `制表人：张三` is a remark, wherever it stands.
  return wrong > 0 && cells.some(cell => LABELLED.test(cell)) ? 0 : wrong;
}

const isLabels = (cells: readonly string[]): boolean =>
  cells.every(cell => cell === '' || (/^\D/u.test(cell) && /\p{L}/u.test(cell) && cell.length <= MAX_LABEL));
const MAX_LABEL = 30;
/** `开户行：…`, a label and its value in one cell. */
export const LABELLED = /^[^\d:：]{2,12}[:：]\s*\S/u;

const filledIn = (cells: readonly string[]): number => cells.filter(cell => cell !== '').length;

const isBlank = ({ rows }: Sheet, line: number): boolean => !rows[line]?.some(cell => cell !== '');
