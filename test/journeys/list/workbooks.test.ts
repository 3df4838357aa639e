import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entryOf, message } from '../eyes.ts';
import { choose, emptyPath, importFrom, openStored } from '../hands.ts';
import { openStage } from '../stage.ts';
import { listOf } from './listed.ts';

const stage = openStage({ seed: 12 });

it('from the list one declaration goes into a workbook, several into a folder', async () => {
  const userFolder = await stage.folder();
  const { program, entryNos } = await listOf(stage, 3, {}, { userFolder });
  await program.press('list.export');
  expect(await program.frame()).toContain(`F4 把${entryNos[0]}写成工作簿`);
  await program.press('export.workbooks', 'path.take');
  expect(message(program)).toBe(`1 份已写到 ${join(userFolder, `${entryNos[0]}.xlsx`)}`);
  await program.press('list.mark-all', 'list.export');
  expect(await program.frame()).toContain('F4 把标记的 3 份写成工作簿');
  await program.press('export.workbooks', 'path.take');
  expect(message(program)).toBe(`3 份已写到 ${join(userFolder, '单证')}`);
  expect((await readdir(join(userFolder, '单证'))).sort()).toEqual(entryNos.map(entryNo => `${entryNo}.xlsx`).sort());
  await program.press('list.export', 'export.workbooks', 'path.take');
  expect(await program.frame()).toContain('文件已经存在，没有覆盖');
});

it('from the entry page what stands there goes into a workbook, and comes in as a page of its own', async () => {
  const userFolder = await stage.folder();
  const { program, entryNos } = await listOf(stage, 1, {}, { userFolder });
  await openStored(program, entryNos[0] ?? '');
  const { document } = entryOf(program).drafts;
  await program.press('entry.import');
  await choose(program, '写成工作簿');
  await emptyPath(program);
  await program.press('~/单证.xlsx', 'path.take');
  expect(message(program)).toBe(`${entryNos[0]} 已写到 ${join(userFolder, '单证.xlsx')}`);
  await importFrom(program, '导入整单', '~/单证.xlsx');
  await program.press('review.take');
  await program.press('question.next', 'question.choose');
  const page = entryOf(program);
  expect(page.id).not.toBe(entryNos[0]);
  expect({ ...page.drafts.document, entryNo: document.entryNo }).toEqual(document);
});
