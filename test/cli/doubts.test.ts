import { expect, test } from 'vitest';
import { casesOf, good, importGood } from '../jobs/office.ts';
import { openCommandRoom } from './command.ts';

const codesIn = (faults: readonly { readonly code: string }[]) => faults.map(({ code }) => code);

/** A room with one declaration and a copy of it that is a draft. */
async function roomWithCopy() {
  const room = await openCommandRoom();
  await room.startBureau();
  const [entryNo = ''] = await importGood(room.office, 1);
  const copied = (await room.run(`copy ${entryNo} --json`)).json.entryNo as string;
  return { ...room, entryNo, copied };
}

test('save refuses what is in doubt and says what is equal to what; --sure saves it, and send asks no more', async () => {
  const { run, entryNo, copied, statusOf } = await roomWithCopy();
  await run(`edit ${copied} --set contactPerson=李四`);
  const refused = await run(`save ${copied}`);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain(`${copied}  须先核对，没有保存`);
  expect(refused.out).toContain(`【提/运单号】：BL-1 已在 ${entryNo}（2017-09-20，已保存）里申报过（duplicate.bill）`);
  expect(refused.out).toContain(`save ${copied} --sure`);
  expect(await statusOf(copied)).toBe('draft');
  const { json } = await run(`save ${copied} --json`);
  expect(codesIn(json.results[0].doubts)).toEqual(['duplicate.bill', 'duplicate.contract']);
  expect(json.results[0]).toMatchObject({ ok: false, saved: false, faults: [] });
  expect(json.results[0].doubts[0].params).toMatchObject({ entryNo, value: 'BL-1', status: '已保存' });
  expect((await run(`save ${copied} --sure`)).code).toBe(0);
  expect((await run(`send ${copied}`)).code).toBe(0);
});

test('send refuses it as well, sends the others, and --sure sends it', async () => {
  const { run, home, entryNo, copied, statusOf } = await roomWithCopy();
  const sent = await run('send --all --json --jobs 1');
  expect(sent.code).toBe(1);
  const outcomes = sent.json.results.map((one: { input: string; outcome: string }) => [one.input, one.outcome]);
  expect(outcomes).toEqual([
    [entryNo, 'taken'],
    [copied, 'doubts'],
  ]);
  expect(codesIn(sent.json.results[1].faults)).toEqual(['duplicate.contents']);
  expect([await statusOf(copied), casesOf(home)]).toEqual(['saved', [expect.anything()]]);
  const told = await run(`send ${copied}`);
  expect(told.out).toContain(`内容与 ${entryNo}（2017-09-20，已发送）完全相同（duplicate.contents）`);
  expect((await run(`send ${copied} --sure`)).code).toBe(0);
  expect(casesOf(home)).toHaveLength(2);
});

test('check tells them as warnings, of what is stored and of files', async () => {
  const { run, entryNo, copied } = await roomWithCopy();
  const stored = await run(`check ${entryNo} ${copied} --json`);
  expect(stored.code).toBe(0);
  expect(stored.json.results.map(({ faults }: { faults: [] }) => codesIn(faults))).toEqual([
    [],
    ['duplicate.contents'],
  ]);
  const file = await run('check -', JSON.stringify({ ...good(), arrivalDate: '2016-01-05' }));
  expect(file.code).toBe(0);
  expect(file.out).toContain('没有差错，有提醒');
  expect(file.out).toContain('duplicate.bill');
  expect(file.out).toContain('date.year-old');
});

test('send --hold leaves it in the outbox until its time; cancel takes it back, deliver --now does not wait', async () => {
  const { run, home, clock, office, statusOf } = await openCommandRoom().then(async room => {
    await room.startBureau();
    return room;
  });
  const [first = '', second = '', third = ''] = await importGood(office, 3);
  const held = await run(`send ${first} ${second} ${third} --hold 60 --json`);
  expect(held.code).toBe(0);
  expect(held.json.results[0]).toMatchObject({ ok: true, outcome: 'held', until: '2017-10-24T02:01:00.000Z' });
  expect((await run(`send ${first}`)).out).toContain('推迟发送：60 秒后发送');
  expect((await run('outbox')).out).toContain('推迟发送');
  const waiting = await run('outbox deliver');
  expect([waiting.code, waiting.err, casesOf(home)]).toEqual([0, expect.stringContaining('60 秒后发送'), []]);
  expect((await run(`outbox cancel ${first}`)).code).toBe(0);
  expect(await statusOf(first)).toBe('saved');
  expect((await run(`outbox retry ${second}`)).code).toBe(0);
  expect((await run('receive')).err).toContain(second);
  expect(casesOf(home).map(({ entryNo }) => entryNo)).toEqual([second]);
  expect((await run('outbox deliver --now')).code).toBe(0);
  expect(casesOf(home)).toHaveLength(2);
  clock.now += 60_000;
  expect((await run('receive --json')).json.delivered).toEqual([]);
});

test('send --hold with --wait delivers it in between', async () => {
  const { run, office, startBureau } = await openCommandRoom();
  await startBureau();
  const [entryNo = ''] = await importGood(office, 1);
  const sent = await run(`send ${entryNo} --hold 2 --wait 10 --json`);
  expect([sent.code, sent.json.results[0]]).toMatchObject([0, { outcome: 'taken', status: 'released' }]);
});

test.each(['-1', '601', 'x'])('--hold %s is refused', async seconds => {
  const { run, office } = await openCommandRoom();
  const [entryNo = ''] = await importGood(office, 1);
  expect((await run(['send', entryNo, `--hold=${seconds}`])).code).toBe(2);
});

test('the hold of the office is a setting in seconds', async () => {
  const { run } = await openCommandRoom();
  expect((await run('settings get switches.holdSeconds')).out).toBe('5\n');
  expect((await run('settings set switches.holdSeconds 30')).code).toBe(0);
  expect((await run('settings get switches.holdSeconds')).out).toBe('30\n');
  for (const wrong of ['601', '1.5', '慢'])
    expect((await run(['settings', 'set', 'switches.holdSeconds', wrong])).err).toContain('0 到 600 的整数');
});
