import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { askSecret } from '../../src/terminal/ask-secret.ts';

/** A terminal, and what was done with it. */
function terminal() {
  const did: string[] = [];
  const stdin = Object.assign(new EventEmitter(), {
    setRawMode: (raw: boolean) => did.push(raw ? 'raw' : 'cooked'),
    resume: () => {},
    pause: () => {},
  });
  const process = Object.assign(new EventEmitter(), {
    pid: 7,
    kill: (_pid: number, signal: string) => did.push(signal),
  });
  const output = { write: (text: string) => did.push(text) };
  const asked = askSecret({ stdin, output, process }, '密码');
  return { did, stdin, process, asked, type: (text: string) => stdin.emit('data', Buffer.from(text)) };
}

const START = ['密码（不显示）：', 'raw'];
const END = ['cooked', '\n'];

test.each([
  ['geheim\r', 'geheim'],
  ['gehx\u007feim\n', 'geheim'],
  ['falsch\u0015geheim\r', 'geheim'],
  ['报检\b关\r', '报关'],
  ['\u001b[200~geheim\u001b[201~\r', 'geheim'],
  ['ge\u001b[D\u001bOHheim\u0004', 'geheim'],
  ['\r', ''],
])('%j is the secret %j, and nothing of it is shown', async (typed, secret) => {
  const at = terminal();
  at.type(typed);
  expect(await at.asked).toBe(secret);
  expect(at.did).toEqual([...START, ...END]);
});

test('a character that comes in pieces is one', async () => {
  const at = terminal();
  const bytes = Buffer.from('报\r');
  at.stdin.emit('data', bytes.subarray(0, 2));
  at.stdin.emit('data', bytes.subarray(2));
  expect(await at.asked).toBe('报');
});

test('Ctrl+C and the end of the terminal give it back and say that it was interrupted', async () => {
  for (const end of ['\u0003', undefined]) {
    const at = terminal();
    at.type('geh');
    if (end === undefined) at.stdin.emit('end');
    else at.type(end);
    await expect(at.asked).rejects.toMatchObject({ exit: 'interrupted' });
    expect(at.did).toEqual([...START, ...END]);
  }
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])(
  '%s gives the terminal back, then ends the program as it always does',
  signal => {
    const at = terminal();
    at.process.emit(signal);
    expect(at.did).toEqual([...START, ...END, signal]);
    expect(at.process.listenerCount(signal)).toBe(0);
  },
);
