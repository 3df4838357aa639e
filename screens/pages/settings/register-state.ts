import { beginForm, type FormField, type FormState, type Values } from '../../fields/form/state.ts';
import type { Search } from '../../widgets/search.ts';
import { emptyText } from '../../widgets/text-state.ts';

/** An entry of a list, and what it is found by, in small letters. */
export interface Item {
  readonly values: Values;
  readonly words: string;
}

/** A list with search, and the form below it: registrations (S1), parties (S6), codes of the office's own. */
export interface RegisterState extends Search {
  /** The fields of its form, as far as what is sent wants them; undefined for those that there always are. */
  readonly fields?: readonly FormField[] | undefined;
  readonly items: readonly Item[];
  /** Keys of the marked ones. */
  readonly marks: ReadonlySet<string>;
  readonly zone: 'list' | 'form';
  readonly form: FormState;
  /** The key of the entry that the form holds, while Add is Modify. */
  readonly taken: string | undefined;
  /** What was removed last, as it was. */
  readonly removed: readonly Values[];
}

export function emptyRegister(): RegisterState {
  return {
    items: [],
    words: emptyText(),
    index: 0,
    marks: new Set(),
    zone: 'list',
    form: beginForm({}),
    taken: undefined,
    removed: [],
  };
}

const searched = new WeakMap<readonly Item[], { readonly text: string; readonly items: readonly Item[] }>();

/** The entries that have the words in what they are found by; the list is looked through once for a text. */
export function foundItems({ items, words: asked }: Pick<RegisterState, 'items' | 'words'>): readonly Item[] {
  const text = asked.text.trim().toLowerCase();
  if (text === '') return items;
  const before = searched.get(items);
  if (before?.text === text) return before.items;
  const words = text.split(/\s+/u);
  // What is being typed further narrows what it found before.
  const among = before && text.startsWith(before.text) && words.length === 1 ? before.items : items;
  const found = among.filter(item => words.every(word => item.words.includes(word)));
  searched.set(items, { text, items: found });
  return found;
}
