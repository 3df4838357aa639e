import { expect, test } from 'vitest';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { check } from '../../src/declaration/check.ts';
import { readDocument } from '../../src/declaration/read.ts';
import { withEciqCodes } from '../../src/declaration/today-codes.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { SHIPPED } from '../codes/folders.ts';
import { good } from '../jobs/office.ts';

const book: CodeBook = bookOf(openCodes({ shipped: SHIPPED }));
const read = (more: object): Declaration => withEciqCodes({ direction: 'in', ...more } as Declaration, book);

// biome-ignore format: table
test.each<[what: string, given: object, read: object]>([
  ['letters of a country',              { tradeCountry: 'USA' },                         { tradeCountry: '840' }],
  ['four figures of trade',             { tradeMode: '0110' },                           { tradeMode: '11' }],
  ['letters of transport',              { transportMode: 'Y' },                          { transportMode: '9' }],
  ['a code of e-CIQ, its own',          { transportMode: '2' },                          { transportMode: '2' }],
  ['letters of a port',                 { loadingPort: 'AFG001' },                       { loadingPort: '004001' }],
  ['codes in rows of lists',            { goods: [{ originCountry: 'CHN', currency: 'USD' }] }, { goods: [{ originCountry: '156', currency: '840' }] }],
  ['several, of which one is official', { goods: [{ packages: [{ type: '22' }] }] },     { goods: [{ packages: [{ type: '4M' }] }] }],
  ['none that anybody knows',           { tradeCountry: 'XYZ', tradeMode: '0139' },      { tradeCountry: 'XYZ', tradeMode: '0139' }],
])('%s', (_, given, expected) => {
  expect(read(given)).toEqual({ direction: 'in', ...expected });
});

test('of several that could be meant the check names the candidates', () => {
  const several: CodeBook = {
    ...book,
    ofToday: () => ({ codes: ['4G', '4M'], preferred: undefined }),
  };
  const document = readDocument({ ...good(), packages: [], goods: [{ packages: [{ type: '22' }] }] }).document;
  expect(withEciqCodes(document, several)).toEqual(document);
  const faults = check(document, { book: several, today: '2017-09-28' });
  expect(faults.find(({ path }) => path.startsWith('goods[0].pack') && path.endsWith('ype'))).toEqual({
    code: 'code.today',
    path: expect.any(String),
    level: 'error',
    params: { code: '22', codes: '4G 纤维板箱、4M 纸箱' },
  });
});
