import type { FieldId } from '../catalogue/catalogue.ts';

/** The facts of a declaration that the bureau goes by, and the field that holds each. */
// biome-ignore format: table
export const FACTS = {
  entryNo:  'entryNo',
  office:   'acceptingOrg',
  customs:  'customsOffice',
  tariff:   'goods.hsCode',
} as const satisfies Readonly<Record<string, FieldId>>;

/** What bureaus object to, and the field that it is about: where all is sent back, one of those that are filled in, in turn. */
// biome-ignore format: table
export const OBJECTIONS: readonly (readonly [FieldId, objection: string])[] = [
  ['contractNo',       '与随附合同不一致'],
  ['goods.quantity',   '与装箱单不一致'],
  ['billOfLadingNo',   '查不到，请核对'],
  ['goods.totalValue', '与发票不一致'],
  ['goods.name',       '过于笼统，请写明品名'],
];
