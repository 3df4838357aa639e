import { isDeepStrictEqual } from 'node:util';
import { ARTICLE } from '../catalogue/articles.ts';
import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import { DIALECT, type Dialect } from '../catalogue/dialect.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Direction } from '../catalogue/row.ts';
import type { KnownArticles } from '../catalogue/rules/index.ts';
import type { CodeRow } from '../codes/row.ts';
import { prepareSearch, type SearchIndex, search } from '../codes/search.ts';
import { type Decision, type Decisions, goneIn, nameKey } from '../declaration/articles.ts';
import type { Recalled } from '../store/recall.ts';
import { GOODS, type GoodsSaying, goodsSaying } from './goods-recall.ts';
import { confirmedIn, isOffered } from './known-articles.ts';
import type { Office } from './office.ts';
import { ARTICLES } from './settings/articles.ts';

/** Goods that were declared before, as a row to choose: `code` is the HS code, `values` what choosing it fills. */
export interface Remembered extends CodeRow {
  readonly values: GoodsSaying['values'];
  readonly dialect?: Dialect;
  readonly uses: number;
  /** When it was last declared, or confirmed, milliseconds since 1970. */
  readonly last: number;
  /** An article of the goods master that people have confirmed: whose it is, and the office's number. */
  readonly article?: { readonly party: string; readonly number: string };
}

/** The goods names that declarations of this office have used. */
export interface GoodsMemory {
  /**
   * Goods of the form found by the beginning of the HS code, by name, part of it or pinyin initials, and confirmed articles by their number:
   * those of this party first, then those of others, then what was only declared. Of each the whole name first, then names that begin so,
   * initials, parts; among equals what is used more, and later, first. Several words must all be found. No text: what is used most.
   */
  suggest(text: string, direction: Direction, limit: number, party?: string): readonly Remembered[];
  /** The confirmed articles, for checks. */
  confirmed: KnownArticles;
  /** Takes in what was declared and decided since, also by other programs; true when there was something. */
  refresh(): Promise<boolean>;
}

/** Milliseconds that count as much as being used twice as often: half a year. */
const DOUBLE = 182 * 86_400_000;
const weightOf = ({ uses, last }: Pick<Remembered, 'uses' | 'last'>) => Math.log2(uses) + last / DOUBLE;

type Indexes = ReadonlyMap<Direction, SearchIndex>;

/** Opens the memory, empty until the first `refresh`, which reads all declarations in an office that has no memory yet. */
export function goodsMemory(office: Office): GoodsMemory {
  const recall = office.store.recall(GOODS);
  let declared: Indexes = new Map();
  let articles: Indexes = new Map();
  let decisions: Decisions = {};
  let known: KnownArticles = () => [];
  let dropped: ReadonlyMap<string, number> = new Map();
  // The rows that a search gives are those that its index was made of.
  const foundIn = (indexes: Indexes, direction: Direction, ...how: [text: string, limit: number, party?: string]) => {
    const [text, limit, party] = how;
    const index = indexes.get(direction);
    const where = party === undefined ? {} : { where: (row: CodeRow) => (row as Remembered).article?.party === party };
    return index === undefined ? [] : (search(index, text, { limit, ...where }) as unknown as readonly Remembered[]);
  };
  return {
    suggest(text, direction, limit, party = '') {
      const dialect = dialectIn(office.book, direction);
      // What tables no longer have is not offered, however sure people were of it.
      const isInForce = ({ code, dialect: of = DIALECT }: Remembered) =>
        goneIn({ direction, code, values: {}, dialect: of }, office.book).length === 0;
      const confirmed = [
        ...(party === '' ? [] : foundIn(articles, direction, text, limit, party)),
        ...foundIn(articles, direction, text, limit),
      ].filter(isInForce);
      const isLeft = (row: Remembered) => !((dropped.get(goodsKey({ ...row, direction })) ?? 0) >= row.last);
      const found = [...confirmed, ...foundIn(declared, direction, text, limit).filter(isLeft)];
      // The same goods of another party, or without one, are no further choice.
      const first = new Map<string, Remembered>();
      for (const row of found) {
        const key = goodsKey({ ...row, direction });
        if (!first.has(key)) first.set(key, row);
      }
      const inOrder = [...first.values()].slice(0, limit);
      // Codes of another list would say something else in the one in force.
      return inOrder.map(row =>
        (row.dialect ?? DIALECT) === dialect ? row : { ...row, values: row.values.filter(isOfEach) },
      );
    },
    confirmed: (...of) => known(...of),
    async refresh() {
      const isNew = await recall.refresh();
      const decided = await office.store.settings.read(ARTICLES);
      const isOther = !isDeepStrictEqual(decided, decisions);
      if (isOther) {
        decisions = decided;
        known = confirmedIn(decided);
        articles = articleIndexes(decided);
        dropped = droppedIn(decided);
      }
      if (isNew) declared = indexesOf(recall.held.values());
      return isNew || isOther;
    },
  };
}

/** Whether the codes of a value are the same in each dialect. */
const isOfEach = ({ id }: GoodsSaying['values'][number]): boolean => !fieldOf(id).extras.codesOfDialect;

function indexesOf(held: Iterable<Recalled>): Indexes {
  const rows: [Direction, Remembered][] = [];
  for (const { value, count, last } of held) {
    const saying = goodsSaying(value);
    if (saying === undefined) continue;
    const { direction, name, code, initials, values, dialect } = saying;
    rows.push([direction, { code, name, initials, extra: {}, values, ...(dialect && { dialect }), uses: count, last }]);
  }
  return byDirection(rows);
}

function articleIndexes(decisions: Decisions): Indexes {
  return byDirection(
    Object.values(decisions)
      .filter(isOffered)
      .map(decision => [decision.direction, articleRow(decision)]),
  );
}

const goodsKey = ({ direction, code, name }: Pick<Decision, 'direction' | 'code' | 'name'>): string =>
  nameKey({ direction, party: code, name });

/** When goods were dropped that no party has confirmed: until they are declared again nobody is offered them. */
function droppedIn(decisions: Decisions): ReadonlyMap<string, number> {
  const all = Object.values(decisions);
  const offered = new Set(all.filter(isOffered).map(goodsKey));
  return new Map(
    all.flatMap(decision => {
      const at = offered.has(goodsKey(decision)) ? Number.NaN : Date.parse(decision.dropped?.at ?? '');
      return Number.isNaN(at) ? [] : [[goodsKey(decision), at] as const];
    }),
  );
}

function articleRow({
  code,
  name,
  initials,
  party,
  number = '',
  dialect,
  values = {},
  confirmed,
}: Decision): Remembered {
  const filled: GoodsSaying['values'] = [
    { id: ARTICLE.code, value: code },
    { id: ARTICLE.name, value: name },
    ...Object.entries(values).map(([id, value]) => ({ id: id as FieldId, value })),
  ];
  return {
    ...{ code, name, initials, extra: {}, values: filled, uses: 1, article: { party, number } },
    ...(dialect && { dialect }),
    last: Date.parse(confirmed?.at ?? '') || 0,
  };
}

function byDirection(all: readonly (readonly [Direction, Remembered])[]): Indexes {
  const rows = new Map<Direction, Remembered[]>();
  for (const [direction, row] of all) {
    const others = rows.get(direction);
    if (others) others.push(row);
    else rows.set(direction, [row]);
  }
  // The search keeps the order of its rows where it finds them equal.
  return new Map(
    Array.from(rows, ([direction, of]) => {
      const sorted = of.sort((a, b) => weightOf(b) - weightOf(a));
      const numbers = sorted.map(({ article }) => article?.number ?? '');
      return [direction, prepareSearch(sorted, undefined, numbers)];
    }),
  );
}
