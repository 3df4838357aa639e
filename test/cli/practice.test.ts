import { expect, test } from 'vitest';
import { sendToMailbox } from '../../src/jobs/practice.ts';
import { good } from '../jobs/office.ts';
import { openCommandRoom, ourselves } from './command.ts';

test('a practice bureau in a process of its own: start, faults, sending, reset, stop', async () => {
  const { run } = await openCommandRoom({ self: await ourselves() });
  try {
    const started = await run('practice start --pace 0 --fault error=1 --json');
    expect([started.code, started.json.running, started.json.started, started.json.faults.error]).toEqual([
      0,
      true,
      true,
      1,
    ]);
    expect((await run('practice start --json')).json).toMatchObject({ started: false, url: started.json.url });
    await run('import -', JSON.stringify(good()));
    expect((await run('send --all')).code).toBe(3);
    expect((await run('practice status')).out).toMatch(/收过 0 份报文\n {2}按要求出错：error=1\n$/u);
    expect((await run('practice fault error=0')).code).toBe(0);
    expect((await run('practice fault error=2')).code).toBe(2);
    expect((await run('outbox deliver')).code).toBe(0);
    expect((await run('practice status --json')).json.taken).toBe(1);
    expect((await run('practice reset --json')).json.taken).toBe(0);
  } finally {
    expect((await run('practice stop')).out).toBe('练习局已停止\n');
  }
  expect((await run('practice status --json')).json).toEqual({ running: false });
});

test('the mailbox of the practice bureau: SMS as text and as JSON', async () => {
  const { run, home } = await openCommandRoom({ self: await ourselves() });
  try {
    expect((await run('practice mailbox --json')).code).toBe(3);
    await run('practice start');
    expect((await run('practice mailbox')).out).toBe('信箱里没有短信\n');
    await sendToMailbox({ home, self: [] }, { mobile: '13800138000', text: '验证码 123456' });
    expect((await run('practice mailbox --json')).json.messages).toMatchObject([
      { mobile: '13800138000', text: '验证码 123456' },
    ]);
    expect((await run('practice mailbox')).out).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}13800138000 {2}验证码 123456\n$/u,
    );
    await run('practice reset');
    expect((await run('practice mailbox')).out).toBe('信箱里没有短信\n');
  } finally {
    await run('practice stop');
  }
});

test('what the program starts of itself is named nowhere', async () => {
  const { run } = await openCommandRoom();
  for (const words of ['practice nonsense', 'practice --help', '--help', 'nonsense']) {
    const { out, err } = await run(words);
    expect([words, `${out}${err}`]).toEqual([words, expect.not.stringContaining('serve')]);
  }
  expect((await run('practice serve')).code).toBe(2);
});
