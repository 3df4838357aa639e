import type { FieldId } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { prepareSearch, type SearchIndex, search } from '../../src/codes/search.ts';
import { OWN_DEFAULTS, OWN_FILLS, type OwnColumn } from '../layout/entry.ts';
import { spelledRow } from './coded.ts';
import type { FieldContext, FieldEditor, OwnLists } from './field-editor.ts';
import { PLAIN } from './plain.ts';

const MAX_MATCHES = 200;

/** The rows of the office's own list that a field searches; `extra` holds what choosing one fills. */
function rowsFor({ field, own, world, direction }: FieldContext): readonly CodeRow[] {
  const row = (code: string, name: string, extra: Readonly<Partial<Record<OwnColumn, string>>>): CodeRow => ({
    code,
    name,
    initials: world.initialsOf(name),
    extra: { ...extra, code, name },
  });
  if (field.extras.own === 'parties') {
    return own.parties.map(({ code, name, nameEn, address }) => row(code, name, { nameEn, address }));
  }
  return own.enterprises.map(({ number, name, defaults }) =>
    row(
      number,
      name,
      Object.fromEntries(
        Object.entries(OWN_DEFAULTS).map(([column, id]) => [column, defaults[direction][id] ?? defaults.all[id] ?? '']),
      ),
    ),
  );
}

const indexes = new WeakMap<OwnLists, Map<string, SearchIndex>>();

const prepared = (rows: readonly CodeRow[]): SearchIndex =>
  prepareSearch(
    rows,
    rows.map(({ extra }) => extra.nameEn ?? ''),
  );

/** The list of a field as it is searched. An office may have thousands of parties, and each key asks: they are prepared once for the lists as they were read. */
function indexFor(context: FieldContext): SearchIndex {
  const { own, field, direction, world } = context;
  // Until the dictionary is there none has initials.
  const key = `${field.extras.own} ${direction} ${world.initialsOf('报') !== ''}`;
  const known = indexes.get(own) ?? new Map<string, SearchIndex>();
  indexes.set(own, known);
  const index = known.get(key) ?? prepared(rowsFor(context));
  known.set(key, index);
  return index;
}

/** In a field for the code a piece of a name can only be meant to find it: the only one that it finds is meant. */
function onlyOne(words: string, context: FieldContext): CodeRow | undefined {
  const { id, extras } = context.field;
  if (extras.own !== 'parties' || OWN_FILLS[id]?.[id] !== 'code') return undefined;
  const found = OWN.matches?.(words, context) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

/** Free text that finds parties and registrations of the office by code, Chinese or English name, part of it or initials; choosing one fills its fields (S1, S6). */
export const OWN: FieldEditor = {
  ...PLAIN,
  free: true,
  matches: (text, context) => search(indexFor(context), text, { limit: MAX_MATCHES }),
  meant(text, context) {
    const words = text.trim().toLowerCase();
    const { rows } = indexFor(context);
    return (
      rows.find(({ code, name }) => code.toLowerCase() === words || name.toLowerCase() === words) ??
      // One letter is as likely the beginning of a name.
      (words.length > 1 ? (spelledRow(words, rows) ?? onlyOne(words, context)) : undefined)
    );
  },
  assignments(row, { field, own, direction }) {
    const fills = Object.entries(OWN_FILLS[field.id] ?? {}) as [FieldId, OwnColumn][];
    const values = fills.map(([id, column]) => ({ id, value: row.extra[column] || undefined }));
    // In a popup only its own row is filled.
    if (field.parent) return values;
    const enterprise = field.extras.own === 'enterprises' && own.enterprises.find(({ number }) => number === row.code);
    const given = enterprise ? { ...enterprise.defaults.all, ...enterprise.defaults[direction] } : {};
    const further = Object.entries(given).filter(([id]) => !id.includes('.') && !fills.some(([known]) => known === id));
    return [...values, ...further.map(([id, value]) => ({ id: id as FieldId, value }))];
  },
};
