import { date } from './date.ts';
import type { Kind } from './kind.ts';
import { flag, list } from './lists.ts';
import { decimal, integer } from './number.ts';
import { code, flags, phone, text } from './text.ts';

/** The kinds of a single value. Rows, groups and computed things have fields of their own instead. Codes are a list that the check looks up. */
export const KINDS = { text, code, codes: list, list, integer, decimal, date, flag, flags, phone } as const;

export type ScalarKind = keyof typeof KINDS;
/** The value that a kind holds in a document. */
export type KindValue<K extends ScalarKind> = (typeof KINDS)[K] extends Kind<infer V> ? V : never;
export type Scalar = KindValue<ScalarKind>;

/** The kind by name, for engines that do not care which value it holds. */
export function kindOf(name: ScalarKind): Kind<Scalar> {
  return KINDS[name] as unknown as Kind<Scalar>;
}

export type { Kind, Size } from './kind.ts';
