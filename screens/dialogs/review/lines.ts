import type { Fault } from '../../../src/catalogue/fault.ts';
import { describe } from '../../../src/declaration/describe.ts';
import { textOfFault } from '../../../src/jobs/fault-text.ts';
import type { ImportFault } from '../../../src/jobs/read-workbooks.ts';
import type { DeclarationReview } from '../../../src/jobs/review-declaration.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import { pendingIn, type ReviewedRow } from '../../../src/jobs/reviewed-rows.ts';
import { cleanLine } from '../../../src/text.ts';
import { countsOfRows, placesChanged } from './counts.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';
import { faultsInView, placesInView } from './value-lines.ts';

/** What one row of a list is counted in. */
export const COUNTED: Readonly<Record<RowsReview['list'], string>> = { goods: '项货物', containers: '行集装箱' };

/** Stands where other rows have their cell. */
export const ADDED = '新加';

const sheets = new WeakMap<RowsReview, boolean>();

/** Whether all comes from one sheet, which need not be named again and again. */
export function isOfOneSheet(review: RowsReview): boolean {
  const known = sheets.get(review);
  if (known !== undefined) return known;
  const { rows, faults, unknown } = review;
  const names = new Set<string>();
  for (const { at } of rows) if (at) names.add(at.sheet);
  for (const { sheet } of [...faults, ...unknown]) if (sheet !== undefined) names.add(sheet);
  sheets.set(review, names.size < 2);
  return names.size < 2;
}

/** Checking more rows moves none to another sheet. */
export function keepSheets(before: RowsReview, after: RowsReview): void {
  const known = sheets.get(before);
  if (known !== undefined) sheets.set(after, known);
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
  return [
    ...[...rows.keys()].flatMap(at => rowLines(review, at)),
    ...faults.map(fault => faultLine(fault, alone)),
    ...unknown.map(each => told('warning', textOfUnknown(each), each.sheet, alone)),
  ];
}

/** The lines when more rows have been checked: of thousands that were not nothing is made anew, nor looked at one by one. */
export function linesAgain(lines: readonly ReviewLine[], before: RowsReview, after: RowsReview): readonly ReviewLine[] {
  let next = lines;
  for (const { from, to } of runsOf(placesChanged(before.rows, after.rows)).toReversed()) {
    const own = Array.from({ length: to - from }, (_, offset) => rowLines(after, from + offset)).flat();
    const start = lineAtRow(next, from);
    next = next.toSpliced(start, lineAtRow(next, to) - start, ...own);
  }
  return next;
}

/** Places that follow one another, together. */
function runsOf(places: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const at of places) {
    const last = runs.at(-1);
    if (last?.to === at) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}

/** The first line of a row or, where there is none, of what comes behind it. Lines stand in the order of their rows, those of no row last. */
function lineAtRow(lines: readonly ReviewLine[], row: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.row ?? Number.POSITIVE_INFINITY) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A row, and what is wrong with it. Its faults count from the row itself: where no cell says which it is, its line does. */
function rowLines(review: RowsReview, row: number): readonly ReviewLine[] {
  const first = describe(`${review.list}[0]`);
  const alone = isOfOneSheet(review);
  const faults = review.rows[row]?.faults ?? [];
  return [
    { row },
    ...faults.map(fault => {
      const line = faultLine(fault, alone);
      const text = line.text.startsWith(first) ? line.text.slice(first.length).replace(/^：/u, '') : line.text;
      return { ...line, text, row, path: fault.path };
    }),
  ];
}

const faultLine = (fault: ImportFault, alone: boolean) => told(fault.level, textOfFault(fault), fault.sheet, alone);

function told(level: Fault['level'], text: string, sheet: string | undefined, alone: boolean) {
  const prefix = `${cleanLine(sheet ?? '')}!`;
  return { level, text: alone && text.startsWith(prefix) ? text.slice(prefix.length) : text };
}

/** The line of a row. */
export function lineOfRow(lines: readonly ReviewLine[], row: number): number {
  const at = lineAtRow(lines, row);
  return lines[at]?.row === row ? at : 0;
}

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
export function countsOf({ review }: ReviewDialog): string {
  const { list, rows, unknown } = review;
  const { going, left, reasons, faults } = countsOfRows(rows);
  const pending = pendingIn(rows);
  const count = (wanted: string) => review.faults.filter(({ level }) => level === wanted).length;
  const [errors, warnings] = [faults.error + count('error'), faults.warning + count('warning')];
  const told = [...reasons].map(([word, number]) => `${word} ${number}`).join('、');
  return [
    `${going} ${COUNTED[list]}`,
    pending > 0 && `检查中… ${rows.length - pending}/${rows.length}`,
    errors > 0 && `${errors} 处差错`,
    warnings > 0 && `${warnings} 处提醒`,
    left > 0 && `${left} 行不导入（${told}）`,
    unknown.length > 0 && `${unknown.length} 处不认识`,
  ]
    .filter(Boolean)
    .join('，');
}
