import { expect, test } from 'vitest';
import {
  type Article,
  articleKey,
  articlesIn,
  type Decision,
  type DeclaredArticle,
  type Uses,
} from '../../src/declaration/articles.ts';
import { CONTEXT } from './shipped-book.ts';

const HS = '0805100000';
const OTHER = '2402200000';
const GONE = '9999999999';
const DAY = 86_400_000;

/** A book in which this code does not exist, whatever else it has. */
const BOOK = {
  ...CONTEXT.book,
  complete: (table: string) => table === 'hs' || CONTEXT.book.complete(table),
  find: (table: string, code: string) =>
    table === 'hs' ? (code === GONE ? undefined : { code, name: code, extra: {} }) : CONTEXT.book.find(table, code),
};

interface Case {
  readonly code?: string;
  readonly name?: string;
  readonly party?: string;
  /** The day on which it was declared last; never unless told. */
  readonly declared?: number;
  readonly spec?: string;
  readonly number?: string;
  /** The day on which it was confirmed with this specification, or dropped. */
  readonly confirmed?: readonly [day: number, spec?: string];
  readonly dropped?: number;
}

const mark = (day: number) => ({ by: '甲', at: new Date(day * DAY).toISOString() });
const valuesOf = (spec: string | undefined) => (spec === undefined ? {} : { 'goods.specification': spec });

function statesOf(cases: readonly Case[]): readonly string[] {
  const declared = new Map<string, Uses>();
  const decisions: Record<string, Decision> = {};
  const keys = cases.map(({ code = HS, name = '鲜橙', party = '甲公司', ...of }) => {
    const identity = { direction: 'in' as const, party, name, code };
    const key = articleKey(identity);
    const value: DeclaredArticle = {
      ...identity,
      ...{ initials: 'xc', values: valuesOf(of.spec), price: '', currency: '', permits: [], entryNo: 'WI1' },
    };
    if (of.declared !== undefined) declared.set(key, { value, last: of.declared * DAY, count: 1 });
    if (of.number !== undefined || of.confirmed || of.dropped !== undefined || of.declared === undefined)
      decisions[key] = {
        ...identity,
        initials: 'xc',
        ...(of.number !== undefined && { number: of.number }),
        ...(of.confirmed && { confirmed: mark(of.confirmed[0]), values: valuesOf(of.confirmed[1]) }),
        ...(of.dropped !== undefined && { dropped: mark(of.dropped) }),
      };
    return key;
  });
  const found = new Map(articlesIn(declared, decisions, BOOK).map(article => [article.key, article]));
  return keys.map(key => (found.get(key) as Article).state);
}

// biome-ignore format: table
test.each<[string, readonly Case[], readonly string[]]>([
  ['declared only',                        [{ declared: 1 }],                                                                 ['review']],
  ['only imported',                        [{ number: 'A1' }],                                                                ['review']],
  ['confirmed after it was declared',      [{ declared: 1, confirmed: [2] }],                                                 ['confirmed']],
  ['declared the same since',              [{ declared: 3, spec: '大', confirmed: [2, '大'] }],                                ['confirmed']],
  ['declared otherwise since',             [{ declared: 3, spec: '小', confirmed: [2, '大'] }],                                ['review']],
  ['declared otherwise before',            [{ declared: 1, spec: '小', confirmed: [2, '大'] }],                                ['confirmed']],
  ['left out since',                       [{ declared: 3, confirmed: [2, '大'] }],                                            ['confirmed']],
  ['two codes of one name',                [{ declared: 1 }, { declared: 2, code: OTHER }],                                   ['conflict', 'conflict']],
  ['two codes, full-width and capitals',   [{ declared: 1, name: 'abc' }, { declared: 2, name: 'ＡＢＣ', code: OTHER }],        ['conflict', 'conflict']],
  ['one of two codes is confirmed',        [{ declared: 1, confirmed: [2] }, { declared: 1, code: OTHER }],                   ['confirmed', 'review']],
  ['both are confirmed',                   [{ declared: 1, confirmed: [2] }, { declared: 1, code: OTHER, confirmed: [2] }],   ['conflict', 'conflict']],
  ['the other one is dropped',             [{ declared: 1 }, { declared: 1, code: OTHER, dropped: 2 }],                       ['review', 'dropped']],
  ['the dropped one is declared again',    [{ declared: 1 }, { declared: 3, code: OTHER, dropped: 2 }],                       ['conflict', 'conflict']],
  ['two codes of two parties',             [{ declared: 1 }, { declared: 1, code: OTHER, party: '乙公司' }],                    ['review', 'review']],
  ['one number, two codes',                [{ number: 'A1' }, { number: 'a1', name: '烟', code: OTHER }],                      ['conflict', 'conflict']],
  ['one number, one code',                 [{ number: 'A1' }, { number: 'A1', name: '橙' }],                                   ['review', 'review']],
  ['a code that is gone',                  [{ declared: 1, code: GONE, confirmed: [2] }],                                     ['invalid']],
  ['gone and dropped',                     [{ declared: 1, code: GONE, dropped: 2 }],                                         ['dropped']],
])('%s', (_, cases, states) => {
  expect(statesOf(cases)).toEqual(states);
});
