import type { Fault } from '../../../src/catalogue/fault.ts';
import { describe } from '../../../src/declaration/describe.ts';
import { textOfFault } from '../../../src/jobs/fault-text.ts';
import type { ImportFault } from '../../../src/jobs/read-workbooks.ts';
import type { DeclarationReview } from '../../../src/jobs/review-declaration.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import { goesIn, pendingIn, type ReviewedRow } from '../../../src/jobs/reviewed-rows.ts';
import { cleanLine } from '../../../src/text.ts';
import { LEFT_WORDS } from '../../../src/workbook/wording.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';
import { faultsInView, placesInView } from './value-lines.ts';

/** What one row of a list is counted in. */
export const COUNTED: Readonly<Record<RowsReview['list'], string>> = { goods: '项货物', containers: '行集装箱' };

/** Stands where other rows have their cell. */
export const ADDED = '新加';

/** Whether all comes from one sheet, which need not be named again and again. */
export function isOfOneSheet({ rows, faults, unknown }: RowsReview): boolean {
  const sheets = new Set<string>();
  for (const { at } of rows) if (at) sheets.add(at.sheet);
  for (const { sheet } of [...faults, ...unknown]) if (sheet !== undefined) sheets.add(sheet);
  return sheets.size < 2;
}

/** What is in view: rows, or values one below the other, each with what is wrong with it. */
export function linesInView(dialog: ReviewDialog): readonly ReviewLine[] {
  const { view, whole, review } = dialog;
  if (view === 'rows') return linesOf(review);
  const places = placesInView(dialog);
  const faults = faultsInView(dialog);
  const told = (fault: ImportFault): ReviewLine => ({ level: fault.level, text: textOfFault(fault), path: fault.path });
  const known = new Set(places);
  return [
    ...places.flatMap((place): ReviewLine[] => [{ place }, ...faults.filter(({ path }) => path === place).map(told)]),
    ...faults.filter(({ path }) => !known.has(path)).map(told),
    ...(view === 'head' ? aroundLines(whole) : []),
  ];
}

/** What nobody knows, and that the same came before. */
function aroundLines(whole: DeclarationReview | undefined): readonly ReviewLine[] {
  const { before, found } = whole ?? {};
  return [
    ...(before === undefined ? [] : [{ level: 'warning', text: `同样的内容已经导入过：${before}` } as const]),
    ...(found?.unknown ?? []).map(unknown => ({ level: 'warning', text: textOfUnknown(unknown) }) as const),
  ];
}

const textOfUnknown = ({ sheet, cell, label }: RowsReview['unknown'][number]): string =>
  cleanLine(`${sheet}!${cell} 不认识“${label}”，不会采用`);

/** Every row with what is wrong with it below, and then what belongs to none. */
function linesOf(review: RowsReview): readonly ReviewLine[] {
  const { rows, faults, unknown } = review;
  const alone = isOfOneSheet(review);
  const told = (level: Fault['level'], text: string, sheet: string | undefined): ReviewLine & { level: string } => {
    const prefix = `${cleanLine(sheet ?? '')}!`;
    return { level, text: alone && text.startsWith(prefix) ? text.slice(prefix.length) : text };
  };
  const faultLine = (fault: ImportFault) => told(fault.level, textOfFault(fault), fault.sheet);
  // Faults of a row count from the row itself: where no cell says which it is, its line does.
  const first = describe(`${review.list}[0]`);
  const ofRow = (fault: ImportFault) => {
    const line = faultLine(fault);
    return line.text.startsWith(first) ? { ...line, text: line.text.slice(first.length).replace(/^：/u, '') } : line;
  };
  // Thousands of rows are gone through after every slice that is checked.
  const lines: ReviewLine[] = [];
  for (const [index, row] of rows.entries()) {
    lines.push({ row: index });
    for (const fault of row.faults) lines.push({ ...ofRow(fault), row: index, path: fault.path });
  }
  for (const fault of faults) lines.push(faultLine(fault));
  for (const each of unknown) lines.push(told('warning', textOfUnknown(each), each.sheet));
  return lines;
}

/** The line of a row. */
export const lineOfRow = (lines: readonly ReviewLine[], row: number): number =>
  Math.max(
    0,
    lines.findIndex(line => line.row === row && line.level === undefined),
  );

/** Where the fault in focus lies, if that is what is in focus. */
export function pathInFocus({ lines, index }: Pick<ReviewDialog, 'lines' | 'index'>): string | undefined {
  const line = lines[index];
  return line?.level === undefined ? undefined : line.path;
}

/** The row that the line in focus belongs to. */
export function rowInFocus(dialog: ReviewDialog): { row: ReviewedRow; at: number } | undefined {
  const { lines, index, review, view, opened } = dialog;
  const at = view === 'values' ? opened : lines[index]?.row;
  const row = at === undefined ? undefined : review.rows[at];
  return row && at !== undefined ? { row, at } : undefined;
}

/** What the review comes to: rows, faults, and what is left out by its reasons. */
export function countsOf({ review, lines }: ReviewDialog): string {
  const { list, rows, unknown } = review;
  const pending = pendingIn(rows);
  const count = (level: string) => lines.filter(line => line.level === level).length;
  const [errors, warnings] = [count('error'), count('warning') - unknown.length];
  const left = rows.filter(({ taken }) => !taken);
  const reasons = new Map<string, number>();
  for (const { why } of left) {
    const word = why ? LEFT_WORDS[why] : '自己去掉的';
    reasons.set(word, (reasons.get(word) ?? 0) + 1);
  }
  const told = [...reasons].map(([word, number]) => `${word} ${number}`).join('、');
  return [
    `${rows.filter(goesIn).length} ${COUNTED[list]}`,
    pending > 0 && `检查中… ${rows.length - pending}/${rows.length}`,
    errors > 0 && `${errors} 处差错`,
    warnings > 0 && `${warnings} 处提醒`,
    left.length > 0 && `${left.length} 行不导入（${told}）`,
    unknown.length > 0 && `${unknown.length} 处不认识`,
  ]
    .filter(Boolean)
    .join('，');
}
