import type { FieldId } from './catalogue.ts';
import type { ControlName } from './control.ts';

/** An amount of the goods lines that a total is dealt out to. */
interface Apportioned {
  readonly label: string;
  readonly field: FieldId;
  /** What it is counted in, which has to be one thing in all lines. */
  readonly unit?: FieldId;
  /** The unit of a line that has none. */
  readonly usual?: string;
  /** Digits behind the point that are dealt out where the total has no more. */
  readonly decimals: number;
  /** The control total that may have been typed for it. */
  readonly control?: ControlName;
}

// biome-ignore format: table
export const APPORTIONED = {
  grossWeight: { label: '报检重量', field: 'goods.weight',           unit: 'goods.weightUnit',   usual: '035', decimals: 2, control: 'grossWeight' },
  netWeight:   { label: 'HS标准量', field: 'goods.standardQuantity', unit: 'goods.standardUnit', decimals: 2 },
  packages:    { label: '包装数量', field: 'goods.packageQuantity',  decimals: 0, control: 'packages' },
  value:       { label: '货物总值', field: 'goods.totalValue',       unit: 'goods.currency',     decimals: 2, control: 'value' },
} as const satisfies Readonly<Record<string, Apportioned>>;

export type ApportionedName = keyof typeof APPORTIONED;
export const APPORTIONED_NAMES = Object.keys(APPORTIONED) as readonly ApportionedName[];
export const apportionedAs = (name: ApportionedName): Apportioned => APPORTIONED[name];

/** What it is dealt out by; without a field each line counts the same. */
interface Basis {
  readonly label: string;
  readonly field?: FieldId;
  readonly unit?: FieldId;
}

// biome-ignore format: table
export const BASES = {
  value:    { label: '按货物总值', field: 'goods.totalValue', unit: 'goods.currency' },
  quantity: { label: '按报检数量', field: 'goods.quantity',   unit: 'goods.quantityUnit' },
  equal:    { label: '平均' },
} as const satisfies Readonly<Record<string, Basis>>;

export type BasisName = keyof typeof BASES;
export const BASIS_NAMES = Object.keys(BASES) as readonly BasisName[];
export const basisAs = (name: BasisName): Basis => BASES[name];
