import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';

/** What one key cost. */
export interface KeyCost {
  /** From the byte that goes into the terminal to the first that comes out because of it. */
  readonly milliseconds: number;
  /** All that comes out because of it. */
  readonly bytes: number;
}

/** A program in a pseudo-terminal of 120x40. */
export interface Running {
  /** Milliseconds from its start until what it has written matches. */
  until(pattern: RegExp): Promise<number>;
  /** Milliseconds from this typing until what it then writes matches. */
  after(typed: string, pattern: RegExp): Promise<number>;
  /** Types, and waits so many milliseconds until all that it causes is written; a key that nothing answers in 2 s fails. */
  key(bytes: string, settle: number): Promise<KeyCost>;
  keys(bytes: string, count: number, settle: number): Promise<KeyCost[]>;
  /** MB in the physical memory. */
  memory(): Promise<number>;
}

const PATIENCE = 20_000;
const LONGEST_KEY = 2000;

export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Starts a program, hands it over and kills it in the end. */
export async function withPty<T>(
  program: string,
  args: readonly string[],
  work: (running: Running) => Promise<T>,
): Promise<T> {
  // Ink paints only its last frame where CI is set.
  const { CI: _, NO_COLOR: __, ...env } = process.env;
  const begun = performance.now();
  const pty = spawn(process.execPath, [program, ...args], {
    cols: 120,
    rows: 40,
    env: { ...env, TERM: 'xterm-256color', FORCE_COLOR: '3' },
  });
  let since = begun;
  let heard = (_: string): void => {};
  let unheard = '';
  pty.onData(data => {
    unheard += data;
    heard(data);
  });
  let ended: (error: Error) => void = () => {};
  pty.onExit(({ exitCode }) =>
    ended(new Error(`${program} ended with ${exitCode}: ${stripVTControlCharacters(unheard)}`)),
  );

  function until(pattern: RegExp): Promise<number> {
    return new Promise((resolve, reject) => {
      ended = reject;
      const late = setTimeout(() => reject(new Error(`${program} did not write ${pattern}`)), PATIENCE);
      heard = () => {
        if (!pattern.test(unheard)) return;
        clearTimeout(late);
        heard = () => {};
        unheard = '';
        resolve(performance.now() - since);
      };
      heard('');
    });
  }

  function after(typed: string, pattern: RegExp): Promise<number> {
    unheard = '';
    since = performance.now();
    const shown = until(pattern);
    pty.write(typed);
    return shown;
  }

  async function key(typed: string, settle: number): Promise<KeyCost> {
    let milliseconds = 0;
    let bytes = 0;
    unheard = '';
    since = performance.now();
    heard = data => {
      bytes += Buffer.byteLength(data);
      if (milliseconds === 0) milliseconds = performance.now() - since;
    };
    pty.write(typed);
    await pause(settle);
    while (milliseconds === 0) {
      if (performance.now() - since > LONGEST_KEY)
        throw new Error(`${program} did not answer ${JSON.stringify(typed)}`);
      await pause(1);
    }
    return { milliseconds, bytes };
  }

  try {
    return await work({
      until,
      after,
      key,
      async keys(typed, count, settle) {
        const costs: KeyCost[] = [];
        for (let round = 0; round < count; round += 1) costs.push(await key(typed, settle));
        return costs;
      },
      async memory() {
        const status = await readFile(`/proc/${pty.pid}/status`, 'utf8').catch(() => '');
        return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? Number.NaN) / 1024;
      },
    });
  } finally {
    ended = () => {};
    pty.kill('SIGKILL');
  }
}
