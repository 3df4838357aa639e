import { ARTICLE } from '../catalogue/articles.ts';
import { type Field, fieldOf } from '../catalogue/catalogue.ts';
import { DIRECTIONS } from '../catalogue/row.ts';
import { articleKey, type DeclaredArticle, partyOf, type Uses } from '../declaration/articles.ts';
import { isMissing } from '../declaration/check.ts';
import { type Row, valueIn } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { isNumber, quotient } from '../kinds/number.ts';
import type { Recalled, RecallSource } from '../store/recall.ts';
import { cleanLine } from '../text.ts';
import { type KnownInitials, knownInitials } from './known-initials.ts';
import { fittingValues } from './settings/articles.ts';

/** The name of the log in the store. */
export const DECLARED_ARTICLES = 'articles';

const NAME = fieldOf(ARTICLE.name);
const CODE = fieldOf(ARTICLE.code);
const VALUES: readonly Field[] = ARTICLE.values.map(fieldOf);
const LIST = fieldOf(ARTICLE.permits.list);
const KIND = fieldOf(ARTICLE.permits.kind);
/** Decimals of a price. */
const DIGITS = 5;

type Named = Omit<DeclaredArticle, 'initials'>;

/** The articles that declarations without errors name. A draft names none, and those that the revision before already named are not counted again. */
export function articlesSource(initialsOf: KnownInitials = knownInitials()): RecallSource<DeclarationRecord> {
  return {
    version: 1,
    async of(record, before) {
      const said = new Set(before ? namedIn(before).map(article => JSON.stringify(article)) : []);
      const named = namedIn(record).filter(article => !said.has(JSON.stringify(article)));
      const at = Date.parse(record.updated);
      return await Promise.all(
        named.map(async article => ({
          key: articleKey(article),
          value: { ...article, initials: await initialsOf(article.name) },
          at,
        })),
      );
    },
  };
}

/** What the log holds of an article, if it is one. */
export function usesOf({ value, count, last }: Recalled): Uses | undefined {
  const said = (value ?? {}) as Partial<DeclaredArticle>;
  const { direction, party, name, code, initials, entryNo, price, currency } = said;
  const isWhole =
    DIRECTIONS.some(known => known === direction) &&
    [party, name, code, initials, entryNo, price, currency].every(text => typeof text === 'string') &&
    typeof said.values === 'object' &&
    Array.isArray(said.permits);
  if (!isWhole) return undefined;
  return { value: { ...(said as DeclaredArticle), values: fittingValues(said.values ?? {}) }, count, last };
}

/** A document keeps a wrong value as it was given; what is recalled must be one line. */
const lineOf = (value: unknown) => (typeof value === 'string' ? cleanLine(value) : '');

/** The articles of a record, each key once: of several lines with one key the last counts. */
function namedIn({ status, document, dialect, entryNo }: DeclarationRecord): readonly Named[] {
  if (status === 'draft') return [];
  const { direction } = document;
  const party = partyOf(document);
  const found = document.goods.flatMap((line: Row): Named[] => {
    const [name = '', code = ''] = [NAME, CODE].map(field => lineOf(valueIn(line, field)));
    if (name === '' || code === '') return [];
    const values = Object.fromEntries(
      VALUES.flatMap(field => {
        const value = valueIn(line, field);
        return isMissing(value) ? [] : [[field.id, value]];
      }),
    );
    return [{ direction, party, name, code, ...(dialect && { dialect }), values, ...paid(line), entryNo }];
  });
  return [...new Map(found.map(article => [articleKey(article), article])).values()];
}

function paid(line: Row): Pick<Named, 'price' | 'currency' | 'permits'> {
  const { unit, total, quantity, currency } = ARTICLE.price;
  const textOf = (id: typeof unit | typeof total | typeof quantity | typeof currency) =>
    lineOf(valueIn(line, fieldOf(id)));
  const isAmount = (text: string) => isNumber(text) && /[1-9]/u.test(text);
  const [one, all, count] = [textOf(unit), textOf(total), textOf(quantity)];
  const rows = valueIn(line, LIST);
  const kinds = (Array.isArray(rows) ? rows : []).map((row: Row) => lineOf(row?.[KIND.name]));
  return {
    price: isAmount(one) ? one : isAmount(all) && isAmount(count) ? quotient(all, count, DIGITS) : '',
    currency: textOf(currency),
    permits: [...new Set(kinds.filter(kind => kind !== ''))],
  };
}
