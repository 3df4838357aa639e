import { expect, it } from 'vitest';
import { stopsFor } from '../../screens/pages/entry/state.ts';
import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { entryOf, focusOf, message } from './eyes.ts';
import { fillPage, typeInto } from './hands.ts';
import { openStage } from './stage.ts';
import { INBOUND, WINE } from './values.ts';

const stage = openStage({ seed: 5 });

it('goes from one field that must be filled to the next, and says when there is none', async () => {
  const program = await stage.begin();
  expect(focusOf(program)).toBe('declarationDate');
  const gone: string[] = [];
  do {
    await program.press('entry.next-missing');
    gone.push(focusOf(program));
  } while (gone.length < 100 && gone.indexOf(focusOf(program)) === gone.length - 1);
  gone.pop();
  // In the printed order, round to the first; a container form without a size asks for nothing.
  const required = stopsFor(entryOf(program)).filter(({ id }) => fieldOf(id).use.in === 'R');
  const filled = ['declarationDate'];
  const conditional = required.filter(({ id }) => fieldOf(id).extras.requiredWhen !== undefined).map(({ id }) => id);
  expect(gone.filter(id => !conditional.includes(id as never))).toEqual(
    required.map(({ id }) => id).filter(id => !filled.includes(id) && !conditional.includes(id)),
  );
  expect(gone).toEqual(expect.arrayContaining(['goods.quantity', 'goods.weight']));
  expect(gone).not.toContain('containers.numbers');
  expect(gone).not.toContain('goods.quantityUnit');
});

it('takes what was typed with it, and passes by the form of goods once there are some', async () => {
  const program = await stage.begin();
  await fillPage(program, { ...INBOUND, contractNo: '' }, WINE);
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('contractNo');
  await program.press('HT-9', 'entry.next-missing');
  expect(entryOf(program).drafts.document.contractNo).toBe('HT-9');
  expect(await program.frame()).toContain('必填的都填了');
  // A line that is begun is asked for all that it needs.
  await typeInto(program, 'goods.hsCode', '0202300090');
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('goods.ciqCode');
});

it('fills on the way what can only be the quantity of the line, says so, and one undo takes it back', async () => {
  const program = await stage.begin();
  await typeInto(program, 'goods.hsCode', '0202300090');
  await typeInto(program, 'goods.packageType', '4C11');
  await typeInto(program, 'goods.quantity', '500');
  const before = { ...entryOf(program).drafts.form.goods[0], quantity: '500' };
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('goods.packageQuantity');
  expect(entryOf(program).drafts.form.goods[0]).toEqual({
    ...before,
    quantityUnit: '035',
    weight: '500',
    weightUnit: '035',
    standardQuantity: '500',
  });
  expect(message(program)).toContain('随数量填好：数量单位 035 千克、报检重量 500、重量单位 035 千克、HS标准量 500');
  await program.press('entry.undo');
  expect(entryOf(program).drafts.form.goods[0]).toEqual(before);
});

it('fills no price, nothing of another unit, and no office that is only likely', async () => {
  const program = await stage.begin();
  await typeInto(program, 'goods.hsCode', '2203000000');
  await typeInto(program, 'goods.totalValue', '900');
  await typeInto(program, 'goods.quantity', '500箱');
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('goods.standardQuantity');
  expect(entryOf(program).drafts.form.goods[0]).not.toHaveProperty('weight');
  expect(entryOf(program).drafts.form.goods[0]).not.toHaveProperty('unitPrice');
  await typeInto(program, 'acceptingOrg', '4401');
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('certificateOrg');
});
