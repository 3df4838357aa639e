import {
  CONTAINER_COLUMNS,
  type Column,
  GOODS_COLUMN_IDS,
  GOODS_COLUMNS,
  type GoodsColumnId,
  HEADING_WORDS,
  IGNORED_HEADINGS,
  UNIT_HEADINGS,
} from './columns.ts';
import { headingIndex, headingOf } from './headings.ts';

/** Program column → the heading of the user's own workbook (settings S3). */
export type GoodsMapping = Readonly<Partial<Record<GoodsColumnId, string>>>;

/** What the headings of a table lead to. */
export interface Headings {
  readonly columns: Readonly<Record<string, Column>>;
  /** Heading → the columns that are read from it; several when a cell holds a number and its unit. */
  readonly index: ReadonlyMap<string, readonly string[]>;
  /** The heading that a mapped column has in the template: it counts where the own one is missing. */
  readonly template: ReadonlyMap<string, string>;
  /** Whether any of the columns takes a unit. */
  readonly units: boolean;
}

const headingsOf = (columns: Readonly<Record<string, Column>>): Headings => ({
  columns,
  index: new Map([...headingIndex(columns)].map(([key, id]) => [key, [id]])),
  template: new Map(),
  units: Object.values(columns).some(({ unit }) => unit),
});

export const CONTAINERS = headingsOf(CONTAINER_COLUMNS);
const GOODS = headingsOf(GOODS_COLUMNS);
export const IGNORED = new Set(IGNORED_HEADINGS);

/** The headings of goods, an office's own before those of the template. */
export function goodsHeadings(mapping: GoodsMapping | undefined): Headings {
  const mapped = new Map<string, string[]>();
  for (const id of GOODS_COLUMN_IDS) {
    const { key } = headingOf(mapping?.[id] ?? '');
    if (key !== '') mapped.set(key, [...(mapped.get(key) ?? []), id]);
  }
  if (mapped.size === 0) return GOODS;
  // A column that is mapped is read from its own heading, or from that of the template, and from no other.
  const taken = new Set([...mapped.values()].flat());
  const template = [...taken].map(id => [headingOf((GOODS_COLUMNS[id] as Column).title).key, id] as const);
  return {
    ...GOODS,
    index: new Map([...[...GOODS.index].filter(([, [id = '']]) => !taken.has(id)), ...mapped]),
    template: new Map(template.filter(([key]) => !mapped.has(key))),
  };
}

/** The columns that a label is the heading of, in a row of labels. */
export function columnsUnder(key: string, row: readonly string[], headings: Headings): readonly string[] {
  const { index, template } = headings;
  const ids = index.get(key) ?? translated(key, headings);
  if (ids) return ids;
  const id = template.get(key);
  if (id === undefined) return [];
  return row.some(label => index.get(headingOf(label).key)?.includes(id)) ? [] : [id];
}

const ENGLISH_END = /[A-Z.)]$/u;
const TRANSLATED = /^(.*[\u4e00-\u9fff])[/(|-]*([A-Z][A-Z.'&/]*)\)?$/u;

/** `数量QTY`, `集装箱号(CONTAINERNO.)`: a heading with the same in English behind it. Behind a number a unit may stand, too. */
function translated(key: string, { index, columns }: Headings): readonly string[] | undefined {
  // Asked of the first cells of every line: most end in something else.
  if (!ENGLISH_END.test(key)) return undefined;
  const [, name = '', english = ''] = TRANSLATED.exec(key) ?? [];
  const ids = name === '' ? undefined : index.get(name);
  const isSame = (id: string) =>
    columns[id]?.unit === undefined
      ? english.length > 2
      : !UNIT_HEADINGS.test(english) && HEADING_WORDS[id]?.test(english);
  return ids?.every(isSame) ? ids : undefined;
}

const UNIT_BEHIND = /^(.+?)(?:[([【/]([^()[\]【】/]+)[)\]】]?|([A-Z]{1,5}|[$€£¥￥]))$/u;

/** Most cells do not end so, which is seen at once. */
const UNIT_LIKE = /[A-Z$€£¥￥)\]】]$|[([【/]/u;

/** The name and the unit that a heading consists of. */
export function unitBehind(key: string): { readonly name: string; readonly unit: string } | undefined {
  if (!UNIT_LIKE.test(key)) return undefined;
  const [, name = '', bracketed, bare] = UNIT_BEHIND.exec(key) ?? [];
  const unit = bracketed ?? bare;
  return unit === undefined ? undefined : { name, unit };
}

/** `重量(KG)`, `总值USD`: a heading of numbers with their unit behind it. Whether there is such a unit is for the reader to say. */
export function withUnit(key: string, row: readonly string[], headings: Headings) {
  const split = headings.units ? unitBehind(key) : undefined;
  if (!split) return undefined;
  const ids = columnsUnder(split.name, row, headings).filter(id => headings.columns[id]?.unit);
  return ids.length > 0 ? { ids, unit: split.unit } : undefined;
}

/** So many labels in vain, and a row is no head: a line of data in a wide table must not cost a look at all its cells. */
const PATIENCE = 3;

/** No column has a number for its heading. */
const AMOUNT = /^[\d.,]+$/u;

/** Whether one of the first labels leads to a column of any of these tables: most rows are soon known not to. */
export function beginsHead(row: readonly string[], ...tables: readonly Headings[]): boolean {
  let unknown = 0;
  for (const label of row) {
    if (label === '') continue;
    if (AMOUNT.test(label)) {
      if (++unknown > PATIENCE) return false;
      continue;
    }
    const { key } = headingOf(label);
    for (const headings of tables) {
      if (columnsUnder(key, row, headings).length > 0 || withUnit(key, row, headings)) return true;
    }
    if (!IGNORED.has(key) && ++unknown > PATIENCE) return false;
  }
  return false;
}
