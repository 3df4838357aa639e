import { expect, test } from 'vitest';
import { choicesOfMapping, fittingMapping, type KeptMapping } from '../../src/workbook/kept-mappings.ts';
import { sheetOf } from './source.ts';

const mapping = (name: string, columns: KeptMapping['columns'], unused = ''): KeptMapping => ({
  name,
  columns,
  unused,
});
const SHORT = mapping('短', { hsCode: '货号', name: '描述' });
const LONG = mapping(
  '长',
  { hsCode: '货号', name: '描述', quantity: '数(单位)', quantityUnit: '数(单位)' },
  '备注 | 仓位',
);

test('is found by all its headings, whatever their width and stars, in any row', () => {
  const sheet = sheetOf([['某公司'], ['描述', '*货 号', '仓位', '备注', '数（单位）', '其他'], ['甲', '0202300090']]);
  expect(choicesOfMapping(sheet, LONG).map(({ headAt, at, ids }) => `${headAt}/${at} ${ids.join('+')}`)).toEqual([
    '1/0 name',
    '1/1 hsCode',
    '1/2 ',
    '1/3 ',
    '1/4 quantity+quantityUnit',
  ]);
  expect(fittingMapping([sheet], [SHORT, LONG])?.name).toBe('长');
});

test.each([
  ['a heading is missing', [['描述', '货号', '备注', '数(单位)']], '短'],
  ['headings stand in two rows', [['描述'], ['货号']], undefined],
  ['nothing is there', [], undefined],
])('%s', (_what, rows, name) => {
  expect(fittingMapping([sheetOf(rows as string[][])], [SHORT, LONG])?.name).toBe(name);
});

test('with one heading alone knows no workbook', () => {
  expect(choicesOfMapping(sheetOf([['货号']]), mapping('一', { hsCode: '货号' }))).toEqual([]);
});
