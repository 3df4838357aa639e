import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldOf, fieldsOf } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { placedFaults } from '../../src/paper/check-placed.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { CASES, documentOf } from '../declaration/cases.ts';
import { declarations } from '../declaration/random-documents.ts';
import { paper, placed, RECEIPTS, sample } from './records.ts';
import { fieldsIn, printed, sound } from './sound.ts';

describe('nothing is cut, lies on another thing or vanishes', () => {
  test.each(CASES)('in %s', name => {
    for (const form of PAPERS) sound(form, documentOf(name));
  });

  test('in any declaration', () => {
    fc.assert(
      fc.property(declarations, document => {
        for (const form of PAPERS) sound(form, document);
      }),
      { numRuns: 40 },
    );
  });

  test('with so many goods, containers and receipts', () => {
    const one = documentOf('in-full');
    const [goods = {}] = one.goods;
    for (const count of [4, 5, 60]) {
      const numbers = Array.from({ length: count * 3 }, (_, at) => `MRKU${String(6105297 + at)}`);
      const document: Declaration = {
        ...one,
        goods: Array.from({ length: count }, (_, at) => ({ ...goods, name: `第${at + 1}种红葡萄酒` })),
        containers: Array.from({ length: count }, () => ({ spec: '111', numbers, quantity: String(numbers.length) })),
      };
      for (const form of PAPERS) sound(form, document);
    }
    const receipts = Array.from({ length: 90 }, (_, at) => ({
      ...(RECEIPTS[0] as (typeof RECEIPTS)[0]),
      identity: String(at),
      text: `第${at}条回执：${'请与受理科联系。'.repeat(9)}`,
    }));
    const slip = placed(paper('receipt-slip'), one, { receipts });
    expect(placedFaults(slip)).toEqual([]);
    const texts = printed(slip).join('');
    expect(receipts.filter(({ text }) => !texts.includes(`第${text.slice(1, text.indexOf('条'))}条回执`))).toEqual([]);
  });
});

describe('a fault is found when', () => {
  const good = sample(paper('inbound'));
  const [page = undefined as never] = good.pages;
  const faultsOf = (change: Partial<typeof page>) => placedFaults({ ...good, pages: [{ ...page, ...change }] });
  const at = page.texts.findIndex(({ text }) => text.startsWith('深圳市五洲'));
  const change = (more: object) =>
    faultsOf({ texts: page.texts.map((text, place) => (place === at ? { ...text, ...more } : text)) });

  test('there is none', () => expect(placedFaults(good)).toEqual([]));
  test.each([
    ['a text is cut', { text: '深圳市五洲' }, 'consigneeName is not whole'],
    ['a text is longer than its box', { text: '深圳市五洲商贸有限公司'.repeat(3) }, 'leaves consigneeName'],
    ['a text is beside its box', { x: 10 }, 'leaves consigneeName'],
    ['a text is too small', { size: 6 }, 'is too small'],
    ['a text lies on a rule', { y: 53.5 }, 'lies on a rule'],
    ['a text lies on another', { y: 65 }, 'lies on “SHENZHEN WUZHOU TRADING CO., LTD.”'],
    ['a text is off the paper', { x: 208, box: undefined }, 'leaves the paper'],
  ])('%s', (_what, more, found) => expect(change(more).join('\n')).toContain(found));
  test('a text is gone', () =>
    expect(faultsOf({ texts: page.texts.filter((_, place) => place !== at) }).join('\n')).toContain(
      'consigneeName is not whole',
    ));
  test('a text lies on a box to tick', () => {
    const [tick = undefined as never] = page.ticks;
    expect(faultsOf({ ticks: [{ ...tick, x: 52, y: 56 }] }).join('\n')).toContain('lies on a box to tick');
  });
  test('the annex that is named does not hold the value', () => {
    const boxes = page.boxes.map(box => (box.id === 'consigneeName' ? { ...box, elsewhere: 'item.1' } : box));
    expect(faultsOf({ boxes }).join('\n')).toContain('consigneeName is not in item.1');
  });
});

test('every field that a form names is on the catalogue', () => {
  for (const form of PAPERS)
    expect(fieldsIn(form).map(name => fieldOf(name.replace('[]', '') as 'marks')?.id)).not.toContain(undefined);
  expect(fieldsOf('goods').length).toBeGreaterThan(10);
});
