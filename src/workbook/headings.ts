import { type Field, fieldOf } from '../catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import type { Column } from './columns.ts';

/** A label without what people put around it, and the forms that a prefix narrows it to. */
export interface Heading {
  readonly key: string;
  readonly only?: readonly Direction[];
}

// biome-ignore format: table
const PREFIXES: readonly (readonly [RegExp, readonly Direction[]])[] = [
  [/^[([【](入境|进境|进口|入)[)\]】]/u,   ['in']],
  [/^[([【](出境包装|包装)[)\]】]/u,       ['pack']],
  [/^[([【](出境|出口|出)[)\]】]/u,        ['out', 'pack']],
];

/** `*(入境) 提/运单号：` → 提/运单号, inbound only. Width, blanks, case and required marks do not count. */
export function headingOf(label: string): Heading {
  if (BARE.test(label)) return { key: label };
  const plain = label.normalize('NFKC').replace(/[\s*]/gu, '').toUpperCase();
  const bare = (plain.includes('(') ? plain.replace(/\((必填|选填|可填|可选)\)/gu, '') : plain).replace(/:$/u, '');
  if (!BRACKETS.includes(bare.charAt(0))) return { key: bare };
  for (const [prefix, only] of PREFIXES) {
    if (prefix.test(bare)) return { key: bare.replace(prefix, ''), only };
  }
  return { key: bare };
}

/** Nothing to take off: most cells of a sheet are asked for their heading, and few are one. */
const BARE = /^[\dA-Z\u4e00-\u9fff]*$/u;
/** What prefixes begin with. */
const BRACKETS = '([【';

/** The prefix that a label carries in a template for all forms, empty where the field is on every one. */
export function prefixOf(field: Field): string {
  const used = DIRECTIONS.filter(direction => field.use[direction] !== '-');
  if (used.length === 1 && used[0] === 'in') return '(入境)';
  return used.includes('in') ? '' : '(出境)';
}

/** Headings of a table → its column ids. A column's own headings come before the labels of other fields. */
export function headingIndex(columns: Readonly<Record<string, Column>>): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  const add = (heading: string, id: string) => {
    const { key } = headingOf(heading);
    if (!index.has(key)) index.set(key, id);
  };
  for (const [id, { title }] of Object.entries(columns)) add(title, id);
  for (const [id, { headings }] of Object.entries(columns)) for (const heading of headings) add(heading, id);
  for (const [id, { field }] of Object.entries(columns)) {
    const { label, extras } = fieldOf(field);
    for (const heading of [label, ...(extras.headings ?? [])]) add(heading, id);
  }
  return index;
}
