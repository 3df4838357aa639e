import { type ApportionedName, apportionedAs, type BasisName, basisAs } from '../catalogue/apportion.ts';
import { type FieldId, fieldOf, SECTIONS } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { add, compare, isNumber } from '../kinds/number.ts';
import type { Edit } from './edit.ts';
import { type Row, valueIn } from './path.ts';

/** What is to be dealt out. */
export interface Apportioning {
  readonly of: ApportionedName;
  readonly by: BasisName;
  readonly total: string;
  /** The lines that it is for, in their order. */
  readonly lines: readonly number[];
  /** Those of them that keep what they have. */
  readonly kept: readonly number[];
  /** Digits behind the point; those of the total, or the usual ones, unless told. */
  readonly decimals?: number | undefined;
}

export interface Share {
  readonly line: number;
  readonly before: string | undefined;
  readonly share: string;
  readonly kept: boolean;
}

export type Apportion =
  | { readonly shares: readonly Share[]; readonly edits: readonly Edit[]; readonly refused?: never }
  | { readonly refused: string; readonly shares?: never };

/** Behind the point of a decimal. */
const digitsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

const unitsOf = (text: string, scale: number): bigint => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
};

function textOf(units: bigint, scale: number): string {
  const digits = units.toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  // Adding nothing brings it into its one form.
  return add(scale > 0 ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits, '0');
}

/**
 * The total in parts as large as their weights, exact to the last unit: what is left over by rounding down goes, one unit each, to the parts
 * that lost most by it, of equal ones to the first. Total and weights are not negative, and one weight at least is above zero.
 */
export function dealtOut(total: string, weights: readonly string[], scale: number): readonly string[] {
  const precision = Math.max(0, ...weights.map(digitsOf));
  const parts = weights.map(weight => unitsOf(weight, precision));
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  const units = unitsOf(total, scale);
  const floors = parts.map(part => (units * part) / whole);
  const lost = parts.map((part, index) => units * part - (floors[index] as bigint) * whole);
  const left = Number(units - floors.reduce((sum, part) => sum + part, 0n));
  const order = [...lost.keys()].sort((a, b) => {
    const by = (lost[b] as bigint) - (lost[a] as bigint);
    return by > 0n ? 1 : by < 0n ? -1 : a - b;
  });
  const favoured = new Set(order.slice(0, left));
  return floors.map((floor, index) => textOf(floor + (favoured.has(index) ? 1n : 0n), scale));
}

const LIST = 'goods';
const nameOf = (line: number): string => SECTIONS[LIST].row?.(line + 1) ?? String(line + 1);
const amountIn = (row: Row, id: FieldId): string | undefined => {
  const value = valueIn(row, fieldOf(id));
  return typeof value === 'string' && isNumber(value) && !value.startsWith('-') ? value : undefined;
};

/** The units that the lines have, each once. */
const unitsIn = (rows: readonly Row[], unit: FieldId | undefined): readonly unknown[] =>
  unit === undefined
    ? []
    : [...new Set(rows.map(row => valueIn(row, fieldOf(unit))).filter(held => held !== undefined))];

/** What each line gets, and the edits that give it; or why it cannot be dealt out. */
export function apportion({ goods }: Declaration, asked: Apportioning): Apportion {
  const { of, by, total, lines, kept } = asked;
  const { label, field, unit, usual, decimals } = apportionedAs(of);
  const basis = basisAs(by);
  const size = fieldOf(field).size.scale ?? 0;
  if (!isNumber(total) || total.startsWith('-')) return { refused: '总数要是数字，不能为负' };
  const scale = asked.decimals ?? Math.max(decimals, digitsOf(total));
  if (digitsOf(total) > scale || scale > size)
    return { refused: size === 0 ? `【${label}】是整数` : `小数最多 ${Math.min(scale, size)} 位` };
  const rows = lines.map(line => (goods[line] ?? {}) as Row);
  const open = lines.filter(line => !kept.includes(line));
  if (open.length === 0) return { refused: lines.length === 0 ? '还没有货物' : '每一项都保持原数，没有可分的' };
  const units = unitsIn(rows, unit);
  if (units.length > 1) return { refused: `各项【${label}】的${unit ? fieldOf(unit).label : ''}不同，不能一起分` };
  const rest = kept.reduce<string>(
    (left, line) => add(left, `-${amountIn((goods[line] ?? {}) as Row, field) ?? '0'}`),
    total,
  );
  if (rest.startsWith('-')) return { refused: `保持原数的已超过总数，多出 ${rest.slice(1)}` };
  if (digitsOf(rest) > scale) return { refused: `保持原数的有 ${digitsOf(rest)} 位小数，总数也要写到这一位` };
  const weights = weightsOf(open, goods as readonly Row[], basis);
  if (typeof weights === 'string') return { refused: weights };
  const dealt = dealtOut(rest, weights, scale);
  const shares = lines.map((line): Share => {
    const before = amountIn((goods[line] ?? {}) as Row, field);
    const place = open.indexOf(line);
    return { line, before, share: place < 0 ? (before ?? '0') : (dealt[place] as string), kept: place < 0 };
  });
  const edits = shares.flatMap(({ line, before, share, kept: stays }): readonly Edit[] => {
    if (stays) return [];
    const lacksUnit = usual !== undefined && unit && valueIn((goods[line] ?? {}) as Row, fieldOf(unit)) === undefined;
    const unitEdit: Edit[] = lacksUnit
      ? [{ op: 'set', path: `${LIST}[${line}].${fieldOf(unit).name}`, value: units[0] ?? usual }]
      : [];
    const path = `${LIST}[${line}].${fieldOf(field).name}`;
    return [...(share === before ? [] : [{ op: 'set', path, value: share } as const]), ...unitEdit];
  });
  return { shares, edits };
}

/** What each line counts; a text says why that is not known. */
function weightsOf(
  lines: readonly number[],
  goods: readonly Row[],
  { field, unit, label }: ReturnType<typeof basisAs>,
): readonly string[] | string {
  if (field === undefined) return lines.map(() => '1');
  const rows = lines.map(line => goods[line] ?? {});
  const held = rows.map(row => amountIn(row, field));
  const lacking = lines.filter((_line, index) => held[index] === undefined);
  if (lacking.length > 0)
    return `${lacking.slice(0, 5).map(nameOf).join('、')}没有【${fieldOf(field).label}】，不能${label}分`;
  if (unitsIn(rows, unit).length > 1) return `各项的${unit ? fieldOf(unit).label : ''}不同，不能${label}分`;
  if (!held.some(each => compare(each as string, '0') > 0)) return `【${fieldOf(field).label}】都是 0，不能${label}分`;
  return held as readonly string[];
}
