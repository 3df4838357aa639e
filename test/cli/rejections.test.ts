import { expect, test } from 'vitest';
import { rejectionMemory } from '../../src/jobs/rejections.ts';
import { FORGOTTEN } from '../../src/jobs/settings/forgotten-rejections.ts';
import { importGood } from '../jobs/office.ts';
import { openCommandRoom } from './command.ts';

const PARTY = '深圳某某进口有限公司';
const CODE = '0805100000';

async function rejected(count: number) {
  const room = await openCommandRoom();
  await room.startBureau({ faults: { verdict: 'reject' }, seed: 1 });
  const entryNos = await importGood(room.office, count);
  await room.run(['send', ...entryNos]);
  await room.run('receive');
  return { ...room, entryNos };
}

test('what the bureau sent back for is remembered with its field, party and code, and each receipt counts once', async () => {
  const { run, entryNos } = await rejected(1);
  const [first] = (await run('rejections --json')).json;
  expect(first).toMatchObject({ direction: 'in', party: PARTY, entryNo: entryNos[0], count: 1, day: '2017-10-24' });
  expect(first.text).toContain('练习局设置为全部退单');
  await run('receive');
  await run(`edit ${entryNos[0]} --set contractNo=HT-8`);
  const counts = (await run('rejections --json')).json.map(({ count }: { count: number }) => count);
  expect(counts.every((count: number) => count === 1)).toBe(true);
  expect((await run(`rejections list --party 某某进口`)).out).toContain(first.name);
  expect((await run('rejections list --party 别家')).out).toContain('没有记得的退单原因');
});

test('is told at the field it names, of the same party and code first', async () => {
  const { openAgain, run } = await rejected(1);
  const [{ field }] = (await run('rejections --json')).json;
  const memory = rejectionMemory(await openAgain());
  const at = { direction: 'in', field, party: PARTY, code: CODE } as const;
  expect(memory.of(at)).toEqual([]);
  await memory.refresh();
  expect(memory.of(at)).toHaveLength(1);
  expect(memory.of({ ...at, direction: 'out' })).toEqual([]);
  expect(memory.of({ ...at, field: 'storagePlace' })).toEqual([]);
});

test('is forgotten by its name until the bureau says it again', async () => {
  const { run, office } = await rejected(1);
  const [{ name }] = (await run('rejections --json')).json;
  expect((await run(`rejections forget ${name}`)).out).toContain('不再提示');
  const left = (await run('rejections --json')).json.map((each: { name: string }) => each.name);
  expect(left).not.toContain(name);
  expect((await run('settings get rejections')).out).toContain(name);
  expect((await run(`rejections forget ${name}`)).code).toBe(2);
  expect((await run('rejections forget')).code).toBe(2);
  // Given again after it was forgotten.
  await office.store.settings.update(FORGOTTEN, () => [{ name, at: 0 }]);
  expect((await run('rejections --json')).json.map((each: { name: string }) => each.name)).toContain(name);
});
