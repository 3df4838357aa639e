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

/** A chain with the list of matches closed, open, and entered. */
const withMatches = (chain: readonly string[]): readonly (readonly string[])[] => [
  chain,
  ['matches', ...chain],
  ['matchList', ...chain],
];

/** The contexts of a field that is typed into, with or without codes to choose from. */
export const TYPED_FIELD: readonly (readonly string[])[] = [['text'], ['hasChoices', 'text']].flatMap(withMatches);

/** The contexts of a field of any sort, whatever is open below it; none where it takes no keys of its own. */
export const ANY_FIELD: readonly (readonly string[])[] = [
  ...TYPED_FIELD,
  ...withMatches(['hasPopup', 'text']),
  ['date', 'text'],
  ['calendar'],
  ['hasPopup'],
  ['flag'],
  [],
];

/** Those in which nothing is open below the field. */
export const CLOSED_FIELD = ANY_FIELD.filter(([first]) => !['matches', 'matchList', 'calendar'].includes(first ?? ''));
