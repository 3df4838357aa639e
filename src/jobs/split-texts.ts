import type { CodeBook } from '../catalogue/code-book.ts';
import type { TOTALS } from '../catalogue/totals.ts';
import type { SplitPart } from '../declaration/split.ts';
import { totalsOf } from '../declaration/totals.ts';
import { sumsText } from '../ledger/columns.ts';

/** Places from 0 as people say lines: `1-20,23`. */
export function rangesOf(lines: readonly number[]): string {
  const runs: (readonly [number, number])[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && last[1] === line - 1) runs[runs.length - 1] = [last[0], line];
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? String(from + 1) : `${from + 1}-${to + 1}`)).join(',');
}

/** What the lines of a part come to in one thing: `12,345 美元`; nothing where they do not say. */
export function partSum({ document }: Pick<SplitPart, 'document'>, of: keyof typeof TOTALS, book: CodeBook): string {
  const sums = totalsOf(document.goods).map(({ unit = '', ...sum }) => ({ ...sum, unit }));
  return sumsText(sums, of, (table, code) => book.find(table, code)?.name ?? code);
}

/** A part in one line, without its number. */
export function partText(part: SplitPart, book: CodeBook): string {
  const { lines, group, boxes } = part;
  const [value, weight] = [partSum(part, 'value', book), partSum(part, 'weight', book)];
  return [
    `第 ${rangesOf(lines)} 项，${lines.length} 项`,
    ...(group === undefined ? [] : [group || '没有填写']),
    ...(value ? [value] : []),
    ...(weight ? [weight] : []),
    ...(boxes > 0 ? [`${boxes} 箱`] : []),
  ].join('  ');
}
