import { expect, it } from 'vitest';
import { adoptDocument, saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { inbound, ORANGES } from '../../practice/declarations.ts';
import { entryOf, message } from '../eyes.ts';
import { typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 3 });

it('a price that moved by more than 15 % since last time is told as it is left, with the price, day and number of then', async () => {
  const program = await stage.start();
  const past = await adoptDocument(program.office, inbound('', [{ ...ORANGES, quantity: '10', totalValue: '100' }]));
  await saveDeclaration(program.office, past);
  await program.press('<1>', '<ctrl+n>');
  await typeInto(program, 'consigneeName', past.document.consigneeName ?? '');
  await program.press('<tab>');
  await typeInto(program, 'goods.hsCode', ORANGES.hsCode ?? '');
  await typeInto(program, 'goods.name', ORANGES.name ?? '');
  await typeInto(program, 'goods.quantity', '10');
  await typeInto(program, 'goods.quantityUnit', ORANGES.quantityUnit ?? '');
  await typeInto(program, 'goods.currency', ORANGES.currency ?? '');
  await typeInto(program, 'goods.totalValue', '130');
  await program.press('<tab>');
  expect(message(program)).toContain(`单价 13，与 ${past.entryNo}（${past.document.declarationDate}）的 10 相差 30%`);
  await typeInto(program, 'goods.totalValue', '110');
  await program.press('<tab>');
  expect(message(program) ?? '').not.toContain('相差');
  expect(entryOf(program).faults?.some(({ code }) => code === 'price.moved') ?? false).toBe(false);
});
