import { describe, expect, it } from 'vitest';
import { HELP } from '../../../src/catalogue/help.ts';
import { keepParties } from '../../../src/jobs/own-lists.ts';
import { entryOf, focusOf, message, rowsOf, textInHand } from '../eyes.ts';
import { emptyField, fill, goTo, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';
import { FIRST } from '../values.ts';

const stage = openStage({ seed: 1 });

describe('dates (E3)', () => {
  it('eight digits become a date; Space picks today and opens the calendar', async () => {
    const program = await stage.begin();
    await emptyField(program);
    await program.press('20170920');
    expect(textInHand(program)).toBe('2017-09-20');
    await program.press('<space>', 'calendar.week-on', 'calendar.day-on');
    expect(await program.frame()).toContain('2017年9月');
    await program.press('calendar.choose');
    expect(entryOf(program).drafts.document.declarationDate).toBe('2017-09-28');
    expect(focusOf(program)).toBe('category');
    await program.press('entry.previous', '<space>', 'calendar.month-on', 'calendar.close');
    expect(textInHand(program)).toBe('2017-09-28');
  });

  it('a day that does not exist is refused where it stands', async () => {
    const program = await stage.begin();
    await emptyField(program);
    await program.press('20170231', '<enter>');
    expect(focusOf(program)).toBe('declarationDate');
    expect(program.state().message).toEqual({ tone: 'error', text: '没有这一天' });
    await program.press('field.restore', '<enter>');
    expect(focusOf(program)).toBe('category');
  });
});

describe('lists of the office (S1, S6)', () => {
  it('a consignee is found by initials and fills its four fields, taken back by one undo; a new one is typed freely', async () => {
    const program = await stage.begin();
    await keepParties(program.office, [
      { code: 'A001', name: '广州某某贸易有限公司', nameEn: 'GZ TRADE', address: '天河路1号', contact: '' },
      { code: 'A002', name: '深圳某某贸易有限公司', nameEn: 'SZ TRADE', address: '深南路1号', contact: '' },
    ]);
    // A page that is opened from now on knows them.
    await program.press('entry.copy');
    await typeInto(program, 'consigneeName', 'sz tr');
    await program.press('<enter>', 'matches.choose');
    expect(entryOf(program).drafts.document).toMatchObject({ consigneeCode: 'A002' });
    await program.press('entry.undo', 'szmm', '<enter>', 'matches.choose');
    expect(entryOf(program).drafts.document).toMatchObject({
      consigneeCode: 'A002',
      consigneeName: '深圳某某贸易有限公司',
      consigneeNameEn: 'SZ TRADE',
      consigneeAddress: '深南路1号',
    });
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document).not.toHaveProperty('consigneeCode');
    await program.press('某某', '<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({ consigneeName: '某某' });
    expect(entryOf(program).drafts.document).not.toHaveProperty('consigneeCode');
    await typeInto(program, 'consigneeCode', 'a001');
    await program.press('<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({
      consigneeCode: 'A001',
      consigneeName: '广州某某贸易有限公司',
    });
  });
});

describe('a field just entered', () => {
  it('is replaced by typing, kept by moving, emptied by one Backspace, restored by Esc', async () => {
    const program = await stage.begin();
    const nameNow = () => entryOf(program).drafts.document.enterpriseName;
    await fill(program, { category: '13' });
    await fill(program, { category: '14' });
    expect(entryOf(program).drafts.document.category).toBe('14');
    await fill(program, { enterpriseName: '广州' });
    await goTo(program, 'enterpriseName');
    await program.press('<end>', '公司', '<tab>');
    expect(nameNow()).toBe('广州公司');
    await goTo(program, 'enterpriseName');
    await program.press('<backspace>', '<escape>', '<tab>');
    expect(nameNow()).toBe('广州公司');
    await goTo(program, 'enterpriseName');
    await program.press('<backspace>', '<tab>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('enterpriseName');
  });
});

describe('the help and the palette (K9)', () => {
  it('F1 tells of the field and of every key that works; the palette runs by initials', async () => {
    const program = await stage.begin();
    await goTo(program, 'category');
    expect((await rowsOf(program)).at(-2)).toBe(` ${HELP.category}`);
    await program.press('<f1>');
    const help = await program.frame();
    expect(help).toContain(HELP.category);
    expect(help).toContain('输入代码、名称或其一部分、全拼或首字母');
    await program.press('reading.close', 'app.palette', 'zc', 'palette.run');
    expect(message(program)).toBe(`${FIRST} 已暂存为草稿`);
  });
});
