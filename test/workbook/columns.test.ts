import { expect, test } from 'vitest';
import { FIELDS, type Field, fieldOf, HEAD_SECTIONS, isScalar } from '../../src/catalogue/catalogue.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import { CONTAINER_COLUMNS, type Column, GOODS_COLUMN_IDS, GOODS_COLUMNS } from '../../src/workbook/columns.ts';
import { headLabel } from '../../src/workbook/head-labels.ts';
import { headingIndex, headingOf } from '../../src/workbook/headings.ts';
import {
  DIRECTION_LABEL,
  HEAD_BLOCKS,
  HEAD_LABELS,
  LIST_CELLS,
  TITLES,
  UNUSED_LABELS,
} from '../../src/workbook/layout.ts';

const people = (field: Field) => DIRECTIONS.some(direction => 'RO'.includes(field.use[direction]));

test('the default template is the one that the manual prints', () => {
  expect(GOODS_COLUMN_IDS.map(id => GOODS_COLUMNS[id].title).join(' ')).toBe(
    'HS编码 货物中文名 货物英文名 规格 原产地 原产国 重量 重量单位 标准重量 标准重量单位 数量 数量单位 标准数量 标准数量单位 包装件数 包装种类 币种 单价',
  );
});

test('every goods field that holds one value has a column', () => {
  const columns = new Set(Object.values(GOODS_COLUMNS).map(column => column.field));
  const wanted = FIELDS.filter(
    field =>
      field.id.startsWith('goods.') &&
      isScalar(field) &&
      people(field) &&
      (field.parent === undefined || field.parent.kind === 'group'),
  );
  expect(wanted.filter(field => !columns.has(field.id)).map(field => field.id)).toEqual([]);
});

test('every head field that holds one value, or a list of codes, has a place in the block template', () => {
  const placed = HEAD_BLOCKS.flatMap(block => block.lines.flat());
  const wanted = FIELDS.filter(
    field =>
      HEAD_SECTIONS.includes(field.section) &&
      field.parent === undefined &&
      people(field) &&
      (isScalar(field) || LIST_CELLS[field.id]),
  );
  expect(new Set(placed).size).toBe(placed.length);
  expect([...placed].sort()).toEqual(wanted.map(field => field.id).sort());
});

test.each<[string, Readonly<Record<string, Column>>]>([
  ['goods', GOODS_COLUMNS],
  ['containers', CONTAINER_COLUMNS],
])('no heading of %s means two columns', (_, table) => {
  const index = headingIndex(table);
  const own = Object.entries(table).flatMap(([id, { title, headings }]) =>
    [title, ...headings].map(text => [text, id]),
  );
  expect(own.filter(([text = '', id]) => index.get(headingOf(text).key) !== id)).toEqual([]);
});

test('no label of the head means two fields', () => {
  const own = HEAD_BLOCKS.flatMap(block => block.lines.flat()).flatMap(id =>
    [fieldOf(id).label, ...(HEAD_LABELS[id] ?? [])].map(text => [text, id]),
  );
  expect(own.filter(([text = '', id]) => headLabel(headingOf(text).key) !== id)).toEqual([]);
  expect(UNUSED_LABELS.map(text => headLabel(text))).toEqual(UNUSED_LABELS.map(() => 'unused'));
  expect(headLabel(DIRECTION_LABEL)).toBe('direction');
  expect(TITLES.filter(title => headLabel(headingOf(title).key))).toEqual([]);
});

test.each([
  ['*(入境) 提/运单号：', '提/运单号', ['in']],
  ['（出境）施检地', '施检地', ['out', 'pack']],
  ['【出境包装】数量', '数量', ['pack']],
  [' Hs  编码（必填）', 'HS编码', undefined],
])('%s is %s', (label, key, only) => {
  expect(headingOf(label)).toEqual(only ? { key, only } : { key });
});
