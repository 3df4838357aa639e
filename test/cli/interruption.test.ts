import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { casesOf, good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom, ourselves } from './command.ts';

/** Receipts that nobody lives to see. */
const NEVER = 1e12;
const AGAIN = '再运行 send 会接着办，receive 接收回执；不会重复申报';

test('Ctrl+C while receipts are waited for: what was sent and what is awaited is told, and nothing is lost', async () => {
  const { run, startBureau, interrupt, statusOf } = await openCommandRoom();
  const heard: boolean[] = [];
  await startBureau({ pace: NEVER, log: line => line.includes('给出回执') && heard.push(interrupt()) });
  const numbers = [
    entryNoIn(await run('import -', JSON.stringify(good(1)))),
    entryNoIn(await run('import -', JSON.stringify(good(2)))),
  ];
  const said = await run('send --all --wait 100000000');
  expect([said.code, heard]).toEqual([EXIT.interrupted, [true]]);
  for (const entryNo of numbers) {
    expect(said.out).toContain(`${entryNo}  已发送：`);
    expect(await statusOf(entryNo)).toBe('sent');
  }
  expect(said.err).toContain('再按一次 Ctrl+C 立即结束');
  expect(said.err.split('\n').slice(-3)).toEqual(['已中断：送达 2 份，其中 2 份还有回执未到', `  → ${AGAIN}`, '']);
  expect(interrupt()).toBe(false);
});

test('Ctrl+C while it sends: what was not begun stays saved, and scripts read which', async () => {
  const { home, run, startBureau, interrupt, statusOf } = await openCommandRoom();
  let heard = false;
  await startBureau({ log: line => (heard ||= line.includes('收到报文') && interrupt()) });
  await run('import -', JSON.stringify([good(1), good(2), good(3)]));
  const said = await run('send --all --jobs 1 --wait 60 --json');
  expect([said.code, said.json.interrupted]).toEqual([EXIT.interrupted, true]);
  const [first, ...rest] = said.json.results as { input: string; outcome: string }[];
  // The answer may have been on its way when the line was given up; then the outbox asks for it.
  expect(['taken', 'waiting']).toContain(first?.outcome);
  expect(rest.map(({ outcome }) => outcome)).toEqual(['interrupted', 'interrupted']);
  for (const { input } of rest) expect(await statusOf(input)).toBe('saved');
  expect(said.err).toMatch(/已中断：.*没有轮到 2 份\n/u);
  const again = await run('send --all --wait 60 --json');
  expect([again.code, casesOf(home)]).toEqual([EXIT.done, expect.objectContaining({ length: 3 })]);
});

test('the process itself ends with 130 after SIGINT, and says what was sent', async () => {
  const { home, run, startBureau } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  const [program = '', ...words] = await ourselves();
  let asked = () => {};
  await startBureau({ pace: NEVER, log: line => line.includes('给出回执') && asked() });
  const child = spawn(program, [...words, 'send', entryNo, '--wait', '600', '--home', home]);
  asked = () => void child.kill('SIGINT');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect([code, out]).toEqual([EXIT.interrupted, expect.stringContaining(`${entryNo}  已发送：`)]);
  expect(err).toContain('已中断：送达 1 份，其中 1 份还有回执未到');
});
