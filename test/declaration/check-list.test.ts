import { describe, expect, it } from 'vitest';
import type { Declaration, Goods } from '../../src/catalogue/document.ts';
import { checkList } from '../../src/declaration/check-list.ts';
import { BOOK, inbound, ORANGES } from '../practice/declarations.ts';

const lines = (...names: string[]): readonly Goods[] =>
  names.map((name, at) => ({ ...ORANGES, name, totalValue: String(1000 * (at + 1)) }));
const FIRST = inbound('WI1', lines('鲜橙', '柠檬'));
const toldOf = (document: Declaration, to: Declaration = FIRST) =>
  checkList(document, to, BOOK).differences?.map(({ what, where, before, after }) => [what, where, before, after]);

describe('what differs', () => {
  it('nothing of a declaration that is the same but for its own number and day', () => {
    expect(toldOf({ ...FIRST, entryNo: 'WI2', declarationDate: '2017-10-01' })).toEqual([]);
  });

  it('fields with codes by their names, of the head and of a line', () => {
    const [first, second] = FIRST.goods as readonly [Goods, Goods];
    const document = { ...FIRST, entryPort: '440300', goods: [first, { ...second, currency: '156' }] };
    expect(toldOf({ ...document, contractNo: 'HT-2' })).toEqual([
      ['changed', '【合同号】', 'HT-1', 'HT-2'],
      ['changed', '【入境口岸】', expect.stringMatching(/^440301 /u), expect.stringMatching(/^440300/u)],
      ['changed', '第2项货物【币种】', '840 美元', '156 人民币'],
    ]);
  });

  it('a line that came or went by what its table shows, and nothing of those that only moved on', () => {
    const added = toldOf({ ...FIRST, goods: [...lines('苹果'), ...FIRST.goods] });
    expect(added).toEqual([
      ['added', '第1项货物', '', expect.stringMatching(/^0805100000 .*苹果 日本 .* 1000 美元$/u)],
    ]);
    const gone = toldOf({ ...FIRST, goods: FIRST.goods.slice(1) });
    expect(gone).toEqual([['gone', '第1项货物（原来的）', expect.stringContaining('鲜橙'), '']]);
    expect(toldOf({ ...FIRST, goods: FIRST.goods.toReversed() })?.map(([what]) => what)).toEqual(['moved']);
  });

  it('is not told where there is nothing to hold it against', () => {
    expect(checkList(FIRST, undefined, BOOK).differences).toBeUndefined();
  });
});

it('the head, the goods and their totals', () => {
  const { head, goods, totals } = checkList(FIRST, undefined, BOOK);
  expect(head).toContainEqual({ label: '收货人中文', text: '深圳某某进口有限公司' });
  expect(head).toContainEqual({ label: '随附单据', text: '合同 合同' });
  expect(goods[1]).toEqual([
    '0805100000\n0805100000101',
    '柠檬\n日本',
    '10 千克',
    '10 千克',
    '1 大木箱',
    '',
    '2000 美元',
  ]);
  expect(totals).toContainEqual({ label: '货物总值', text: '3,000 美元' });
});
