import { describe, expect, it } from 'vitest';
import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import { entryOf, focusOf, message, noteOf, textInHand } from '../eyes.ts';
import { addGoods, fill, goTo, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 10 });

/** Types into a field, leaves it with Tab, and gives what is said then. */
async function toldAfter(field: FieldId, text: string, before: Readonly<Partial<Record<FieldId, string>>> = {}) {
  const program = await stage.begin();
  await fill(program, before);
  await fill(program, { [field]: text });
  return program.state().message;
}

describe('a field that is left with something wrong says so (A4)', () => {
  it.each<[FieldId, string, string, string]>([
    ['category', '99', 'error', '【报检类别】代码 99 不在代码表内'],
    ['tradeMode', '1x', 'error', '【贸易方式】代码 1X 不在代码表内；相近的有 11 一般贸易、'],
    ['departureCountry', '阿富罕', 'error', '相近的有 004 阿富汗'],
    ['contactPhone', 'abc', 'error', '【联系电话】不是电话号码'],
    ['containers.numbers', 'MRKU6105298', 'warning', '箱号 MRKU6105298 的校验位不符'],
    ['goods.quantity', '1.234567', 'error', '【报检数量】小数最多 5 位'],
  ])('%s: %s', async (field, text, tone, said) => {
    const told = await toldAfter(field, text);
    expect(told?.tone).toBe(tone);
    expect(told?.text).toContain(said);
  });

  it.each<[string, FieldId, string, Readonly<Partial<Record<FieldId, string>>>]>([
    ['到货日期早于启运日期', 'arrivalDate', '20170901', { departureDate: '20170910' }],
    ['到货日期早于启运日期', 'departureDate', '20170910', { arrivalDate: '20170901' }],
    ['填写了关联报检号，须同时填写关联理由', 'relatedDeclarationNo', '123456789012345', {}],
    ['单价乘数量为 20', 'goods.totalValue', '300', { 'goods.quantity': '10', 'goods.unitPrice': '2' }],
    ['不属于HS编码', 'goods.ciqCode', '2204210000999', { 'goods.hsCode': '2203000000' }],
  ])('%s as %s becomes %s', async (said, field, text, before) => {
    expect((await toldAfter(field, text, before))?.text).toContain(said);
  });

  it('a contradiction is told once, not with every field that is left from then on', async () => {
    const program = await stage.begin();
    await fill(program, { departureDate: '20170910', arrivalDate: '20170901' });
    expect(message(program)).toContain('早于');
    await fill(program, { contractNo: 'HT-1' });
    expect(message(program)).toBeUndefined();
  });

  it('is not covered by the help of the next field until the next key; the mark stays on the field', async () => {
    const program = await stage.begin();
    await fill(program, { category: '99' });
    expect(await noteOf(program)).toContain('代码 99 不在代码表内');
    expect(focusOf(program)).toBe('registrationNo');
    await program.press('1');
    expect(await noteOf(program)).not.toContain('99');
    await program.press('field.restore', 'entry.previous');
    expect(await noteOf(program)).toContain('报检类别：代码 99 不在代码表内');
  });

  it('is told in popups, too', async () => {
    const program = await stage.begin();
    await goTo(program, 'users');
    await program.press('field.open', '甲', '<tab>', '甲公司', '<tab>', '张三', '<tab>', 'abc', '<tab>');
    expect(message(program)).toContain('不是电话号码');
  });
});

describe('numbers', () => {
  it('refuse letters at once', async () => {
    const program = await stage.begin();
    await typeInto(program, 'goods.unitPrice', '12a');
    expect(textInHand(program)).toBe('12');
    expect(message(program)).toBe('【货物单价】只填数字');
    await program.press('.5', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]?.unitPrice).toBe('12.5');
  });

  it('keep their value when a letter is typed over it', async () => {
    const program = await stage.begin();
    await fill(program, { 'goods.unitPrice': '12' });
    await goTo(program, 'goods.unitPrice');
    await program.press('x', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]?.unitPrice).toBe('12');
  });

  it.each([
    ['24000千克', '24000', '035'],
    ['24,000 千克', '24000', '035'],
    ['120件', '120', '011'],
  ])('with the word of their unit fill the field beside them: %s', async (typed, quantity, unit) => {
    const program = await stage.begin();
    await fill(program, { 'goods.quantity': typed });
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ quantity, quantityUnit: unit });
    await program.press('entry.undo');
    expect(entryOf(program).drafts.form.goods[0] ?? {}).not.toHaveProperty('quantityUnit');
  });

  it('say that they do not know a unit, and keep what was typed', async () => {
    const program = await stage.begin();
    await fill(program, { 'goods.quantity': '24咚' });
    expect(message(program)).toBe('没有“咚”这个单位，数字和单位分开填');
    expect(entryOf(program).drafts.form.goods[0]?.quantity).toBe('24咚');
  });
});

describe('shortcut characters (A2)', () => {
  it.each<[FieldId, string, readonly string[], string]>([
    ['certificatesAsked', '12', ['11', '12'], '品质证书、重量证书'],
    ['certificatesAsked', '123', ['11', '12', '13'], '品质证书、重量证书、数量证书'],
    ['certificatesAsked', '12,', ['12'], '重量证书'],
    ['certificatesAsked', '11,13', ['11', '13'], '品质证书、数量证书'],
    ['certificatesAsked', '重量证书', ['12'], '重量证书'],
    ['attachedDocuments', '12', ['101001', '101002'], '合同、发票'],
    ['attachedDocuments', '101004', ['101004'], '装箱单'],
    ['attachedDocuments', '101001,101004', ['101001', '101004'], '合同、装箱单'],
  ])('%s: %s', async (field, typed, codes, said) => {
    const program = await stage.begin();
    await typeInto(program, field, typed);
    expect(await noteOf(program)).toContain(said);
    await program.press('<tab>');
    expect(message(program)).toContain(said);
    const { certificatesAsked = [], attachedDocuments = [] } = entryOf(program).drafts.document;
    const held =
      field === 'certificatesAsked'
        ? certificatesAsked.map(({ code }) => code)
        : attachedDocuments.map(({ type }) => type);
    expect(held).toEqual(codes);
  });

  it('are read back as they were understood', async () => {
    const program = await stage.begin();
    await fill(program, { certificatesAsked: '12,' });
    await goTo(program, 'certificatesAsked');
    expect(textInHand(program)).toBe('12,');
    await program.press('<end>', '13', '<tab>');
    expect(entryOf(program).drafts.document.certificatesAsked?.map(({ code }) => code)).toEqual(['12', '13']);
  });

  it('stay as they are when nothing was typed', async () => {
    const program = await stage.begin();
    await addGoods(program);
    await fill(program, { certificatesAsked: '12' });
    const { document } = entryOf(program).drafts;
    await goTo(program, 'certificatesAsked');
    await program.press('<tab>');
    expect(entryOf(program).drafts.document).toBe(document);
  });
});
