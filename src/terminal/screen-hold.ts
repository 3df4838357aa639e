import type { InkStdout, ScreenTarget } from './ink-stdout.ts';
import { LEAVE } from './modes.ts';
import { writeFully } from './write-fully.ts';

/** Whether the screen is ours, and what may be written to it. */
export interface ScreenHold {
  /** Ours now; not while it is given back for another program. */
  readonly held: boolean;
  /** Nothing is written any more, since nothing would arrive. */
  readonly lost: boolean;
  write(text: string): void;
  take(): void;
  giveBack(): void;
  lose(): void;
}

/** `off` switches the keyboard back as well. */
export function holdScreen(stdout: ScreenTarget, screen: InkStdout, off: () => string): ScreenHold {
  let held = true;
  let lost = false;

  /** Straight to the file: the program may be dead before a stream has written. */
  function writeNow(text: string): void {
    if (lost) return;
    if (typeof stdout.fd === 'number') writeFully(stdout.fd, text);
    else stdout.write(text);
  }

  return {
    get held() {
      return held;
    },
    get lost() {
      return lost;
    },
    write(text) {
      if (!lost) stdout.write(text);
    },
    take() {
      held = true;
      screen.start();
    },
    giveBack() {
      if (!held) return;
      held = false;
      screen.stop();
      writeNow(off() + LEAVE);
    },
    lose() {
      lost = true;
    },
  };
}
