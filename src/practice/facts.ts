import type { FieldId } from '../catalogue/catalogue.ts';

/** The facts of a declaration that the bureau goes by, and the field that holds each. */
// biome-ignore format: table
export const FACTS = {
  entryNo:  'entryNo',
  office:   'acceptingOrg',
  tariff:   'goods.hsCode',
} as const satisfies Readonly<Record<string, FieldId>>;
