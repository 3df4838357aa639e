import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { readSheets } from '../../src/workbook/read-sheets.ts';
import { writeXls, writeXlsx } from '../../src/workbook/write-sheets.ts';
import { rawXlsx } from './hostile-files.ts';

const refusalOf = (bytes: Uint8Array, options = {}) =>
  readSheets(bytes, '某文件.xlsx', options).then(
    () => 'read',
    error => error.code as string,
  );

test('a file too broken to tell is what its name says', async () => {
  const broken = (name: string) => readSheets(Uint8Array.of(0x50, 0x4b, 3, 4), name).catch(error => error.code);
  expect(await broken('a.docx')).toBe('workbook.word');
  expect(await broken('a.pptx')).toBe('workbook.slides');
  expect(await broken('a.xlsx')).toBe('workbook.broken');
});

const cell = (name: string, inner: string, attributes = '') => `<c r="${name}"${attributes}>${inner}</c>`;
const row = (...cells: string[]) => `<row r="1">${cells.join('')}</row>`;

test('cells of every kind become text, and those without a value say so', async () => {
  const bytes = rawXlsx(
    row(
      cell('A1', '<v>204100000</v>'),
      cell('B1', '<v>0.30000000000000004</v>'),
      cell('C1', '<v>1.2E-7</v>'),
      cell('D1', '<v>3706910023000123456</v>'),
      cell('E1', '<v>1</v>', ' t="b"'),
      cell('F1', '<f>1/0</f><v>#DIV/0!</v>', ' t="e"'),
      cell('G1', '<f>1+1</f><v>2</v>'),
      cell('H1', '<f>1+1</f>'),
      cell('I1', '<f>""</f><v></v>', ' t="str"'),
      cell('J1', '<is><t>甲_x001B_[31m乙_x202E_丙</t></is>', ' t="inlineStr"'),
      cell('K1', '<is><t xml:space="preserve"> 一\n二 </t></is>', ' t="inlineStr"'),
      cell('L1', '<v>8703234110</v>'),
    ),
  );
  const [sheet] = await readSheets(bytes, 'x.xlsx');
  expect(sheet?.rows).toEqual([
    [
      '204100000',
      '0.3',
      '0.00000012',
      '3706910023000123392',
      'TRUE',
      '',
      '2',
      '',
      '',
      '甲乙丙',
      '一\n二',
      '8703234110',
    ],
  ]);
  expect(sheet?.faults).toEqual([
    { cell: 'D1', code: 'cell.digits-lost', level: 'error' },
    { cell: 'F1', code: 'cell.error', level: 'error', params: { text: '#DIV/0!' } },
    { cell: 'H1', code: 'cell.formula', level: 'error' },
    { cell: 'J1', code: 'cell.controls', level: 'warning' },
  ]);
});

test('dates are the day that Excel shows, and numbers shown with zeros keep them', async () => {
  const xlsx = await import('xlsx');
  const sheet = xlsx.utils.aoa_to_sheet([[]]);
  Object.assign(sheet, {
    '!ref': 'A1:D1',
    A1: { t: 'n', v: 42998, z: 'yyyy-mm-dd' },
    B1: { t: 'n', v: 42998.5, z: 'yyyy/m/d h:mm' },
    C1: { t: 'n', v: 204100000, z: '0000000000' },
    D1: { t: 'n', v: 42998, z: '0.00' },
  });
  const book = xlsx.utils.book_new(sheet, '日期');
  for (const bookType of ['xlsx', 'biff8'] as const) {
    const bytes = new Uint8Array(xlsx.write(book, { type: 'array', bookType }) as ArrayBuffer);
    const sheets = await readSheets(bytes, 'x');
    expect(sheets).toMatchObject([
      { name: '日期', rows: [['2017-09-20', '2017-09-20 12:00:00', '0204100000', '42998']], faults: [] },
    ]);
  }
});

test('xlsx and xls are told apart by their bytes, whatever their name', async () => {
  const rows = [['甲', '=1+1'], [], ['', '乙']];
  const expected = [['甲', '=1+1'], [], ['', '乙']];
  for (const write of [writeXlsx, writeXls]) {
    const sheets = await readSheets(
      await write([
        { name: '一', rows },
        { name: '二', rows: [] },
      ]),
      '其实.csv',
    );
    expect(sheets.map(sheet => [sheet.name, sheet.rows])).toEqual([
      ['一', expected],
      ['二', []],
    ]);
  }
});

test.each<[string, object, string]>([
  ['file size', { fileBytes: 100 }, 'workbook.too-large'],
  ['cells', { cells: 3 }, 'workbook.too-many-cells'],
  ['sheets', { sheets: 1 }, 'workbook.too-many-sheets'],
  ['columns', { columns: 1 }, 'workbook.too-wide'],
  ['rows', { rows: 1 }, 'workbook.too-long'],
  ['time', { milliseconds: 1 }, 'workbook.timeout'],
])('a limit on %s is kept', async (_, limits, code) => {
  const rows = [
    ['a', 'b'],
    ['c', 'd'],
  ];
  const bytes = await writeXlsx([
    { name: '一', rows },
    { name: '二', rows },
  ]);
  expect(await refusalOf(bytes, { limits })).toBe(code);
  expect(await refusalOf(bytes)).toBe('read');
});

test('a file that needs more memory than it may have is refused, and the program lives on', async () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => `<row r="${at + 1}">${cell(`A${at + 1}`, '<v>1</v>')}</row>`);
  expect(await refusalOf(rawXlsx(rows.join('')), { limits: { heapMb: 24 } })).toBe('workbook.memory');
});

test('links to other files and macros are not even unpacked', async () => {
  const bytes = rawXlsx(row(cell('A1', '<f>[1]S!A1</f><v>7</v>')), {
    'xl/externalLinks/externalLink1.xml': strToU8('<not xml'),
    'xl/vbaProject.bin': strToU8('macro'),
  });
  expect(await readSheets(bytes, 'x.xlsm')).toMatchObject([{ rows: [['7']] }]);
});

test.each<[string, Uint8Array, string]>([
  ['a web page', strToU8('<html>'), 'workbook.html'],
  ['1e6 columns', strToU8(`${'1,'.repeat(1_000_000)}1\n`), 'workbook.too-wide'],
])('the thread refuses %s with its reason', async (_, bytes, code) => {
  expect(await refusalOf(bytes)).toBe(code);
});

test('reading is cancelled before and while it runs; nothing is left running', async () => {
  const bytes = await writeXlsx([{ name: '一', rows: [['a']] }]);
  expect(await refusalOf(bytes, { signal: AbortSignal.abort() })).toBe('workbook.cancelled');
  const controller = new AbortController();
  const reading = refusalOf(bytes, { signal: controller.signal });
  controller.abort();
  expect(await reading).toBe('workbook.cancelled');
});

test('a refusal names the file, cleaned, says why and what to do', async () => {
  const page = strToU8('<html><title>登\u001b[31m录</title></html>');
  await expect(readSheets(page, '坏\u001b[31m.xls')).rejects.toMatchObject({
    code: 'workbook.html',
    exit: 'faults',
    message: '文件 坏.xls 其实是网页“登录”，不是工作簿',
    next: ['从网页系统下载的：登录可能已过期，重新登录后再导出'],
  });
});
