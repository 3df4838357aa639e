import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { frontDialog, message } from '../eyes.ts';
import { goTo } from '../hands.ts';
import { openStage } from '../stage.ts';
import { listOf } from './listed.ts';

const stage = openStage({ seed: 84 });

it('what differs from the last of the party comes first; another one can be named; it becomes a PDF', async () => {
  const folder = temporaryFolder();
  const { program, entryNos } = await listOf(stage, 2, {}, { userFolder: folder });
  const [newest = '', oldest = ''] = entryNos;
  await program.press('list.check-list');
  expect(await program.frame()).toContain(`与 ${oldest}（2017-09-20） 不同：2 处`);
  expect(await program.frame()).toContain('HT-1 → HT-2');
  await program.press('checklist.against', newest, 'naming.take');
  expect(await program.frame()).toContain('要对照的就是这一份');
  await program.press('naming.cancel', 'checklist.write', '~/list.pdf', 'naming.take');
  expect(message(program)).toContain('核对单已写到');
  expect(existsSync(join(folder, 'list.pdf'))).toBe(true);
  await program.press('checklist.page-down', 'checklist.close');
  expect(frontDialog(program)).toBeUndefined();
});

it('of the entry page as it stands, saved or not', async () => {
  const { program } = await listOf(stage, 2);
  await program.press('list.open');
  await goTo(program, 'contractNo');
  await program.press('X', 'entry.check-list');
  expect(await program.frame()).toMatch(/【合同号】：HT-1 → \S*X/u);
});
