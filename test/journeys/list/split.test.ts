import { expect, it } from 'vitest';
import { adoptDocument, saveOrKeep } from '../../../src/jobs/keep-declarations.ts';
import { inbound, ORANGES } from '../../practice/declarations.ts';
import { entryOf, frontDialog, message } from '../eyes.ts';
import { answer, openList } from '../hands.ts';
import { openStage } from '../stage.ts';
import { linesShown } from './listed.ts';

const { start } = openStage({ seed: 83 });

async function listWith(count: number) {
  const program = await start();
  const goods = Array.from({ length: count }, (_, at) => ({ ...ORANGES, name: `鲜橙${at + 1}` }));
  const { office } = program;
  const { record } = await saveOrKeep(office, await adoptDocument(office, inbound('', goods)));
  await openList(program);
  return { program, entryNo: record.entryNo };
}

it('the parts are seen while the number is typed, Enter makes them, and the same key takes them back', async () => {
  const { program, entryNo } = await listWith(45);
  await program.press('list.split');
  expect(await program.frame()).toMatch(/拆单 {2}WI\d+ {2}45 项 → 3 份/u);
  await program.press('15');
  expect(await program.frame()).toMatch(/3 {2}第 31-45 项，15 项 {2}1,500 美元/u);
  await program.press('<tab>');
  expect(await program.frame()).toContain('P/Q/R/S');
  await program.press('0', 'split.make');
  expect(await program.frame()).toContain('每份 1 至 50 项');
  expect(frontDialog(program)).toBe('split');
  await program.press('<backspace>', '<tab>', '<tab>', 'split.make');
  expect(frontDialog(program)).toBe('results');
  expect(await program.frame()).toContain('3 份成功');
  expect(message(program)).toContain('已拆成 3 份草稿');
  await program.press('<escape>');
  expect(await linesShown(program)).toHaveLength(3);
  await program.press('list.split');
  expect(await program.frame()).toContain(`${entryNo} 已拆成 3 份。撤回拆单`);
  await answer(program, '撤回拆单');
  expect(message(program)).toContain(`已撤回拆单：${entryNo} 恢复原样，2 份移到回收站`);
  expect(await linesShown(program)).toHaveLength(1);
  expect((await program.office.store.get(entryNo)).status).toBe('saved');
});

it('from the entry page, which then shows its part; a change that is not saved comes first', async () => {
  const { program, entryNo } = await listWith(3);
  await program.press('list.open', 'entry.split', '1', 'split.make', '<escape>');
  expect(entryOf(program).id).toBe(entryNo);
  expect(entryOf(program).drafts.document.goods.map(({ name }) => name)).toEqual(['鲜橙1']);
  await program.press('entry.split');
  await answer(program, '撤回拆单');
  expect(entryOf(program).drafts.document.goods).toHaveLength(3);
  await program.press('9', 'entry.split');
  expect(message(program)).toBe('先保存或暂存这份单证，再拆单');
});
