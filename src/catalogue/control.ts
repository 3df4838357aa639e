import { add, compare, isNumber } from '../kinds/number.ts';
import type { Declaration, Goods } from './document.ts';
import { kilogramsOf } from './kilograms.ts';

/** What is typed first, to be held against the goods lines. */
export type ControlName = keyof NonNullable<Declaration['control']>;

/** A control total beside what the lines come to. */
export interface Controlled {
  readonly of: ControlName;
  readonly wanted: string;
  readonly sum: string;
  /** What the lines still lack; below zero where they have too much. */
  readonly left: string;
}

/** The amount of a line, and what it is counted in; undefined where the line has none. An amount that cannot be counted is told by `null`. */
type Amount = { readonly amount: string; readonly unit: string } | null | undefined;

const plain = (amount: string | undefined, unit = ''): Amount =>
  amount === undefined ? undefined : isNumber(amount) ? { amount, unit } : null;

// biome-ignore format: table
const AMOUNTS: Readonly<Record<ControlName, (line: Goods) => Amount>> = {
  value:       ({ totalValue, currency }) => plain(totalValue, currency),
  grossWeight: ({ weight, weightUnit }) => (weight === undefined ? undefined : (plain(kilogramsOf(weight, weightUnit) ?? '?'))),
  packages:    ({ packages = [] }) => plain(packages[0]?.quantity),
};

/** What each is counted in, as people say it, and whether it is money. */
export const CONTROL_UNITS: Readonly<Record<ControlName, { readonly unit: string; readonly money?: true }>> = {
  value: { unit: '', money: true },
  grossWeight: { unit: '千克' },
  packages: { unit: '件' },
};

const CONTROLS = Object.keys(AMOUNTS) as readonly ControlName[];

/** What the lines come to; undefined where they cannot be added: amounts in two currencies, weights in no unit of weight. */
function sumOf(goods: readonly Goods[], of: ControlName): string | undefined {
  const amounts = goods.map(AMOUNTS[of]).filter(amount => amount !== undefined);
  if (amounts.includes(null)) return undefined;
  const held = amounts as readonly NonNullable<Amount>[];
  if (new Set(held.map(({ unit }) => unit)).size > 1) return undefined;
  return held.reduce((sum, { amount }) => add(sum, amount), '0');
}

/** Each control total that was typed, beside the lines. */
export function controlled(
  { control = {} }: Pick<Declaration, 'control'>,
  goods: readonly Goods[],
): readonly Controlled[] {
  return CONTROLS.flatMap(of => {
    const wanted = control[of];
    const sum = wanted !== undefined && isNumber(wanted) ? sumOf(goods, of) : undefined;
    return wanted === undefined || sum === undefined ? [] : [{ of, wanted, sum, left: add(wanted, `-${sum}`) }];
  });
}

export const isMet = ({ left }: Controlled): boolean => compare(left, '0') === 0;
