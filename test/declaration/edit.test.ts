import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { apply, applyAll, type Edit } from '../../src/declaration/edit.ts';
import { get, type Row } from '../../src/declaration/path.ts';
import { Bug } from '../../src/errors.ts';
import { choices, declarations, editFrom } from './random-documents.ts';

const EMPTY: Declaration = { direction: 'in', containers: [], goods: [] };
const set = (path: string, value: unknown): Edit => ({ op: 'set', path, value });

describe('an edit and its inverse', () => {
  test('give the same document', () => {
    fc.assert(
      fc.property(declarations, choices, (document, numbers) => {
        const edit = editFrom(document, numbers);
        const before = structuredClone(document);
        const { document: after, inverse } = apply(document, edit);
        expect(document).toEqual(before);
        expect(apply(after, inverse).document).toEqual(before);
      }),
      { numRuns: 2000 },
    );
  });

  test('taken back twice is the edit again', () => {
    fc.assert(
      fc.property(declarations, choices, (document, numbers) => {
        const once = apply(document, editFrom(document, numbers));
        const back = apply(once.document, once.inverse);
        expect(apply(back.document, back.inverse).document).toEqual(once.document);
      }),
      { numRuns: 2000 },
    );
  });

  test('many in a row', () => {
    fc.assert(
      fc.property(declarations, fc.array(choices, { maxLength: 12 }), (document, list) => {
        const edits: Edit[] = [];
        let at = document;
        for (const numbers of list) {
          const edit = editFrom(at, numbers);
          edits.push(edit);
          at = apply(at, edit).document;
        }
        const { document: after, inverse } = applyAll(document, edits);
        expect(after).toEqual(at);
        expect(applyAll(after, inverse).document).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });

  test('survive the journal, which is JSON', () => {
    fc.assert(
      fc.property(declarations, choices, (document, numbers) => {
        const { document: after, inverse } = apply(document, editFrom(document, numbers));
        const kept = JSON.parse(JSON.stringify(inverse)) as Edit;
        expect(apply(after, kept).document).toEqual(document);
      }),
    );
  });

  test('what an edit sets is there, and what it does not touch is shared', () => {
    const document: Declaration = { ...EMPTY, goods: [{ name: '甲' }, { name: '乙' }], users: [{ name: '丙' }] };
    const { document: after } = apply(document, set('goods[1].name', '丁'));
    expect(after.goods).toEqual([{ name: '甲' }, { name: '丁' }]);
    expect(after.goods[0]).toBe(document.goods[0]);
    expect(after.users).toBe(document.users);
  });
});

describe('what comes into being and goes', () => {
  const GOODS: Declaration = { ...EMPTY, goods: [{ name: '甲' }] };
  // biome-ignore format: table
  const CASES: readonly [what: string, before: Declaration, edits: readonly Edit[], goods: readonly Row[]][] = [
    ['a group begins with its first value',         GOODS, [set('goods[0].danger.unNo', '1170')],                          [{ name: '甲', danger: { unNo: '1170' } }]],
    ['a group ends with its last',                  GOODS, [set('goods[0].danger.unNo', '1170'), set('goods[0].danger.unNo', undefined)], [{ name: '甲' }]],
    ['a list begins with its first row',            GOODS, [{ op: 'insert', path: 'goods[0].licences[0]', row: { type: '411' } }], [{ name: '甲', licences: [{ type: '411' }] }]],
    ['a list ends with its last',                   GOODS, [{ op: 'insert', path: 'goods[0].licences[0]', row: {} }, { op: 'remove', path: 'goods[0].licences[0]' }], [{ name: '甲' }]],
    ['the field shows in the popup',                GOODS, [set('goods[0].packageQuantity', '20')],                        [{ name: '甲', packages: [{ quantity: '20' }] }]],
    ['the main package ends with its last value',   GOODS, [set('goods[0].packageQuantity', '20'), set('goods[0].packageQuantity', undefined)], [{ name: '甲' }]],
    ['but stays before another package',            { ...EMPTY, goods: [{ packages: [{ quantity: '1' }, { quantity: '2' }] }] }, [set('goods[0].packageQuantity', undefined)], [{ packages: [{}, { quantity: '2' }] }]],
    ['the goods line stays without its package',    { ...EMPTY, goods: [{ packages: [{ quantity: '1' }] }] }, [set('goods[0].packageQuantity', undefined)], [{}]],
    ['a next row begins with its first value',      GOODS, [set('goods[1].name', '乙')],                                   [{ name: '甲' }, { name: '乙' }]],
    ['nothing taken from nowhere makes no row',     GOODS, [set('goods[1].name', undefined)],                              [{ name: '甲' }]],
    ['the list of the document stays when empty',   GOODS, [{ op: 'remove', path: 'goods[0]' }],                           []],
    ['a row moves',                                 { ...EMPTY, goods: [{ name: '甲' }, { name: '乙' }, { name: '丙' }] }, [{ op: 'move', path: 'goods[0]', to: 2 }], [{ name: '乙' }, { name: '丙' }, { name: '甲' }]],
  ];

  test.each(CASES)('%s', (_what, before, edits, goods) => {
    const { document, inverse } = applyAll(before, edits);
    expect(document.goods).toEqual(goods);
    expect(applyAll(document, inverse).document).toEqual(before);
  });

  test('the popup shows in the field', () => {
    const { document } = apply(GOODS, set('goods[0].packages[0].type', '4C13'));
    expect(get(document, 'goods[0].packageType')).toBe('4C13');
  });

  test('the whole is replaced, and brought back', () => {
    const { document, inverse } = apply(GOODS, { op: 'replace', document: EMPTY });
    expect(document).toBe(EMPTY);
    expect(apply(document, inverse).document).toBe(GOODS);
  });
});

describe('edits that lead nowhere', () => {
  const DOCUMENT: Declaration = {
    ...EMPTY,
    consigneeName: '甲',
    goods: [{ name: '乙', danger: { unNo: '1170' }, attributes: ['11'] }],
  };
  const ROW = { name: '丙' };
  // biome-ignore format: table
  const BROKEN: readonly Edit[] = [
    set('__proto__', 1),
    set('goods[0].__proto__.x', 1),
    set('goods[-1].name', '丙'),
    set('goods[99999].name', '丙'),
    set('goods[2].name', '丙'),
    set('goods.name', '丙'),
    set('goods[0][0].name', '丙'),
    set('goods[0].danger[0].unNo', '1'),
    set('consigneeName.x', '丙'),
    set('consigneeName[0]', '丙'),
    set('', 1),
    set('goods[0]name', '丙'),
    { op: 'insert', path: 'goods[2]',                 row: ROW },
    { op: 'insert', path: 'goods',                    row: ROW },
    { op: 'insert', path: 'consigneeName[0]',         row: ROW },
    { op: 'insert', path: 'goods[0].danger[0]',       row: ROW },
    { op: 'insert', path: 'goods[3].licences[0]',     row: ROW },
    { op: 'remove', path: 'goods[1]' },
    { op: 'remove', path: 'goods' },
    { op: 'remove', path: 'users[0]' },
    { op: 'move',   path: 'goods[1]',                 to: 0 },
    { op: 'move',   path: 'goods[0]',                 to: 1 },
    { op: 'move',   path: 'goods[0]',                 to: -1 },
  ];

  test.each(BROKEN)('%j is refused', edit => {
    const before = structuredClone(DOCUMENT);
    expect(() => apply(DOCUMENT, edit)).toThrow(Bug);
    expect(DOCUMENT).toEqual(before);
  });
});
