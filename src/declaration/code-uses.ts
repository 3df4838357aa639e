import { codesOf, type Field, type FieldId, fieldsOf, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import type { Dialect } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Edit } from './edit.ts';
import { pathOf, type Row, type Steps } from './path.ts';

/** A code that stands in a declaration, and the table that it is one of. */
export interface CodeUse {
  readonly path: string;
  readonly field: FieldId;
  readonly table: string;
  readonly code: string;
  /** All codes of a field that holds several. */
  readonly among?: readonly string[];
}

/** Every code of a declaration, in the order of its fields; those of the attributes are of the list of this dialect. */
export function codeUses(document: Declaration, dialect: Dialect): readonly CodeUse[] {
  const { direction } = document;
  const usesIn = (row: Row, fields: readonly Field[], at: Steps): readonly CodeUse[] =>
    fields.flatMap((field): readonly CodeUse[] => {
      // What only shows the value of another place is told there.
      if (field.extras.at) return [];
      const value = row[field.name];
      const steps = [...at, field.name];
      if (field.kind === 'rows')
        return rowsIn(value).flatMap((each, index) => usesIn(each, field.children, [...steps, index]));
      if (field.kind === 'group') return rowsIn([value]).flatMap(each => usesIn(each, field.children, steps));
      const table = codesOf(field, direction, dialect);
      if (table === undefined) return [];
      const use = { path: pathOf(steps), field: field.id, table };
      if (!Array.isArray(value)) return typeof value === 'string' && value !== '' ? [{ ...use, code: value }] : [];
      const among = value.map(String);
      return among.map(code => ({ ...use, code, among }));
    });
  return (Object.keys(SECTIONS) as SectionName[]).flatMap(name => {
    const { rows } = SECTIONS[name];
    const held = document as Row;
    return rows
      ? rowsIn(held[rows]).flatMap((row, index) => usesIn(row, fieldsOf(name), [rows, index]))
      : usesIn(held, fieldsOf(name), []);
  });
}

const rowsIn = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? value.filter(each => typeof each === 'object' && each !== null) : [];

/** What puts another code in the place of one of a table, wherever it stands. */
export function replacements(
  document: Declaration,
  dialect: Dialect,
  { table, from, to }: { readonly table: string; readonly from: string; readonly to: string },
): readonly Edit[] {
  return codeUses(document, dialect)
    .filter(use => use.table === table && use.code === from)
    .map(({ path, among }) => ({
      op: 'set',
      path,
      value: among ? [...new Set(among.map(code => (code === from ? to : code)))] : to,
    }));
}
