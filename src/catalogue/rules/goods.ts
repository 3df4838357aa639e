import { absolute, add, compare, halfLastDigit, isNumber, multiply } from '../../kinds/number.ts';
import { CONDITIONS } from '../conditions.ts';
import { error, type Rule, warning } from './rule.ts';

/** A CIQ code is its HS code and three digits more. */
export const ciqOfHs: Rule = ({ goods }) =>
  goods.flatMap(({ hsCode, ciqCode }, line) =>
    hsCode && ciqCode && !ciqCode.startsWith(hsCode)
      ? [error('ciq.not-of-hs', `goods[${line}].ciqCode`, { hs: hsCode })]
      : [],
  );

/** The standard unit is one that the tariff gives the HS code. */
export const standardUnitOfHs: Rule = ({ goods }, { book }) =>
  goods.flatMap(({ hsCode, standardUnit }, line) => {
    const entry = hsCode === undefined ? undefined : book.find('hs', hsCode);
    const units = [entry?.extra.unit1, entry?.extra.unit2].filter((unit): unit is string => Boolean(unit));
    if (!standardUnit || units.length === 0 || units.includes(standardUnit)) return [];
    return [
      error('unit.not-of-hs', `goods[${line}].standardUnit`, {
        hs: hsCode ?? '',
        units: units.map(unit => `${unit} ${book.find('units', unit)?.name ?? ''}`.trim()).join(' / '),
      }),
    ];
  });

/** Price × quantity is the total, as far as the digits written can tell; the price may be for the quantity, the weight or the standard quantity. */
export const priceAgainstTotal: Rule = ({ goods }) =>
  goods.flatMap(({ unitPrice, totalValue, quantity, weight, standardQuantity }, line) => {
    if (!unitPrice || !totalValue || !isNumber(unitPrice) || !isNumber(totalValue)) return [];
    const counts = [quantity, weight, standardQuantity].filter(count => count !== undefined);
    // With one of them unreadable nobody knows which the price was for.
    if (counts.length === 0 || !counts.every(isNumber)) return [];
    const fits = counts.some(count => {
      const off = absolute(add(multiply(unitPrice, count), `-${totalValue}`));
      return compare(off, add(halfLastDigit(totalValue), multiply(count, halfLastDigit(unitPrice)))) <= 0;
    });
    return fits
      ? []
      : [warning('price.total', `goods[${line}].totalValue`, { product: multiply(unitPrice, counts[0] as string) })];
  });

/** Goods attributes of which only one can be true, by group (popups.tsv P10). */
export const EXCLUSIVE_ATTRIBUTES: readonly (readonly string[])[] = [
  ['11', '12', '13'],
  ['14', '15'],
  ['16', '17'],
  ['19', '20', '21'],
  ['25', '26', '27', '28', '29'],
  ['31', '32', '33'],
  ['34', '35', '36'],
];

/** Of some groups of goods attributes only one can be true (popups.tsv P10). */
export const exclusiveAttributes: Rule = ({ goods }) =>
  goods.flatMap(({ attributes = [] }, line) =>
    EXCLUSIVE_ATTRIBUTES.flatMap(group => {
      const both = attributes.filter(code => group.includes(code));
      return both.length > 1
        ? [error('attributes.exclusive', `goods[${line}].attributes`, { codes: both.join(',') })]
        : [];
    }),
  );

/** A licence for motor vehicles names each vehicle (manual 3.4.4 P12, P13). */
export const vinOfVehicleLicence: Rule = ({ goods }) =>
  goods.flatMap(({ licences = [] }, line) =>
    licences.flatMap(({ type, vins = [] }, row) =>
      CONDITIONS.vehicleLicence({ type }) && vins.length === 0
        ? [error('vin.missing', `goods[${line}].licences[${row}].vins`, { type: type ?? '' })]
        : [],
    ),
  );

/** Dangerous goods are known by their UN number. */
export const dangerWithNumber: Rule = ({ goods }) =>
  goods.flatMap(({ danger }, line) =>
    danger && !danger.unNo && (danger.name || danger.packClass || danger.packSpec)
      ? [error('danger.number-missing', `goods[${line}].danger.unNo`)]
      : [],
  );
