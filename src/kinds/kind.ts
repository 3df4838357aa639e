/**
 * How large a value may be. `max` counts characters (code points) for text, positions for flags, items never;
 * `scale` is the number of digits behind the point of a decimal, whose `max` counts all digits: "19,5" is {max: 19, scale: 5}.
 */
export interface Size {
  readonly max: number;
  readonly scale?: number;
}

/** Why a text is no value of its kind. The word is permanent; `params` feed its one wording. */
export interface KindFault {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Either a value (undefined when the text was empty) or the reason why there is none. */
type Parsed<V> =
  | { readonly value: V | undefined; readonly fault?: never }
  | { readonly fault: KindFault; readonly value?: never };

/** How ONE value behaves, whatever field it stands in. A document may hold a wrong value: `fault` says so, nothing is thrown. */
export interface Kind<V> {
  /** What was typed, pasted or found in a cell → the value in its one canonical form. */
  parse(text: string, size: Size): Parsed<V>;
  /** The value as people read it. Total: also for a value that has a fault. */
  format(value: V): string;
  /** What is wrong with a value that is held already, or undefined. */
  fault(value: V, size: Size): KindFault | undefined;
  /** Whether a JSON value has this kind's shape at all. */
  is(value: unknown): value is V;
  /** Columns that a screen should give it, wide characters counting two. */
  width(size: Size): number;
}

/** Characters as people count them: code points, so that 𠮷 is one. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 1; at < text.length; at += 1)
    if (isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1))) length -= 1;
  return length;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** Half-width capitals; the capitals of some letters are several characters that belong together again. */
export const capitals = (value: string): string => value.normalize('NFKC').toUpperCase().normalize('NFKC');
