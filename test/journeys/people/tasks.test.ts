import { expect, it } from 'vitest';
import { importGood } from '../../jobs/office.ts';
import { entryOf, frontDialog, lineWith, message, pageKind } from '../eyes.ts';
import { fill, openList, openStored, stepTo, times } from '../hands.ts';
import { linesShown } from '../list/listed.ts';
import { MANUAL_DAY, type TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 20171101 });

/** Two people on one home with three declarations, the newest first. */
async function twoPeople(size: { readonly columns?: number; readonly rows?: number } = {}) {
  const home = await stage.folder();
  const mine = await stage.start({ home, user: '老李', ...size });
  const entryNos = (await importGood(mine.office, 3)).toReversed();
  const other = await stage.start({ home, user: '小王', now: () => MANUAL_DAY + 60_000, ...size });
  return { mine, other, entryNos: entryNos as [string, string, string] };
}

async function seen(program: TestProgram): Promise<void> {
  await program.office.store.refresh();
  await program.program.idle();
}

it('marked rows are placed with somebody, whose first page counts them and leads to the list of them', async () => {
  const { mine, other, entryNos } = await twoPeople();
  await openList(mine);
  await mine.press('list.mark', 'list.mark', 'list.assign', '小王', '<tab>', '补箱号', '<tab>', '昨');
  expect(await lineWith(mine, '期限 昨')).toContain('→ 2017-10-23');
  await mine.press('<enter>');
  expect(message(mine)).toBe('2 份 已交给小王，2017-10-23 以前');
  await mine.press('list.assign', '小');
  expect(await lineWith(mine, '交给 小')).toContain('→ 小王');
  await mine.press('<enter>');
  await seen(other);
  expect(await lineWith(other, '已逾期')).toContain('2 份交办给您的已逾期');
  expect(await lineWith(other, '3 份交办给您')).toBeDefined();
  expect(await lineWith(mine, '交办给您')).toBeUndefined();
  await stepTo(other, 'home.down', '› 入境  2 份交办给您的已逾期');
  await other.press('home.open');
  expect(pageKind(other)).toBe('list');
  expect(await linesShown(other)).toHaveLength(2);
  await other.press(...times(7, 'list.duty'));
  expect(await linesShown(other)).toHaveLength(2);
  expect((await other.office.store.get(entryNos[0])).task).toMatchObject({ for: '小王', word: '补箱号', from: '老李' });
});

it('one key finishes a declaration and opens the next, what is due first; what is not saved stays', async () => {
  const { mine, other, entryNos } = await twoPeople();
  const [newest, middle, oldest] = entryNos;
  await openStored(mine, newest);
  await mine.press('entry.assign', '小王<tab>核价<tab>+3<enter>');
  await openStored(mine, middle);
  await mine.press('entry.assign', '小王<tab>补箱号<tab>今<enter>');
  await openStored(mine, oldest);
  await mine.press('entry.assign', '小王<enter>');
  await seen(other);
  await other.press('app.next-task');
  expect(entryOf(other).id).toBe(middle);
  expect(message(other)).toMatch(/^交办：补箱号，10-24 以前（老李）；Alt\+\) 办完，开下一份（老李 正打开着/u);
  await fill(other, { contractNo: 'HT-9' });
  await other.press('entry.task-done');
  expect([entryOf(other).id, message(other)]).toEqual([middle, '有没有保存的修改：先保存（Alt+S）或暂存（Alt+T）']);
  await other.press('entry.save');
  expect(message(other)).toMatch(/已保存.*；Alt\+\) 办完，开下一份$/u);
  await other.press('entry.task-done');
  expect(entryOf(other).id).toBe(newest);
  expect(other.state().pages.some(({ id }) => id === middle)).toBe(false);
  await other.press('entry.task-done');
  expect(entryOf(other).id).toBe(oldest);
  await other.press('entry.task-done');
  expect([pageKind(other), message(other)]).toEqual(['home', `${oldest} 办完；没有交办给您的单证了`]);
  expect((await other.office.store.get(oldest)).task?.done?.by).toBe('小王');
});

it('with room the list has a column of them; whoever has unsaved changes keeps them when it is placed', async () => {
  const { mine, other, entryNos } = await twoPeople({ columns: 120, rows: 40 });
  await openStored(other, entryNos[1]);
  await fill(other, { contractNo: 'HT-MINE' });
  await openStored(mine, entryNos[1]);
  await mine.press('entry.assign', '<f4><f4><tab>看看<enter>');
  await seen(other);
  expect(entryOf(other).sync.staleReason).toBeUndefined();
  await other.press('entry.save');
  expect(frontDialog(other)).toBeUndefined();
  const { document, task } = await other.office.store.get(entryNos[1]);
  expect([document.contractNo, task?.for]).toEqual(['HT-MINE', '小王']);
  await mine.press('app.list');
  expect(await lineWith(mine, '录入序号')).toMatch(/收货人 +交办/u);
  expect((await linesShown(mine))[1]).toContain('小王 看看');
  await mine.press('list.down', 'list.task-done');
  expect(message(mine)).toBe(`${entryNos[1]} 办完`);
  expect((await linesShown(mine))[1]).not.toContain('看看');
});

it('nobody is placed with who is not known where people log in, and a day that there is not is refused', async () => {
  const { mine, entryNos } = await twoPeople();
  await openList(mine);
  await mine.press('list.assign', '<enter>');
  expect(await mine.frame()).toContain('没有写明交给谁');
  await mine.press('小王<tab><tab>32<enter>');
  expect(await mine.frame()).toContain('没有这一天');
  await mine.press('<escape>', 'list.task-done');
  expect(message(mine)).toBe('没有交办的事可以办完');
  expect((await mine.office.store.get(entryNos[0])).task).toBeUndefined();
});
