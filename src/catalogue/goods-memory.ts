import type { FieldId } from './catalogue.ts';

/**
 * Classification memory: what a goods name that was used before brings with it. A line without name or code is not remembered.
 *
 * It is what a broker looks up to classify the goods, and what stays with them: codes, units, attributes, the English name, the purpose.
 * Origin, maker, brand, prices and danger are declared of this very shipment; the party's last declaration may bring them, a name must not.
 */
export const GOODS_MEMORY: {
  readonly name: FieldId;
  readonly code: FieldId;
  readonly kept: readonly FieldId[];
} = {
  name: 'goods.name',
  code: 'goods.hsCode',
  kept: [
    'goods.hsCode',
    'goods.ciqCode',
    'goods.attributes',
    'goods.name',
    'goods.nameEn',
    'goods.purpose',
    'goods.quantityUnit',
    'goods.weightUnit',
    'goods.standardUnit',
  ],
};
