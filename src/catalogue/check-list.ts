import type { FieldId } from './catalogue.ts';

/** A column of the goods on a check list: its fields stand one after the other, each but the first on a line of its own where that says so. */
interface CheckColumn {
  readonly label: string;
  readonly fields: readonly FieldId[];
  /** Millimetres on paper; what all of them have is the width of the paper between its margins. */
  readonly width: number;
  readonly align?: 'right';
  readonly below?: true;
  /** Codes as they are, without their names. */
  readonly codes?: true;
}

// biome-ignore format: table
export const CHECK_COLUMNS: readonly CheckColumn[] = [
  { label: 'HS编码',    fields: ['goods.hsCode', 'goods.ciqCode'],                                             width: 23, below: true, codes: true },
  { label: '货物名称',  fields: ['goods.name', 'goods.specification', 'goods.originCountry', 'goods.originPlace'], width: 46, below: true },
  { label: '报检数量',  fields: ['goods.quantity', 'goods.quantityUnit'],                                      width: 23, align: 'right' },
  { label: '报检重量',  fields: ['goods.weight', 'goods.weightUnit'],                                          width: 23, align: 'right' },
  { label: '包装',      fields: ['goods.packageQuantity', 'goods.packageType'],                                width: 22, align: 'right' },
  { label: '单价',      fields: ['goods.unitPrice'],                                                           width: 14, align: 'right' },
  { label: '总值',      fields: ['goods.totalValue', 'goods.currency'],                                        width: 22, align: 'right' },
];
