import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { changeChannel } from '../../src/jobs/channel.ts';
import { pauseAfter, receivingRhythm } from '../../src/jobs/receiving-rhythm.ts';
import { changeSwitches } from '../../src/jobs/switches.ts';
import { importGood, openTestOffice } from './office.ts';

// biome-ignore format: table
const PAUSES: readonly (readonly [failures: number, every: number, seconds: number])[] = [
  [0,  30,   30], [1,  30,   60], [4, 30, 480], [5, 30, 900], [500, 30, 900],
  [0,   3,    3], [9,   3,  900], [0, 3600, 3600], [3, 3600, 3600],
];

test.each(PAUSES)('after %i failures in a row, every %i seconds becomes %i', (failures, every, seconds) => {
  expect(pauseAfter(failures, every)).toBe(seconds);
});

const DOWN = new UserError('transport.refused', '不通', { exit: 'transport' });
const REFUSED = new UserError('transport.login', '不接受', { exit: 'login' });
const ELSEWHERE = { platform: '01', sendUrl: 'https://bureau.invalid/', user: '甲' } as const;

/** The seconds after which it is time again. */
async function restOf({ clock, rhythm }: Awaited<ReturnType<typeof opened>>): Promise<number> {
  const from = clock.now;
  while (!(await rhythm.isTime()) && clock.now - from < 100_000_000) clock.now += 1000;
  return (clock.now - from) / 1000;
}

async function opened(seconds?: number) {
  const { office, clock } = await openTestOffice();
  if (seconds !== undefined) await changeSwitches(office, held => ({ ...held, receiveSeconds: seconds }));
  return { office, clock, rhythm: receivingRhythm(office) };
}

test('a bureau elsewhere is asked in the rhythm of the office, ever more rarely while it is not reached', async () => {
  const at = await opened(60);
  await changeChannel(at.office, ELSEWHERE, '密');
  expect(await restOf(at)).toBe(0);
  for (const [failure, seconds] of [
    [undefined, 60],
    [DOWN, 120],
    [DOWN, 240],
    [undefined, 60],
  ] as const) {
    await at.rhythm.asked(failure);
    expect(await restOf(at)).toBe(seconds);
  }
});

test('what lies on this machine is looked at every few seconds', async () => {
  const at = await opened(60);
  await at.rhythm.asked(undefined);
  expect(await restOf(at)).toBe(3);
});

test('a refused account is not shown again for an hour, unless the channel or the password was changed', async () => {
  const at = await opened();
  await changeChannel(at.office, ELSEWHERE, '错');
  await at.rhythm.asked(REFUSED);
  const [entryNo = ''] = await importGood(at.office, 1);
  const message = { messageId: 'm', entryNo, channel: '09', bytes: new Uint8Array([1]), hold: 0 };
  await at.office.store.outbox.enqueue(message);
  expect(await at.rhythm.isTime()).toBe(false);
  expect(await restOf(at)).toBe(3600);
  await at.rhythm.asked(REFUSED);
  await changeChannel(at.office, ELSEWHERE, '对');
  expect(await restOf(at)).toBe(0);
});

test('switched off nobody asks, but what is to be sent leaves', async () => {
  const at = await opened(0);
  expect(await at.rhythm.isTime()).toBe(false);
  const [entryNo = ''] = await importGood(at.office, 1);
  await at.office.store.outbox.enqueue({ messageId: 'm', entryNo, channel: '09', bytes: new Uint8Array([1]), hold: 0 });
  expect(await at.rhythm.isTime()).toBe(true);
});

test('a clock that was set back makes nobody wait', async () => {
  const at = await opened();
  await at.rhythm.asked(undefined);
  at.clock.now -= 86_400_000;
  expect(await at.rhythm.isTime()).toBe(true);
});
