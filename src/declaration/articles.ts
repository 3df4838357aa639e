import { ARTICLE } from '../catalogue/articles.ts';
import { codesOf, type Field, type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import { DIALECT, type Dialect } from '../catalogue/dialect.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import { cleanLine } from '../text.ts';
import { get } from './path.ts';

/** Values of a goods line by field. */
export type ArticleValues = Readonly<Partial<Record<FieldId, unknown>>>;

/** What tells articles apart. */
export interface ArticleIdentity {
  readonly direction: Direction;
  readonly party: string;
  readonly name: string;
  /** HS code. */
  readonly code: string;
}

/** What a declaration said of an article. */
export interface DeclaredArticle extends ArticleIdentity {
  readonly initials: string;
  readonly values: ArticleValues;
  /** The dialect in which its codes were chosen; that of 2017 unless told. */
  readonly dialect?: Dialect;
  /** What one of them cost, and in which currency; empty where it is not known. */
  readonly price: string;
  readonly currency: string;
  /** Kinds of licences. */
  readonly permits: readonly string[];
  readonly entryNo: string;
}

/** Who did something, and when (ISO time). */
export interface Mark {
  readonly by: string;
  readonly at: string;
}

/** What people decided of an article. */
export interface Decision extends ArticleIdentity {
  readonly initials: string;
  /** The office's own number. */
  readonly number?: string | undefined;
  readonly note?: string | undefined;
  /** Of a confirmed one all that it is; else what was set over that which was declared. */
  readonly values?: ArticleValues | undefined;
  readonly dialect?: Dialect | undefined;
  readonly confirmed?: Mark | undefined;
  readonly dropped?: Mark | undefined;
}

export type Decisions = Readonly<Record<string, Decision>>;

/** What is known of the declarations of an article: the last of them, when it was (milliseconds since 1970), and how many there were. */
export interface Uses {
  readonly value: DeclaredArticle;
  readonly last: number;
  readonly count: number;
}

export const ARTICLE_STATES = ['invalid', 'conflict', 'review', 'confirmed', 'dropped'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

// biome-ignore format: table
export const ARTICLE_STATE_WORDS: Readonly<Record<ArticleState, string>> = {
  invalid:   '代码失效',
  conflict:  '有冲突',
  review:    '待核对',
  confirmed: '已确认',
  dropped:   '已弃用',
};

/** What the three forms are called. */
export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = { in: '入境', out: '出境', pack: '出境包装' };

/** An article as people see it. */
export interface Article extends ArticleIdentity {
  readonly key: string;
  readonly initials: string;
  readonly number: string;
  readonly note: string;
  readonly values: ArticleValues;
  readonly dialect: Dialect;
  readonly state: ArticleState;
  readonly confirmed: Mark | undefined;
  readonly dropped: Mark | undefined;
  readonly uses: Uses | undefined;
  /** Codes of it that the tables in force do not have, or that the office has switched off. */
  readonly gone: readonly GoneCode[];
  /** Of a confirmed one: fields that were declared otherwise since. */
  readonly differing: readonly FieldId[];
  /** Other codes that the same name of the party, or the same number, has. */
  readonly rivals: readonly string[];
}

export interface GoneCode {
  readonly field: FieldId;
  readonly table: string;
  readonly code: string;
}

/** The value of a field of an article, its name and code among them. */
export const articleField = (
  { name, code, values }: Pick<Article, 'name' | 'code' | 'values'>,
  id: FieldId,
): unknown => (id === ARTICLE.name ? name : id === ARTICLE.code ? code : values[id]);

const folded = (text: string): string => cleanLine(text).normalize('NFKC').toLowerCase().replaceAll('|', ' ');

/** Full-width letters and capitals do not make it another article. */
export const articleKey = ({ direction, party, name, code }: ArticleIdentity): string =>
  [direction, code, folded(party), folded(name)].join('|');

/** Articles of one name that a party has. */
export const nameKey = ({ direction, party, name }: Omit<ArticleIdentity, 'code'>): string =>
  [direction, folded(party), folded(name)].join('|');

/** The party that a declaration is made for; empty where none is named. */
export function partyOf(document: Declaration): string {
  const party = get(document, ARTICLE.party[document.direction]);
  return typeof party === 'string' ? cleanLine(party) : '';
}

const CODED: readonly Field[] = [ARTICLE.code, ...ARTICLE.values]
  .map(fieldOf)
  .filter(({ codes }) => codes !== undefined);

/** Whether a code cannot be declared any more: a table that is whole has it not, or the office has switched it off. */
export function isGone(book: CodeBook, table: string, code: string): boolean {
  const entry = book.find(table, code);
  return entry ? entry.stopped === true : book.complete(table);
}

/** The codes of an article that are gone. Codes of the list of another dialect are not those in force, and are left alone. */
export function goneIn(
  { direction, code, values, dialect }: Pick<Article, 'direction' | 'code' | 'values' | 'dialect'>,
  book: CodeBook,
): readonly GoneCode[] {
  const isOther = dialect !== dialectIn(book, direction);
  return CODED.flatMap(field => {
    if (isOther && field.extras.codesOfDialect) return [];
    const table = codesOf(field, direction, dialect);
    const value = field.id === ARTICLE.code ? code : values[field.id];
    if (table === undefined || value === undefined) return [];
    const codes = Array.isArray(value) ? value.map(String) : [String(value)];
    return codes.filter(each => isGone(book, table, each)).map(each => ({ field: field.id, table, code: each }));
  });
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** An article before its state is known: that depends on the others. */
type Stateless = Omit<Article, 'state' | 'rivals'>;

/** What was declared and what was decided, as one. */
function stateless(key: string, uses: Uses | undefined, decision: Decision | undefined, book: CodeBook): Stateless {
  const said = decision ?? (uses as Uses).value;
  const confirmed = decision?.confirmed;
  const values = confirmed ? (decision?.values ?? {}) : { ...uses?.value.values, ...decision?.values };
  const dialect = (decision?.values && decision.dialect) ?? uses?.value.dialect ?? decision?.dialect ?? DIALECT;
  const { direction, party, name, code, initials } = said;
  const since = (mark: Mark | undefined) => mark !== undefined && (uses?.last ?? 0) > Date.parse(mark.at);
  const declared = since(confirmed) && (uses?.value.dialect ?? DIALECT) === dialect ? (uses?.value.values ?? {}) : {};
  // What a line leaves out does not contradict what is known.
  const differing = ARTICLE.values.filter(
    id => values[id] !== undefined && declared[id] !== undefined && !isSame(values[id], declared[id]),
  );
  return {
    ...{ key, direction, party, name, code, initials, values, dialect, uses, confirmed, differing },
    number: decision?.number ?? '',
    note: decision?.note ?? '',
    dropped: since(decision?.dropped) ? undefined : decision?.dropped,
    gone: goneIn({ direction, code, values, dialect }, book),
  };
}

/** All articles with their states: what was declared by `articleKey`, and what was decided. */
export function articlesIn(
  declared: ReadonlyMap<string, Uses>,
  decisions: Decisions,
  book: CodeBook,
): readonly Article[] {
  const all = [...declared].map(([key, uses]) => stateless(key, uses, decisions[key], book));
  for (const [key, decision] of Object.entries(decisions))
    if (!declared.has(key)) all.push(stateless(key, undefined, decision, book));
  const groups = groupsOf(all);
  return all.map(article => {
    const others = article.dropped ? [] : rivalsOf(article, groups);
    const rivals = [...new Set(others.map(({ code }) => code))];
    return { ...article, rivals, state: stateOf(article, others) };
  });
}

/** Articles that are to be one and the same: those of one name of a party, and those of one number. */
function groupsOf(all: readonly Stateless[]): ReadonlyMap<string, readonly Stateless[]> {
  const groups = new Map<string, Stateless[]>();
  for (const article of all) {
    if (article.dropped) continue;
    for (const key of groupKeys(article)) {
      const group = groups.get(key);
      if (group) group.push(article);
      else groups.set(key, [article]);
    }
  }
  return groups;
}

const groupKeys = (article: Stateless): readonly string[] => [
  nameKey(article),
  ...(article.number === '' ? [] : [`#${folded(article.number)}`]),
];

const rivalsOf = (article: Stateless, groups: ReadonlyMap<string, readonly Stateless[]>): readonly Stateless[] =>
  groupKeys(article).flatMap(key => (groups.get(key) ?? []).filter(({ code }) => code !== article.code));

/** Among articles with other codes the one that alone is confirmed is decided, and the others are looked at again. */
function stateOf(article: Stateless, rivals: readonly Stateless[]): ArticleState {
  if (article.dropped) return 'dropped';
  if (article.gone.length > 0) return 'invalid';
  const confirmed = rivals.filter(rival => rival.confirmed !== undefined).length;
  if (rivals.length > 0 && (article.confirmed ? confirmed > 0 : confirmed === 0)) return 'conflict';
  return article.confirmed && article.differing.length === 0 ? 'confirmed' : 'review';
}
