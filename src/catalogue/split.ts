import { isNumber } from '../kinds/number.ts';
import type { FieldId } from './catalogue.ts';
import type { ControlName } from './control.ts';
import type { Goods } from './document.ts';
import { kilogramsOf } from './kilograms.ts';

/** What a declaration is split by; with a field, goods lines that have the same in it stay together. */
interface SplitBasis {
  readonly label: string;
  readonly field?: FieldId;
}

// biome-ignore format: table
export const SPLIT_BASES = {
  lines:    { label: '按项数' },
  category: { label: '按检验检疫类别', field: 'goods.inspectionCategory' },
  package:  { label: '按包装种类',     field: 'goods.packageType' },
} as const satisfies Readonly<Record<string, SplitBasis>>;

export type SplitBasisName = keyof typeof SPLIT_BASES;
export const SPLIT_BASIS_NAMES = Object.keys(SPLIT_BASES) as readonly SplitBasisName[];
export const splitBasis = (name: SplitBasisName): SplitBasis => SPLIT_BASES[name];

/** Goods lines of one declaration at most, and what still fits the printed form of one page. */
export const LINES_OF_A_PART = { most: 50, onePage: 20 } as const;

/** Rows that name a goods line by its number, from 1, and what else they say of that line. */
// biome-ignore format: table
export const LINE_REFERENCES: readonly { readonly line: FieldId; readonly with: readonly FieldId[] }[] = [
  { line: 'attachedDocuments.writeOffGoodsNo', with: ['attachedDocuments.writeOffQuantity', 'attachedDocuments.detailLeft', 'attachedDocuments.left'] },
  { line: 'goods.licences.writeOffGoodsNo',    with: [] },
];

/** Where containers stand, and where a goods line says in which of them it is. */
export const BOXES = {
  numbers: 'containers.numbers',
  count: 'containers.quantity',
  link: 'goods.containers.container',
} as const satisfies Record<string, FieldId>;

/** What a goods line counts where a total of the whole is dealt out. */
type Share = (line: Goods) => string | undefined;

const amount = (text: string | undefined): string | undefined =>
  text !== undefined && isNumber(text) && !text.startsWith('-') ? text : undefined;

const byPackages: Share = ({ packages = [] }) => amount(packages[0]?.quantity);
const byWeight: Share = ({ weight, weightUnit }) => amount(kilogramsOf(weight, weightUnit));
const byValue: Share = ({ totalValue }) => amount(totalValue);

/** A total of the whole consignment in the head, which becomes a total of each part. */
interface DealtTotal {
  readonly field: FieldId;
  readonly by: Share;
  readonly byLabel: string;
  /** It is a sum only where this field says so; else a rate or a price, which all parts have alike. */
  readonly onlyWhere?: { readonly field: FieldId; readonly code: string };
}

const SUM = '3';

// biome-ignore format: table
export const DEALT_TOTALS: readonly DealtTotal[] = [
  { field: 'packageCount', by: byPackages, byLabel: '包装数量' },
  { field: 'grossWeight',  by: byWeight,   byLabel: '报检重量' },
  { field: 'netWeight',    by: byWeight,   byLabel: '报检重量' },
  { field: 'freight',      by: byValue,    byLabel: '货物总值', onlyWhere: { field: 'freightMark',   code: SUM } },
  { field: 'insurance',    by: byValue,    byLabel: '货物总值', onlyWhere: { field: 'insuranceMark', code: SUM } },
  { field: 'charges',      by: byValue,    byLabel: '货物总值', onlyWhere: { field: 'chargesMark',   code: SUM } },
];

/** The field of each control total. */
export const CONTROL_FIELDS: Readonly<Record<ControlName, FieldId>> = {
  value: 'control.value',
  grossWeight: 'control.grossWeight',
  packages: 'control.packages',
};
