import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type PtyScreen, start } from './screen.ts';

const WANG = 'geheim-Wang-1';

let screen: PtyScreen | undefined;
afterEach(() => {
  screen?.kill();
  screen = undefined;
});

/** A shell in a terminal of its own that asks for the password, and then tells how that ended and how the terminal is. */
async function asked(): Promise<PtyScreen> {
  const place = temporaryFolder();
  const { main } = await built();
  const env = { XDG_STATE_HOME: join(place, 'state'), BAOJIAN_HOME: join(place, 'home'), HOME: place };
  await new Promise<void>((resolve, reject) => {
    const words = ['accounts', 'on', '--user', 'wang', '--name', '王芳', '--password-stdin'];
    const child = execFile(process.execPath, [main, ...words], { env: { ...process.env, ...env } }, error =>
      error ? reject(error) : resolve(),
    );
    child.stdin?.end(`${WANG}\n`);
  });
  // The inner shell becomes the program, so that the number that it prints is that of the program.
  // A shell would end by the interrupt of what it runs.
  const script =
    'trap : INT; stty -a; sh -c \'echo "number $$"; exec "$@"\' sh "$@"; echo "ended $?"; stty -a; echo over';
  screen = start(['sh', '-c', script, 'sh', process.execPath, main, 'login', 'wang'], { env, rows: 40 });
  await screen.waitFor('密码');
  return screen;
}

/** Whether what is typed was shown, before and afterwards, as `stty -a` says. */
const echoes = (text: string): readonly boolean[] =>
  [...text.matchAll(/(?<=[\s;])(-?)echo(?=[\s;])/gu)].map(([, minus]) => minus === '');

it('a password that is typed is not shown, and the terminal is as before', async () => {
  const terminal = await asked();
  terminal.type(`${WANG.slice(0, -1)}xx`);
  terminal.press('backspace', 'backspace');
  terminal.type(`${WANG.slice(-1)}\r`);
  await terminal.waitFor('over');
  expect(terminal.text()).toContain('王芳已登录');
  expect(terminal.text()).toContain('ended 0');
  expect(terminal.text()).not.toContain('geheim');
  expect(echoes(terminal.text())).toEqual([true, true]);
});

it('a wrong password ends with its code', async () => {
  const terminal = await asked();
  terminal.type('falsch\r');
  await terminal.waitFor('over');
  expect(terminal.text()).toContain('用户名或密码不对');
  expect(terminal.text()).toContain('ended 5');
});

it('Ctrl+C while it is asked for ends it, and the terminal is as before', async () => {
  const terminal = await asked();
  terminal.type('geh');
  terminal.press('ctrl+c');
  await terminal.waitFor('over');
  expect(terminal.text()).toContain('ended 130');
  expect(terminal.text()).not.toContain('geh');
  expect(echoes(terminal.text())).toEqual([true, true]);
});

it.each(['SIGTERM', 'SIGHUP'] as const)('%s while it is asked for leaves the terminal as before', async signal => {
  const terminal = await asked();
  const number = /number (\d+)/u.exec(terminal.text())?.[1];
  process.kill(Number(number), signal);
  await terminal.waitFor('over');
  expect(terminal.text()).toMatch(/ended (?:143|129)/u);
  expect(echoes(terminal.text())).toEqual([true, true]);
});
