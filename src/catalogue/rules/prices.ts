import { absolute, add, compare, isNumber, multiply, quotient } from '../../kinds/number.ts';
import type { Declaration, Goods } from '../document.ts';
import { type Former, fault, type Rule } from './rule.ts';

/** A price that has moved by more than so many hundredths is looked at. */
const PERCENT = '15';
const DIGITS = 4;

/** What was paid, and for how much of it: the fraction stays one, so that nothing is lost by dividing. */
interface Price {
  readonly money: string;
  readonly count: string;
}

const isAmount = (value: string | undefined): value is string =>
  value !== undefined && isNumber(value) && /[1-9]/u.test(value) && !value.startsWith('-');

const byTotal = ({ totalValue, quantity }: Goods): Price | undefined =>
  isAmount(totalValue) && isAmount(quantity) ? { money: totalValue, count: quantity } : undefined;

const byUnit = ({ unitPrice }: Goods): Price | undefined =>
  isAmount(unitPrice) ? { money: unitPrice, count: '1' } : undefined;

/** Both prices told in the same way: what a unit price is for may differ, a total is for the quantity. */
function bothPrices(line: Goods, other: Goods): readonly [Price, Price] | undefined {
  for (const way of [byTotal, byUnit]) {
    const [now, before] = [way(line), way(other)];
    if (now && before) return [now, before];
  }
  return undefined;
}

const isSame = (line: Goods, other: Goods): boolean =>
  line.hsCode !== undefined &&
  (['hsCode', 'name', 'quantityUnit', 'currency'] as const).every(name => line[name] === other[name]);

/** The last price that the same party had for the same goods, in the same unit and currency. */
function lastPrice(line: Goods, { entryNo }: Declaration, formers: readonly Former[]) {
  for (const former of formers) {
    if (former.entryNo === entryNo) continue;
    for (const other of former.document.goods) {
      const prices = isSame(line, other) ? bothPrices(line, other) : undefined;
      if (prices) return { former, prices };
    }
  }
  return undefined;
}

/** A price is within 15 % of what the same party last had for the same goods (practitioners' lists). */
export const priceAgainstFormer: Rule = (document, { former }) => {
  if (!former) return [];
  const formers = former(document);
  return document.goods.flatMap((line, index) => {
    const last = formers.length > 0 ? lastPrice(line, document, formers) : undefined;
    if (!last) return [];
    const [now, before] = last.prices;
    const [is, was] = [multiply(now.money, before.count), multiply(before.money, now.count)];
    const hundredfold = multiply(absolute(add(is, `-${was}`)), '100');
    if (compare(hundredfold, multiply(was, PERCENT)) <= 0) return [];
    const params = {
      price: quotient(now.money, now.count, DIGITS),
      former: quotient(before.money, before.count, DIGITS),
      percent: quotient(hundredfold, was, 0),
      entryNo: last.former.entryNo,
      day: last.former.document.declarationDate ?? '',
    };
    return [
      fault('price.moved', `goods[${index}].${line.unitPrice === undefined ? 'totalValue' : 'unitPrice'}`, params),
    ];
  });
};
