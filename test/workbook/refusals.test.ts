import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { CFB, utils, write } from 'xlsx';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import { parseWorkbook } from '../../src/workbook/parse-workbook.ts';
import { partsOf, rawXlsx, withDeclaredSize } from './hostile-files.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const BOMB = new Uint8Array(80 * 1024 * 1024);
const xlsxWith = (part: string, bytes: Uint8Array) => zipSync({ ...partsOf(''), [part]: bytes });
const cellAt = (row: number, name: string) => rawXlsx(`<row r="${row}"><c r="${name}"><v>1</v></c></row>`);
const manyParts = () =>
  Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`xl/media/${at}`, new Uint8Array()]));

function encrypted(): Uint8Array {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/EncryptionInfo', Buffer.alloc(64));
  CFB.utils.cfb_add(file, '/EncryptedPackage', Buffer.alloc(64));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer);
}

/** The library itself writes `_` for each character that its code page has not. */
function lostChinese(): Uint8Array {
  const rows = [
    ['HS编码', '货物中文名', '数量', '币种'],
    ['0202300090', '冷冻牛肉', '5', '美元'],
  ];
  return new Uint8Array(write(utils.book_new(utils.aoa_to_sheet(rows), '货物'), { type: 'array', bookType: 'biff5' }));
}

function compound(stream: string): Uint8Array {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, `/${stream}`, Buffer.alloc(8192));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer);
}

// biome-ignore format: table
const FILES: readonly (readonly [what: string, code: string, make: () => Uint8Array])[] = [
  ['nothing',                                'workbook.empty-file',     () => new Uint8Array()],
  ['a table of a web page named xls',        'workbook.html-table',     () => strToU8('\ufeff\n<html><table><tr><td>1</td></tr></table></html>')],
  ['a web page named xls',                   'workbook.html',           () => strToU8('<!DOCTYPE html><html><title>登录</title><body>重新登录</body></html>')],
  ['a page without a head',                  'workbook.html',           () => strToU8('<body><p>1</p></body>')],
  ['SpreadsheetML',                          'workbook.xml-2003',       () => strToU8('<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Table/></ss:Workbook>')],
  ['another XML named xls',                  'workbook.xml',            () => strToU8('<?xml version="1.0"?><EEntDeclIo/>')],
  ['a PDF',                                  'workbook.pdf',           () => strToU8('%PDF-1.7\n%âã')],
  ['a photo',                                'workbook.picture',        () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46)],
  ['a picture',                              'workbook.picture',        () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
  ['a zip of something else',                'workbook.kind',           () => zipSync({ 'a.txt': strToU8('x') })],
  ['a presentation named xlsx',              'workbook.slides',         () => zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'ppt/presentation.xml': strToU8('<a/>') })],
  ['an old word document named xls',         'workbook.word',           () => compound('WordDocument')],
  ['an old presentation named xls',          'workbook.slides',         () => compound('PowerPoint Document')],
  ['RTF named xls',                          'workbook.word',           () => strToU8('{\\rtf1 x}')],
  ['UTF-16 bytes that are no text',          'workbook.kind',           () => Uint8Array.of(0x41, 0, 0x2c, 0, 0x01, 0, 0x42, 0)],
  ['a word document named xlsx',             'workbook.word',           () => zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'word/document.xml': strToU8('<a/>') })],
  ['a truncated xlsx',                       'workbook.broken',         () => rawXlsx('').subarray(0, 700)],
  ['an xlsx whose sheet is cut short',       'workbook.broken',         () => xlsxWith(SHEET, strToU8('<worksheet><sheetData><row r="1"><c r="A1"><v>1'))],
  ['a compound file of rubbish',             'workbook.broken',         () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(7)])],
  ['an xlsx with a password',                'workbook.encrypted',      encrypted],
  ['a zip bomb in a sheet',                  'workbook.unpacked',       () => xlsxWith(SHEET, BOMB)],
  ['a zip bomb in a part that nobody reads', 'workbook.unpacked',       () => xlsxWith('xl/media/image1.png', BOMB)],
  ['a zip bomb that lies about its size',    'workbook.broken',         () => withDeclaredSize(xlsxWith(SHEET, BOMB), SHEET, 4096)],
  ['two thousand parts',                     'workbook.too-many-parts', () => zipSync(manyParts())],
  ['a cell in column 12,356,630',            'workbook.too-wide',       () => cellAt(1, 'ZZZZZ1')],
  ['a cell in column XFD',                   'workbook.too-wide',       () => cellAt(1, 'XFD1')],
  ['a cell in the last row',                 'workbook.too-long',       () => cellAt(1_048_576, 'A1048576')],
  ['1e6 columns of a csv',                   'workbook.too-wide',       () => strToU8(`${'1,'.repeat(1_000_000)}1\n`)],
  ['a csv of too many rows',                 'workbook.too-long',       () => strToU8('1\n'.repeat(50_001))],
  ['a csv with a quote that never ends',     'workbook.broken-line',    () => strToU8('甲,乙\n"丙,丁\n')],
  ['Excel 5.0/95 of a writer without Chinese', 'workbook.lost-text',     lostChinese],
  ['a csv written as ASCII',                 'workbook.lost-text',      () => strToU8('HS??,?????,??\n0202300090,????,5\n')],
  ['a csv in an encoding that is none',      'workbook.encoding',       () => Uint8Array.of(0xff, 0x41, 0xff, 0xff, 0x0a)],
];

test.each(FILES)('%s is refused: %s', async (_, code, make) => {
  const answer = await parseWorkbook({ bytes: make(), limits: DEFAULT_LIMITS });
  expect('refusal' in answer ? answer.refusal.code : answer).toBe(code);
});

// biome-ignore format: table
test.each([
  ['a form to fill in',       'Name,________\nPort,________\nDate,________\n'],
  ['words beside signs',      'No,Remark,Unit\n1,??,PCS\n2,???,PCS\n3,?,PCS\n'],
  ['Chinese among signs',     '品名,备注\n牛肉,??\n猪肉,???\n羊肉,?\n'],
  ['numbers alone',           '0202300090,5\n0202300090,6\n'],
])('%s is read', async (_what, text) => {
  expect(await parseWorkbook({ bytes: strToU8(text), limits: DEFAULT_LIMITS })).toMatchObject({ sheets: [{}] });
});
