import { FIELDS, type Field, fieldsOf, onForm, SECTIONS } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';
import { headingOf } from './headings.ts';
import { CONTAINERS_SHEET } from './layout.ts';
import type { Sheet } from './sheet.ts';

/** A list whose rows have a sheet of their own: what popups hold has no room on the form. */
export interface RowSheet {
  readonly title: string;
  /** Names on the way to the list, each but the last that of a list whose row a line names: goods, licences, vins. */
  readonly lists: readonly string[];
  /** The heading of the number of each of those rows, from 1. */
  readonly owners: readonly string[];
  readonly columns: readonly Field[];
}

const rowNumber = (title: string) => `${title}序号`;

function chainOf(field: Field): { readonly lists: readonly string[]; readonly owners: readonly string[] } {
  const { rows, row } = SECTIONS[field.section];
  const parents: Field[] = [];
  for (let at = field.parent; at; at = at.parent) parents.unshift(at);
  const first = rows ? [{ list: rows, owner: rowNumber(row?.(0).replace(/第0[项行]/u, '') ?? '') }] : [];
  const above = [...first, ...parents.map(({ name, label }) => ({ list: name, owner: rowNumber(label) }))];
  return { lists: [...above.map(({ list }) => list), field.name], owners: above.map(({ owner }) => owner) };
}

const held = (fields: readonly Field[]) =>
  fields.filter(({ kind, extras }) => kind !== 'rows' && kind !== 'group' && kind !== 'computed' && !extras.at);

/** Every list of a declaration in its order; outer ones before those in their rows. */
export const ROW_SHEETS: readonly RowSheet[] = [
  { title: CONTAINERS_SHEET, lists: ['containers'], owners: [], columns: held(fieldsOf('containers')) },
  ...FIELDS.filter(({ kind }) => kind === 'rows').map(field => ({
    title: field.label,
    ...chainOf(field),
    columns: held(field.children),
  })),
];

/** The columns that stand on a form. */
export const columnsOn = ({ columns }: RowSheet, direction: Direction) =>
  columns.filter(field => onForm(field, direction));

/** Excel's own limit is 32,767: longer values go on in further columns, 附件内容2 and so on. */
export const PIECE = 32_000;
const PIECES = /^(.+?)([2-9]|[1-9]\d)$/u;

/** A column of a sheet: the number of an outer row, or a piece of a field. */
export interface RowColumn {
  readonly at: number;
  readonly owner?: number;
  readonly field?: Field;
  readonly label: string;
}

export interface PlacedRowSheet {
  readonly sheet: Sheet;
  readonly list: RowSheet;
  readonly columns: readonly RowColumn[];
  readonly unknown: readonly { readonly at: number; readonly label: string }[];
  /** Columns that the sheet hides, and which are not read. */
  readonly aside: readonly number[];
}

const BY_TITLE = new Map(ROW_SHEETS.map(list => [headingOf(list.title).key, list]));
const FEWEST = 2;

/** A sheet with the rows of one list: known by its name and its first line. Others may bear such a name, too. */
export function rowSheetOf(sheet: Sheet): PlacedRowSheet | undefined {
  const list = BY_TITLE.get(headingOf(sheet.name).key);
  const head = sheet.rows[0];
  if (!list || !head) return undefined;
  const columns: RowColumn[] = [];
  const unknown: { at: number; label: string }[] = [];
  // Numbers of rows are hidden because nobody reads them; without them the others belong nowhere.
  const isHidden = (at: number) =>
    sheet.hiddenColumns?.includes(at) === true && ownerNamed(list, headingOf(head[at] ?? '').key) < 0;
  for (const [at, label] of head.entries()) {
    if (label === '' || isHidden(at)) continue;
    const { key } = headingOf(label);
    const field = fieldNamed(list, key);
    const owner = ownerNamed(list, key);
    if (owner >= 0) columns.push({ at, label, owner });
    else if (field) columns.push({ at, label, field });
    else unknown.push({ at, label });
  }
  const hasOwners = list.owners.every((_, owner) => columns.some(column => column.owner === owner));
  const isOurs = hasOwners && columns.length >= FEWEST && columns.length > unknown.length;
  return isOurs ? { sheet, list, columns, unknown, aside: (sheet.hiddenColumns ?? []).filter(isHidden) } : undefined;
}

const ownerNamed = ({ owners }: RowSheet, key: string): number =>
  owners.findIndex(heading => headingOf(heading).key === key);

function fieldNamed({ columns }: RowSheet, key: string): Field | undefined {
  const named = (name: string) => columns.find(({ label }) => headingOf(label).key === name);
  const [, name = ''] = PIECES.exec(key) ?? [];
  const further = named(name);
  return named(key) ?? (further && further.size.max > PIECE ? further : undefined);
}
