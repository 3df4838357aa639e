import { prepareSearch, type SearchIndex, search } from '../../src/codes/search.ts';
import { isTableName, TABLE_NAMES, TABLES, type TableName } from '../../src/codes/tables.ts';
import type { World } from '../contract/world.ts';
import { spelledRow } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';
import { PLAIN } from './plain.ts';

/** Fields of the form in which the office keeps codes of its own. */
export const OWN_CODE_FIELDS = { table: 'own-code.table', code: 'own-code.code' } as const;

const MAX_MATCHES = 200;

const indexes = new WeakMap<World['initialsOf'], SearchIndex>();

/** The tables of which single rows can be changed, as rows to choose from. */
function tables({ initialsOf }: World): SearchIndex {
  const known = indexes.get(initialsOf);
  if (known) return known;
  const names = TABLE_NAMES.filter(name => !TABLES[name].repeats);
  const index = prepareSearch(
    names.map(name => ({ code: name, name: TABLES[name].title, initials: initialsOf(TABLES[name].title), extra: {} })),
    undefined,
  );
  // Until the dictionary is there none has initials.
  if (initialsOf('报') !== '') indexes.set(initialsOf, index);
  return index;
}

const titleOf = (value: unknown): string =>
  isTableName(String(value ?? '')) ? TABLES[value as TableName].title : String(value ?? '');

/** A code table, by its name, its title, a piece of that or its initials. */
const TABLE: FieldEditor = {
  ...PLAIN,
  text: titleOf,
  shown: titleOf,
  chosen: true,
  matches: (text, { world }) => search(tables(world), text, { limit: MAX_MATCHES }),
  meant(text, { world }) {
    const words = text.trim().toLowerCase();
    if (words === '') return undefined;
    const { rows } = tables(world);
    const exact = rows.find(({ code, name }) => code === words || name.toLowerCase() === words);
    const found = exact ?? spelledRow(words, rows);
    if (found) return found;
    const matches = search(tables(world), text, { limit: 2 });
    return matches.length === 1 ? matches[0] : undefined;
  },
};

function tableBeside({ row, world }: FieldContext) {
  const name = String(row.table ?? '');
  return isTableName(name) ? world.codes.table(name) : undefined;
}

/** A code of the table beside it, which need not be there: found by code, name and initials, and new where it is none of those. */
const CODE: FieldEditor = {
  ...PLAIN,
  free: true,
  matches: (text, context) => tableBeside(context)?.search(text, { limit: MAX_MATCHES }) ?? [],
  meant(text, context) {
    const words = text.trim();
    return words === '' ? undefined : tableBeside(context)?.named(words);
  },
};

/** How those fields are edited, by their ids. */
export const CODE_TABLE_EDITORS: Readonly<Record<string, FieldEditor | undefined>> = {
  [OWN_CODE_FIELDS.table]: TABLE,
  [OWN_CODE_FIELDS.code]: CODE,
};
