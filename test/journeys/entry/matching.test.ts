import { describe, expect, it } from 'vitest';
import { offerRecovery } from '../../../screens/pages/entry/recovery/offer.ts';
import { entryOf, focusOf, lineWith, message, popupRow, rowsOf, textInHand } from '../eyes.ts';
import { answer, beginNew, emptyField, fill, fillPage, goTo, openList, times, typeInto } from '../hands.ts';
import { openPopup, typeIntoPopup } from '../popup-hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { INBOUND, WINE } from '../values.ts';

const stage = openStage({ seed: 6 });

/** The lines of the list of choices that is open. */
const choices = async (program: TestProgram): Promise<string[]> =>
  (await rowsOf(program)).filter(row => /│.*│/u.test(row)).map(row => row.replace(/^.*?│|│.*$/gu, '').trim());

/** Lines of the screen on which the list of choices begins and ends. */
async function frameOf(program: TestProgram): Promise<readonly [from: number, to: number]> {
  const rows = await rowsOf(program);
  return [rows.findIndex(row => row.includes('┌─ ↓')), rows.findIndex(row => row.includes('└──'))];
}

describe('what the forms since 2018 write', () => {
  it('stands beside the codes in the list', async () => {
    const program = await stage.begin();
    await typeInto(program, 'tradeCountry', 'mg');
    expect(await choices(program)).toContainEqual(expect.stringMatching(/840 美国 +USA$/u));
    await typeInto(program, 'tradeMode', 'ybmy');
    expect((await choices(program))[0]).toMatch(/11 一般贸易 +0110/u);
  });

  it('is taken for the code of e-CIQ', async () => {
    const program = await stage.begin();
    await fill(program, { tradeCountry: 'usa', tradeMode: '0110', loadingPort: 'AFG001', 'goods.currency': 'usd' });
    expect(entryOf(program).drafts.document).toMatchObject({
      tradeCountry: '840',
      tradeMode: '11',
      loadingPort: '004001',
    });
  });

  it('finds rows that are several, the official one first', async () => {
    const program = await stage.begin();
    await typeInto(program, 'goods.packageType', '22');
    expect((await choices(program))[0]).toMatch(/4M +纸箱 +22/u);
  });
});

describe('what a text means (E4)', () => {
  it('is taken by Tab and Enter where it is certain; the list is for the rest', async () => {
    const program = await stage.begin();
    await fill(program, { tradeMode: 'yibanmaoyi', tradeCountry: 'mei guo', loadingPort: 'lundun' });
    await fill(program, { 'goods.currency': 'my' });
    expect(entryOf(program).drafts.document).toMatchObject({
      tradeMode: '11',
      tradeCountry: '840',
      loadingPort: '826375',
    });
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ currency: '840' });
    await typeInto(program, 'departureCountry', 'mg');
    await program.press('<enter>');
    expect(focusOf(program)).toBe('departureCountry');
    await program.press('<down>', '<enter>');
    expect(entryOf(program).drafts.document.departureCountry).toBe('840');
  });

  it('is a place where only the zeros of its code are left out; a shorter piece leads into the list', async () => {
    const program = await stage.begin();
    await fill(program, { acceptingOrg: '4401', destination: '4403' });
    expect(entryOf(program).drafts.document).toMatchObject({ acceptingOrg: '440100', destination: '440300' });
    await typeInto(program, 'portOrg', '44');
    await program.press('<enter>');
    expect(focusOf(program)).toBe('portOrg');
    await typeInto(program, 'entryPort', '4401');
    await program.press('<enter>');
    expect(focusOf(program)).toBe('entryPort');
  });

  it('is no code when several fit: it stays as it was typed, and is marked', async () => {
    const program = await stage.begin();
    await fill(program, { tradeCountry: 'mg' });
    expect(entryOf(program).drafts.document.tradeCountry).toBe('MG');
    await goTo(program, 'tradeCountry');
    expect((await rowsOf(program)).at(-2)).toMatch(/没有|不在|无/u);
  });

  it('puts first what the goods are, by name and by pinyin', async () => {
    const program = await stage.begin();
    for (const words of ['啤酒', 'pijiu', 'pij']) {
      await typeInto(program, 'goods.hsCode', words);
      expect((await choices(program))[0]).toContain('2203000000');
      await program.press('matches.close', 'field.restore');
    }
  });
});

describe('the choices of a field', () => {
  it('of one that is empty are none of its value until people choose: F4, then jump mode or Tab', async () => {
    const program = await stage.begin();
    await goTo(program, 'transitPort');
    await program.press('<f4>');
    expect(await lineWith(program, '↓ 选择')).toBeDefined();
    await program.press('entry.jump', 'a');
    await goTo(program, 'transitPort');
    await program.press('<f4>', '<tab>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('transitPort');
    await goTo(program, 'transitPort');
    await program.press('<f4>', '<down>', '<down>', '<tab>');
    expect(entryOf(program).drafts.document.transitPort).toBe(program.office.codes.table('world-ports').rows[1]?.code);
  });

  it('open with the code that is there in view, and Down goes on from it', async () => {
    const program = await stage.begin();
    await fill(program, { tradeCountry: '840' });
    await goTo(program, 'tradeCountry');
    await program.press('<f4>');
    expect((await choices(program)).at(-1)).toContain('840 美国');
    await program.press('<down>', '<enter>');
    expect(entryOf(program).drafts.document.tradeCountry).toBe('840');
  });

  it('stay on the side of the field where they have opened, however many are left', async () => {
    const program = await stage.begin();
    for (const field of [
      'tradeMode',
      'tradeCountry',
      'loadingPort',
      'goods.originCountry',
      'goods.currency',
    ] as const) {
      await goTo(program, field);
      const { y } = await program.cursor();
      await program.press('m');
      const [above] = await frameOf(program);
      for (const step of ['e', 'i', 'g', ...times(3, 'text.backspace'), 'y']) {
        await program.press(step);
        const [from, to] = await frameOf(program);
        if (from >= 0) expect([field, from > y, to === y - 1]).toEqual([field, above > y, above < y]);
      }
      await program.press('matches.close', 'field.restore');
    }
  });

  it('begin with what the office had in this field last', async () => {
    const program = await stage.start();
    await beginNew(program);
    await fillPage(program, { ...INBOUND, loadingPort: '156331', departureCountry: '840' }, WINE);
    await program.press('entry.save');
    expect(message(program)).toContain('已保存');
    await program.press('app.close-page');
    await beginNew(program);
    await typeInto(program, 'departureCountry', 'mg');
    expect((await choices(program))[0]).toContain('840 美国');
    await program.press('matches.close', 'field.restore');
    // The other field has never had it.
    await typeInto(program, 'tradeCountry', 'mg');
    expect((await choices(program))[0]).toContain('496 蒙古');
    await program.press('matches.close', 'field.restore');
    await goTo(program, 'loadingPort');
    await program.press('<f4>');
    expect((await choices(program))[0]).toContain('156331');
  });
});

describe('days that are typed short (E13)', () => {
  it('say at once which day they are, and become it on leaving', async () => {
    const program = await stage.begin();
    await typeInto(program, 'arrivalDate', '31');
    expect(await lineWith(program, '31 → 2017-10-31 周二')).toBeDefined();
    expect(entryOf(program).drafts.document).not.toHaveProperty('arrivalDate');
    await program.press('<tab>');
    expect(entryOf(program).drafts.document.arrivalDate).toBe('2017-10-31');
    await goTo(program, 'departureDate');
    await program.press('-1');
    expect(await lineWith(program, '-1 → 2017-10-23 周一')).toBeDefined();
    await program.press('<enter>');
    expect(entryOf(program).drafts.document.departureDate).toBe('2017-10-23');
  });

  it('open the calendar on that day', async () => {
    const program = await stage.begin();
    await typeInto(program, 'arrivalDate', '0229');
    await program.press('field.open');
    expect(await program.frame()).toContain('2016年2月');
    await program.press('calendar.choose');
    expect(entryOf(program).drafts.document.arrivalDate).toBe('2016-02-29');
  });

  it('are refused where there is no such day', async () => {
    const program = await stage.begin();
    await typeInto(program, 'arrivalDate', '0431');
    await program.press('<enter>');
    expect(focusOf(program)).toBe('arrivalDate');
    expect(message(program)).toContain('没有这一天');
    await emptyField(program);
    await program.press('<enter>');
    expect(focusOf(program)).not.toBe('arrivalDate');
  });

  it('come back from the journal as what was typed so far, not as a day', async () => {
    const home = await stage.folder();
    const first = await stage.start({ home });
    await beginNew(first);
    await typeInto(first, 'arrivalDate', '2');
    await first.close();
    const again = await stage.start({ home, begin: [offerRecovery] });
    await answer(again, '接着做');
    expect(focusOf(again)).toBe('arrivalDate');
    expect(textInHand(again)).toBe('2');
    expect(entryOf(again).drafts.document).not.toHaveProperty('arrivalDate');
  });

  it('count in a popup, too', async () => {
    const program = await stage.begin();
    await openPopup(program, 'goods.licences');
    await typeIntoPopup(program, 'goods.licences.validFrom', '1001');
    expect(await lineWith(program, '1001 → 2017-10-01')).toBeDefined();
    await program.press('<tab>');
    expect(popupRow(program).goods[0]?.licences?.[0]).toMatchObject({ validFrom: '2017-10-01' });
  });

  it('narrow a list', async () => {
    const program = await stage.start();
    await openList(program);
    await program.press('list.search', '0901');
    expect(await lineWith(program, '报检日期 自')).toContain('→ 2017-09-01 周五');
    await program.press('search.down', '-1');
    expect(await lineWith(program, '报检日期 至')).toContain('→ 2017-10-23 周一');
    await program.press('search.done');
    expect((await rowsOf(program))[2]).toContain('2017-09-01 至 2017-10-23');
    await program.press('list.search', ...times(10, 'text.backspace'), '0431');
    expect(await program.frame()).toContain('没有这一天');
    const clear = times(10, 'text.backspace');
    await program.press(...clear, '20171024', 'search.down', ...clear, '20171023');
    expect(await program.frame()).toContain('日期至早于日期自');
  });
});
