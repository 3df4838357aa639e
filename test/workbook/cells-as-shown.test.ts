import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSheets } from '../../src/workbook/read-sheets.ts';
import { partsOf } from './hostile-files.ts';

// Cells as Excel and WPS write them, each with a format, and what people see in them.

const STYLES = 'xl/styles.xml';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
const FORMATS = ['0.0%', '0"%"', 'yyyy"年"m"月"d"日"', '000000'];
const [PERCENT, TENTHS, QUOTED, DAY, ZEROS, CHINESE_DAY] = [1, 2, 3, 4, 5, 6];

const own = FORMATS.map(
  (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
).join('');
const used = [0, 9, 164, 165, 166, 167, 31].map(id => `<xf numFmtId="${id}"/>`).join('');
const styles = `<styleSheet xmlns="${MAIN}"><numFmts count="4">${own}</numFmts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><cellXfs count="7">${used}</cellXfs></styleSheet>`;

async function read(cell: string) {
  const parts = partsOf(`<row r="1">${cell}</row>`);
  const types = Buffer.from(parts['[Content_Types].xml'] as Uint8Array).toString();
  const said = types.replace('</Types>', `<Override PartName="/${STYLES}" ContentType="${TYPE}"/></Types>`);
  const bytes = zipSync({ ...parts, '[Content_Types].xml': strToU8(said), [STYLES]: strToU8(styles) });
  const [sheet] = await readSheets(bytes, 'a.xlsx');
  const [fault] = sheet?.faults ?? [];
  return [sheet?.rows[0]?.[0] ?? '', fault ? [fault.code, fault.params?.text].filter(Boolean).join(' ') : ''];
}

// biome-ignore format: table
test.each([
  ['a percent',                     `<c s="${PERCENT}"><v>0.13</v></c>`,                                   '13%',        ''],
  ['a percent with its digits',     `<c s="${PERCENT}"><v>0.1325</v></c>`,                                 '13.25%',     ''],
  ['a percent that doubles spoil',  `<c s="${TENTHS}"><v>0.07</v></c>`,                                    '7%',         ''],
  ['a percent by a formula',        `<c s="${PERCENT}"><f>13/100</f><v>0.13</v></c>`,                      '13%',        ''],
  ['a sign that is only text',      `<c s="${QUOTED}"><v>13</v></c>`,                                      '13',         ''],
  ['a day',                         `<c s="${DAY}"><v>46000</v></c>`,                                      '2025-12-09', ''],
  ['a day as China writes it',      `<c s="${CHINESE_DAY}"><v>46000</v></c>`,                              '2025-12-09', ''],
  ['zeros in front',                `<c s="${ZEROS}"><v>123</v></c>`,                                      '000123',     ''],
  ['rich text with its reading',    '<c t="inlineStr"><is><r><t>冷冻</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 牛肉</t></r><rPh sb="0" eb="2"><t>レイトウ</t></rPh></is></c>', '冷冻 牛肉', ''],
  ['a line break in XML of its own', '<c t="inlineStr"><is><t>上_x000A_下</t></is></c>',                   '上\n下',     ''],
  ['nothing found',                 '<c t="e"><v>#N/A</v></c>',                                            '',           'cell.error #N/A'],
  ['a cell that is gone',           '<c t="e"><f>A9</f><v>#REF!</v></c>',                                  '',           'cell.error #REF!'],
  ['an error of newer programs',    '<c t="e"><v>#SPILL!</v></c>',                                         '',           'cell.error #SPILL!'],
  ['an error shown as a percent',   `<c s="${PERCENT}" t="e"><v>#VALUE!</v></c>`,                          '',           'cell.error #VALUE!'],
  ['a formula with its number',     '<c><f>1+2</f><v>3</v></c>',                                           '3',          ''],
  ['a formula that gives zero',     '<c><f>1-1</f><v>0</v></c>',                                           '0',          ''],
  ['a formula with its text',       '<c t="str"><f>"a"</f><v>牛肉</v></c>',                                '牛肉',       ''],
  ['a formula that gives no text',  '<c t="str"><f>""</f><v></v></c>',                                     '',           ''],
  ['a formula that is true',        '<c t="b"><f>TRUE()</f><v>1</v></c>',                                  'TRUE',       ''],
  ['a formula not worked out',      '<c><f>1+2</f></c>',                                                   '',           'cell.formula'],
  ['the same with an empty value',  '<c><f>1+2</f><v></v></c>',                                            '',           'cell.formula'],
] as const)('%s', async (_what, cell, text, fault) => {
  expect(await read(cell.replace('<c', '<c r="A1"'))).toEqual([text, fault]);
});
