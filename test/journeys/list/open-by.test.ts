import { expect, it } from 'vitest';
import { lookWhoHasOpen } from '../../../screens/pages/list/open-by.ts';
import { importGood } from '../../jobs/office.ts';
import { openList, openStored } from '../hands.ts';
import { MANUAL_DAY, type TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { linesShown, listPage } from './listed.ts';

const stage = openStage({ seed: 20171024 });

/** Two programs on one home with three declarations, the newest first; the first one has their list in front. */
async function twoPrograms() {
  const home = await stage.folder();
  const mine = await stage.start({ home, user: '我' });
  const entryNos = (await importGood(mine.office, 3)).toReversed();
  const other = await stage.start({ home, user: '小王\u001b[31m', now: () => MANUAL_DAY + 60_000 });
  await openList(mine);
  return { mine, other, entryNos: entryNos as [string, string, string] };
}

/** What comes round by the clock while a list is in front. */
async function look(program: TestProgram): Promise<void> {
  program.program.run(lookWhoHasOpen(listPage(program)));
  await program.program.idle();
}

const marked = async (program: TestProgram): Promise<boolean[]> =>
  (await linesShown(program)).map(line => line.includes('@'));

it('a declaration that somebody else has open is marked, with the name under the list, until it is closed', async () => {
  const { mine, other, entryNos } = await twoPrograms();
  expect(await marked(mine)).toEqual([false, false, false]);
  await openStored(other, entryNos[1]);
  await look(mine);
  const lines = await linesShown(mine);
  expect(lines[1]).toMatch(new RegExp(`^ +2 +@存 +${entryNos[1]}`, 'u'));
  expect(await marked(mine)).toEqual([false, true, false]);
  expect(await mine.frame()).not.toContain('正打开着');
  await mine.press('list.down');
  expect(await mine.frame()).toContain(`─ 回执  ${entryNos[1]}  @ 小王 正打开着 `);
  await mine.press('list.mark', 'list.up');
  expect((await linesShown(mine))[1]).toMatch(new RegExp(`^› +2 \\*@存 +${entryNos[1]}`, 'u'));
  await other.press('app.close-page');
  await look(mine);
  expect(await marked(mine)).toEqual([false, false, false]);
  expect(await mine.frame()).not.toContain('正打开着');
});

it('where there is room a column says who, for as long as somebody has something open', async () => {
  const { mine, other, entryNos } = await twoPrograms();
  await mine.resize(120, 40);
  expect(await mine.frame()).not.toContain('正在编辑');
  await openStored(other, entryNos[1]);
  const third = await stage.start({ home: mine.office.home, user: '老李', now: () => MANUAL_DAY + 60_000 });
  await openStored(third, entryNos[1]);
  await look(mine);
  expect(await mine.frame()).toMatch(/录入序号↓ +正在编辑 +收货人/u);
  const lines = await linesShown(mine);
  expect(lines[1]).toMatch(new RegExp(`^ +2 +@存 +${entryNos[1]} +小王、老李 `, 'u'));
  expect(lines[0]).not.toContain('小王');
  // The columns go on being moved beside it, and a narrow screen has the mark alone.
  await mine.press('list.columns-right');
  expect(await mine.frame()).toMatch(/录入序号↓ +正在编辑 *‹/u);
  await mine.resize(100, 40);
  expect(await mine.frame()).not.toContain('正在编辑');
  expect(await marked(mine)).toEqual([false, true, false]);
  await mine.resize(120, 40);
  await other.press('app.close-page');
  await third.press('app.close-page');
  await look(mine);
  expect(await mine.frame()).not.toContain('正在编辑');
});

it("one's own pages are nobody else's, and the other sees them", async () => {
  const { mine, other, entryNos } = await twoPrograms();
  await openStored(mine, entryNos[0]);
  await mine.press('app.list');
  await look(mine);
  expect(await marked(mine)).toEqual([false, false, false]);
  await openList(other);
  expect(await marked(other)).toEqual([true, false, false]);
  expect(await other.frame()).toContain('@ 我 正打开着');
});

it('the list that comes to the front again knows it, and so does one that hears of a change', async () => {
  const { mine, other, entryNos } = await twoPrograms();
  await openStored(other, entryNos[2]);
  await mine.press('app.home');
  await openList(mine);
  expect(await marked(mine)).toEqual([false, false, true]);
  await other.press('app.close-page');
  await importGood(other.office, 1, { contractNo: 'HT-OTHER' });
  await mine.office.store.refresh();
  await mine.program.idle();
  expect(await marked(mine)).toEqual([false, false, false, false]);
});

it('a run that is gone has nothing open', async () => {
  const { mine, other, entryNos } = await twoPrograms();
  await openStored(other, entryNos[0]);
  await look(mine);
  expect(await marked(mine)).toEqual([true, false, false]);
  await other.close();
  await look(mine);
  expect(await marked(mine)).toEqual([false, false, false]);
});
