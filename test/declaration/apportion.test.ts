import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPORTIONED_NAMES, BASIS_NAMES } from '../../src/catalogue/apportion.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { type Apportioning, apportion, dealtOut } from '../../src/declaration/apportion.ts';
import { applyAll } from '../../src/declaration/edit.ts';
import { add, compare } from '../../src/kinds/number.ts';

type Goods = Declaration['goods'];
const of = (goods: Goods): Declaration => ({ direction: 'in', containers: [], goods });
const all = (goods: Goods) => goods.map((_line, index) => index);
const asked = (goods: Goods, more: Partial<Apportioning>): Apportioning => ({
  of: 'grossWeight',
  by: 'equal',
  total: '10',
  lines: all(goods),
  kept: [],
  ...more,
});

describe('a total in parts', () => {
  // biome-ignore format: table
  it.each<[total: string, weights: readonly string[], scale: number, parts: readonly string[]]>([
    ['10',     ['1', '1', '1'],         2, ['3.34', '3.33', '3.33']],
    ['10',     ['1', '1', '1'],         0, ['4', '3', '3']],
    ['1234.5', ['100', '200', '300'],   1, ['205.8', '411.5', '617.2']],
    ['0.01',   ['1', '1'],              2, ['0.01', '0']],
    ['5',      ['0', '2.5', '2.5'],     0, ['0', '3', '2']],
    ['0',      ['1', '2'],              2, ['0', '0']],
    ['7',      ['1'],                   5, ['7']],
    ['99999999999999.99999', ['1', '2'], 5, ['33333333333333.33333', '66666666666666.66666']],
  ])('%s over %j', (total, weights, scale, parts) => {
    expect(dealtOut(total, weights, scale)).toEqual(parts);
  });

  it('is exact, never negative, within a unit of its share, and of equal parts the first get more', () => {
    const amount = fc.tuple(fc.bigInt(0n, 10n ** 14n), fc.nat(5)).map(([units, scale]) => {
      const digits = units.toString().padStart(scale + 1, '0');
      const cut = digits.length - scale;
      return add(scale ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits, '0');
    });
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 15n),
        fc.nat(5),
        fc.array(amount, { minLength: 1, maxLength: 40 }),
        (units, scale, weights) => {
          fc.pre(weights.some(weight => compare(weight, '0') > 0));
          const digits = units.toString().padStart(scale + 1, '0');
          const cut = digits.length - scale;
          const total = add(scale ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits, '0');
          const parts = dealtOut(total, weights, scale);
          expect(parts.reduce(add, '0')).toBe(total);
          for (const part of parts) {
            expect(part.startsWith('-')).toBe(false);
            expect((part.split('.')[1] ?? '').length).toBeLessThanOrEqual(scale);
          }
          weights.forEach((weight, index) => {
            if (compare(weight, '0') === 0) expect(parts[index]).toBe('0');
            weights.forEach((other, later) => {
              if (later > index && compare(weight, other) === 0)
                expect(compare(parts[index] as string, parts[later] as string)).toBeGreaterThanOrEqual(0);
              if (compare(weight, other) > 0)
                expect(compare(parts[index] as string, parts[later] as string)).toBeGreaterThanOrEqual(0);
            });
          });
        },
      ),
    );
  });
});

describe('a total over goods lines', () => {
  const GOODS: Goods = [
    {
      name: '甲',
      totalValue: '100',
      currency: '840',
      quantity: '1',
      quantityUnit: '011',
      weight: '4',
      weightUnit: '035',
    },
    { name: '乙', totalValue: '300', currency: '840', quantity: '1', quantityUnit: '011' },
    { name: '丙', totalValue: '600', currency: '840', quantity: '2', quantityUnit: '011', weight: '5' },
  ];

  it('by value; a line without a unit gets that of the others', () => {
    const made = apportion(of(GOODS), asked(GOODS, { by: 'value', total: '1000' }));
    expect(made.shares?.map(({ share }) => share)).toEqual(['100', '300', '600']);
    const { goods } = applyAll(of(GOODS), made.shares ? made.edits : []).document;
    expect(goods.map(({ weight, weightUnit }) => [weight, weightUnit])).toEqual([
      ['100', '035'],
      ['300', '035'],
      ['600', '035'],
    ]);
  });

  it('over some of the lines, with one that keeps what it has', () => {
    const made = apportion(of(GOODS), asked(GOODS, { by: 'quantity', total: '10', lines: [0, 2], kept: [0] }));
    expect(made.shares).toMatchObject([
      { line: 0, share: '4', kept: true },
      { line: 2, share: '6', before: '5' },
    ]);
    expect(
      made.shares ? made.edits.filter(edit => 'path' in edit && edit.path.startsWith('goods[0]')) : undefined,
    ).toEqual([]);
  });

  it('packages are whole, also where the value lives in the first row of another list', () => {
    const made = apportion(of(GOODS), asked(GOODS, { of: 'packages', total: '10' }));
    const { goods } = applyAll(of(GOODS), made.shares ? made.edits : []).document;
    expect(goods.map(({ packages }) => packages?.[0]?.quantity)).toEqual(['4', '3', '3']);
  });

  // biome-ignore format: table
  it.each<[why: string, goods: Goods, more: Partial<Apportioning>, text: string]>([
    ['no number',           GOODS, { total: '十' },                                  '总数要是数字'],
    ['a negative total',    GOODS, { total: '-1' },                                  '不能为负'],
    ['half a package',      GOODS, { of: 'packages', total: '1.5' },                 '是整数'],
    ['too many digits',     GOODS, { total: '1.123456' },                            '小数最多 5 位'],
    ['no lines',            [],    {},                                               '还没有货物'],
    ['all kept',            GOODS, { kept: [0, 1, 2] },                              '每一项都保持原数'],
    ['kept more',           GOODS, { total: '3', kept: [0] },                        '已超过总数，多出 1'],
    ['no basis',            [{ totalValue: '1' }, {}], { by: 'value' },              '第2项货物没有【货物总值】'],
    ['a basis of nothing',  [{ totalValue: '0' }], { by: 'value' },                  '都是 0'],
    ['units that differ',   [{ weightUnit: '035' }, { weightUnit: '070' }], {},      '不同'],
    ['a basis that differs', [{ totalValue: '1', currency: '840' }, { totalValue: '1', currency: '978' }], { by: 'value' }, '不同'],
  ])('%s is refused, and says why', (_why, goods, more, text) => {
    expect(apportion(of(goods), asked(goods, more)).refused).toContain(text);
  });

  it('sums to the total, whatever is dealt out by what, and never touches a kept line', () => {
    const line = fc.record({
      totalValue: fc.nat(100_000).map(String),
      quantity: fc.nat(1000).map(String),
      weight: fc.nat(500).map(String),
      standardQuantity: fc.nat(500).map(String),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...APPORTIONED_NAMES),
        fc.constantFrom(...BASIS_NAMES),
        fc.nat(10_000_000),
        fc.array(fc.nat(11)),
        (goods, name, by, total, keep) => {
          const kept = [...new Set(keep)].filter(index => index < goods.length);
          const made = apportion(of(goods), asked(goods, { of: name, by, total: String(total), kept }));
          if (!made.shares) return;
          expect(made.shares.map(({ share }) => share).reduce(add, '0')).toBe(String(total));
          expect(made.shares.map(({ line: at }) => at)).toEqual(all(goods));
          expect(made.shares.every(({ share }) => !share.startsWith('-'))).toBe(true);
          const { goods: after } = applyAll(of(goods), made.edits).document;
          for (const index of kept) expect(after[index]).toEqual(goods[index]);
        },
      ),
    );
  });
});
