import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { ORANGES } from '../practice/declarations.ts';
import { type CommandRoom, entryNoIn, openCommandRoom } from './command.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...ORANGES, name: `鲜橙${at + 1}`, totalValue: String(100 + at) }));

async function withLines(room: CommandRoom, count: number): Promise<string> {
  return entryNoIn(await room.run('import -', JSON.stringify({ ...good(1), goods: lines(count) })));
}

const namesIn = async ({ run }: CommandRoom, entryNo: string): Promise<readonly string[]> =>
  (await run(`show ${entryNo} --json`)).json.document.goods.map(({ name }: { name: string }) => name);

test('a declaration becomes several, is seen before, and comes back as it was', async () => {
  const room = await openCommandRoom();
  const { run } = room;
  const entryNo = await withLines(room, 5);
  const before = (await run(`show ${entryNo} --json`)).json;
  const dry = await run(`split ${entryNo} --lines 2 --dry-run`);
  expect(dry.out).toContain('会拆成 3 份，没有改动');
  expect(dry.out).toMatch(/第 1-2 项，2 项 {2}201 美元/u);
  expect((await run(`show ${entryNo} --json`)).json.revision).toBe(before.revision);

  const made = (await run(`split ${entryNo} --lines 2 --json`)).json.parts;
  expect(made).toMatchObject([{ entryNo, lines: [1, 2] }, { lines: [3, 4] }, { lines: [5] }]);
  const [, second, third] = made.map((part: { entryNo: string }) => part.entryNo);
  expect(await namesIn(room, entryNo)).toEqual(['鲜橙1', '鲜橙2']);
  expect(await namesIn(room, third)).toEqual(['鲜橙5']);
  const part = (await run(`show ${second} --json`)).json;
  expect(part).toMatchObject({ status: 'draft', splitFrom: entryNo });
  expect(part.document).toMatchObject({ entryNo: second, declarationDate: before.document.declarationDate });
  expect((await run(`split ${entryNo} --lines 1`)).err).toContain('已拆成 3 份');

  const undone = await run(`split ${third} --undo`);
  expect(undone.out).toContain(`${entryNo} 已恢复到拆单以前`);
  const after = (await run(`show ${entryNo} --json`)).json;
  expect([after.document, after.status]).toEqual([before.document, 'saved']);
  expect(after.split).toBeUndefined();
  const { out } = await run('list');
  expect([entryNo, second, third].map(part => out.includes(part))).toEqual([true, false, false]);
  expect((await run(`undelete ${second}`)).code).toBe(0);
});

test('parts have a bill in common, and none asks about the other', async () => {
  const room = await openCommandRoom();
  const { run } = room;
  const entryNo = await withLines(room, 2);
  const [, other] = (await run(`split ${entryNo} --lines 1 --json`)).json.parts;
  expect((await run(`save ${entryNo} ${other.entryNo}`)).code).toBe(0);
  // A copy of a part is no part.
  const copied = entryNoIn({ ...(await run(`copy ${other.entryNo} --json`)) });
  expect((await run(`save ${copied}`)).out).toContain('须先核对');
});

test('a split stays when a part was sent, changed without being sure, or split again', async () => {
  const room = await openCommandRoom();
  const { run } = room;
  await room.startBureau();
  const entryNo = await withLines(room, 4);
  const [, second] = (await run(`split ${entryNo} --lines 2 --json`)).json.parts;
  const again = (await run(`split ${second.entryNo} --lines 1 --json`)).json.parts;
  const refused = await run(`split ${entryNo} --undo`);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(`${second.entryNo} 又拆过单`)]);
  expect((await run(`split ${again[1].entryNo} --undo`)).out).toContain(`${second.entryNo} 已恢复到拆单以前`);
  await run(`edit ${second.entryNo} --set contractNo=HT-9`);
  expect((await run(`split ${entryNo} --undo`)).err).toContain(`${second.entryNo} 拆单以后改过`);
  expect((await run(`split ${entryNo} --undo --dry-run`)).out).toContain('没有改动');
  await run(`save ${entryNo}`);
  await run(`send ${entryNo}`);
  expect((await run(`split ${entryNo} --undo --sure`)).err).toContain('拆单不能再撤回');
  expect((await run(`split ${entryNo} --lines 1`)).code).toBe(1);
  expect((await run(`split ${second.entryNo} --by category`)).err).toContain('只有一份');
});

test('what was changed goes with the parts when that is meant', async () => {
  const room = await openCommandRoom();
  const entryNo = await withLines(room, 2);
  await room.run(`split ${entryNo} --lines 1`);
  await room.run(`edit ${entryNo} --set contractNo=HT-9`);
  expect((await room.run(`split ${entryNo} --undo --sure`)).code).toBe(0);
  const { document } = (await room.run(`show ${entryNo} --json`)).json;
  expect([document.contractNo, document.goods.length]).toEqual(['HT-1', 2]);
});
