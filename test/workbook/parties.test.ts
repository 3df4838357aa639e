import { expect, test } from 'vitest';
import { partyTable, readParties } from '../../src/workbook/parties.ts';
import { sheetOf, short } from './source.ts';

const TITLES = ['收发货人代码', '收发货人中文', '收发货人英文', '收发货人地址', '收发货人联系方式'];

test('what was written is read again', () => {
  const parties = [
    { code: '001', name: '甲公司', nameEn: 'ALPHA', address: '北京', contact: '010-1' },
    { code: 'B 2', name: '乙', nameEn: '', address: '', contact: '' },
  ];
  const { headings, rows, widths } = partyTable(parties);
  expect([headings, widths.length]).toEqual([TITLES, TITLES.length]);
  const read = readParties([sheetOf([headings, ...rows])]);
  expect(read).toMatchObject({ refused: 0, faults: [], unknown: [] });
  expect(read.rows).toEqual([parties[0], { ...parties[1], code: 'B2' }]);
});

test('columns in any order, other headings, a title above, other columns and empty rows', () => {
  const { rows, faults, unknown } = readParties([
    sheetOf([['通讯录']], '说明'),
    sheetOf([['客户'], ['序号', '名称', '传真', '*代码'], ['1', '甲', '8'], [], ['2', ' 乙 ', '', '７７']]),
  ]);
  expect(rows).toEqual([{ code: '77', name: '乙', nameEn: '', address: '', contact: '' }]);
  expect(short(faults)).toEqual(['D3 required']);
  expect(unknown).toEqual([{ sheet: '表1', cell: 'C2', label: '传真' }]);
});

test('a row with a fault is left out and told with its cell; the others are taken', () => {
  const { rows, refused, faults } = readParties([
    sheetOf([
      TITLES,
      ['1', '甲'],
      ['', '乙'],
      ['3', ''],
      ['4', '丁', 'x'.repeat(101)],
      ['1', '甲'],
      ['1', '别'],
      ['3.1E+9', '戊'],
    ]),
  ]);
  expect(rows.map(({ code }) => code)).toEqual(['1']);
  expect(faults.map(({ cell, code, level }) => `${cell} ${code} ${level}`)).toEqual([
    'A3 required error',
    'B4 required error',
    'C5 text.too-long error',
    'A6 cell.party-doubled warning',
    'A7 cell.party-doubled error',
    'A8 cell.scientific error',
  ]);
  expect(refused).toBe(5);
});

test('a cell that could not be read takes its row out', () => {
  const fault = { cell: 'D2', code: 'cell.error', level: 'error' as const };
  const { rows, refused, faults } = readParties([{ ...sheetOf([TITLES, ['1', '甲'], ['2', '乙']]), faults: [fault] }]);
  expect([rows.map(({ code }) => code), refused, short(faults)]).toEqual([['2'], 1, ['D2 cell.error']]);
});

test('a workbook without the headings says which are missing', () => {
  expect(
    short(
      readParties([
        sheetOf([
          ['代码', '地址'],
          ['1', 'x'],
        ]),
      ]).faults,
    ),
  ).toEqual(['A1 sheet.no-parties']);
});
