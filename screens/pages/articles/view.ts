import {
  ARTICLE_STATE_WORDS,
  ARTICLE_STATES,
  type Article,
  DIRECTION_WORDS,
} from '../../../src/declaration/articles.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Picture } from '../../draw/picture.ts';
import { drawSearchedTable, type HeadedColumn } from '../../widgets/searched-table.ts';
import { type ArticleFilter, type ArticlesPage, countOf } from './state.ts';

const columnsOf = ({ marked }: ArticlesPage): readonly HeadedColumn<Article>[] =>
  // biome-ignore format: table
  [
    { heading: '',         columns: 1,  text: ({ key }) => (marked.has(key) ? '*' : '') },
    { heading: '状态',     columns: 8,  text: ({ state }) => ARTICLE_STATE_WORDS[state] },
    { heading: 'HS编码',   columns: 10, text: ({ code }) => cleanLine(code) },
    { heading: '货物名称', columns: 24, text: ({ name }) => cleanLine(name) },
    { heading: '料号',     columns: 14, text: ({ number }) => cleanLine(number) },
    { heading: '收发货人', columns: 22, text: ({ party }) => cleanLine(party) },
    { heading: '类型',     columns: 8,  text: ({ direction }) => DIRECTION_WORDS[direction] },
    { heading: '次数',     columns: 4,  text: ({ uses }) => String(uses?.count ?? 0) },
    { heading: '最近',     columns: 10, text: ({ uses }) => (uses ? dayOf(uses.last) : '') },
    { heading: '备注',     columns: 16, text: ({ note }) => cleanLine(note) },
  ];

const LOOKS = { invalid: 'error', conflict: 'error', review: 'warning', confirmed: 'plain', dropped: 'plain' } as const;

export const filterWord = (filter: ArticleFilter): string => (filter === 'live' ? '全部' : ARTICLE_STATE_WORDS[filter]);

/** How many there are of each state of which there are some. */
export function countsText(page: ArticlesPage): string {
  const counts = ARTICLE_STATES.map(state => [ARTICLE_STATE_WORDS[state], countOf(page, state)] as const);
  return counts
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`)
    .join('，');
}

export function drawArticles(page: ArticlesPage, area: Size): Picture {
  const { all, found: rows, index, words, filter } = page;
  const shown = rows.length === all.length ? String(all.length) : `${rows.length} / ${all.length}`;
  const count = filter === 'live' ? `${shown} 个` : `${filterWord(filter)} ${shown}`;
  const none = all.length === 0 ? '商品库还是空的：保存过的单证里的货物会自己进来' : '没有找到；Esc 清除查找';
  const look = ({ state }: Article) => LOOKS[state];
  return drawSearchedTable({ columns: columnsOf(page), rows, index, words, count, none, look }, area);
}
