import { expect, test } from 'vitest';
import { fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import { DIALECTS, type Dialect } from '../../src/catalogue/dialect.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { check } from '../../src/declaration/check.ts';
import { otherCode } from '../../src/declaration/other-list.ts';
import { reinterpretedOf } from '../../src/declaration/reinterpreted.ts';
import { withEciqCodes } from '../../src/declaration/today-codes.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { dialectOf, FORM_DIALECTS, type Platform } from '../../src/jobs/settings/channel.ts';
import { FORMS } from '../../src/message/forms.ts';
import { readCode } from '../../src/workbook/code-cell.ts';
import { SHIPPED } from '../codes/folders.ts';
import { good } from '../jobs/office.ts';

const BOOK = bookOf(openCodes({ shipped: SHIPPED }));
const in_ = (dialect: Dialect): CodeBook => ({ ...BOOK, dialect: () => dialect });
const [BEFORE, LATER] = DIALECTS.map(in_) as [CodeBook, CodeBook];
const FIELD = fieldOf('goods.attributes');
const lines = (...attributes: readonly (readonly string[])[]): Declaration =>
  ({ ...good(), goods: attributes.map(each => ({ attributes: each })) }) as unknown as Declaration;

test('the dialect of each form that is sent is that of its table', () => {
  for (const [name, dialect] of Object.entries(FORM_DIALECTS))
    expect(FORMS[name as keyof typeof FORM_DIALECTS].dialect).toBe(dialect);
});

// biome-ignore format: table
test.each<[platform: Platform, direction: Direction, dialect: Dialect]>([
  ['09', 'in', '2017'],  ['09', 'out', '2017'],  ['09', 'pack', '2017'],
  ['01', 'in', '2017'],  ['02', 'out', '2017'],
  ['03', 'in', '2018'],  ['03', 'out', '2018'],  ['03', 'pack', '2017'],
])('the codes of platform %s, %s, are those of %s%s', (platform, direction, dialect) => {
  expect(dialectOf({ platform }, { direction })).toBe(dialect);
});

// biome-ignore format: table
test.each<[book: CodeBook, text: string, here: string | undefined, now: string | undefined]>([
  [BEFORE, '19',            undefined, '2017 年没有'],
  [BEFORE, '20',            '17',      '应为 17 废品'],
  [BEFORE, '14 预包装',     undefined, '2017 年没有'],
  [BEFORE, '17',            undefined, undefined],
  [LATER,  '14 转基因产品', '16',      '应为 16 转基因产品'],
  [LATER,  '14-预包装',     undefined, undefined],
  [LATER,  '17',            undefined, undefined],
  [LATER,  '19',            undefined, undefined],
])('in the other list %#: %s', (book, text, here, now) => {
  const found = otherCode(FIELD, 'in', text, book);
  expect([found?.here?.code, found?.told.now]).toEqual([here, now]);
});

// biome-ignore format: table
test.each<[book: CodeBook, attributes: readonly string[], codes: readonly string[]]>([
  [BEFORE, ['19'],       ['code.other-list']],
  [BEFORE, ['20'],       ['code.other-list']],
  [BEFORE, ['14', '15'], ['attributes.exclusive']],
  [BEFORE, ['16', '17'], []],
  [LATER,  ['19'],       []],
  [LATER,  ['16', '17'], ['attributes.exclusive']],
  [LATER,  ['19', '21'], ['attributes.exclusive']],
  [LATER,  ['97'],       ['code.unknown']],
])('the check %#: %s', (book, attributes, codes) => {
  const faults = check(lines(attributes), { book, today: '2017-09-20' });
  expect(faults.filter(({ path }) => path === 'goods[0].attributes').map(({ code }) => code)).toEqual(codes);
});

// biome-ignore format: table
test.each<[book: CodeBook, given: string, read: string, told: string | undefined]>([
  [BEFORE, '20',            '17',            '20 废品 → 17 废品'],
  [LATER,  '20',            '20',            undefined],
  [LATER,  '14 转基因产品', '16',            '14 转基因产品 → 16 转基因产品'],
])('files of other programs %#: %s', (book, given, read, told) => {
  const said: string[] = [];
  const document = withEciqCodes(lines([given]), book, (_, other, here) =>
    said.push(`${other.told.code} ${other.told.name} → ${here.code} ${here.name}`),
  );
  expect([document.goods[0]?.attributes, said[0]]).toEqual([[read], told]);
  expect(readCode(given, FIELD, 'in', { book } as never).code).toBe(read);
});

// biome-ignore format: table
test.each<[what: string, chosen: Dialect, book: CodeBook, document: Declaration, told: readonly string[]]>([
  ['what has another name now',      '2017', LATER,  lines(['14']),               ['goods[0].attributes 2017 年：14 转基因产品 → 14 预包装']],
  ['each of them, in its line',      '2017', LATER,  lines(['11'], ['16', '18']), ['goods[1].attributes 2017 年：16 首次进出口、18 旧品 → 16 转基因产品、18 首次进出口']],
  ['the other way round',            '2018', BEFORE, lines(['17', '19']),         ['goods[0].attributes 2018 年起：17 非转基因产品 → 17 废品']],
  ['what both lists say alike',      '2017', LATER,  lines(['11', '13']),         []],
  ['what was chosen in this one',    '2018', LATER,  lines(['14']),               []],
  ['nothing chosen',                 '2017', LATER,  lines([]),                   []],
])('read otherwise now: %s', (_, chosen, book, document, told) => {
  const doubts = reinterpretedOf(document, chosen, book);
  expect(doubts.map(({ fault: { path, params } }) => `${path} ${params?.era}：${params?.codes} → ${params?.now}`)).toEqual(told);
});
