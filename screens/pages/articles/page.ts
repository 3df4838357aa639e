import { articleFacts } from '../../../src/jobs/article-facts.ts';
import { shortArticle } from '../../../src/jobs/articles.ts';
import type { Change, Effect, GuardedAction } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { openReading } from '../../dialogs/reading.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { ROWS_ABOVE } from '../../widgets/searched-table.ts';
import { editText, emptyText, type TextState, typeInto } from '../../widgets/text-state.ts';
import { CONFIRM, DROP, EDIT, NUMBER, readArticlesPage, UNDO } from './deciding.ts';
import { type ArticlesPage, articleAt, countOf, FILTERS, NEW_ARTICLES, narrowed } from './state.ts';
import { countsText, drawArticles, filterWord } from './view.ts';
import { EXPORT, IMPORT } from './workbooks.ts';

const LIST = indexed<ArticlesPage>({
  count: ({ found }) => found.length,
  rows: (_page, area) => area.rows - ROWS_ABOVE,
});

/** Brings the goods master to the front as it is now. */
export const showArticles: Effect = {
  label: '正在看商品库',
  async run({ office }) {
    const fill = await readArticlesPage(office);
    return replyToApp(({ ui }) => {
      const open = ui.pages.find((page): page is ArticlesPage => page.kind === 'articles');
      return { page: fill(open ?? NEW_ARTICLES) };
    });
  },
};

const followed = (page: ArticlesPage): Change<ArticlesPage> => ({
  effects: [
    {
      async run({ office }) {
        const fill = await readArticlesPage(office);
        return replyTo(page, now => ({ state: fill(now) }));
      },
    },
  ],
});

const typed = (page: ArticlesPage, words: TextState): Change<ArticlesPage> => ({
  state: narrowed({ ...page, words, found: [], index: 0 }),
});

const details: GuardedAction<ArticlesPage> = {
  cannot: page => (articleAt(page) ? undefined : '没有选中商品'),
  run(page, { world }) {
    const article = articleAt(page);
    if (!article) return {};
    const lines = articleFacts(article, world.book).map(([label, text]) => `${label}：${text}`);
    return { open: openReading(shortArticle(article), lines) };
  },
};

/** The next state of which there are some, and all again behind the last. */
function filtered(page: ArticlesPage): Change<ArticlesPage> {
  const at = FILTERS.indexOf(page.filter);
  const order = [...FILTERS.slice(at + 1), ...FILTERS.slice(0, at + 1)];
  const filter = order.find(each => each === 'live' || countOf(page, each) > 0) ?? 'live';
  return { state: narrowed({ ...page, filter, index: 0, found: [] }), ...info(`只列：${filterWord(filter)}`) };
}

function marked(page: ArticlesPage): Change<ArticlesPage> {
  const key = articleAt(page)?.key;
  if (key === undefined) return {};
  const next = new Set(page.marked);
  if (!next.delete(key)) next.add(key);
  return { state: { ...page, marked: next, index: Math.min(page.index + 1, page.found.length - 1) } };
}

function allMarked(page: ArticlesPage): Change<ArticlesPage> {
  const keys = page.found.map(({ key }) => key);
  const isAll = keys.every(key => page.marked.has(key));
  return { state: { ...page, marked: new Set(isAll ? [] : keys) } };
}

/** What was declared as articles: confirmed, numbered, edited, dropped. */
export const ARTICLES_PAGE: PagePart<ArticlesPage> = {
  tab: () => '商品库',
  contexts: () => ['articles', 'text'],
  actions: {
    ...editText<ArticlesPage>(({ words }) => words, typed),
    ...listActions('articles', LIST),
    'articles.details': details,
    'articles.confirm': CONFIRM,
    'articles.number': NUMBER,
    'articles.edit': EDIT,
    'articles.drop': DROP,
    'articles.undo': UNDO,
    'articles.filter': filtered,
    'articles.mark': marked,
    'articles.mark-all': allMarked,
    'articles.import': IMPORT,
    'articles.export': EXPORT,
    'articles.close': page => (page.words.text === '' ? { close: true } : typed(page, emptyText())),
  },
  type: (page, text) => typed(page, typeInto(page.words, text)),
  draw: drawArticles,
  note: page => ({ tone: 'quiet', text: page.all.length === 0 ? '' : countsText(page) }),
  help: () => [
    '商品库：保存过的单证里的货物，按收发货人、货名、HS编码各成一个商品，带最近一次的申报内容和单价。',
    '确认：录单时先列出（√），填入确认的内容；同名的别的编码同时弃用。同一收发货人、货名申报了别的编码会提醒。',
    '有冲突：同名或同料号有几个编码没有定；代码失效：代码不在现行的表里或已停用；待核对：没有确认，或后来申报的不同。',
    '弃用的不再提示，再次申报时自己回来。每一步可以撤销。',
  ],
  onActivate: followed,
  onStoreChange: followed,
};
