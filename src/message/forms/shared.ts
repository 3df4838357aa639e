import { FIELDS, type FieldId } from '../../catalogue/catalogue.ts';
import type { CUSTOMS, CUSTOMS_GOODS } from '../../catalogue/customs.ts';
import type { UnitSource } from '../sources.ts';

export const BUREAU = '由局端填写';
export const OWN_CONTROL = '本单位的控制总数，只保存在本地，不上报';
export const SAME_LINE = '与所在货物行的值相同，随货物上报';
export const SAME_LICENCE = '与所在产品资质的值相同，随产品资质上报';
export const BY_PARTS = '由其各栏分别上报';

const STANDARD = { unit: 'goods.standardUnit', group: 'weight' } as const;
export const byUnit = <I extends FieldId>(id: I, is: boolean): UnitSource<NoInfer<I>> => ({
  from: 'unit',
  id,
  is,
  ...STANDARD,
});

// Without exchange rates a total is known only where every line is in that currency (840 dollar, 156 yuan).
export const total = (code: string) =>
  ({ from: 'total', id: 'goods.totalValue', unit: 'goods.currency', code }) as const;

type CustomsId = Extract<
  FieldId,
  keyof typeof CUSTOMS | `supervisionDocuments.${string}` | `goods.${keyof typeof CUSTOMS_GOODS}`
>;

/** The fields that only a customs declaration has. */
export const CUSTOMS_IDS = FIELDS.flatMap(({ id, extras }) => (extras.message === 'dec' ? [id] : [])) as CustomsId[];

/** Each of them with why it is not in the message. */
export const ONLY_CUSTOMS = Object.fromEntries(CUSTOMS_IDS.map(id => [id, '只有报关单有此栏'])) as Readonly<
  Record<CustomsId, string>
>;
