import { createHash } from 'node:crypto';
import { fieldOf } from '../catalogue/catalogue.ts';
import { prepareSearch, type SearchIndex, search } from '../codes/search.ts';
import {
  type Article,
  type ArticleIdentity,
  type ArticleValues,
  articleKey,
  articlesIn,
  type Decision,
  type Decisions,
  nameKey,
  type Uses,
} from '../declaration/articles.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { DECLARED_ARTICLES, usesOf } from './articles-recall.ts';
import { stampOf } from './clock.ts';
import { knowArticles } from './known-articles.ts';
import type { Office } from './office.ts';
import { ARTICLES, decisionFaults, keptDecisions } from './settings/articles.ts';

/** The articles of the office with their states: those to be looked at first, then by party and name. */
export async function articlesOf(office: Office): Promise<readonly Article[]> {
  const declared = await declaredOf(office);
  return articlesIn(declared, await office.store.settings.read(ARTICLES), office.book);
}

async function declaredOf(office: Office): Promise<ReadonlyMap<string, Uses>> {
  const recall = office.store.recall(DECLARED_ARTICLES);
  await recall.refresh();
  const declared = new Map<string, Uses>();
  for (const [key, held] of recall.held) {
    const uses = usesOf(held);
    if (uses) declared.set(key, uses);
  }
  return declared;
}

/** A short name of an article, the same at every run. */
export const articleId = ({ key }: Pick<Article, 'key'>): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 8);

/** Finds articles by name, initials and HS code, and by number, party and its initials. */
export interface ArticleSearch {
  find(words: string): readonly Article[];
}

export async function articleSearch(articles: readonly Article[]): Promise<ArticleSearch> {
  const { initialsOf } = await import('../codes/initials.ts');
  const parties = new Map<string, string>();
  const partyText = (party: string): string => {
    const known = parties.get(party) ?? `${party} ${initialsOf(party)}`;
    parties.set(party, known);
    return known;
  };
  const rows = articles.map(article => ({ ...rowOf(article), article }));
  const further = articles.map(({ number, party, note }) => `${number} ${partyText(party)} ${note}`);
  const index: SearchIndex = prepareSearch(rows, further);
  return {
    find: words =>
      words.trim() === ''
        ? articles
        : (search(index, words, { limit: rows.length }) as unknown as typeof rows).map(({ article }) => article),
  };
}

const rowOf = ({ code, name, initials }: Article) => ({ code, name, initials, extra: {} });

/** What an article was before a step; nothing where nobody had decided. */
export type ArticleUndo = Readonly<Record<string, Decision | null>>;

export interface ArticleStep {
  /** Keys of what the step is about, as they are now. */
  readonly keys: readonly string[];
  readonly undo: ArticleUndo;
}

type Changes = Readonly<Record<string, Decision>>;

/** Changes decisions with nobody in between; `make` sees the articles as they are then. */
export async function changeArticles(
  office: Office,
  make: (articles: ReadonlyMap<string, Article>, held: Decisions) => Changes,
): Promise<ArticleStep> {
  const declared = await declaredOf(office);
  let step: ArticleStep = { keys: [], undo: {} };
  const decided = await office.store.settings.update(ARTICLES, held => {
    const articles = new Map(articlesIn(declared, held, office.book).map(article => [article.key, article]));
    const made = keptDecisions(make(articles, held));
    const [fault] = decisionFaults(made);
    if (fault) throw fault;
    const keys = Object.keys(made);
    if (keys.length === 0) return held;
    step = { keys, undo: Object.fromEntries(keys.map(key => [key, held[key] ?? null])) };
    return { ...held, ...made };
  });
  knowArticles(office, decided);
  return step;
}

/** Takes a step back; what others have decided since of the same articles is lost with it. */
export async function undoArticles(office: Office, undo: ArticleUndo): Promise<void> {
  const decided = await office.store.settings.update(ARTICLES, held => {
    const next: Record<string, Decision> = { ...held };
    for (const [key, before] of Object.entries(undo)) {
      if (before) next[key] = before;
      else delete next[key];
    }
    return next;
  });
  knowArticles(office, decided);
}

const identityOf = ({ direction, party, name, code, initials }: Article): ArticleIdentity & { initials: string } => ({
  ...{ direction, party, name, code, initials },
});

/** An article as a decision, all that it is. */
const decisionOf = (article: Article, held: Decision | undefined): Decision => ({
  ...identityOf(article),
  ...(article.number !== '' && { number: article.number }),
  ...(article.note !== '' && { note: article.note }),
  ...(held?.values && { values: held.values, dialect: article.dialect }),
  ...(held?.confirmed && { confirmed: held.confirmed }),
  ...(article.dropped && { dropped: article.dropped }),
});

export const markOf = (office: Office) => ({ by: office.user, at: stampOf(office.now()) });

/** What an article is when it is confirmed: all that is known of it now, but values that were declared otherwise since. */
function confirmedAs(office: Office, article: Article, held: Decision | undefined): Decision {
  const { dropped: _, ...decision } = decisionOf(article, held);
  return { ...decision, values: article.values, dialect: article.dialect, confirmed: markOf(office) };
}

/**
 * Confirms articles as they are shown; other codes of the same name and party are dropped with that. Throws `articles.missing`,
 * `articles.invalid` for one with a code that is gone, and `articles.rivals` for two codes of one name.
 */
export async function confirmArticles(office: Office, keys: readonly string[]): Promise<ArticleStep> {
  return await changeArticles(office, (articles, held) => {
    const chosen = keys.map(key => articleAt(articles, key));
    const names = new Map<string, Article>();
    for (const article of chosen) {
      const other = names.get(nameKey(article));
      if (other) throw twoCodes(article, other);
      names.set(nameKey(article), article);
      const [gone] = article.gone;
      if (gone) throw invalid(article, gone.code, fieldOf(gone.field).label);
    }
    const made: Record<string, Decision> = {};
    for (const other of articles.values()) {
      const winner = names.get(nameKey(other));
      if (winner && winner.key !== other.key && !other.dropped)
        made[other.key] = { ...decisionOf(other, held[other.key]), dropped: markOf(office) };
    }
    for (const article of chosen) made[article.key] = confirmedAs(office, article, held[article.key]);
    return made;
  });
}

/** Takes articles out of what is offered; they come back by themselves when they are declared again. */
export async function dropArticles(office: Office, keys: readonly string[]): Promise<ArticleStep> {
  return await changeArticles(office, (articles, held) =>
    Object.fromEntries(
      keys.map(key => {
        const { confirmed: _, ...decision } = decisionOf(articleAt(articles, key), held[key]);
        return [key, { ...decision, dropped: markOf(office) }];
      }),
    ),
  );
}

/** What is set of an article; what is not named stays. An empty value is none. */
export interface ArticleSetting {
  readonly number?: string;
  readonly note?: string;
  readonly code?: string;
  readonly values?: ArticleValues;
}

/**
 * Sets something of articles. With another HS code an article becomes another one, and what it was is dropped. What was confirmed is so
 * still, by whoever sets it.
 */
export async function setArticles(
  office: Office,
  keys: readonly string[],
  setting: ArticleSetting,
): Promise<ArticleStep> {
  return await changeArticles(office, (articles, held) =>
    Object.assign({}, ...keys.map(key => settingOf(office, articleAt(articles, key), held, setting))),
  );
}

/** What setting something of one article makes: itself, and the one that it was where its code is another. */
export function settingOf(
  office: Office,
  article: Article,
  held: Decisions,
  { number, note, code = article.code, values }: ArticleSetting,
): Changes {
  const before = decisionOf(article, held[article.key]);
  const { dropped: _, ...rest } = before;
  const isNew = code !== article.code;
  const set = {
    ...rest,
    code,
    ...(number !== undefined && { number }),
    ...(note !== undefined && { note }),
    ...((values || isNew) && { values: withValues(article, values), dialect: article.dialect }),
    ...(before.confirmed && { confirmed: markOf(office) }),
  };
  return {
    ...(isNew && { [article.key]: { ...before, dropped: markOf(office) } }),
    [articleKey(set)]: set,
  };
}

function withValues(article: Article, values: ArticleValues = {}): ArticleValues {
  const all = { ...article.values, ...values };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The article that words mean: its short name, its number, or words that find it alone. Throws `articles.missing`, `articles.several`. */
export async function articleNamed(articles: readonly Article[], words: string): Promise<Article> {
  const text = cleanLine(words);
  const wanted = text.toLowerCase();
  const live = articles.filter(({ dropped }) => !dropped);
  const exact = articles.filter(article => articleId(article) === wanted);
  const numbered = live.filter(({ number }) => number !== '' && number.toLowerCase() === wanted);
  const [first, ...more] =
    exact.length > 0 ? exact : numbered.length > 0 ? numbered : (await articleSearch(live)).find(text);
  if (first === undefined || text === '') throw missing(text);
  if (more.length === 0) return first;
  const shown = [first, ...more].slice(0, SHOWN).map(each => `${articleId(each)} ${shortArticle(each)}`);
  throw new UserError('articles.several', `“${text}”找到 ${more.length + 1} 个商品`, {
    exit: 'usage',
    next: [`写明其中一个：${shown.join('；')}${more.length >= SHOWN ? '……' : ''}`],
  });
}

const SHOWN = 4;

/** An article in a few words. */
export const shortArticle = ({
  code,
  name,
  party,
  number,
}: Pick<Article, 'code' | 'name' | 'party' | 'number'>): string =>
  cleanLine([number, code, name, party].filter(Boolean).join(' '));

function articleAt(articles: ReadonlyMap<string, Article>, key: string): Article {
  const found = articles.get(key);
  if (found) return found;
  throw missing(key.split('|').slice(1).join(' '));
}

const missing = (words: string): UserError =>
  new UserError('articles.missing', `商品库里没有“${cleanLine(words)}”`, {
    exit: 'usage',
    next: ['articles list 列出全部商品'],
  });

const invalid = (article: Article, code: string, label: string): UserError =>
  new UserError('articles.invalid', `${shortArticle(article)}：${label} ${code} 已失效，没有确认`, {
    exit: 'faults',
    next: ['先改成现行的代码，再确认'],
  });

const twoCodes = (one: Article, other: Article): UserError =>
  new UserError('articles.rivals', `${cleanLine(one.name)} 有两个编码：${one.code} 和 ${other.code}，没有确认`, {
    exit: 'faults',
    next: ['只确认其中一个，另一个会弃用'],
  });
