import { ARTICLE } from '../articles.ts';
import { fault, type Rule } from './rule.ts';

/** The HS code of a line is the one that the office has confirmed for goods of this name of the same party (goods master). */
export const codeAgainstArticle: Rule = (document, { articles }) => {
  if (!articles) return [];
  const party = document[ARTICLE.party[document.direction]] ?? '';
  return document.goods.flatMap(({ name, hsCode }, index) => {
    if (!name || !hsCode) return [];
    const confirmed = articles(document.direction, party, name);
    const [first] = confirmed;
    if (first === undefined || confirmed.some(({ code }) => code === hsCode)) return [];
    return [fault('article.code', `goods[${index}].hsCode`, { article: `${first.code} ${first.number}`.trim() })];
  });
};
