import { expect, it } from 'vitest';
import { beginDeclaration, keepDraft } from '../../../src/jobs/keep-declarations.ts';
import { entryOf, focusOf, inHand, message, noteOf, popupIn, textInHand } from '../eyes.ts';
import { addGoods, fill, goTo, paste } from '../hands.ts';
import { openStage } from '../stage.ts';

const { begin } = openStage({ seed: 31 });

it('a container number pasted into a date is offered its field, is put there by Enter, and is taken back by one undo', async () => {
  const program = await begin();
  await goTo(program, 'arrivalDate');
  await paste(program, 'MRKU6105297');
  expect(await noteOf(program)).toBe('→ 集装箱号码：MRKU6105297  Enter 填入  Esc 放在此处');
  expect(textInHand(program)).toBe('');
  await program.press('<enter>');
  expect(entryOf(program).drafts.form.containers[0]).toMatchObject({ numbers: ['MRKU6105297'] });
  expect(message(program)).toContain('已填入【集装箱号码】MRKU6105297');
  expect(focusOf(program)).toBe('arrivalDate');
  await paste(program, 'NYKU8527234\n');
  await program.press('<enter>');
  expect(entryOf(program).drafts.form.containers[0]?.numbers).toEqual(['MRKU6105297', 'NYKU8527234']);
  await program.press('entry.undo');
  expect(entryOf(program).drafts.form.containers[0]?.numbers).toEqual(['MRKU6105297']);
});

it('Esc leaves it where it was pasted, and so does every other key, which then does what it does', async () => {
  const program = await begin();
  await goTo(program, 'contractNo');
  await paste(program, 'MRKU6105297');
  await program.press('<escape>');
  expect(textInHand(program)).toBe('MRKU6105297');
  await program.press('entry.undo');
  await paste(program, 'MRKU6105297');
  await program.press('Z', '<tab>');
  expect(entryOf(program).drafts.document.contractNo).toBe('MRKU6105297Z');
  expect(entryOf(program).drafts.form.containers).toEqual([{}]);
});

it('into its own field a number is pasted as ever, and what is nothing certain too', async () => {
  const program = await begin();
  await goTo(program, 'containers.numbers');
  await paste(program, 'MRKU6105297');
  expect(textInHand(program)).toBe('MRKU6105297');
  await goTo(program, 'contractNo');
  await paste(program, 'MRKU6105298');
  expect(textInHand(program)).toBe('MRKU6105298');
});

it('an HS code brings what choosing it brings, and says what it takes the place of', async () => {
  const program = await begin();
  await fill(program, { 'goods.hsCode': '0805100000' });
  await goTo(program, 'goods.productionDate');
  await goTo(program, 'arrivalDate');
  await paste(program, '0101210010');
  expect(await noteOf(program)).toContain('→ HS编码：0101210010');
  expect(await noteOf(program)).toContain('（换掉 0805100000）');
  await program.press('<enter>');
  expect(entryOf(program).drafts.form.goods[0]?.hsCode).toBe('0101210010');
});

it('what can be for several fields is chosen by digit', async () => {
  const program = await begin();
  await goTo(program, 'contactPerson');
  await paste(program, '91350100M000100Y43');
  expect(await noteOf(program)).toContain('1 收货人代码  2 发货人代码');
  await program.press('2');
  expect(entryOf(program).drafts.document.consignorCode).toBe('91350100M000100Y43');
  expect(entryOf(program).drafts.document.consigneeCode).toBeUndefined();
});

it('a UN number opens its popup with the number typed; confirmed it is one step of undo', async () => {
  const program = await begin();
  await fill(program, { 'goods.hsCode': '0805100000' });
  await goTo(program, 'contractNo');
  await paste(program, 'UN1263');
  await program.press('<enter>');
  expect([popupIn(program)?.popup, inHand(program), textInHand(program)]).toEqual(['P16', 'goods.danger.unNo', '1263']);
  await program.press('popup.confirm');
  expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ danger: { unNo: '1263' } });
  await program.press('entry.undo');
  expect(entryOf(program).drafts.form.goods[0]).not.toHaveProperty('danger');
});

it('a bill is known by the shape of those declared before, and by nothing else', async () => {
  const program = await begin();
  for (const billOfLadingNo of ['COSU6201234567', 'COSU6201234568']) {
    const record = await beginDeclaration(program.office, 'in');
    await keepDraft(program.office, { ...record, document: { ...record.document, billOfLadingNo } });
  }
  await goTo(program, 'arrivalDate');
  await paste(program, 'OOLU62012345');
  expect(entryOf(program).focus.elsewhere).toBeUndefined();
  await program.press('entry.undo');
  await paste(program, 'OOLU6201234569');
  expect(await noteOf(program)).toContain('→ 提/运单号：OOLU6201234569');
  await program.press('<enter>');
  expect(entryOf(program).drafts.document.billOfLadingNo).toBe('OOLU6201234569');
});

it('while a list has the focus a number is offered its field, too', async () => {
  const program = await begin();
  await addGoods(program, { 'goods.hsCode': '0805100000', 'goods.quantity': '5' });
  await program.press('entry.to-list');
  await paste(program, 'MRKU6105297');
  await program.press('<enter>');
  expect(entryOf(program).drafts.form.containers[0]).toMatchObject({ numbers: ['MRKU6105297'] });
  expect(entryOf(program).focus.list).toBe('goods');
});

it('in the grid the number goes beside the rows, and the grid stays', async () => {
  const program = await begin();
  await addGoods(program, { 'goods.hsCode': '0805100000', 'goods.quantity': '5' });
  await program.press('entry.grid');
  await paste(program, 'MRKU6105297');
  await program.press('<enter>');
  expect(entryOf(program).drafts.form.containers[0]).toMatchObject({ numbers: ['MRKU6105297'] });
  expect(entryOf(program).focus.grid).toBeDefined();
});
