import type { FieldId } from './catalogue.ts';
import type { Direction } from './row.ts';

/** What the ledger (3.8) takes from a document beside the columns of the list, by form. */
// biome-ignore format: table
export const LEDGER = {
  registration: { in: 'registrationNo',      out: 'registrationNo',     pack: 'registrationNo' },
  office:       { in: 'acceptingOrg',        out: 'acceptingOrg',       pack: 'acceptingOrg' },
  /** Where goods come from is said line by line, where they go to once. */
  country:      { in: 'goods.originCountry', out: 'destinationCountry', pack: 'destinationCountry' },
} as const satisfies Record<string, Record<Direction, FieldId>>;

/** A goods line with a category is subject to inspection; the first two digits of its tariff number are its chapter. */
export const LEDGER_LINE = { category: 'goods.inspectionCategory', tariff: 'goods.hsCode' } as const satisfies Record<
  string,
  FieldId
>;
