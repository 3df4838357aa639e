import type { FieldId } from './catalogue.ts';

/** The quantity of a goods line that its other amounts follow from. */
export const QUANTITY = {
  value: 'goods.quantity',
  unit: 'goods.quantityUnit',
  of: 'goods.hsCode',
} as const satisfies Record<string, FieldId>;

/** How an amount of a goods line follows from its quantity. */
interface Following {
  /** The field with its unit: in the unit of the quantity it is the quantity. */
  readonly unit?: FieldId;
  /** The field with the price of one: it is the price times the quantity. */
  readonly price?: FieldId;
  /** The field with the value of all: it is the value of one. */
  readonly total?: FieldId;
  /** Money is rounded to cents; other amounts are only told where they come out even. */
  readonly money?: true;
}

/** The amounts in their order on the page. */
export const FOLLOWING: Readonly<Partial<Record<FieldId, Following>>> = {
  'goods.weight': { unit: 'goods.weightUnit' },
  'goods.standardQuantity': { unit: 'goods.standardUnit' },
  'goods.packageQuantity': {},
  'goods.unitPrice': { total: 'goods.totalValue' },
  'goods.totalValue': { price: 'goods.unitPrice', money: true },
};

/**
 * Codes that are mostly those of another field, which are offered where that is filled: the offices of one declaration, the units of one
 * line. The first that has a value counts.
 */
export const MOSTLY_SAME: Readonly<Partial<Record<FieldId, readonly FieldId[]>>> = {
  inspectionPlace: ['acceptingOrg'],
  certificateOrg: ['acceptingOrg'],
  portOrg: ['acceptingOrg'],
  'goods.quantityUnit': ['goods.standardUnit'],
  'goods.weightUnit': ['goods.quantityUnit'],
};
