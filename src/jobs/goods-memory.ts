import { fieldOf } from '../catalogue/catalogue.ts';
import { DIALECT, type Dialect } from '../catalogue/dialect.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Direction } from '../catalogue/row.ts';
import type { CodeRow } from '../codes/row.ts';
import { prepareSearch, type SearchIndex, search } from '../codes/search.ts';
import type { Recalled } from '../store/recall.ts';
import { GOODS, type GoodsSaying, goodsSaying } from './goods-recall.ts';
import type { Office } from './office.ts';

/** Goods that were declared before, as a row to choose: `code` is the HS code, `values` what choosing it fills. */
export interface Remembered extends CodeRow {
  readonly values: GoodsSaying['values'];
  readonly dialect?: Dialect;
  readonly uses: number;
  /** When it was last declared, milliseconds since 1970. */
  readonly last: number;
}

/** The goods names that declarations of this office have used. */
export interface GoodsMemory {
  /**
   * Goods of the form found by the beginning of the HS code, by name, part of it or pinyin initials: the whole name first, then names that
   * begin so, initials, parts; among equals what is used more, and later, first. Several words must all be found. No text: what is used most.
   */
  suggest(text: string, direction: Direction, limit: number): readonly Remembered[];
  /** Takes in what was declared since, also by other programs; true when there was something. */
  refresh(): Promise<boolean>;
}

/** Milliseconds that count as much as being used twice as often: half a year. */
const DOUBLE = 182 * 86_400_000;
const weightOf = ({ uses, last }: Pick<Remembered, 'uses' | 'last'>) => Math.log2(uses) + last / DOUBLE;

/** Opens the memory, empty until the first `refresh`, which reads all declarations in an office that has no memory yet. */
export function goodsMemory(office: Office): GoodsMemory {
  const recall = office.store.recall(GOODS);
  let indexes = new Map<Direction, SearchIndex>();
  return {
    suggest(text, direction, limit) {
      const index = indexes.get(direction);
      // The rows that a search gives are those that its index was made of.
      const found = index === undefined ? [] : (search(index, text, { limit }) as unknown as readonly Remembered[]);
      const dialect = dialectIn(office.book, direction);
      // Codes of another list would say something else in the one in force.
      return found.map(row =>
        (row.dialect ?? DIALECT) === dialect ? row : { ...row, values: row.values.filter(isOfEach) },
      );
    },
    async refresh() {
      const isNew = await recall.refresh();
      if (isNew) indexes = indexesOf(recall.held.values());
      return isNew;
    },
  };
}

/** Whether the codes of a value are the same in each dialect. */
const isOfEach = ({ id }: GoodsSaying['values'][number]): boolean => !fieldOf(id).extras.codesOfDialect;

function indexesOf(held: Iterable<Recalled>): Map<Direction, SearchIndex> {
  const rows = new Map<Direction, Remembered[]>();
  for (const { value, count, last } of held) {
    const saying = goodsSaying(value);
    if (saying === undefined) continue;
    const { direction, name, code, initials, values, dialect } = saying;
    const row = { code, name, initials, extra: {}, values, ...(dialect && { dialect }), uses: count, last };
    const others = rows.get(direction);
    if (others) others.push(row);
    else rows.set(direction, [row]);
  }
  // The search keeps the order of its rows where it finds them equal.
  return new Map(
    Array.from(rows, ([direction, all]) => [
      direction,
      prepareSearch(
        all.sort((a, b) => weightOf(b) - weightOf(a)),
        undefined,
      ),
    ]),
  );
}
