import { absolute, add, compare, isNumber, multiply, rounding } from '../../kinds/number.ts';
import type { Goods } from '../document.ts';
import { kilogramsOf } from '../kilograms.ts';
import { fault, type Rule } from './rule.ts';

/** Prices and totals are money: where fewer digits are written, what is missing is zeros down to the hundredth. */
const MONEY = 2;

/**
 * Price × quantity is the total, within what rounding the total, and the price to its last digit, can make of it; the price may be for the
 * quantity, the weight or the standard quantity.
 */
export const priceAgainstTotal: Rule = ({ goods }) =>
  goods.flatMap(({ unitPrice, totalValue, quantity, weight, standardQuantity }, line) => {
    if (!unitPrice || !totalValue || !isNumber(unitPrice) || !isNumber(totalValue)) return [];
    const counts = [quantity, weight, standardQuantity].filter(count => count !== undefined);
    // With one of them unreadable nobody knows which the price was for.
    if (counts.length === 0 || !counts.every(isNumber)) return [];
    const fits = counts.some(count => {
      const off = absolute(add(multiply(unitPrice, count), `-${totalValue}`));
      return compare(off, add(rounding(totalValue), multiply(count, rounding(unitPrice, MONEY)))) <= 0;
    });
    return fits
      ? []
      : [fault('price.total', `goods[${line}].totalValue`, { product: multiply(unitPrice, counts[0] as string) })];
  });

/** One amount that is written twice in one unit is the same both times. */
export const quantityAgainstStandard: Rule = ({ goods }) =>
  goods.flatMap(({ quantity, quantityUnit, standardQuantity, standardUnit }, line) => {
    if (!quantity || !standardQuantity || !quantityUnit || quantityUnit !== standardUnit) return [];
    if (!isNumber(quantity) || !isNumber(standardQuantity) || compare(quantity, standardQuantity) === 0) return [];
    return [fault('quantity.standard', `goods[${line}].quantity`, { standard: standardQuantity })];
  });

/** The standard quantity is net: it is not above the weight declared. */
export const netAgainstGross: Rule = ({ goods }) =>
  goods.flatMap(({ weight, weightUnit, standardQuantity, standardUnit }, line) => {
    const [gross, net] = [kilogramsOf(weight, weightUnit), kilogramsOf(standardQuantity, standardUnit)];
    return gross !== undefined && net !== undefined && compare(net, gross) > 0
      ? [fault('weight.net-above-gross', `goods[${line}].standardQuantity`, { net, gross })]
      : [];
  });

type Link = NonNullable<Goods['containers']>[number];

/** The amounts that the links of a goods line to its containers share out, and their units. */
// biome-ignore format: table
const SHARED: readonly {
  readonly code: 'link.quantity' | 'link.weight' | 'link.standard';
  readonly part: (link: Link) => readonly [string | undefined, string | undefined];
  readonly whole: (line: Goods) => readonly [string | undefined, string | undefined];
}[] = [
  { code: 'link.quantity', part: link => [link.quantity, link.quantityUnit], whole: line => [line.quantity, line.quantityUnit] },
  { code: 'link.weight',   part: link => [link.weight, link.weightUnit],     whole: line => [line.weight, line.weightUnit] },
  { code: 'link.standard', part: link => [link.standard, link.standardUnit], whole: line => [line.standardQuantity, line.standardUnit] },
];

/** What is in the containers is what the line has, where every link says how much it is in the unit of the line. */
export const linksAgainstLine: Rule = ({ goods }) =>
  goods.flatMap((line, index) =>
    SHARED.flatMap(({ code, part, whole }) => {
      const [amount, unit] = whole(line);
      const parts = (line.containers ?? []).map(part);
      if (parts.length === 0 || !amount || !isNumber(amount)) return [];
      const held = parts.map(([each, of]) => (each && isNumber(each) && of === unit ? each : undefined));
      if (held.includes(undefined)) return [];
      const sum = (held as string[]).reduce(add);
      return compare(sum, amount) === 0 ? [] : [fault(code, `goods[${index}].containers`, { sum, amount })];
    }),
  );

/** 辆 */
const VEHICLES = '003';

/** Vehicles that are named one by one are as many as are declared. */
export const vinsAgainstQuantity: Rule = ({ goods }) =>
  goods.flatMap(({ quantity, quantityUnit, licences = [] }, line) => {
    // Several licences of a line may name the same vehicles again.
    const counts = licences.map(({ vins = [] }) => vins.length).filter(Boolean);
    if (quantityUnit !== VEHICLES || !quantity || !isNumber(quantity) || counts.length === 0) return [];
    const [most, all] = [Math.max(...counts), counts.reduce((sum, count) => sum + count, 0)];
    return compare(quantity, String(most)) < 0 || compare(quantity, String(all)) > 0
      ? [fault('vin.count', `goods[${line}].quantity`, { count: most })]
      : [];
  });
