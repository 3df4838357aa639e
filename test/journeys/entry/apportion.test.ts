import { expect, it } from 'vitest';
import { entryOf, frontDialog, message } from '../eyes.ts';
import { addGoods, goTo } from '../hands.ts';
import { openStage } from '../stage.ts';

const { begin } = openStage({ seed: 37 });

const line = (name: string, value: string) => ({
  'goods.hsCode': '0805100000',
  'goods.name': name,
  'goods.quantity': '1',
  'goods.quantityUnit': '011',
  'goods.totalValue': value,
});

async function three() {
  const program = await begin();
  await addGoods(program, line('甲', '100'), line('乙', '200'), line('丙', '300'));
  return program;
}

const weights = (program: Awaited<ReturnType<typeof three>>) =>
  entryOf(program).drafts.document.goods.map(({ weight, weightUnit }) => [weight, weightUnit]);

it('a weight is dealt out by value, exact to the last digit, seen before, as one step of undo', async () => {
  const program = await three();
  await program.press('entry.apportion', '1234.5');
  expect(await program.frame()).toMatch(/丙 .* → +617\.25/u);
  await program.press('apportion.deal');
  expect(weights(program)).toEqual([
    ['205.75', '035'],
    ['411.5', '035'],
    ['617.25', '035'],
  ]);
  expect(message(program)).toContain('已分摊【报检重量】到 3 项');
  await program.press('entry.undo');
  expect(weights(program).flat().filter(Boolean)).toEqual([]);
});

it('a line that is kept keeps what it has; Tab and F4 choose what is dealt out by what', async () => {
  const program = await three();
  await program.press('entry.apportion', '90', '<f4>', '<f4>', 'apportion.deal');
  expect(weights(program).map(([weight]) => weight)).toEqual(['30', '30', '30']);
  await program.press('entry.apportion', '100', 'apportion.down', 'apportion.keep');
  expect(await program.frame()).toMatch(/2 = 乙 .*30 → +保持/u);
  await program.press('<f4>', '<f4>', 'apportion.deal');
  expect(weights(program).map(([weight]) => weight)).toEqual(['35', '30', '35']);
  await program.press('entry.apportion', '<tab>', '<tab>', '10', '<f4>', '<f4>', 'apportion.deal');
  expect(entryOf(program).drafts.document.goods.map(({ packages }) => packages?.[0]?.quantity)).toEqual([
    '4',
    '3',
    '3',
  ]);
});

it('what cannot be dealt out is said in the dialog, which stays; the control total is offered', async () => {
  const program = await three();
  await program.press('entry.control', '<tab>', '60', 'popup.confirm', 'entry.apportion');
  expect(await program.frame()).toContain('总数    60');
  await program.press('x', 'apportion.deal');
  expect(frontDialog(program)).toBe('apportion');
  expect(await program.frame()).toContain('总数要是数字');
  await program.press('<escape>');
  expect(weights(program).flat().filter(Boolean)).toEqual([]);
});

it('in the grid only the marked lines get a part', async () => {
  const program = await three();
  await goTo(program, 'goods.weight');
  await program.press('entry.grid', 'grid.first', 'grid.mark', 'grid.mark', 'entry.apportion', '9', 'apportion.deal');
  expect(weights(program).map(([weight]) => weight)).toEqual(['3', '6', undefined]);
});
