import { describe, expect, it } from 'vitest';
import { entryOf, focusOf, inHand, message, popupIn } from './eyes.ts';
import { addGoods, answer, fill, goTo, times } from './hands.ts';
import { fillPopup, openPopup } from './popup-hands.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 11 });

describe('the next and the previous fault (A4)', () => {
  it('lead through the page, its forms and popups, in the order of the page, and round again', async () => {
    const program = await stage.begin();
    await fill(program, { category: '99' });
    await openPopup(program, 'users');
    await fillPopup(program, { 'users.name': '甲公司', 'users.phone': 'abc' });
    await program.press('popup.add', 'popup.confirm');
    await addGoods(program, { 'goods.hsCode': '2203000000', 'goods.quantity': '0.1234567' });
    await goTo(program, 'declarationDate');
    const seen: (string | undefined)[] = [];
    const { length } = await faultsFound(program);
    for (let at = 0; at < length; at += 1) {
      await program.press('entry.next-fault');
      seen.push(message(program));
    }
    expect(new Set(seen).size).toBe(length);
    expect(seen[0]).toBe(`1/${length} 【报检类别】：代码 99 不在代码表内`);
    expect(seen.some(text => text?.includes('【使用人】第1行【联系电话】'))).toBe(true);
    expect(seen.some(text => text?.includes('第1项货物【报检数量】'))).toBe(true);
    await program.press('entry.next-fault');
    expect(message(program)).toBe(seen[0]);
    for (const text of seen.toReversed()) {
      await program.press('entry.previous-fault');
      expect(message(program)).toBe(text);
    }
  });

  it('lead from inside a popup to the next field of another row, and take in what was typed', async () => {
    const program = await stage.begin();
    await openPopup(program, 'users');
    for (const phone of ['abc', 'def']) {
      await fillPopup(program, { 'users.name': phone, 'users.phone': phone });
      await program.press('popup.add');
    }
    await program.press('popup.confirm');
    const toFirst = (await faultsFound(program)).indexOf('users[0].phone');
    await goTo(program, 'declarationDate');
    await program.press(...times(toFirst + 1, 'entry.next-fault'));
    expect(inHand(program)).toBe('users.phone');
    await program.press('020-12345678', 'entry.next-fault');
    expect(entryOf(program).drafts.document.users?.[0]?.phone).toBe('020-12345678');
    expect(inHand(program)).toBe('users.phone');
    expect(popupIn(program)?.editingIndex).toBe(1);
  });
});

async function faultsFound(program: Awaited<ReturnType<typeof stage.begin>>): Promise<readonly string[]> {
  await program.press('entry.faults', 'faults.close');
  return (entryOf(program).faults ?? []).map(({ path }) => path);
}

describe('rows that are not complete (A5)', () => {
  it('say what they lack as they are added, and are marked in their list before any check', async () => {
    const program = await stage.begin();
    await openPopup(program, 'users');
    await fillPopup(program, { 'users.contact': '张三' });
    await program.press('popup.add');
    expect(message(program)).toBe('已添加第1行，还缺【名称】');
    expect(await program.frame()).toMatch(/› +1✗ .*张三/u);
    await program.press('popup.confirm');
    await addGoods(program, { 'goods.hsCode': '2203000000' });
    expect(message(program)).toContain('已添加第1项货物，还缺【');
  });

  it('are not added by bringing another one back without a word', async () => {
    const program = await stage.begin();
    await addGoods(program, { 'goods.hsCode': '2203000000', 'goods.name': '啤酒' });
    await fill(program, { 'goods.name': '半行' });
    await program.press('rows.take');
    expect(await program.frame()).toContain('表单里的一行还没有填完');
    await answer(program, '回去接着填');
    expect(entryOf(program).drafts.document.goods).toHaveLength(1);
    await program.press('rows.take');
    await answer(program, '放弃这一行');
    expect(entryOf(program).drafts.document.goods).toHaveLength(1);
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ name: '啤酒' });
    await program.press('entry.undo', 'entry.undo');
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ name: '半行' });
    await program.press('rows.take');
    await answer(program, '先加到列表');
    expect(entryOf(program).drafts.document.goods).toHaveLength(2);
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ name: '啤酒' });
  });

  it('nor in a popup', async () => {
    const program = await stage.begin();
    await openPopup(program, 'users');
    await fillPopup(program, { 'users.name': '甲公司' });
    await program.press('popup.add');
    await fillPopup(program, { 'users.contact': '张三' });
    await program.press('popup.take');
    await answer(program, '放弃这一行');
    expect(entryOf(program).drafts.document.users).toHaveLength(1);
    expect(popupIn(program)?.editingIndex).toBe(0);
    await program.press('popup.clear');
    await fillPopup(program, { 'users.contact': '张三' });
    await program.press('popup.take');
    await answer(program, '先加到列表');
    expect(entryOf(program).drafts.document.users).toHaveLength(2);
  });
});

describe('a fault that was corrected in a popup', () => {
  it('of a row in the form goes as the popup is confirmed', async () => {
    const program = await stage.begin();
    await addGoods(program, { 'goods.hsCode': '2203000000', 'goods.attributes': '99' });
    await program.press('entry.faults', 'faults.close');
    const isTold = () =>
      entryOf(program).faults?.some(({ path, code }) => path === 'goods[0].attributes' && code === 'code.unknown');
    expect(isTold()).toBe(true);
    await goTo(program, 'goods.hsCode');
    await program.press('rows.take');
    await goTo(program, 'goods.attributes');
    await program.press('<space>', '99', 'ticks.toggle', 'popup.confirm');
    expect(isTold()).toBe(false);
  });
});

describe('the first Down in what can be ticked', () => {
  it('lands on the first line; Space without it ticks the first line', async () => {
    const program = await stage.begin();
    await goTo(program, 'certificatesAsked');
    await program.press('<space>', '<down>', '<space>', 'popup.confirm');
    expect(entryOf(program).drafts.document.certificatesAsked?.map(({ code }) => code)).toEqual(['11']);
    await program.press('field.open', '<space>', 'popup.confirm');
    expect(entryOf(program).drafts.document.certificatesAsked).toBeUndefined();
  });
});

it('a step from a field that is right goes on from there; without faults it says so', async () => {
  const program = await stage.begin();
  await fill(program, { category: '99' });
  await goTo(program, 'registrationNo');
  await program.press('entry.previous-fault');
  expect(focusOf(program)).toBe('category');
});
