import { ARTICLE_STATES, type Article, type ArticleState } from '../../../src/declaration/articles.ts';
import type { ArticleSearch, ArticleUndo } from '../../../src/jobs/articles.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';

/** What the page is narrowed to: all that is not dropped, or one state. */
export type ArticleFilter = 'live' | ArticleState;
export const FILTERS: readonly ArticleFilter[] = ['live', ...ARTICLE_STATES];

/** The goods master: what was declared, and what people decided of it. */
export interface ArticlesPage {
  readonly kind: 'articles';
  readonly id: 'articles';
  /** As they were read; a search belongs to them. */
  readonly all: readonly Article[];
  readonly search: ArticleSearch;
  readonly filter: ArticleFilter;
  /** What is searched for; typing changes it. */
  readonly words: TextState;
  /** What the filter and the words leave. */
  readonly found: readonly Article[];
  readonly index: number;
  /** Keys of those that are marked. */
  readonly marked: ReadonlySet<string>;
  /** Steps of this sitting, the last one at the end. */
  readonly steps: readonly { readonly what: string; readonly undo: ArticleUndo }[];
}

export const NEW_ARTICLES: ArticlesPage = {
  kind: 'articles',
  id: 'articles',
  all: [],
  search: { find: () => [] },
  filter: 'live',
  words: emptyText(),
  found: [],
  index: 0,
  marked: new Set(),
  steps: [],
};

const fits = (filter: ArticleFilter, { state }: Article): boolean =>
  filter === 'live' ? state !== 'dropped' : state === filter;

/** The page with what its words and filter find; the focus stays on the article that it was on, if that is still there. */
export function narrowed(page: ArticlesPage): ArticlesPage {
  const before = page.found[page.index]?.key;
  const found = page.search.find(page.words.text).filter(article => fits(page.filter, article));
  const at = found.findIndex(({ key }) => key === before);
  return { ...page, found, index: at >= 0 ? at : Math.max(0, Math.min(page.index, found.length - 1)) };
}

export const articleAt = ({ found, index }: ArticlesPage): Article | undefined => found[index];

/** Those that are meant: the marked ones, also those out of view, else the one with the focus. */
export function meantIn(page: ArticlesPage): readonly Article[] {
  const marked = page.all.filter(({ key }) => page.marked.has(key));
  const one = articleAt(page);
  return marked.length > 0 ? marked : one ? [one] : [];
}

export const countOf = ({ all }: ArticlesPage, filter: ArticleFilter): number =>
  all.filter(article => fits(filter, article)).length;
