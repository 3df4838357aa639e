import { expect, it } from 'vitest';
import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import { rejectionsOf } from '../../../src/jobs/rejections.ts';
import { frontDialog, message } from '../eyes.ts';
import { goTo } from '../hands.ts';
import { listOf } from '../list/listed.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 85 });

it('a reason of the bureau stands at its field the next time, and is forgotten by a key', async () => {
  const { program, entryNos } = await listOf(stage, 1);
  await stage.bureau(program, { faults: { verdict: 'reject' } });
  await program.press('list.send', 'app.receive');
  const [reason] = await rejectionsOf(program.office);
  expect(reason?.entryNo).toBe(entryNos[0]);
  await program.press('list.copy');
  await goTo(program, reason?.field as FieldId);
  expect(await program.frame()).toContain('曾退单 10-24（同一收发货人');
  await program.press('app.help');
  expect(frontDialog(program)).toBe('reading');
  await program.press('<escape>', 'entry.rejections');
  expect(frontDialog(program)).toBe('menu');
  await program.press('menu.choose');
  expect(message(program)).toContain('不再提示');
  await program.press('<tab>', 'entry.previous');
  expect(await program.frame()).not.toContain('曾退单');
  await program.press('entry.rejections');
  expect(message(program)).toBe('这一栏没有记得的退单原因');
});
