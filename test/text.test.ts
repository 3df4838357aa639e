import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '../src/text.ts';

// biome-ignore format: table
test.each([
  ['\u001b[31m红\u001b[0m',            '红'],
  ['甲\u0007乙\u0000',                 '甲乙'],
  ['\u202e倒\u200b',                   '倒'],
  ['一\t二\r\n三',                     '一 二 三'],
  ['\u001b]0;title\u0007正文',         '正文'],
  ['𠮷\ud800',                         '𠮷\ufffd'],
  ['\udb40\u200b\udc01',               '\ufffd\ufffd'],
  ['甲\ufffe\uffff\u{1fffe}乙',         '甲乙'],
  ['　全角空格　',                     '全角空格'],
  [' 前',                              '前'],
  ['后 ',                              '后'],
  ['一  二 三',                        '一 二 三'],
  ['',                                 ''],
  [' ',                                ''],
])('cleanLine of %j', (text, cleaned) => {
  expect(cleanLine(text)).toBe(cleaned);
});

test('cleanText keeps line breaks and nothing else', () => {
  expect(cleanText(' N/M\r\n C/NO. 1-20 \u0007')).toBe('N/M\n C/NO. 1-20');
});

test('whatever stands at the rim of the plain characters is cleaned as before', () => {
  const rims = [0x20, 0x7f, 0xa0, 0xad, 0x2028, 0x3000, 0xa000, 0xff00, 0xffa0, 0xfeff];
  const cleaned = rims.map(code => cleanText(`甲${String.fromCharCode(code)}`));
  expect(cleaned).toEqual(['甲', '甲', '甲', '甲', '甲', '甲', '甲\ua000', '甲\uff00', '甲\uffa0', '甲']);
});
