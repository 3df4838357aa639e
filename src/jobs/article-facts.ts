import { ARTICLE } from '../catalogue/articles.ts';
import { codesOf, type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import {
  ARTICLE_STATE_WORDS,
  type Article,
  articleField,
  DIRECTION_WORDS,
  type Mark,
} from '../declaration/articles.ts';
import { cleanLine } from '../text.ts';
import { timeOf } from './clock.ts';

/** All that is known of an article, as people read it: what, and what it is. What is not known is left out. */
export function articleFacts(article: Article, book: CodeBook): readonly (readonly [label: string, text: string])[] {
  const { state, number, direction, party, note, confirmed, dropped, uses, gone, rivals, differing } = article;
  const labels = (ids: readonly FieldId[]) => ids.map(id => fieldOf(id).label).join('、');
  const facts: readonly (readonly [string, string])[] = [
    ['状态', ARTICLE_STATE_WORDS[state]],
    ['代码失效', gone.map(({ field, code }) => `${fieldOf(field).label} ${code}`).join('、')],
    ['还有编码', rivals.join('、')],
    ['后来申报不同', labels(differing)],
    ['料号', number],
    ...[ARTICLE.name, ARTICLE.code, ...ARTICLE.values].map(
      id => [fieldOf(id).label, valueText(article, id, book)] as const,
    ),
    ['收发货人', party],
    ['单证类型', DIRECTION_WORDS[direction]],
    ['备注', note],
    ['确认', marked(confirmed)],
    ['弃用', marked(dropped)],
    [
      '最近单价',
      uses ? `${uses.value.price} ${named(ARTICLE.price.currency, uses.value.currency, article, book)}`.trim() : '',
    ],
    [
      '最近产品资质',
      uses?.value.permits.map(kind => named(ARTICLE.permits.kind, kind, article, book)).join('、') ?? '',
    ],
    ['最近申报', uses ? `${timeOf(uses.last)}  ${uses.value.entryNo}` : ''],
    ['申报次数', uses ? String(uses.count) : ''],
  ];
  return facts.filter(([, text]) => text !== '').map(([label, text]) => [label, cleanLine(text)]);
}

const marked = (mark: Mark | undefined): string => (mark ? `${mark.by}  ${timeOf(Date.parse(mark.at) || 0)}` : '');

/** A value of an article with the names of its codes. */
export function valueText(article: Article, id: FieldId, book: CodeBook): string {
  const value = articleField(article, id);
  if (value === undefined) return '';
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  return texts.map(text => named(id, text, article, book)).join('、');
}

function named(id: FieldId, text: string, { direction, dialect }: Article, book: CodeBook): string {
  const table = codesOf(fieldOf(id), direction, dialect);
  const name = table === undefined ? undefined : book.find(table, text)?.name;
  return name === undefined ? text : `${text} ${name}`;
}
