import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom, type Said } from './command.ts';

const TURN = () => new Promise(resolve => setImmediate(resolve));

test('--every receives on and on, says only what came, and ends by Ctrl+C with 130', async () => {
  const { run, interrupt, startBureau, office } = await openCommandRoom();
  await startBureau({ pace: 90_000 });
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`send ${entryNo}`);
  const running = run('receive --every 60 --json');
  while ((await office.store.get(entryNo)).status !== 'released') await TURN();
  expect(interrupt()).toBe(true);
  const { code, out, err } = await running;
  const rounds = out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  expect([code, rounds.map(({ arrived }) => arrived)]).toEqual([130, [1, 1, 1]]);
  expect(rounds.at(-1).changed[0]).toMatchObject({ entryNo, to: 'released' });
  expect(err).toBe('每 60 秒接收一次回执；Ctrl+C 停下\n正在停下……再按一次 Ctrl+C 立即结束\n');
});

test('a line that is down is told once, tried again, and told when it is up', async () => {
  const { run, interrupt, startBureau, office, clock } = await openCommandRoom();
  const bureau = await startBureau();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`send ${entryNo}`);
  await bureau.stop();
  let ended: Said | undefined;
  const running = run('receive --every 60').then(said => {
    ended = said;
    return said;
  });
  // Many rounds against nothing; then somebody starts the bureau.
  for (let turn = 0; turn < 200; turn += 1) await TURN();
  expect(ended).toBeUndefined();
  await startBureau();
  while ((await office.store.get(entryNo)).status !== 'released') await TURN();
  // The round has come to its end when the next pause begins, which moves the clock.
  for (const { now } = clock; clock.now === now; ) await TURN();
  interrupt();
  const { code, out, err } = await running;
  expect([code, out.match(/收到/gu)?.length]).toEqual([130, 1]);
  expect(err.match(/练习局没有运行/gu)).toHaveLength(1);
  expect(err).toMatch(/错误：练习局没有运行\n(?: {2}→.*\n)+又接通了\n/u);
});

test('--unit writes a service of systemd; what makes none is refused', async () => {
  const { run, home } = await openCommandRoom({ self: ['/usr/bin/node', '/opt/bao jian/main.js'] });
  const { code, out, err } = await run('receive --every 60 --unit');
  expect(code).toBe(0);
  expect(out).toContain(
    `ExecStart="/usr/bin/node" "/opt/bao jian/main.js" "--home" "${home}" "receive" "--every" "60"\n`,
  );
  expect(err).toContain('baojian-receive.service');
  for (const words of [
    'receive --unit',
    'receive WI179546740372500 --every 60 --unit',
    'receive --every 2',
    'receive --every x',
  ])
    expect((await run(words)).code, words).toBe(2);
});
