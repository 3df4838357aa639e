import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import { parseCsv } from '../../src/workbook/parse-csv.ts';
import { Refused } from '../../src/workbook/refusal.ts';
import { writeCsv } from '../../src/workbook/write-sheets.ts';

const parse = (bytes: Uint8Array) => parseCsv(bytes, DEFAULT_LIMITS)[0];
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const GB = [0xbb, 0xf5, 0xce, 0xef]; // 货物

// biome-ignore format: table
const FILES: readonly (readonly [string, Uint8Array, readonly (readonly string[])[]])[] = [
  ['UTF-8',                        strToU8('货物,0204\r\n'),                             [['货物', '0204']]],
  ['UTF-8 with a mark',            strToU8('\ufeff货物,0204'),                           [['货物', '0204']]],
  ['GB18030',                      Uint8Array.of(...GB, 0x2c, 0x30, 0x32, 0x0a),         [['货物', '02']]],
  ['four bytes of GB18030',        Uint8Array.of(0x95, 0x32, 0x82, 0x36, 0x2c, ...GB),   [['𠀀', '货物']]],
  ['UTF-16 little end first',      utf16('货物\t0204\r\n'),                              [['货物', '0204']]],
  ['UTF-16 big end first',         utf16('货物\t0204').swap16(),                         [['货物', '0204']]],
  ['semicolons',                   strToU8('货物;1,5;x\n'),                              [['货物', '1,5', 'x']]],
  ['a delimiter that it names',    strToU8('sep=|\n货物|0204\n'),                        [[], ['货物', '0204']]],
  ['commas inside quotes only',    strToU8('"a,b,c,d"\t货物\n'),                         [['a,b,c,d', '货物']]],
  ['line breaks in a cell',        strToU8('"甲\n乙",1\n,2\n'),                          [['甲\n乙', '1'], ['', '2']]],
  ['empty lines keep their place', strToU8('a\n\n\nb\n'),                                [['a'], [], [], ['b']]],
  ['a stray quote',                strToU8('5" 管,1\n'),                                 [['5" 管', '1']]],
  ['zeros kept by a formula',      strToU8('="0204100000",1\n'),                         [['0204100000', '1']]],
  ['an apostrophe before a number', strToU8("'0202300090,'2017-09-18 10:00,'07 Bordeaux,'s Gravenhage\n"), [['0202300090', '2017-09-18 10:00', "'07 Bordeaux", "'s Gravenhage"]]],
  ['UTF-16 without a mark',        utf16('货物\t数量\r\n甲\t12\r\n').subarray(2),      [['货物', '数量'], ['甲', '12']]],
  ['the same, big end first',      utf16('货物\t数量\r\n甲\t12\r\n').subarray(2).swap16(), [['货物', '数量'], ['甲', '12']]],
  ['old Mac line ends',            strToU8('a,b\rc,d\r'),                                [['a', 'b'], ['c', 'd']]],
];

test.each(FILES)('%s', (_, bytes, rows) => {
  expect(parse(bytes)).toEqual({ name: 'CSV', rows, faults: [] });
});

/** 貨物名稱,數量 and 冷凍牛腱 in Big5; 货物名称,数量 and 冷冻牛腱, and 集裝箱號 in GB18030. */
// biome-ignore format: table
const BIG5 = [0xb3, 0x66, 0xaa, 0xab, 0xa6, 0x57, 0xba, 0xd9, 0x2c, 0xbc, 0xc6, 0xb6, 0x71, 0x0a, 0xa7, 0x4e, 0xad, 0xe1, 0xa4, 0xfb, 0xb5, 0x60];
// biome-ignore format: table
const GBK = [0xbb, 0xf5, 0xce, 0xef, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0a, 0xc0, 0xe4, 0xb6, 0xb3, 0xc5, 0xa3, 0xeb, 0xec];
const TRADITIONAL = [0xbc, 0xaf, 0xd1, 0x62, 0xcf, 0xe4, 0xcc, 0x96, 0x2c, 0x31];

test('Big5 is named as what it is, and nothing of GB18030 is taken for it', () => {
  expect(() => parse(Uint8Array.from(BIG5))).toThrow(new Refused('workbook.big5'));
  expect(parse(Uint8Array.from(GBK))?.rows).toEqual([['货物名称', '数量'], ['冷冻牛腱']]);
  expect(parse(Uint8Array.from(TRADITIONAL))?.rows).toEqual([['集裝箱號', '1']]);
});

test('a formula has no value, and controls are taken out with a word', () => {
  expect(parse(strToU8('=1+1,a\u0000\u001b[31mb,=cmd|x!A0\n'))).toEqual({
    name: 'CSV',
    rows: [['', 'ab', '']],
    faults: [
      { cell: 'A1', code: 'cell.formula', level: 'error' },
      { cell: 'B1', code: 'cell.controls', level: 'warning' },
      { cell: 'C1', code: 'cell.formula', level: 'error' },
    ],
  });
});

test('what is written as CSV cannot run, and reads back the same', () => {
  const rows = [
    ['=1+1', '+8621', '-5', '@x', "'quoted", "'07", "''07", 'a,b', 'a"b', '甲\n乙', '0204'],
    ['', '1'],
  ];
  const bytes = writeCsv(rows);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(Buffer.from(bytes).toString()).toContain("'=1+1");
  expect(parse(bytes)?.rows).toEqual(rows);
});
