import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Article } from '../../src/declaration/articles.ts';
import { articleSetting } from '../../src/jobs/article-setting.ts';
import {
  articleNamed,
  articleSearch,
  articlesOf,
  confirmArticles,
  dropArticles,
  setArticles,
  undoArticles,
} from '../../src/jobs/articles.ts';
import { exportArticles, importArticles } from '../../src/jobs/exchange-articles.ts';
import { goodsMemory } from '../../src/jobs/goods-memory.ts';
import { keepDraft, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import { dropRow } from '../../src/jobs/own-codes.ts';
import { CIGARETTES, ORANGES } from '../practice/declarations.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { importGood, openTestOffice, userError } from './office.ts';

const declare = (office: Office, goods: Declaration['goods'] = [ORANGES], more: Partial<Declaration> = {}) =>
  importGood(office, 1, { goods, ...more });
const told = (articles: readonly Article[]) => articles.map(({ name, code, state }) => `${name} ${code} ${state}`);
const only = async (office: Office) => (await articlesOf(office))[0] as Article;
const SAME_NAME = { ...CIGARETTES, name: ORANGES.name } as typeof CIGARETTES;

test('what was declared is an article, with its last price and who it was for; a draft is none', async () => {
  const { office } = await openTestOffice();
  const [entryNo = ''] = await declare(office, [
    { ...ORANGES, specification: '72 个/箱', totalValue: '125', unitPrice: '12.5' },
  ]);
  const article = await only(office);
  expect(article).toMatchObject({ name: '鲜橙', code: '0805100000', initials: 'xc', state: 'review', number: '' });
  expect(article.values).toMatchObject({ 'goods.ciqCode': '0805100000101', 'goods.specification': '72 个/箱' });
  expect(article.uses).toMatchObject({ count: 1, value: { price: '12.5', currency: '840', entryNo } });
  expect(article.party).toBe((await office.store.get(entryNo)).document.consigneeName);
  const record = await office.store.get(entryNo);
  await keepDraft(office, {
    ...record,
    entryNo: 'WI170000000000009',
    revision: 0,
    document: { ...record.document, goods: [CIGARETTES] },
  });
  expect(await articlesOf(office)).toHaveLength(1);
});

test('confirming one of two codes drops the other, in one step that can be taken back', async () => {
  const { office } = await openTestOffice();
  await declare(office, [ORANGES]);
  await declare(office, [SAME_NAME]);
  const [first, second] = (await articlesOf(office)) as [Article, Article];
  expect([first.state, second.state]).toEqual(['conflict', 'conflict']);
  expect((await userError(confirmArticles(office, [first.key, second.key]))).code).toBe('articles.rivals');
  const { undo } = await confirmArticles(office, [first.key]);
  expect(told(await articlesOf(office))).toEqual(['鲜橙 0805100000 confirmed', `鲜橙 ${CIGARETTES.hsCode} dropped`]);
  await undoArticles(office, undo);
  expect((await articlesOf(office)).map(({ state }) => state)).toEqual(['conflict', 'conflict']);
});

test('with another code an article becomes another one; its number and note go with it', async () => {
  const { office } = await openTestOffice();
  await declare(office);
  const article = await only(office);
  await setArticles(office, [article.key], await articleSetting(office, 'in', { number: 'A-100', note: '急' }));
  await setArticles(
    office,
    [article.key],
    await articleSetting(office, 'in', { 'goods.hsCode': CIGARETTES.hsCode ?? '' }),
  );
  const [old, made] = (await articlesOf(office)) as [Article, Article];
  expect(old.state).toBe('dropped');
  expect(made).toMatchObject({ code: CIGARETTES.hsCode, number: 'A-100', note: '急', name: '鲜橙' });
  expect((await userError(articleSetting(office, 'in', { 'goods.batchNo': '1' }))).code).toBe('articles.field');
  expect((await userError(articleSetting(office, 'in', { 'goods.ciqCode': '没有' }))).code).toBe('articles.value');
});

test('a code that is switched off makes an article invalid, and it cannot be confirmed', async () => {
  const { office } = await openTestOffice();
  await declare(office);
  const { key } = await only(office);
  await confirmArticles(office, [key]);
  await dropRow(office, 'units', '035');
  const article = await only(office);
  expect(article.state).toBe('invalid');
  expect(article.gone.map(({ table, code }) => `${table} ${code}`)).toContain('units 035');
  expect((await userError(confirmArticles(office, [key]))).code).toBe('articles.invalid');
});

test('confirmed articles come first in entry, those of the party before others, also by number; a dropped one is not offered', async () => {
  const { office } = await openTestOffice();
  await declare(office);
  const article = await only(office);
  const memory = goodsMemory(office);
  await memory.refresh();
  const offered = (text: string, party?: string) =>
    memory.suggest(text, 'in', 9, party).map(({ name, article: of }) => `${name}${of ? ` ${of.number}` : ''}`);
  expect(offered('xc')).toEqual(['鲜橙']);
  await setArticles(office, [article.key], { number: 'A-100', values: { 'goods.brand': '某牌' } });
  await confirmArticles(office, [article.key]);
  expect(await memory.refresh()).toBe(true);
  expect(await memory.refresh()).toBe(false);
  expect(offered('xc')).toEqual(['鲜橙 A-100']);
  expect(offered('a-100', article.party)).toEqual(['鲜橙 A-100']);
  const [row] = memory.suggest('A-100', 'in', 9, article.party);
  expect(Object.fromEntries(row?.values.map(({ id, value }) => [id, value]) ?? [])).toMatchObject({
    'goods.hsCode': '0805100000',
    'goods.name': '鲜橙',
    'goods.brand': '某牌',
  });
  await dropArticles(office, [article.key]);
  await memory.refresh();
  expect(offered('xc')).toEqual([]);
});

test('a line with another code than the confirmed article of its party is told of', async () => {
  const { office } = await openTestOffice();
  const [entryNo = ''] = await declare(office);
  await confirmArticles(office, [(await only(office)).key]);
  const record = await office.store.get(entryNo);
  let serial = 0;
  const codes = async (goods: Declaration['goods'], more: Partial<Declaration> = {}) => {
    const document = { ...record.document, ...more, goods };
    const { faults } = await saveDeclaration(
      office,
      { ...record, document, entryNo: `WI17000000000000${++serial}`, revision: 0 },
      'pass',
    );
    return faults.filter(({ code }) => code === 'article.code').map(({ path }) => path);
  };
  expect(await codes([ORANGES])).toEqual([]);
  expect(await codes([ORANGES, SAME_NAME])).toEqual(['goods[1].hsCode']);
  expect(await codes([SAME_NAME], { consigneeName: '另一家公司' })).toEqual([]);
});

test.each(['xlsx', 'csv'])(
  'out as .%s and in again changes nothing; into another office it brings all',
  async ending => {
    const { office } = await openTestOffice();
    await declare(office, [{ ...ORANGES, brand: '某牌' }, CIGARETTES]);
    const [article, other] = (await articlesOf(office)) as [Article, Article];
    await setArticles(office, [article.key], { number: '00100', note: '=1+1' });
    await confirmArticles(office, [article.key]);
    await dropArticles(office, [other.key]);
    const file = join(temporaryFolder(), `商品库.${ending}`);
    expect(await exportArticles(office, file)).toEqual({ file, articles: 2 });
    const bytes = await readFile(file);
    const again = await importArticles(office, { name: file, bytes });
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2, refused: 0, faults: [], unknown: [] });
    const { office: second } = await openTestOffice();
    expect(await importArticles(second, { name: file, bytes })).toMatchObject({ added: 2, changed: 0, faults: [] });
    const facts = (articles: readonly Article[]) =>
      articles.map(({ key, number, note, values, state, initials }) => ({
        key,
        number,
        note,
        values,
        state,
        initials,
      }));
    expect(facts(await articlesOf(second))).toEqual(
      facts(await articlesOf(office)).map(each => expect.objectContaining({ ...each, values: expect.anything() })),
    );
  },
);

test('faults of a workbook are told with their cells, and the other rows are taken; a list of a customer needs neither form nor party', async () => {
  const { office } = await openTestOffice();
  const text =
    '货号,品名,税号,CIQ代码,颜色\nA1,鲜橙,0805100000,,红\nA2,,0805100000,,\nA3,橙,没有的编码,,\nA1,鲜橙,0805100000,,\nA9,鲜橙,0805100000,,\n';
  const file = { name: 'a.csv', bytes: new TextEncoder().encode(text) };
  const { faults, unknown, undo, ...counts } = await importArticles(office, file, { direction: 'in', party: '甲公司' });
  expect(counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 3 });
  expect(faults.map(({ cell, code, level }) => `${cell} ${code} ${level}`)).toEqual([
    'B3 required error',
    'C4 code.no-name error',
    'B5 cell.article-doubled warning',
    'B6 cell.article-doubled error',
  ]);
  expect(unknown.map(({ label }) => label)).toEqual(['颜色']);
  expect(told(await articlesOf(office))).toEqual(['鲜橙 0805100000 review']);
  await undoArticles(office, undo);
  expect(await articlesOf(office)).toEqual([]);
});

test('an article is meant by its number or by words that find it alone', async () => {
  const { office } = await openTestOffice();
  await declare(office, [ORANGES, CIGARETTES]);
  const articles = await articlesOf(office);
  expect((await articleNamed(articles, 'xc')).name).toBe('鲜橙');
  expect((await userError(articleNamed(articles, '没有的'))).code).toBe('articles.missing');
  const party = articles[0]?.party ?? '';
  expect((await userError(articleNamed(articles, party))).code).toBe('articles.several');
  expect((await articleSearch(articles)).find(party)).toHaveLength(2);
});
