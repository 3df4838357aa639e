import { expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { changesOf } from '../../src/declaration/changes.ts';

const goods = (...names: readonly string[]) => names.map(name => ({ name, hsCode: `02${name}` }));
const of = (fields: object): Declaration => ({ direction: 'in', containers: [], goods: [], ...fields }) as Declaration;

// biome-ignore format: table
const CASES: readonly (readonly [what: string, before: object, after: object, changes: readonly (readonly [string, (string | undefined)?, string?])[]])[] = [
  ['nothing',                     { contractNo: 'A' }, { contractNo: 'A' }, []],
  ['a value',                     { contractNo: 'A' }, { contractNo: 'B' }, [['contractNo', 'A', 'B']]],
  ['a value that is new',         {}, { contractNo: 'B' }, [['contractNo', undefined, 'B']]],
  ['a value that is emptied',     { contractNo: 'A' }, { contractNo: '' }, [['contractNo', 'A']]],
  ['nothing that stays nothing',  { contractNo: '' }, {}, []],
  ['the order of names in a row', { goods: [{ name: 'a', hsCode: '1' }] }, { goods: [{ hsCode: '1', name: 'a' }] }, []],
  ['a value in a row',            { goods: goods('a', 'b') }, { goods: [...goods('a'), { name: 'b', hsCode: '9' }] }, [['goods[1].hsCode', '02b', '9']]],
  ['a row in front',              { goods: goods('a', 'b') }, { goods: goods('x', 'a', 'b') }, [['goods[0].name', undefined, 'x'], ['goods[0].hsCode', undefined, '02x']]],
  ['a row from the middle',       { goods: goods('a', 'b', 'c') }, { goods: goods('a', 'c') }, [['goods[1].name', 'b'], ['goods[1].hsCode', '02b']]],
  ['rows that change places',     { goods: goods('a', 'b', 'c') }, { goods: goods('c', 'b', 'a') }, [['goods', undefined, '换了次序']]],
  ['a list of words',             { certificates: ['11', '12'] }, { certificates: ['11', '13'] }, [['certificates', '11、12', '11、13']]],
  ['rows in a row',               { goods: [{ name: 'a', licences: [{ number: '1' }] }] }, { goods: [{ name: 'a', licences: [{ number: '2' }] }] }, [['goods[0].licences[0].number', '1', '2']]],
];

test.each(CASES)('%s', (_what, before, after, changes) => {
  const found = changesOf(of(before), of(after));
  expect(found.map(change => [change.path, change.before, change.after])).toEqual(
    changes.map(([path, was, is]) => [path, was, is]),
  );
});

test('a whole document is told value by value', () => {
  expect(
    changesOf(undefined, of({ contractNo: 'A', goods: goods('a') })).map(({ path, after }) => [path, after]),
  ).toEqual([
    ['direction', 'in'],
    ['contractNo', 'A'],
    ['goods[0].name', 'a'],
    ['goods[0].hsCode', '02a'],
  ]);
});
