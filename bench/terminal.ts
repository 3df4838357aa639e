import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { bundle } from './terminal/build.ts';

export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  readonly ratio: number;
}

interface Typing {
  readonly milliseconds: number;
  readonly slowest: number;
  readonly bytes: number;
}

const KEYS = 400;
const WARM_UP = 100;
const KEYS_A_FIELD = 8;
/** Quiet for this long after a key: all that it causes is written. */
const QUIET = 12;

/** A typed character in a form of 120 fields at 120x40, against a program in plain Node and hello-world Ink, through a real pty. */
export async function bench(): Promise<Measure[]> {
  const plain = await typing(await bundle('plain.ts'));
  const hello = await typing(await bundle('hello.tsx', { plain: true }));
  const form = await typing(await bundle('form.tsx'));
  return [
    measure('typed character, p50, against plain ANSI', form.milliseconds, 'ms', plain.milliseconds),
    measure('typed character, p50, against hello-world Ink', form.milliseconds, 'ms', hello.milliseconds),
    measure('typed character, p99, against hello-world Ink', form.slowest, 'ms', hello.slowest),
    measure('typed character, bytes, against plain ANSI', form.bytes, 'bytes', plain.bytes),
    measure('typed character, bytes, against hello-world Ink', form.bytes, 'bytes', hello.bytes),
  ];
}

function measure(name: string, value: number, unit: string, floor: number): Measure {
  return { name, value, unit, floor, ratio: value / floor };
}

/** From the byte that goes into the pty to the first that comes out because of it. */
async function typing(program: string): Promise<Typing> {
  const { CI: _, NO_COLOR: __, ...env } = process.env;
  const pty = spawn(process.execPath, [program], {
    cols: 120,
    rows: 40,
    env: { ...env, TERM: 'xterm-256color', FORCE_COLOR: '3' },
  });
  let heard = (_: string): void => {};
  pty.onData(data => heard(data));
  const times: number[] = [];
  let bytes = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      pty.onExit(({ exitCode }) => reject(new Error(`${program} ended with ${exitCode}`)));
      heard = data => {
        if (/ready|货物名称/.test(data)) resolve();
      };
    });
    await quiet();
    for (let i = 0; i < WARM_UP + KEYS; i++) {
      if (i % KEYS_A_FIELD === 0) {
        pty.write('\t');
        await quiet();
      }
      const { milliseconds, size } = await key(String.fromCharCode(0x61 + (i % 26)));
      if (i < WARM_UP) continue;
      times.push(milliseconds);
      bytes += size;
    }
  } finally {
    pty.kill('SIGKILL');
    await rm(dirname(program), { recursive: true });
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  return { milliseconds: at(0.5), slowest: at(0.99), bytes: bytes / times.length };

  async function key(character: string): Promise<{ milliseconds: number; size: number }> {
    let size = 0;
    const start = performance.now();
    const milliseconds = await new Promise<number>(resolve => {
      heard = data => {
        size += Buffer.byteLength(data);
        resolve(performance.now() - start);
      };
      pty.write(character);
    });
    await quiet();
    return { milliseconds, size };
  }
}

function quiet(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, QUIET));
}
