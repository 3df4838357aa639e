import type { KindFault, Size } from './kind.ts';
import { textual } from './text.ts';

const NUMBER = /^-?(\d+)(?:\.(\d+))?$/u;

/** Nothing to do: as files have most numbers. */
const CANONICAL = /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/u;

/** A number typed by people → canonical digits: no blanks, no thousands commas, no leading or trailing zeros, 。 between digits a point. */
function canonical(text: string): string {
  if (CANONICAL.test(text)) return text;
  const plain = text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/(?<=\d)。(?=\d)/gu, '.');
  const bare = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(plain) ? plain.replace(/,/gu, '') : plain;
  const filled = bare.replace(/^\+/u, '').replace(/^(-?)\./u, '$10.');
  if (!NUMBER.test(filled)) return bare;
  const [whole = '', fraction = ''] = filled.replace('-', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/u, '');
  const tail = fraction.replace(/0+$/u, '');
  const sign = filled.startsWith('-') && /[1-9]/u.test(digits + tail) ? '-' : '';
  return `${sign}${digits}${tail && `.${tail}`}`;
}

function numberFault(value: string, size: Size): KindFault | undefined {
  const match = NUMBER.exec(value);
  if (!match) return { code: 'number.form' };
  if (value.startsWith('-')) return { code: 'number.negative' };
  const [, whole = '', fraction = ''] = match;
  const scale = size.scale ?? 0;
  if (fraction.length > scale) {
    return scale === 0 ? { code: 'number.whole' } : { code: 'number.scale', params: { scale } };
  }
  return whole.length > size.max - scale
    ? { code: 'number.too-large', params: { digits: size.max - scale } }
    : undefined;
}

const digits = (value: string) => value.replace('.', '').length;

/** A quantity, weight or amount as decimal digits; kept as text because 19 digits do not fit a double. */
export const decimal = textual({
  shape: canonical,
  fault: numberFault,
  length: digits,
  width: size => Math.min(size.max + 1, 14),
});

/** A whole number, kept as digits too. */
export const integer = textual({ shape: canonical, fault: numberFault, width: size => Math.min(size.max, 9) });

/** Whether the arithmetic below can take the text. */
export function isNumber(value: string): boolean {
  return NUMBER.test(value);
}

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

function scaled(value: string): Scaled {
  const [whole = '0', fraction = ''] = value.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function plain({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  return canonical(`${units < 0n ? '-' : ''}${digits.slice(0, cut)}${scale ? `.${digits.slice(cut)}` : ''}`);
}

const raise = (value: Scaled, scale: number) => value.units * 10n ** BigInt(scale - value.scale);

/** Exact sum of two decimals. */
export function add(left: string, right: string): string {
  const [a, b] = [scaled(left), scaled(right)];
  const scale = Math.max(a.scale, b.scale);
  return plain({ units: raise(a, scale) + raise(b, scale), scale });
}

/** What doubles still hold exactly, with room to go on adding. */
const SMALL = 2 ** 50;
const SHORT = 14;
const [ZERO, NINE, POINT] = ['0', '9', '.'].map(character => character.charCodeAt(0)) as [number, number, number];

/** An exact sum that grows: a million decimals are added without a text or a large number in between, as long as they are short. */
export class GrowingSum {
  #units = 0n;
  /** Units of the same scale that wait to be added to the others. */
  #waiting = 0;
  #scale = 0;

  add(value: string): void {
    if (value.length > SHORT || !this.#addShort(value)) this.#addLong(value);
  }

  get text(): string {
    this.#settle();
    return plain({ units: this.#units, scale: this.#scale });
  }

  /** False when it is not that simple. */
  #addShort(value: string): boolean {
    let units = 0;
    let point = value.length - 1;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      if (code === POINT) point = at;
      else if (code < ZERO || code > NINE) return false;
      else units = units * 10 + (code - ZERO);
    }
    const lacking = this.#scale - (value.length - 1 - point);
    if (lacking < 0) return false;
    if (lacking > 0) units *= 10 ** lacking;
    if (units >= SMALL) return false;
    this.#waiting += units;
    if (this.#waiting >= SMALL) this.#settle();
    return true;
  }

  #addLong(value: string): void {
    this.#settle();
    const { units, scale } = scaled(value);
    if (scale > this.#scale) {
      this.#units *= 10n ** BigInt(scale - this.#scale);
      this.#scale = scale;
    }
    this.#units += raise({ units, scale }, this.#scale);
  }

  #settle(): void {
    this.#units += BigInt(this.#waiting);
    this.#waiting = 0;
  }
}

/** Exact product of two decimals. */
export function multiply(left: string, right: string): string {
  const [a, b] = [scaled(left), scaled(right)];
  return plain({ units: a.units * b.units, scale: a.scale + b.scale });
}

/** Exact quotient of two decimals, where it comes out even within so many digits behind the point. */
export function divide(left: string, right: string, scale: number): string | undefined {
  const [a, b] = [scaled(left), scaled(right)];
  if (b.units === 0n) return undefined;
  const over = a.units * 10n ** BigInt(scale + b.scale);
  const under = b.units * 10n ** BigInt(a.scale);
  return over % under === 0n ? plain({ units: over / under, scale }) : undefined;
}

/** Quotient of two decimals that are not negative, with at most so many digits behind the point; half is rounded up. */
export function quotient(left: string, right: string, scale: number): string {
  const [a, b] = [scaled(left), scaled(right)];
  const under = b.units * 10n ** BigInt(a.scale);
  return plain({ units: (a.units * 10n ** BigInt(scale + b.scale) + under / 2n) / under, scale });
}

/** The decimal, not negative, with at most so many digits behind the point; half is rounded up. */
export function rounded(value: string, scale: number): string {
  const { units, scale: own } = scaled(value);
  if (own <= scale) return value;
  const unit = 10n ** BigInt(own - scale);
  return plain({ units: (units + unit / 2n) / unit, scale });
}

/** Negative, zero or positive, as left is less than, equal to or more than right. */
export function compare(left: string, right: string): number {
  const [a, b] = [scaled(left), scaled(right)];
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [raise(a, scale), raise(b, scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** What rounding to the last digit written can make: half of it. 12.5 may stand for anything within 0.05, and within 0.005 where two digits are `shown`. */
export function rounding(value: string, shown = 0): string {
  return plain({ units: 5n, scale: Math.max(scaled(value).scale, shown) + 1 });
}

/** The number without its sign. */
export function absolute(value: string): string {
  return value.replace('-', '');
}
