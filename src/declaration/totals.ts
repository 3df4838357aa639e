import type { Goods } from '../catalogue/document.ts';
import { TOTALS } from '../catalogue/totals.ts';
import { add, isNumber } from '../kinds/number.ts';
import { parsePath, read } from './path.ts';

/** One line of P17: what is summed, in which currency or unit (a code, or nothing where none is given), and the exact sum. */
export interface Total {
  readonly of: keyof typeof TOTALS;
  readonly unit: string | undefined;
  readonly sum: string;
}

/** The totals over the goods lines, one line a currency or unit, in the order of first appearance (popup P17). */
export function totalsOf(goods: readonly Goods[]): readonly Total[] {
  return (Object.keys(TOTALS) as (keyof typeof TOTALS)[]).flatMap(of => {
    const sums = new Map<string | undefined, string>();
    for (const line of goods) {
      const value = read(line, parsePath(TOTALS[of].value) ?? []);
      if (typeof value !== 'string' || !isNumber(value)) continue;
      const unit = read(line, parsePath(TOTALS[of].unit) ?? []) as string | undefined;
      sums.set(unit, add(sums.get(unit) ?? '0', value));
    }
    return [...sums].map(([unit, sum]) => ({ of, unit, sum }));
  });
}
