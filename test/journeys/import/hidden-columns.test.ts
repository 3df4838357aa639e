import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { WorkSheet } from 'xlsx';
import { entryOf, lineWith, message } from '../eyes.ts';
import { importFrom, times } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 37 });

interface Table {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  /** Columns that are hidden, counted from 0. */
  readonly hidden: readonly number[];
}

/** A workbook of these tables in a folder. */
async function writeBook(folder: string, tables: readonly Table[]): Promise<void> {
  const xlsx = await import('xlsx');
  const book = xlsx.utils.book_new();
  for (const { name, rows, hidden } of tables) {
    const sheet: WorkSheet = xlsx.utils.aoa_to_sheet(rows.map(row => [...row]));
    sheet['!cols'] = (rows[0] ?? []).map((_, at) => (hidden.includes(at) ? { hidden: true } : {}));
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  await writeFile(join(folder, 'a.xlsx'), xlsx.write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer);
}

const CONTAINERS = [
  ['集装箱号', '规格', '拼箱标识'],
  ['MRKU4795820', '22G1', '0'],
];

it('hidden columns of containers are left out and said, and read on request', async () => {
  const { program, folder } = await stage.beginWithFolder();
  await writeBook(folder, [{ name: '箱单', rows: CONTAINERS, hidden: [1] }]);
  await importFrom(program, '导入集装箱', '~/a.xlsx');
  expect(await program.frame()).toContain('B“规格” 栏是隐藏的，没有导入');
  await program.press('review.columns');
  expect(await lineWith(program, 'B1')).toMatch(/规格 +→ 不采用 +隐藏/u);
  await program.press('sources.close', 'review.hidden');
  expect(message(program)).toBe('连同隐藏的栏；Ctrl+Z 撤销');
  expect(await program.frame()).not.toContain('栏是隐藏的');
  await program.press('review.take');
  const [held] = entryOf(program).drafts.document.containers;
  expect(held).toMatchObject({ numbers: ['MRKU4795820'] });
  expect(held?.spec).toBeDefined();
});

it('a column of containers gets another meaning of containers', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const [, line = []] = CONTAINERS;
  await writeBook(folder, [{ name: '箱单', rows: [['集装箱号', '箱子大小', '拼箱标识'], line], hidden: [] }]);
  await importFrom(program, '导入集装箱', '~/a.xlsx');
  await program.press('review.columns', '<down>', '<enter>');
  expect(await program.frame()).not.toContain('HS编码');
  await program.press('规格', '<enter>');
  expect(message(program)).toBe('B1 箱子大小 读作规格；Ctrl+Z 撤销');
  await program.press('sources.close', 'review.take');
  expect(entryOf(program).drafts.document.containers[0]?.spec).toBeDefined();
});

it('those of a whole declaration and of the sheets of its popups, too, and what was corrected stays', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const whole = [
    ['单证类型', '入境', '合同号', 'HT-1'],
    ['贸易方式', '一般贸易', '提货单号', 'D-1'],
    ['货物信息'],
    ['HS编码', '货物中文名', '数量', '规格'],
    ['0202300090', '牛肉', 1, '冻'],
    ['0207142200', '鸡爪', 2, '鲜'],
  ];
  const licences = [
    ['货物序号', '产品资质类别代码', '产品资质编号', '产品资质名称'],
    [1, '325', 'L-1', '证'],
  ];
  await writeBook(folder, [
    { name: '全单', rows: whole, hidden: [3] },
    { name: '产品资质', rows: licences, hidden: [0, 2] },
    { name: '集装箱', rows: CONTAINERS, hidden: [1] },
  ]);
  await importFrom(program, '导入整单', '~/a.xlsx');
  await program.resize(120, 60);
  for (const columns of ['D“规格”', 'C“产品资质编号”', 'B“规格”']) {
    expect(await lineWith(program, columns)).toContain('栏是隐藏的，没有导入');
  }
  await program.press('2', '<right>', 'review.edit', ...times(4, '<backspace>'), '牛腱', '<enter>', 'review.hidden');
  expect(message(program)).toBe('连同隐藏的行和栏；Ctrl+Z 撤销');
  await program.press('1');
  expect(await program.frame()).not.toContain('栏是隐藏的');
  await program.press('review.hidden');
  expect(await lineWith(program, 'C“产品资质编号”')).toBeDefined();
  await program.press('review.undo', 'review.take');
  const { goods, containers } = entryOf(program).drafts.document;
  expect(goods).toMatchObject([
    { name: '牛腱', specification: '冻', licences: [{ number: 'L-1' }] },
    { name: '鸡爪', specification: '鲜' },
  ]);
  expect(containers[0]?.spec).toBeDefined();
});
