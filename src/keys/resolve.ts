import type { Binding, KeyTable } from './binding.ts';

/** What a key means: an action, or text for the field that has the focus. `nth` is the place of the key among those of its binding, from 0. */
export type Meaning =
  | { readonly run: string; readonly nth: number; readonly text?: never }
  | { readonly text: true; readonly run?: never };

/** The meaning of a chord in the contexts, innermost first; `types` tells that the key types a character. */
export function resolve(
  table: KeyTable,
  contexts: readonly string[],
  chord: string,
  types = false,
): Meaning | undefined {
  for (const context of contexts) {
    const bound = bindingsIn(table, context).get(chord);
    if (bound) return bound;
    const { text, others } = table.contexts[context] ?? {};
    if (types && text) return { text: true };
    if (others !== undefined) return { run: others, nth: 0 };
  }
  return undefined;
}

const reached = new WeakMap<KeyTable, Map<string, readonly Binding[]>>();

/** The bindings that can be reached in these contexts, innermost first; one whose keys are all taken further in is left out. Every picture asks, of the few chains that there are. */
export function reachable(table: KeyTable, contexts: readonly string[]): readonly Binding[] {
  const known = reached.get(table) ?? new Map<string, readonly Binding[]>();
  reached.set(table, known);
  const chain = contexts.join(' ');
  const found = known.get(chain) ?? reachedIn(table, contexts);
  known.set(chain, found);
  return found;
}

function reachedIn(table: KeyTable, contexts: readonly string[]): readonly Binding[] {
  const taken = new Set<string>();
  const last = contexts.findIndex(context => table.contexts[context]?.others !== undefined);
  return contexts.slice(0, last < 0 ? contexts.length : last + 1).flatMap(context => {
    const open = table.bindings
      .filter(binding => binding.in === context)
      .map(binding => ({ ...binding, keys: binding.keys.filter(key => !taken.has(key)) }))
      .filter(({ keys }) => keys.length > 0);
    for (const { keys } of open) for (const key of keys) taken.add(key);
    // What types a character is taken by a field before anything further out sees it.
    if (table.contexts[context]?.text) for (const key of plainKeys(table)) taken.add(key);
    return open;
  });
}

/** Chords that type a character when nothing is bound to them. */
export function typesText(chord: string): boolean {
  return chord === 'space' || [...chord].length === 1;
}

const plainKeys = (table: KeyTable) => table.bindings.flatMap(({ keys }) => keys.filter(typesText));

type Bound = Extract<Meaning, { run: string }>;

const indexes = new WeakMap<KeyTable, Map<string, Map<string, Bound>>>();

function bindingsIn(table: KeyTable, context: string): ReadonlyMap<string, Bound> {
  let index = indexes.get(table);
  if (!index) {
    index = new Map();
    for (const binding of table.bindings) {
      const keys = index.get(binding.in) ?? new Map<string, Bound>();
      for (const [nth, key] of binding.keys.entries()) keys.set(key, { run: binding.run, nth });
      index.set(binding.in, keys);
    }
    indexes.set(table, index);
  }
  return index.get(context) ?? new Map();
}
