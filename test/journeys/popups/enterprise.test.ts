import { describe, expect, it } from 'vitest';
import { keepEnterprise } from '../../../src/jobs/own-lists.ts';
import { entryOf, inHand, message, popupIn, popupRow, textInHand } from '../eyes.ts';
import { fill, fillAndReturn, times } from '../hands.ts';
import { fillPopup, openPopup, typeIntoPopup } from '../popup-hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 21 });

describe('P1 enterprise qualifications', () => {
  it('a code brings the name, a piece of a name or its initials the code; rows are added, brought back, changed, deleted', async () => {
    const program = await stage.begin();
    await openPopup(program, 'enterpriseQualifications');
    await program.press('508', '<enter>');
    expect(popupRow(program).enterpriseQualifications).toEqual([
      { type: '508', typeName: '进口食品境外出口商代理商备案' },
    ]);
    await typeIntoPopup(program, 'enterpriseQualifications.number', 'ZZ-1');
    await program.press('popup.add');
    expect(message(program)).toBe('已添加第1行');
    expect(inHand(program)).toBe('enterpriseQualifications.type');
    await fillPopup(program, { 'enterpriseQualifications.typeName': 'jycldwsp' });
    expect(popupRow(program).enterpriseQualifications).toEqual([{ type: '101', typeName: '检疫处理单位审批' }]);
    await program.press('ZZ-2', 'popup.add');
    // A name that is only begun leads into the list of those that fit.
    await fillPopup(program, { 'enterpriseQualifications.typeName': '备案' });
    await program.press('matches.choose');
    expect(popupRow(program).enterpriseQualifications?.[0]?.typeName).toMatch(/备案/u);
    await program.press('popup.clear', 'popup.down', 'popup.list-up');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 0 });
    await program.press('popup.take', '509', 'popup.add');
    expect(message(program)).toBe('已修改第1行');
    const rows = [
      { type: '509', typeName: '进口食品进口商备案', number: 'ZZ-1' },
      { type: '101', typeName: '检疫处理单位审批', number: 'ZZ-2' },
    ];
    await program.press('popup.confirm');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toEqual(rows);
    expect(await program.frame()).toContain('2/2');
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toBeUndefined();
    await program.press('entry.redo', 'field.open', 'popup.delete', 'popup.confirm');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toEqual(rows.slice(0, 1));
  });

  it('a name of people’s own stays, and so does it when the code is changed', async () => {
    const program = await stage.begin();
    await openPopup(program, 'enterpriseQualifications');
    await fillPopup(program, {
      'enterpriseQualifications.type': '508',
      'enterpriseQualifications.typeName': '我们自己的资质',
    });
    await program.press('popup.previous', 'popup.previous', '509', '<enter>');
    expect(popupRow(program).enterpriseQualifications).toEqual([{ type: '509', typeName: '我们自己的资质' }]);
  });
});

describe('P2 and P3: digits', () => {
  it('typed digits are ticks, ticks are digits, and undo takes both back', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'specialBusiness', '01');
    expect(entryOf(program).drafts.document.specialBusiness).toBe('0100');
    await program.press('field.open');
    const ticked = await program.frame();
    expect(ticked).toContain('[x] 2    特殊进出军工物资');
    expect(ticked).toContain('已勾选 1 / 4');
    await program.press('ticks.toggle', 'ticks.down', 'ticks.toggle', 'popup.confirm');
    expect(entryOf(program).drafts.document.specialBusiness).toBe('1000');
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.specialBusiness).toBe('0100');
  });

  it('inbound the second digit of P3 stays 0 and says so; outbound there are three', async () => {
    const program = await stage.begin();
    await fill(program, { specialClearance: '1111' });
    expect(entryOf(program).drafts.document.specialClearance).toBe('1011');
    expect(message(program)).toBe('第 2 位未启用，已改为 0');
    await program.press('entry.previous', 'field.open', ...times(2, 'ticks.down'), 'ticks.toggle');
    expect(message(program)).toContain('不能勾选');
    const out = await stage.begin('out');
    await openPopup(out, 'specialClearance');
    await out.press('ticks.last', 'ticks.toggle', 'popup.confirm');
    expect(entryOf(out).drafts.document.specialClearance).toBe('001');
    expect(await out.frame()).toContain('001 外交礼遇');
  });
});

describe('P5 users', () => {
  it('are found among the registrations of the office by number, name or initials; others are typed freely', async () => {
    const program = await stage.begin();
    const defaults = (contactPerson: string) => ({
      all: { contactPerson, contactPhone: '020-87654321' },
      in: {},
      out: {},
      pack: {},
    });
    await keepEnterprise(program.office, {
      number: '4401012345',
      name: '广州报检有限公司',
      defaults: defaults('陈明'),
    });
    await keepEnterprise(program.office, {
      number: '4403012345',
      name: '深圳报检有限公司',
      defaults: defaults('李华'),
    });
    await program.press('entry.copy');
    const { contactPerson } = entryOf(program).drafts.document;
    await openPopup(program, 'users');
    await program.press('szbj', '<enter>', 'matches.choose');
    const found = { code: '4403012345', name: '深圳报检有限公司', contact: '李华', phone: '020-87654321' };
    expect(popupRow(program).users).toEqual([found]);
    // A user of the goods is not who declares them.
    expect(entryOf(program).drafts.document.contactPerson).toBe(contactPerson);
    await program.press('popup.add');
    await fillPopup(program, { 'users.code': 'U-9' });
    await program.press('某厂', 'popup.confirm');
    expect(entryOf(program).drafts.document.users).toEqual([found, { code: 'U-9', name: '某厂' }]);
  });
});

describe('P7 certificates asked for', () => {
  it('what is typed is ticked, what is ticked stands in the field, and each line has its copies', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'certificatesAsked', '1,15');
    await program.press('field.open');
    expect(await program.frame()).toContain('[x] 1 11   品质证书  正本数 1  副本数 2');
    await program.press('popup.next-part', '3', '<enter>');
    expect(inHand(program)).toBe('certificatesAsked.copies');
    await program.press('0', 'popup.up', 'ticks.down', 'ticks.toggle');
    expect(entryOf(program).drafts.document.certificatesAsked).toEqual([
      { code: '11', originals: '3', copies: '0' },
      { code: '15', originals: '1', copies: '2' },
      { code: '12', originals: '1', copies: '2' },
    ]);
    // The fields below are those of the line under the cursor, and empty where it is not ticked.
    await program.press('ticks.down');
    expect(popupIn(program)?.editingIndex).toBeUndefined();
    await program.press('popup.next-part');
    expect(message(program)).toContain('先按空格勾选');
    await program.press('ticks.up', 'popup.next-part', '5', 'popup.confirm');
    expect(entryOf(program).drafts.document.certificatesAsked?.[2]).toEqual({
      code: '12',
      originals: '5',
      copies: '2',
    });
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.certificatesAsked).toHaveLength(2);
    expect(textInHand(program)).toBe('11,15');
  });
});
