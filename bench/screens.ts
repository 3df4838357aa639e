import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { bundle } from './terminal/build.ts';
import type { Measure } from './terminal.ts';

const DATA = fileURLToPath(new URL('../data', import.meta.url));
/** Quiet for this long after a key: all that it causes is written. */
const QUIET = 25;
const ROUNDS = 200;
const WARM_UP = 60;

interface Times {
  readonly first: number;
  readonly typed: KeyTimes;
  readonly tab: KeyTimes;
}

interface KeyTimes {
  readonly milliseconds: number;
  readonly slowest: number;
  readonly bytes: number;
}

/** The real entry page with fifty goods lines at 120x40 through a real pty, against hello-world Ink. */
export async function bench(): Promise<Measure[]> {
  const hello = await run(await bundle('hello.tsx', { plain: true }), [], /ready/);
  const home = await mkdtemp(join(tmpdir(), 'baojian-bench-home-'));
  const page = () => bundle('../screens/entry.tsx');
  // The first run makes the home, with all its folders on the disk; people start on one that is there.
  await run(await page(), [home, DATA, '50'], /单证信息/, [], 0);
  const entry = await run(await page(), [home, DATA, '50'], /单证信息/, ['\t', '\t', '\t']).finally(() =>
    rm(home, { recursive: true, force: true }),
  );
  return [
    measure('entry page, first paint, against hello-world Ink', entry.first, 'ms', hello.first),
    measure('entry page, typed character, p50', entry.typed.milliseconds, 'ms', hello.typed.milliseconds),
    measure('entry page, typed character, p99', entry.typed.slowest, 'ms', hello.typed.slowest),
    measure('entry page, typed character, bytes', entry.typed.bytes, 'bytes', hello.typed.bytes),
    measure('entry page, Tab, p50', entry.tab.milliseconds, 'ms', hello.typed.milliseconds),
    measure('entry page, Tab, bytes', entry.tab.bytes, 'bytes', hello.typed.bytes),
  ];
}

function measure(name: string, value: number, unit: string, floor: number): Measure {
  return { name, value, unit, floor, ratio: value / floor };
}

/** A program from its start, with eight characters typed and taken back again, and Tab and Shift+Tab between two text fields in turn. */
async function run(
  program: string,
  args: readonly string[],
  ready: RegExp,
  start: readonly string[] = [],
  rounds = ROUNDS,
): Promise<Times> {
  const { CI: _, NO_COLOR: __, ...env } = process.env;
  const started = performance.now();
  const pty = spawn(process.execPath, [program, ...args], {
    cols: 120,
    rows: 40,
    env: { ...env, TERM: 'xterm-256color', FORCE_COLOR: '3' },
  });
  let heard = (_: string): void => {};
  pty.onData(data => heard(data));
  const typed: { milliseconds: number; bytes: number }[] = [];
  const tabs: typeof typed = [];
  try {
    let first = 0;
    await new Promise<void>((resolve, reject) => {
      pty.onExit(({ exitCode }) => reject(new Error(`${program} ended with ${exitCode}`)));
      let all = '';
      heard = data => {
        all += data;
        if (!ready.test(all)) return;
        first = performance.now() - started;
        resolve();
      };
    });
    await quiet();
    for (const before of start) await key(before);
    for (let at = 0; rounds > 0 && at < WARM_UP + rounds; at++) {
      const found = await key(String.fromCharCode(0x61 + (at % 26)));
      if (at >= WARM_UP) typed.push(found);
      if (at % 8 !== 7) continue;
      for (let back = 0; back < 8; back++) await key('\x7f');
      tabs.push(await key(at % 16 === 7 ? '\t' : '\x1b[Z'));
    }
    return { first, typed: summary(typed), tab: summary(tabs) };
  } finally {
    pty.kill('SIGKILL');
    await rm(dirname(program), { recursive: true });
  }

  async function key(bytes: string): Promise<{ milliseconds: number; bytes: number }> {
    let size = 0;
    const start = performance.now();
    let milliseconds = 0;
    heard = data => {
      size += Buffer.byteLength(data);
      if (milliseconds === 0) milliseconds = performance.now() - start;
    };
    pty.write(bytes);
    await quiet();
    return { milliseconds, bytes: size };
  }
}

function summary(found: readonly { milliseconds: number; bytes: number }[]): KeyTimes {
  const times = found.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  const bytes = found.reduce((sum, each) => sum + each.bytes, 0) / found.length;
  return { milliseconds: at(0.5), slowest: at(0.99), bytes };
}

function quiet(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, QUIET));
}
