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
  if (BARE.test(label)) return { key: simplified(label) };
  const plain = simplified(label.normalize('NFKC').replace(/[\s*]/gu, '').toUpperCase());
  const bare = (plain.includes('(') ? plain.replace(/\((必填|选填|可填|可选)\)/gu, '') : plain).replace(/:$/u, '');
  if (!BRACKETS.includes(bare.charAt(0))) return { key: bare };
  for (const [prefix, only] of PREFIXES) {
    if (prefix.test(bare)) return { key: bare.replace(prefix, ''), only };
  }
  return { key: bare };
}

// biome-ignore format: table
/** Characters of headings as they are written in Taiwan, Hong Kong and Japan, each behind that of the mainland. */
const CHARACTERS =
  '编編货貨称稱数數单單单単币幣总總总総价價价価产產产産国國规規规規号號额額净淨装裝柜櫃种種类類标標准準贸貿运運发發证證证証检檢报報关關税稅则則质質费費备備注註条條码碼体體积積实實单單与與图圖';
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  [...CHARACTERS].flatMap((here, at, all) => (at % 2 === 0 ? [[all[at + 1] ?? here, here] as const] : [])),
);
const OTHER_CHARACTERS = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'u');

const simplified = (text: string): string =>
  OTHER_CHARACTERS.test(text) ? [...text].map(character => SIMPLIFIED.get(character) ?? character).join('') : text;

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
