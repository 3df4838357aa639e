import { CONDITIONS } from '../conditions.ts';
import { fault, type Rule } from './rule.ts';

/** A CIQ code is its HS code and three digits more. */
export const ciqOfHs: Rule = ({ goods }) =>
  goods.flatMap(({ hsCode, ciqCode }, line) =>
    hsCode && ciqCode && !ciqCode.startsWith(hsCode)
      ? [fault('ciq.not-of-hs', `goods[${line}].ciqCode`, { hs: hsCode })]
      : [],
  );

/** The standard unit is one that the tariff gives the HS code. */
export const standardUnitOfHs: Rule = ({ goods }, { book }) =>
  goods.flatMap(({ hsCode, standardUnit }, line) => {
    const entry = hsCode === undefined ? undefined : book.find('hs', hsCode);
    const units = [entry?.extra.unit1, entry?.extra.unit2].filter((unit): unit is string => Boolean(unit));
    if (!standardUnit || units.length === 0 || units.includes(standardUnit)) return [];
    return [
      fault('unit.not-of-hs', `goods[${line}].standardUnit`, {
        hs: hsCode ?? '',
        units: units.map(unit => `${unit} ${book.find('units', unit)?.name ?? ''}`.trim()).join(' / '),
      }),
    ];
  });

/** A licence for motor vehicles names each vehicle (manual 3.4.4 P12, P13). */
export const vinOfVehicleLicence: Rule = ({ goods }) =>
  goods.flatMap(({ licences = [] }, line) =>
    licences.flatMap(({ type, vins = [] }, row) =>
      CONDITIONS.vehicleLicence({ type }) && vins.length === 0
        ? [fault('vin.missing', `goods[${line}].licences[${row}].vins`, { type: type ?? '' })]
        : [],
    ),
  );
