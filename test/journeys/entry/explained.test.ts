import { expect, it } from 'vitest';
import { adoptDocument, saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { explainReceipt } from '../../../src/jobs/receipt-explanations.ts';
import { inbound, ORANGES } from '../../practice/declarations.ts';
import { frontDialog, message } from '../eyes.ts';
import { openList, openStored } from '../hands.ts';
import { openStage } from '../stage.ts';

const { start } = openStage({ seed: 47 });

async function withReceipts() {
  const program = await start();
  const { record } = await saveDeclaration(program.office, await adoptDocument(program.office, inbound('', [ORANGES])));
  const kept = (code: string, text: string) => ({
    ...{ identity: `r-${code}`, source: 'declaration' as const, entryNo: record.entryNo, code, text, sending: 1 },
    ...{ time: '2017-10-24 10:00:00', keptAt: '2017-10-24T02:00:00.000Z' },
  });
  await program.office.store.update(record.entryNo, found => ({
    ...found,
    receipts: [kept('1300', '受理'), kept('7788', '新的一步')],
  }));
  return { program, entryNo: record.entryNo };
}

it('F1 on receipts tells cause, remedy and field of each code; a new one is explained once, for all', async () => {
  const { program, entryNo } = await withReceipts();
  await openStored(program, entryNo);
  await program.press('entry.receipts', '<f1>');
  const frame = await program.frame();
  expect(frame).toContain('1300  受理通过');
  expect(frame).toContain('怎么办：');
  expect(frame).toContain('7788 还没有说明');
  await program.press('reading.close', 'receipts.note');
  expect(frontDialog(program)).toBe('naming');
  await program.press('要补合同，传真给查验科', '<enter>');
  expect(message(program)).toContain('7788 的说明已保存');
  await program.press('<f1>');
  expect(await program.frame()).toContain('本单位：要补合同，传真给查验科');
});

it('the same from the list, with what somebody else has said', async () => {
  const { program } = await withReceipts();
  await explainReceipt(program.office, '7788', '等三天');
  await openList(program);
  await program.press('list.receipts', '<f1>');
  expect(await program.frame()).toContain('本单位：等三天');
  await program.press('reading.close', 'receipts.note');
  expect(frontDialog(program)).toBe('naming');
});
