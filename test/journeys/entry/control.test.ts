import { expect, it } from 'vitest';
import { changeRule } from '../../../src/jobs/rule-levels.ts';
import { entryOf, focusOf, lineWith, message, noteOf, popupIn } from '../eyes.ts';
import { addGoods, goTo } from '../hands.ts';
import { openStage } from '../stage.ts';

const { begin } = openStage({ seed: 33 });

const LINE = {
  'goods.hsCode': '0805100000',
  'goods.quantity': '5',
  'goods.quantityUnit': '035',
  'goods.weight': '5',
  'goods.weightUnit': '035',
  'goods.packageQuantity': '2',
  'goods.totalValue': '300.5',
  'goods.currency': 'USD',
};

async function controlled() {
  const program = await begin();
  await goTo(program, 'goods.hsCode');
  await program.press('entry.control', '1500.5', '<tab>', '10', '<tab>', '5', 'popup.confirm');
  return program;
}

it('totals that are typed first count down while lines are entered, the one in the form counted in', async () => {
  const program = await controlled();
  expect(entryOf(program).drafts.document.control).toEqual({ value: '1500.5', grossWeight: '10', packages: '5' });
  expect(focusOf(program)).toBe('goods.hsCode');
  expect(await noteOf(program)).toContain('还差 1,500.50 / 10 千克 / 5 件');
  await addGoods(program, LINE);
  // What the line lacks is said first.
  await program.press('<tab>');
  expect(await noteOf(program)).toContain('还差 1,200.00 / 5 千克 / 3 件');
  expect(await lineWith(program, '共 1 项')).toContain('还差 1,200.00 / 5 千克 / 3 件');
  await addGoods(program, { ...LINE, 'goods.weight': '6', 'goods.totalValue': '1200', 'goods.packageQuantity': '3' });
  await program.press('<tab>');
  expect(await noteOf(program)).toContain('多出 1 千克');
});

it('what differs is a warning, which leads to the totals; an error or nothing where the office says so', async () => {
  const program = await controlled();
  await addGoods(program, LINE);
  await program.press('entry.faults');
  const of = () => entryOf(program).faults?.filter(({ code }) => code.startsWith('control.')) ?? [];
  expect(of().map(({ code, level }) => `${code} ${level}`)).toEqual([
    'control.value warning',
    'control.weight warning',
    'control.packages warning',
  ]);
  await program.press('faults.close');
  await changeRule(program.office, 'control.value', () => 'error');
  await changeRule(program.office, 'control.weight', () => 'off');
  await program.press('entry.faults');
  expect(of().map(({ code, level }) => `${code} ${level}`)).toEqual([
    'control.value error',
    'control.packages warning',
  ]);
  const at = entryOf(program).faults?.findIndex(({ code }) => code === 'control.value') ?? -1;
  await program.press(...Array.from({ length: at }, () => 'faults.down'), 'faults.go');
  expect(popupIn(program)?.popup).toBe('P19');
});

it('is one step of undo, stays here, and is of no copy', async () => {
  const program = await controlled();
  await program.press('entry.undo');
  expect(message(program)).toContain('控制总数');
  expect(entryOf(program).drafts.document).not.toHaveProperty('control');
  await program.press('entry.redo', 'entry.draft', 'entry.copy');
  expect(entryOf(program).drafts.document).not.toHaveProperty('control');
});
