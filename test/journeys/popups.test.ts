import { describe, expect, it } from 'vitest';
import { keepEnterprise } from '../../src/jobs/own-lists.ts';
import { keepShortcuts } from '../../src/jobs/shortcuts.ts';
import { begun, fillPopup, goTo, inHand, popupIn, said } from './popup-play.ts';
import { openStage } from './stage.ts';
import { entryOf, popupRow } from './values.ts';

const stage = openStage({ seed: 21 });

describe('P1 enterprise qualifications', () => {
  it('a code brings the name, a piece of a name or its initials the code; rows are added, brought back, changed, deleted', async () => {
    const program = await begun(stage);
    await goTo(program, 'enterpriseQualifications');
    await program.press('<space>', '100', '<enter>');
    expect(popupRow(program).enterpriseQualifications).toEqual([{ type: '100', typeName: '通关司类' }]);
    await program.press('<enter>', 'ZZ-1', '<alt+a>');
    expect(said(program)).toBe('已添加第1行');
    expect(inHand(program)).toBe('enterpriseQualifications.type');
    await program.press('<enter>', 'jycldwsp', '<enter>');
    expect(popupRow(program).enterpriseQualifications).toEqual([{ type: '101', typeName: '检疫处理单位审批' }]);
    await program.press('ZZ-2', '<f5>');
    // A name that is only begun leads into the list of those that fit.
    await program.press('<enter>', '司', '<enter>', '<enter>');
    expect(popupRow(program).enterpriseQualifications?.[0]?.typeName).toMatch(/司/u);
    await program.press('<alt+k>', '<down>', '<up>');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 0 });
    await program.press('<enter>', '200', '<alt+a>');
    expect(said(program)).toBe('已修改第1行');
    const rows = [
      { type: '200', typeName: '卫生司类', number: 'ZZ-1' },
      { type: '101', typeName: '检疫处理单位审批', number: 'ZZ-2' },
    ];
    await program.press('<alt+o>');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toEqual(rows);
    expect(await program.frame()).toContain('2/2');
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toBeUndefined();
    await program.press('<ctrl+y>', '<space>', '<alt+d>', '<alt+o>');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toEqual(rows.slice(0, 1));
  });

  it('a name of people’s own stays, and so does it when the code is changed', async () => {
    const program = await begun(stage);
    await goTo(program, 'enterpriseQualifications');
    await program.press(
      '<space>',
      '100',
      '<enter>',
      '我们自己的资质',
      '<enter>',
      '<shift+tab>',
      '<shift+tab>',
      '200',
      '<enter>',
    );
    expect(popupRow(program).enterpriseQualifications).toEqual([{ type: '200', typeName: '我们自己的资质' }]);
  });
});

describe('P2 and P3: digits', () => {
  it('typed digits are ticks, ticks are digits, and undo takes both back', async () => {
    const program = await begun(stage);
    await goTo(program, 'specialBusiness');
    await program.press('01', '<tab>', '<shift+tab>');
    expect(entryOf(program).drafts.document.specialBusiness).toBe('0100');
    await program.press('<space>');
    const ticked = await program.frame();
    expect(ticked).toContain('[x] 2    特殊进出军工物资');
    expect(ticked).toContain('已勾选 1 / 4');
    await program.press('<space>', '<down>', '<space>', '<enter>');
    expect(entryOf(program).drafts.document.specialBusiness).toBe('1000');
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document.specialBusiness).toBe('0100');
  });

  it('inbound the second digit of P3 stays 0 and says so; outbound there are three', async () => {
    const program = await begun(stage);
    await goTo(program, 'specialClearance');
    await program.press('1111', '<tab>');
    expect(entryOf(program).drafts.document.specialClearance).toBe('1011');
    expect(said(program)).toBe('第 2 位未启用，已改为 0');
    await program.press('<shift+tab>', '<space>', '<down>', '<space>');
    expect(said(program)).toContain('不能勾选');
    const out = await begun(stage, 'out');
    await goTo(out, 'specialClearance');
    await out.press('<space>', '<end>', '<space>', '<enter>');
    expect(entryOf(out).drafts.document.specialClearance).toBe('001');
    expect(await out.frame()).toContain('001 外交礼遇');
  });
});

describe('P5 users', () => {
  it('are found among the registrations of the office by number, name or initials; others are typed freely', async () => {
    const program = await begun(stage);
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
    await goTo(program, 'users');
    await program.press('<space>', 'szbj', '<enter>', '<enter>');
    const found = { code: '4403012345', name: '深圳报检有限公司', contact: '李华', phone: '020-87654321' };
    expect(popupRow(program).users).toEqual([found]);
    // A user of the goods is not who declares them.
    expect(entryOf(program).drafts.document.contactPerson).toBe(contactPerson);
    await program.press('<alt+a>', 'U-9', '<enter>', '某厂', '<alt+o>');
    expect(entryOf(program).drafts.document.users).toEqual([found, { code: 'U-9', name: '某厂' }]);
  });
});

describe('P7 certificates asked for', () => {
  it('what is typed is ticked, what is ticked stands in the field, and each line has its copies', async () => {
    const program = await begun(stage);
    await goTo(program, 'certificatesAsked');
    await program.press('1,15', '<tab>', '<shift+tab>', '<f4>');
    expect(await program.frame()).toContain('[x] 1 11   品质证书  正本数 1  副本数 2');
    await program.press('<tab>', '3', '<enter>');
    expect(inHand(program)).toBe('certificatesAsked.copies');
    await program.press('0', '<up>', '<down>', '<space>');
    expect(entryOf(program).drafts.document.certificatesAsked).toEqual([
      { code: '11', originals: '3', copies: '0' },
      { code: '15', originals: '1', copies: '2' },
      { code: '12', originals: '1', copies: '2' },
    ]);
    // The fields below are those of the line under the cursor, and empty where it is not ticked.
    await program.press('<down>');
    expect(popupIn(program)?.editingIndex).toBeUndefined();
    await program.press('<tab>');
    expect(said(program)).toContain('先按空格勾选');
    await program.press('<up>', '<tab>', '5', '<alt+o>');
    expect(entryOf(program).drafts.document.certificatesAsked?.[2]).toEqual({
      code: '12',
      originals: '5',
      copies: '2',
    });
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document.certificatesAsked).toHaveLength(2);
    expect(entryOf(program).focus.session?.text.text).toBe('11,15');
  });
});

describe('P8 attached documents', () => {
  it('shortcuts become documents with one detail each; ticks, details and the field agree; a goods line that is not there is told', async () => {
    const program = await begun(stage);
    await goTo(program, 'attachedDocuments');
    await program.press('123', '<tab>', '<shift+tab>');
    expect(entryOf(program).focus.session?.text.text).toBe('101001,101002,101005');
    await program.press('<space>', '<space>');
    expect(entryOf(program).drafts.document.attachedDocuments?.map(({ type }) => type)).toEqual(['101002', '101005']);
    await program.press('<space>', '<tab>');
    // The empty detail of what is ticked is brought into the fields.
    expect(inHand(program)).toBe('attachedDocuments.number');
    await program.press('HT-1', '<enter>', '7', '<enter>');
    expect(said(program)).toBe('没有第 7 项货物，共 0 项');
    expect(await program.frame()).toContain('7');
    await program.press('<shift+tab>', '<backspace>', '<alt+a>');
    await fillPopup(program, {
      'attachedDocuments.type': '101001',
      'attachedDocuments.name': '合同附件',
      'attachedDocuments.number': 'HT-2',
    });
    await program.press('<alt+o>');
    expect(entryOf(program).drafts.document.attachedDocuments).toEqual([
      { type: '101002', name: '发票' },
      { type: '101005', name: '提单/运单' },
      { type: '101001', name: '合同', number: 'HT-1' },
      { type: '101001', name: '合同附件', number: 'HT-2' },
    ]);
    await program.press('<space>');
    expect(await program.frame()).toContain('2 条明细');
  });

  it('an unknown character is said by name and stays in the field; the office’s own characters count', async () => {
    const program = await begun(stage);
    await goTo(program, 'attachedDocuments');
    await program.press('12?', '<tab>');
    expect(said(program)).toContain('12?');
    await program.press('<ctrl+z>');
    await goTo(program, 'attachedDocuments');
    await program.press('12z', '<tab>');
    expect(said(program)).toBe('【随附单据】里的 z 不是快捷字符、代码或名称，留在栏位里');
    await goTo(program, 'attachedDocuments');
    expect(entryOf(program).focus.session?.text.text).toBe('101001,101002,z');
    expect(await program.frame()).toContain('✗ 随附单据：代码 z 不在代码表内');
    await keepShortcuts(program.office, 'in', { '101003': 'z', '101001': '1' });
    await program.press('entry.copy');
    await goTo(program, 'attachedDocuments');
    await program.press('1Z', '<tab>');
    expect(entryOf(program).drafts.document.attachedDocuments?.map(({ type }) => type)).toEqual(['101001', '101003']);
  });

  it('a name typed in the popup brings its code', async () => {
    const program = await begun(stage, 'out');
    await goTo(program, 'attachedDocuments');
    await program.press('<space>', '<tab>', '<enter>', 'zxd', '<enter>');
    expect(popupRow(program).attachedDocuments?.[0]).toMatchObject({ name: '装箱单' });
    expect(popupRow(program).attachedDocuments?.[0]?.type).toMatch(/^102/u);
  });
});
