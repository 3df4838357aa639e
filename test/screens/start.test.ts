import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runScreens } from '../../screens/run.tsx';
import { askFirst } from '../../screens/start/ask-first.tsx';
import { type Choosing, drawChoice, START } from '../../screens/start/choice.ts';
import { isFirstStart } from '../../src/jobs/first-start.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';
import { makeFolder } from '../run/temporary-folder.ts';
import { FakeProcess, FakeStdin, FakeStdout } from '../terminal/streams.ts';

let folder = '';
beforeEach(async () => {
  folder = makeFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CHOOSING: Choosing = {
  size: { columns: 80, rows: 24 },
  keyboard: 'full',
  home: '/data/baojian',
  index: 0,
  chosen: undefined,
};

describe('the first choice', () => {
  it.each([
    [['start.choose'], 'practice'],
    [['start.down', 'start.choose'], 'empty'],
    [['start.up', 'start.choose'], 'quit'],
    [['start.down', 'start.down', 'start.down', 'start.choose'], 'practice'],
    [['start.down', 'start.quit'], 'quit'],
  ])('%j is %s', (steps, chosen) => {
    expect(steps.reduce((state, step) => START[step]?.(state) ?? state, CHOOSING).chosen).toBe(chosen);
  });

  it('says where the data will lie and how to put it elsewhere, at any size', () => {
    for (const [columns, rows] of [
      [60, 16],
      [60, 20],
      [80, 24],
      [200, 60],
    ] as const) {
      const text = drawChoice({ ...CHOOSING, size: { columns, rows } })
        .lines.map(line => line.map(({ text }) => text).join(''))
        .join('\n');
      expect(text).toMatch(/练习[\s\S]+空白开始[\s\S]+退出[\s\S]+\/data\/baojian[\s\S]+BAOJIAN_HOME[\s\S]+└─/u);
    }
  });

  it('is asked on the terminal and answered by keys', async () => {
    const stdin = new FakeStdin();
    const stdout = new FakeStdout();
    const terminal = openTerminal({ stdin, stdout, process: new FakeProcess(), env: { TERM: 'xterm-256color' } });
    const chosen = askFirst(terminal, '/data/baojian');
    stdin.type('\x1b[B');
    stdin.type('\r');
    expect(await chosen).toBe('empty');
    expect(stdout.written).toContain('/data/baojian');
    terminal.close();
  });
});

describe('a data folder', () => {
  it.each([
    ['that is not there', 'none', true],
    ['that is empty', '', true],
    ['with something in it', '..', false],
  ])('%s: first start is %s', async (_what, name, first) => {
    expect(await isFirstStart(join(folder, name))).toBe(first);
  });

  it('is not made when people leave at the first choice', async () => {
    const stdin = new FakeStdin();
    const terminal = openTerminal({
      stdin,
      stdout: new FakeStdout(),
      process: new FakeProcess(),
      env: { TERM: 'xterm-256color' },
    });
    const home = join(folder, 'home');
    // Typed before anybody asks: kept until somebody does.
    stdin.type('q');
    await runScreens({
      terminal,
      office: {
        home,
        dataFolder: '',
        env: {},
        platform: 'linux',
        user: 'test',
        now: () => 0,
        random: () => 0,
        newId: () => '',
        wait: async () => {},
        self: [],
      },
    });
    terminal.close();
    expect(existsSync(home)).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });
});
