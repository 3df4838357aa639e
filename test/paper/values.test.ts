import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Sheet } from '../../src/paper/field-text.ts';
import type { PaperName } from '../../src/paper/form.ts';
import { fill, holds, printedCodes } from '../../src/paper/values.ts';
import { documentOf } from '../declaration/cases.ts';
import { SHIPPED } from '../declaration/shipped-book.ts';
import { paper, recordOf } from './records.ts';

const sheetOf = (document: Declaration, name: PaperName = 'inbound'): Sheet => ({
  record: recordOf(document),
  book: SHIPPED,
  printed: printedCodes(paper(name)),
});
const inbound = () => documentOf('in-full');
const linked = () => documentOf('in-linked-containers');

describe('a place is filled with', () => {
  // biome-ignore format: table
  test.each<readonly [what: string, template: string, document: () => Declaration, text: string]>([
    ['a field',                          '{consigneeName}',                    inbound, '深圳市五洲商贸有限公司'],
    ['the name of a code',               '{tradeMode|name}',                   inbound, '一般贸易'],
    ['a part of a date',                 '{declarationDate|month}',            inbound, '10'],
    ['what is no date, as its year',     '{declarationDate|year}',             () => ({ ...inbound(), declarationDate: '十月' }), '十月'],
    ['nothing of what is no date',       '{declarationDate|day}',              () => ({ ...inbound(), declarationDate: '十月' }), ''],
    ['nothing where all is missing',     '{claimDeadline} 止',                 () => documentOf('in-minimal'), ''],
    ['lines that have something',        '{goods[].name}\n{goods[].nameEn}',   () => documentOf('in-minimal'), '红葡萄酒'],
    ['the conveyance',                   '{@conveyance}',                      inbound, '水路运输 COSCO STAR V.087E'],
    ['both numbers of the bill',         '{@bill}',                            inbound, 'COSU6158230170/HB-77120'],
    ['licences of documents and goods',  '{@licences}',                        inbound, 'AO0201712345,FR33000123'],
    ['sizes and numbers of containers',  '{@containers}',                      linked,  '海运40尺普通 X 3 MRKU6105297,NYKU8527234,DFSU4335027; 海运20尺冷藏 X 1 MSKU0366377'],
    ['the bureau in full',               '{@office}',                          inbound, '深圳出入境检验检疫局'],
    ['an office below a bureau',         '{@office}',                          () => ({ ...inbound(), acceptingOrg: '110030' }), '北京出入境检验检疫局平谷办事处'],
    ['the name of the goods',            '{@goodsNames}',                      inbound, '红葡萄酒'],
    ['the first of several',             '{@goodsNames}',                      linked,  '红葡萄酒 等2项'],
    ['how many containers are treated',  '{@treatmentQuantity}',               linked,  '4个'],
    ['the day of the newest receipt',    '{@receiptDate}',                     inbound, '2017年10月24日'],
    ['copies of a certificate',          '{@copies[16]}',                      inbound, '2'],
    ['nothing for others',               '{@copies[11]}',                      inbound, ''],
  ])('%s', (_what, template, document, text) => expect(fill(sheetOf(document()), template)).toBe(text));

  test('documents without a box of their own, the last place taking the rest', () => {
    const names = ['装运前检验证书', '风险报告', '随车检验单', '海关免税证明'];
    const types = ['101018', '101019', '101021', '101028'];
    const rows = types.map((type, at) => ({ type, name: names[at] ?? '' }));
    const sheet = sheetOf({ ...inbound(), attachedDocuments: [{ type: '101001', name: '合同' }, ...rows] });
    expect(fill(sheet, '{@otherDocuments[0]}')).toBe('装运前检验证书');
    expect(fill(sheet, '{@otherDocuments[2+]}')).toBe('随车检验单、海关免税证明');
  });

  test('the number of the declaration, before it that of the receipt, before both nothing', () => {
    const { applicationNo: _, ...none } = recordOf(inbound());
    const numberOf = (record: Sheet['record']) => fill({ record, book: SHIPPED, printed: {} }, '{@number}');
    expect(numberOf({ ...none, applicationNo: '000000117100077E', declarationNo: '117000004025958' })).toBe(
      '117000004025958',
    );
    expect(numberOf({ ...none, applicationNo: '000000117100077E' })).toBe('000000117100077E');
    expect(numberOf(none)).toBe('');
  });
});

// biome-ignore format: table
test.each([
  ['',                                           false],
  ['attachedDocuments.type=101001',              true],
  ['attachedDocuments.type=101011|101030',       true],
  ['attachedDocuments.type=101012',              false],
  ['direction=in',                               true],
  ['direction=out|pack',                         false],
  ['containers',                                 true],
  ['{@otherDocuments[0]}',                       false],
])('a box with the condition “%s” is ticked: %s', (when, ticked) => expect(holds(sheetOf(inbound()), when)).toBe(ticked));
