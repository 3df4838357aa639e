import { EventEmitter } from 'node:events';
import type { ProcessLike } from '../../src/terminal/endings.ts';
import type { ScreenTarget } from '../../src/terminal/ink-stdout.ts';
import type { KeySource } from '../../src/terminal/keyboard.ts';
import type { Timers } from '../../src/terminal/timers.ts';

/** A keyboard under the test's hand. */
export class FakeStdin extends EventEmitter implements KeySource {
  readonly isTTY = true;
  readonly modes: boolean[] = [];
  paused = false;

  setRawMode(raw: boolean): void {
    this.modes.push(raw);
  }

  type(text: string | Buffer): void {
    this.emit('data', typeof text === 'string' ? Buffer.from(text) : text);
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }
}

/** A terminal's line that keeps what was written and can be full. */
export class FakeStdout extends EventEmitter implements ScreenTarget {
  columns = 80;
  rows = 24;
  full = false;
  readonly writes: string[] = [];

  get written(): string {
    return this.writes.join('');
  }

  write(text: string, done?: (error?: Error | null) => void): boolean {
    this.writes.push(text);
    done?.();
    return !this.full;
  }

  /** What was written since the last call. */
  taken(): string {
    return this.writes.splice(0).join('');
  }
}

/** A process whose end can be watched. */
export class FakeProcess extends EventEmitter implements ProcessLike {
  readonly pid = 4711;
  readonly ends: string[] = [];

  exit(code: number): void {
    this.ends.push(`exit ${code}`);
  }

  kill(pid: number, signal: string): void {
    this.ends.push(`kill ${pid} ${signal}`);
  }
}

/** Time that passes when the test says so; `soon` waits for the test too. */
export class FakeTimers implements Timers {
  #waiting: { milliseconds: number; run: () => void }[] = [];
  #soon: (() => void)[] = [];

  after(milliseconds: number, run: () => void): () => void {
    const entry = { milliseconds, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter(other => other !== entry);
    };
  }

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  get waiting(): number[] {
    return this.#waiting.map(entry => entry.milliseconds);
  }

  pass(): void {
    for (const { run } of this.#waiting.splice(0)) run();
  }

  /** Runs what waits for its turn, once; how many that were. */
  turn(): number {
    const due = this.#soon.splice(0);
    for (const run of due) run();
    return due.length;
  }
}

/** After React and Ink have done all that is due. */
export async function settled(turns = 5): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise(resolve => setImmediate(resolve));
}
