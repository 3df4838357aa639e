import type { FieldId } from './catalogue.ts';
import { SUMMARY } from './summary.ts';

/**
 * The goods master: what makes an article of a goods line, and what of the line stays with the article. Beside what classifies the goods it
 * keeps what they are: whoever confirms an article has looked at all of it, so that more may be filled in than a mere name brings.
 */
export const ARTICLE = {
  name: 'goods.name',
  code: 'goods.hsCode',
  party: SUMMARY.party,
  values: [
    'goods.ciqCode',
    'goods.attributes',
    'goods.nameEn',
    'goods.purpose',
    'goods.specification',
    'goods.model',
    'goods.brand',
    'goods.ingredients',
    'goods.elements',
    'goods.quantityUnit',
    'goods.weightUnit',
    'goods.standardUnit',
  ],
  /** The price of one, or what all of them were paid with. */
  price: { unit: 'goods.unitPrice', total: 'goods.totalValue', quantity: 'goods.quantity', currency: 'goods.currency' },
  /** The list of licences, and the column that says their kind. */
  permits: { list: 'goods.licences', kind: 'goods.licences.type' },
} as const satisfies {
  readonly name: FieldId;
  readonly code: FieldId;
  readonly party: typeof SUMMARY.party;
  readonly values: readonly FieldId[];
  readonly price: Readonly<Record<string, FieldId>>;
  readonly permits: Readonly<Record<string, FieldId>>;
};
