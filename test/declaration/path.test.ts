import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { fieldAt, get, heldAt, parsePath, pathOf, pathTo, type Steps } from '../../src/declaration/path.ts';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/u);
const step = fc.oneof(name, fc.nat({ max: 9999 }));
const steps = fc.tuple(name, fc.array(step, { maxLength: 6 })).map(([first, rest]): Steps => [first, ...rest]);

describe('paths', () => {
  test('are written and read back', () => {
    fc.assert(
      fc.property(steps, path => {
        expect(parsePath(pathOf(path))).toEqual(path);
      }),
    );
  });

  test.each([
    ['goods[2].quantity', ['goods', 2, 'quantity']],
    ['goods[0].licences[12].vins[3].vin', ['goods', 0, 'licences', 12, 'vins', 3, 'vin']],
    ['consigneeName', ['consigneeName']],
    ['containers[0].numbers[1]', ['containers', 0, 'numbers', 1]],
    ['goods[007].name', ['goods', 7, 'name']],
  ])('%s', (path, expected) => {
    expect(parsePath(path)).toEqual(expected);
  });

  // biome-ignore format: table
  test.each([
    '', '.', '__proto__', 'goods[0].__proto__', 'goods[-1]', 'goods[99999]', 'goods[1.5]', 'goods[]', 'goods[a]', '[0]', '0',
    'goods[0', 'goods0]', 'goods[0]quantity', 'goods..name', '.goods', 'goods.', 'goods[0].', 'goods [0]', 'a b', '栏', '_x',
    'goods[0]\n', "goods['name']", 'goods[0].1',
  ])('%j is none', path => {
    expect(parsePath(path)).toBeUndefined();
  });

  test('every field has its place, and the place leads to the field', () => {
    for (const { id } of FIELDS) expect(fieldAt(pathTo(id, 1, 2, 3))?.id).toBe(id);
    expect(pathTo('goods.licences.vins.vin', 4, 1, 0)).toBe('goods[4].licences[1].vins[0].vin');
    expect(pathTo('goods.danger.unNo', 2)).toBe('goods[2].danger.unNo');
    expect(pathTo('users.name', 3)).toBe('users[3].name');
    expect(pathTo('goods.licences', 0)).toBe('goods[0].licences');
  });

  test('a row of a list leads to the list', () => {
    expect(fieldAt('goods[0].licences[2]')?.id).toBe('goods.licences');
    expect(fieldAt('users[0]')?.id).toBe('users');
  });

  // biome-ignore format: table
  test.each([
    'goods', 'goods[0]', 'goods.quantity', 'goods[0][1].quantity', 'goods[0].quantity[0]', 'goods[0].licences.number',
    'goods[0].danger[0].unNo', 'consigneeName[0]', 'users.name', 'users[0][0].name', 'quantity', 'constructor', 'goods[0].toString',
    'containers[0].numbers[0]',
  ])('%s is no field', path => {
    expect(fieldAt(path)).toBeUndefined();
  });

  test('a view leads to where the value is held', () => {
    expect(heldAt(['goods', 3, 'packageQuantity'])).toEqual(['goods', 3, 'packages', 0, 'quantity']);
    expect(heldAt(['goods', 3, 'quantity'])).toEqual(['goods', 3, 'quantity']);
  });

  const DOCUMENT: Declaration = {
    direction: 'in',
    containers: [],
    goods: [{ name: '酒', packages: [{ quantity: '20' }], danger: { unNo: '1170' } }],
  };
  // biome-ignore format: table
  test.each([
    ['goods[0].name',                 '酒'],
    ['goods[0].packageQuantity',      '20'],
    ['goods[0].packages[0].quantity', '20'],
    ['goods[0].danger.unNo',          '1170'],
    ['goods[1].name',                 undefined],
    ['goods[0].licences[0].number',   undefined],
    ['goods[0].name.length',          undefined],
    ['constructor',                   undefined],
    ['goods.length',                  undefined],
    ['goods[0].toString',             undefined],
    ['goods[-1]',                     undefined],
  ])('%s holds %j', (path, value) => {
    expect(get(DOCUMENT, path)).toBe(value);
  });
});
