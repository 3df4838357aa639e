import type { Timers } from './timers.ts';

/** The end of the program, which waits for answers of the terminal: those that come later would be typed at the prompt of the shell. */
export interface Leaving {
  /** The terminal has said all that it will. */
  answered(): void;
  /** Leaves when the answers have come or are late, or now if nobody is there to answer. Resolves when that is done. */
  whenAnswered(reachable: boolean): Promise<void>;
  now(): void;
}

/** Milliseconds in which a terminal answers if it ever will, however slow the line, and those that leaving waits for it at most. */
const ANSWERS_WITHIN = 2000;
const LEAVING_WAITS = 300;

/** `asked`: the terminal has been asked something. `leave` may be called more than once. */
export function prepareLeaving(timers: Timers, asked: boolean, leave: () => void): Leaving {
  let expecting = asked;
  let stopWaiting: (() => void) | undefined;
  let haveLeft: () => void = () => {};
  const left = new Promise<void>(resolve => {
    haveLeft = resolve;
  });
  const stopExpecting = timers.after(ANSWERS_WITHIN, () => {
    expecting = false;
  });

  function now(): void {
    stopExpecting();
    stopWaiting?.();
    leave();
    haveLeft();
  }

  return {
    answered() {
      expecting = false;
      stopExpecting();
      if (stopWaiting) now();
    },
    whenAnswered(reachable) {
      stopExpecting();
      if (expecting && reachable) stopWaiting = timers.after(LEAVING_WAITS, now);
      else if (!stopWaiting) now();
      return left;
    },
    now,
  };
}
