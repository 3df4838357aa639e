import type { Binding, Context } from '../binding.ts';

/** The part of the key table that belongs to one screen or dialog; table.ts puts them together. */
export interface KeyGroup {
  readonly contexts: Readonly<Record<string, Context>>;
  readonly bindings: readonly Binding[];
  readonly chains: readonly (readonly string[])[];
}

/** Writes one line of the table: context, chords with blanks between them, action, label. `Name` are the contexts that the group may bind in. */
export const binder =
  <Name extends string>() =>
  (where: Name, keys: string, run: string, label: string, more: Partial<Binding> = {}): Binding => ({
    in: where,
    keys: keys.split(' '),
    run,
    label,
    ...more,
  });

export const bar = { bar: true } as const;
/** The way on and the way back: nobody should have to look for them. */
export const kept = { bar: 'kept' } as const;
export const silent = { silent: true } as const;
