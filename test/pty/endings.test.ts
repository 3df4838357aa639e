import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { stopPracticeBureau } from '../../src/jobs/practice.ts';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type PtyScreen, start } from './screen.ts';

let screen: PtyScreen | undefined;
afterEach(() => {
  screen?.kill();
  screen = undefined;
});

/** The program at its first question, in a home that is not there yet. */
async function opened(wrap: (command: readonly string[]) => Promise<readonly string[]>): Promise<PtyScreen> {
  const home = join(temporaryFolder(), '报检-1');
  onTestFinished(async () => {
    await stopPracticeBureau({ home });
  });
  screen = start(await wrap([process.execPath, (await built()).main, '--home', home]));
  await screen.waitFor('这里还没有数据');
  return screen;
}

it.each(['with-us', 'own-session'])('a line that drops ends it without a crash: %s', async session => {
  const file = join(temporaryFolder(), 'end.json');
  const program = await opened(async command => [
    ...[process.execPath, (await built()).program('pty/witness'), file, session],
    ...command,
  ]);
  program.hangUp();
  await program.exit();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ code: null, signal: 'SIGHUP' });
});

const DEADLY = [
  'SIGTERM',
  'SIGQUIT',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGPROF',
  'SIGABRT',
] as const;

it.each(DEADLY)('%s gives the terminal back', async signal => {
  const program = await opened(async command => command);
  program.signal(signal);
  expect((await program.exit()).exitCode).toBe(128 + constants.signals[signal]);
  expect([program.onAlternateScreen(), program.text()]).toEqual([false, '']);
});

it('a hang-up that comes while the terminal is there gives it back too', async () => {
  const program = await opened(async command => command);
  program.signal('SIGHUP');
  expect((await program.exit()).signal).toBe(constants.signals.SIGHUP);
  expect([program.onAlternateScreen(), program.text()]).toEqual([false, '']);
});

it.each(['SIGUSR1', 'SIGPIPE'] as const)('%s opens no debugger and changes nothing', async signal => {
  const program = await opened(async command => command);
  program.signal(signal);
  program.press('down');
  await program.waitFor(/› +空白开始/u);
  expect(program.text()).not.toContain('Debugger');
  program.signal('SIGTERM');
  expect((await program.exit()).exitCode).toBe(143);
  expect(program.text()).toBe('');
});

it.skipIf(process.platform !== 'linux')('leaves nothing to dump', async () => {
  const file = join(temporaryFolder(), 'pid');
  await opened(async command => ['sh', '-c', 'echo $$ > "$0"; exec "$@"', file, ...command]);
  const pid = readFileSync(file, 'utf8').trim();
  expect(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim()).toBe('00000000');
});
