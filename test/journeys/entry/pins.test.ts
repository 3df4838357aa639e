import { expect, it } from 'vitest';
import { keepParties } from '../../../src/jobs/own-lists.ts';
import { dialogs, entryOf, focusOf, lineWith, message } from '../eyes.ts';
import { addGoods, beginOn, fill, goTo } from '../hands.ts';
import { openStage } from '../stage.ts';
import { KNOWN, pastOf } from '../tasks/past.ts';

const { begin, start, bureau } = openStage({ seed: 41 });

it('a pinned field is in new pages, is shown so, is passed by Tab and Enter, and the same key lets go of it', async () => {
  const program = await begin();
  await fill(program, { conveyanceName: 'COSCO STAR' });
  await goTo(program, 'conveyanceName');
  await program.press('entry.pin');
  expect(message(program)).toContain('已固定【运输工具】COSCO STAR');
  expect(await lineWith(program, '运输工具')).toMatch(/运输工具=/u);
  await beginOn(program);
  expect(entryOf(program).drafts.document.conveyanceName).toBe('COSCO STAR');
  // Nothing was typed: there is nothing to be saved.
  expect(await program.frame()).not.toContain('●');
  await goTo(program, 'transportMode');
  expect(await lineWith(program, '运输工具')).toMatch(/运输工具=/u);
  await program.press('<tab>');
  expect(focusOf(program)).toBe('conveyanceNo');
  await program.press('entry.previous');
  expect(focusOf(program)).toBe('transportMode');
  await program.press('<enter>');
  expect(focusOf(program)).toBe('conveyanceNo');
  await program.press('entry.up');
  await goTo(program, 'conveyanceNo');
  await beginOn(program, 'out');
  expect(entryOf(program).drafts.document.conveyanceName).toBeUndefined();
});

it('the same key, or the list of pins, lets go of it', async () => {
  const program = await begin();
  await fill(program, { conveyanceName: 'COSCO STAR', conveyanceNo: '018W' });
  for (const id of ['conveyanceName', 'conveyanceNo'] as const) {
    await goTo(program, id);
    await program.press('entry.pin');
  }
  await program.press('entry.pin');
  expect(message(program)).toBe('不再固定【号码】');
  await program.press('entry.pins');
  expect(await program.frame()).toContain('运输工具');
  await program.press('1', 'entry.pins');
  expect(dialogs(program)).toEqual([]);
  expect(message(program)).toContain('没有固定的栏位');
  await beginOn(program);
  expect(entryOf(program).drafts.document.conveyanceName).toBeUndefined();
});

it('a field of the goods is in each new line; what is empty, and containers, cannot be pinned', async () => {
  const program = await begin();
  await fill(program, { 'goods.hsCode': '0805100000', 'goods.brand': '新奇士' });
  await goTo(program, 'goods.brand');
  await program.press('entry.pin');
  await goTo(program, 'goods.model');
  await program.press('entry.pin');
  expect(message(program)).toContain('【货物型号】是空的');
  await goTo(program, 'containers.quantity');
  await program.press('entry.pin');
  expect(message(program)).toContain('不能固定');
  await beginOn(program);
  await addGoods(program, { 'goods.hsCode': '0805100000' }, { 'goods.hsCode': '0101210010' });
  expect(entryOf(program).drafts.document.goods.map(({ brand }) => brand)).toEqual(['新奇士', '新奇士']);
});

it('what is pinned stays where a party brings its last declaration', async () => {
  const program = await start({ columns: 120, rows: 40 });
  await bureau(program);
  await keepParties(program.office, [{ ...KNOWN, nameEn: '', contact: '' }]);
  await pastOf(program.office);
  await beginOn(program);
  await fill(program, { storagePlace: '九号仓' });
  await goTo(program, 'storagePlace');
  await program.press('entry.pin');
  await beginOn(program);
  await goTo(program, 'consigneeCode');
  await program.press('jk', '<enter>');
  expect(message(program)).toContain('带出');
  expect(entryOf(program).drafts.document.storagePlace).toBe('九号仓');
});
