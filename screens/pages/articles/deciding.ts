import { ARTICLE } from '../../../src/catalogue/articles.ts';
import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import { type Article, articleField } from '../../../src/declaration/articles.ts';
import { articleSetting } from '../../../src/jobs/article-setting.ts';
import {
  type ArticleSearch,
  type ArticleStep,
  articleSearch,
  articlesOf,
  confirmArticles,
  dropArticles,
  setArticles,
  shortArticle,
  undoArticles,
} from '../../../src/jobs/articles.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Effect, GuardedAction, Reply } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { openMenu } from '../../dialogs/menu.ts';
import { askText } from '../../dialogs/naming.ts';
import { type ArticlesPage, articleAt, meantIn, narrowed } from './state.ts';

/** The page as the store is now. */
export async function readArticlesPage(office: Office): Promise<(page: ArticlesPage) => ArticlesPage> {
  const all = await articlesOf(office);
  const search: ArticleSearch = await articleSearch(all);
  const keys = new Set(all.map(({ key }) => key));
  return page => {
    const marked = new Set([...page.marked].filter(key => keys.has(key)));
    return narrowed({ ...page, all, search, marked });
  };
}

/** What a step made of the page: read anew, with the step to be taken back, and nothing marked. */
export async function afterStep(page: ArticlesPage, office: Office, what: string, step: ArticleStep): Promise<Reply> {
  const fill = await readArticlesPage(office);
  return replyTo(page, now => ({
    state: fill({ ...now, marked: new Set(), steps: [...now.steps, { what, undo: step.undo }] }),
    ...good(what),
  }));
}

const wordsOf = (articles: readonly Article[]): string => {
  const [first] = articles;
  return articles.length === 1 && first ? shortArticle(first) : `${articles.length} 个商品`;
};

const deciding = (
  label: string,
  decide: (office: Office, articles: readonly Article[]) => Promise<readonly [string, ArticleStep]>,
): GuardedAction<ArticlesPage> => ({
  cannot: page => (meantIn(page).length > 0 ? undefined : '没有选中商品'),
  run(page) {
    const meant = meantIn(page);
    const effect: Effect = {
      label,
      async run({ office }) {
        const [what, step] = await decide(office, meant);
        return await afterStep(page, office, what, step);
      },
    };
    return { effects: [effect] };
  },
});

const keysOf = (articles: readonly Article[]) => articles.map(({ key }) => key);

export const CONFIRM = deciding('正在确认', async (office, articles) => [
  `已确认 ${wordsOf(articles)}`,
  await confirmArticles(office, keysOf(articles)),
]);

/** Takes out of what is offered; those that are dropped already come back. */
export const DROP = deciding('正在弃用', async (office, articles) => {
  const back = articles.every(({ state }) => state === 'dropped');
  const step = back ? await setArticles(office, keysOf(articles), {}) : await dropArticles(office, keysOf(articles));
  return [`${back ? '已恢复' : '已弃用'} ${wordsOf(articles)}`, step];
});

export const UNDO: GuardedAction<ArticlesPage> = {
  cannot: ({ steps }) => (steps.length > 0 ? undefined : '没有可以撤销的'),
  run(page) {
    const last = page.steps.at(-1);
    if (!last) return {};
    const effect: Effect = {
      label: '正在撤销',
      async run({ office }) {
        await undoArticles(office, last.undo);
        const fill = await readArticlesPage(office);
        return replyTo(page, now => ({
          state: fill({ ...now, steps: now.steps.filter(step => step !== last) }),
          ...good(`已撤销：${last.what}`),
        }));
      },
    };
    return { effects: [effect] };
  },
};

const textIn = (article: Article, name: string): string => {
  if (name === 'number' || name === 'note') return article[name];
  const value = articleField(article, name as FieldId);
  return Array.isArray(value) ? value.join(',') : value === undefined ? '' : String(value);
};

/** Asks for a value of an article. */
const asking =
  (name: string, label: string): Action<ArticlesPage> =>
  page => {
    const article = articleAt(page);
    if (!article) return {};
    return {
      open: askText(
        {
          title: shortArticle(article),
          label,
          start: cleanLine(textIn(article, name)),
          notes: [name === 'number' ? '本单位自己的编号，录单时输入它就找得到' : '代码可以写名称；清空则没有'],
        },
        async (text, { office }) => {
          const setting = await articleSetting(office, article.direction, { [name]: text });
          const step = await setArticles(office, [article.key], setting);
          return await afterStep(page, office, `已改 ${shortArticle(article)} 的${label}`, step);
        },
      ),
    };
  };

const hasOne = (page: ArticlesPage) => (articleAt(page) ? undefined : '没有选中商品');

export const NUMBER: GuardedAction<ArticlesPage> = { cannot: hasOne, run: asking('number', '料号') };

const EDITABLE: readonly (readonly [string, string])[] = [
  ...[ARTICLE.code, ...ARTICLE.values].map(id => [id, fieldOf(id).label] as const),
  ['note', '备注'],
];

/** A value is chosen by its name, then written. */
export const EDIT: GuardedAction<ArticlesPage> = {
  cannot: hasOne,
  run(page) {
    const article = articleAt(page);
    if (!article) return {};
    const items = EDITABLE.map(([name, label]) => ({
      label,
      note: cleanLine(textIn(article, name)),
      answer: replyTo(page, asking(name, label)),
    }));
    return { open: openMenu(`改哪一栏：${shortArticle(article)}`, items) };
  },
};
