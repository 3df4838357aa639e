import { FOLLOWING, QUANTITY } from '../catalogue/amounts.ts';
import { type Field, type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import { compare, divide, isNumber, multiply, rounded } from '../kinds/number.ts';
import { type Row, valueIn } from './path.ts';

/** Digits behind the point of money. */
const CENTS = 2;
/** More digits than people write prices with say that a price does not come out even. */
const PRICE_DIGITS = 4;

const numberIn = (row: Row | undefined, id: FieldId): string | undefined => {
  const value = row && valueIn(row, fieldOf(id));
  return typeof value === 'string' && isNumber(value) && !value.startsWith('-') && /[1-9]/u.test(value)
    ? value
    : undefined;
};

const codeIn = (row: Row | undefined, id: FieldId): unknown => row && valueIn(row, fieldOf(id));

/** What a line is held against: itself as it was before it was changed, or, where it is new, the line before it. */
export type LastTime = { readonly was: Row } | { readonly before: Row | undefined };

/**
 * What an amount of a goods line comes to, as it followed from the quantity last time: in the same unit, at the price of one, or in the same
 * ratio. Undefined where nothing follows, where nothing that it follows from has changed, where people have given a value of their own, or
 * where it is that value already.
 */
export function followingAmount(id: FieldId, row: Row, last: LastTime): string | undefined {
  const rule = FOLLOWING[id];
  const quantity = numberIn(row, QUANTITY.value);
  if (!rule || quantity === undefined) return undefined;
  const held = codeIn(row, id);
  const [was, example] = 'was' in last ? [last.was, last.was] : [undefined, last.before];
  // The total follows from the price; a price that is there never from the total.
  if (held !== codeIn(was, id) || (rule.total && held !== undefined)) return undefined;
  if (
    was &&
    [QUANTITY.value, QUANTITY.unit, rule.price, rule.total].every(
      each => !each || codeIn(row, each) === codeIn(was, each),
    )
  )
    return undefined;
  const found = sameAmount(id, row) ?? byMoney(row, quantity, rule, fieldOf(id)) ?? inRatio(id, row, quantity, example);
  return found === held ? undefined : found;
}

/** An amount in the unit of the quantity can only be the quantity; undefined of all others. */
export function sameAmount(id: FieldId, row: Row): string | undefined {
  const unit = FOLLOWING[id]?.unit;
  const unitOfQuantity = codeIn(row, QUANTITY.unit);
  if (!unit || unitOfQuantity === undefined || codeIn(row, unit) !== unitOfQuantity) return undefined;
  return numberIn(row, QUANTITY.value);
}

/** By the price or the total of the line itself. */
function byMoney(
  row: Row,
  quantity: string,
  { price, total }: NonNullable<(typeof FOLLOWING)[FieldId]>,
  field: Field,
): string | undefined {
  const one = price && numberIn(row, price);
  if (one !== undefined) return rounded(multiply(one, quantity), CENTS);
  const all = total && numberIn(row, total);
  if (all === undefined) return undefined;
  return divide(all, quantity, Math.min(PRICE_DIGITS, field.size.scale ?? 0));
}

/** As it was to the quantity last time; only of the same goods in the same unit. */
function inRatio(id: FieldId, row: Row, quantity: string, last: Row | undefined): string | undefined {
  const rule = FOLLOWING[id];
  const before = numberIn(last, QUANTITY.value);
  const amount = numberIn(last, id);
  if (before === undefined || amount === undefined || rule?.total) return undefined;
  if (codeIn(row, QUANTITY.unit) !== codeIn(last, QUANTITY.unit)) return undefined;
  if (codeIn(row, QUANTITY.of) !== codeIn(last, QUANTITY.of)) return undefined;
  if (rule?.unit && codeIn(row, rule.unit) !== codeIn(last, rule.unit)) return undefined;
  if (compare(before, quantity) === 0) return amount;
  const scale = fieldOf(id).size.scale ?? 0;
  const product = multiply(amount, quantity);
  return divide(product, before, rule?.money ? CENTS : scale);
}
