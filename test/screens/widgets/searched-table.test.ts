import { expect, test } from 'vitest';
import { drawSearchedTable } from '../../../screens/widgets/searched-table.ts';
import { textState } from '../../../screens/widgets/text-state.ts';

test('the words of a page stay with the program: a prompt of Ink would keep them from it', () => {
  const columns = [{ heading: '名称', columns: 10, text: (row: string) => row }];
  const table = { columns, rows: ['甲'], index: 0, words: textState('甲'), count: '1 份', none: '没有' };
  const { lines, cursor, prompt } = drawSearchedTable({ ...table, look: () => 'plain' }, { columns: 40, rows: 8 });
  expect(lines[0]?.map(({ text }) => text).join('')).toMatch(/^ 查找 甲 +1 份$/u);
  expect([cursor, prompt]).toEqual([{ x: 8, y: 0 }, undefined]);
});
