import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { exitCodeOf } from '../errors.ts';
import { type Capabilities, type NegotiationOptions, negotiate } from './capabilities.ts';
import type { Look, Size } from './cells.ts';
import { crashText } from './crash-text.ts';
import { InkStdout, type ScreenTarget, sizeOf } from './ink-stdout.ts';
import type { Key } from './key.ts';
import { type KeySource, openKeyboard } from './keyboard.ts';
import { ENTER, LEAVE } from './modes.ts';
import type { Point } from './moves.ts';
import type { EarlyInput } from './raw-mode-first.ts';
import { realTimers, type Timers } from './timers.ts';

/** The part of `process` that ends the program. */
export interface ProcessLike {
  readonly pid: number;
  on(event: string, listener: (argument: unknown) => void): unknown;
  off(event: string, listener: (argument: unknown) => void): unknown;
  exit(code: number): unknown;
  kill(pid: number, signal: string): unknown;
}

export interface TerminalOptions extends NegotiationOptions {
  readonly stdin: KeySource;
  readonly stdout: ScreenTarget;
  readonly process: ProcessLike;
  /** What was typed since the first statement of the program. */
  readonly early?: EarlyInput;
  readonly timers?: Timers;
  /** Where the message of a crash goes once the screen is restored; file descriptor 2 if not given. */
  readonly complain?: (text: string) => void;
}

export interface Terminal {
  /** For Ink's `render`, spread whole: these settings make it hand over whole frames and leave the terminal to us. */
  readonly inkOptions: {
    readonly stdin: NodeJS.ReadStream;
    readonly stdout: NodeJS.WriteStream;
    readonly debug: true;
    readonly interactive: true;
    readonly exitOnCtrlC: false;
    readonly patchConsole: false;
  };
  /** Keys for the program, in the order they were typed. Returns what ends the subscription. Keys typed before the first one are kept. */
  onKey(listener: (key: Key) => void): () => void;
  /** While a prompt of Ink has the focus it gets text and caret keys. */
  passTo(target: 'ink' | 'program'): void;
  /** Where the text goes, from 0; undefined hides the cursor. Painted with the frame of the same turn: call it in a layout effect. */
  setCursor(point: Point | undefined): void;
  size(): Size;
  onResize(listener: () => void): () => void;
  capabilities(): Capabilities;
  onCapabilities(listener: () => void): () => void;
  bell(): void;
  /** Paints all anew: another program may have written over the screen. */
  repaint(): void;
  /** Gives the terminal back for a while, as for another program; `resume` repaints all. */
  suspend(): void;
  resume(): void;
  /**
   * Restores the screen at once; may be called any number of times. Resolves when the shell has the keyboard too: answers to our
   * questions that are still on their way would else be typed at its prompt.
   */
  close(): Promise<void>;
}

const DEADLY = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
/** What shells report for a program that died of this signal. */
const exitCodeOfSignal = (signal: keyof typeof constants.signals): number => 128 + (constants.signals[signal] ?? 0);
const BROKEN_PIPE = exitCodeOfSignal('SIGPIPE');

/** Milliseconds in which a terminal answers if it ever will, however slow the line, and those that leaving waits for it at most. */
const ANSWERS_WITHIN = 2000;
const LEAVING_WAITS = 300;

/** A few tries while a terminal is busy; then the program dies with the screen as it is rather than hanging. */
const MOST_TRIES = 200;
/** A program that nobody listens to yet must not pile up keys for ever. */
const MOST_KEPT_KEYS = 4096;

/**
 * Takes the terminal over: alternate screen, raw mode, keyboard protocol; and gives it back however the program ends, by `close`,
 * an uncaught error, a signal, a broken pipe or process.exit.
 */
export function openTerminal(options: TerminalOptions): Terminal {
  const { stdin, stdout, process } = options;
  const timers = options.timers ?? realTimers;
  const negotiation = negotiate(options);
  const screen = new InkStdout(stdout, lookOf(negotiation.known));
  const keyListeners = new Set<(key: Key) => void>();
  const capabilityListeners = new Set<() => void>();
  const kept: Key[] = [];
  let open = true;
  let running = true;
  let gone = false;
  let expecting = negotiation.question !== '';
  let stopWaiting: (() => void) | undefined;
  let haveLeft: () => void = () => {};
  const left = new Promise<void>(resolve => {
    haveLeft = resolve;
  });
  const stopExpecting = timers.after(ANSWERS_WITHIN, () => {
    expecting = false;
  });

  const keyboard = openKeyboard(stdin, {
    onKey: hear,
    onEnd: () => hangUp(exitCodeOfSignal('SIGHUP')),
    ...(options.timers && { timers: options.timers }),
    ...(options.early && { early: options.early }),
  });

  function hear(key: Key): void {
    if (key.reply) {
      learn(key);
      return;
    }
    // Typed after the end: to nobody.
    if (!open) return;
    if (keyListeners.size === 0 && kept.length < MOST_KEPT_KEYS) kept.push(key);
    for (const listener of keyListeners) listener(key);
  }

  function learn({ reply }: Key): void {
    if (!reply) return;
    const before = negotiation.known;
    const answer = negotiation.hear(reply);
    if (negotiation.known.settled) {
      expecting = false;
      stopExpecting();
      if (!open) leave();
    }
    if (answer !== '' && running) write(answer);
    if (negotiation.known.ambiguous !== before.ambiguous) screen.setLook(lookOf(negotiation.known));
    if (negotiation.known !== before) for (const listener of capabilityListeners) listener();
  }

  function write(text: string): void {
    if (!gone) stdout.write(text);
  }

  /** Straight to the file: the program may be dead before a stream has written. */
  function writeNow(text: string): void {
    if (gone) return;
    if (typeof stdout.fd === 'number') writeFully(stdout.fd, text);
    else stdout.write(text);
  }

  function take(): void {
    running = true;
    screen.start();
  }

  function giveBack(): void {
    if (!running) return;
    running = false;
    screen.stop();
    writeNow(negotiation.off() + LEAVE);
  }

  function close(): Promise<void> {
    const answers = expecting && running && !gone;
    restore();
    if (answers) stopWaiting = timers.after(LEAVING_WAITS, leave);
    else if (!stopWaiting) leave();
    return left;
  }

  function restore(): void {
    if (!open) return;
    open = false;
    giveBack();
    keyListeners.clear();
    stopExpecting();
  }

  /** The keyboard goes back as well. Until then nothing is echoed, and whatever comes is thrown away. */
  function leave(): void {
    stopWaiting?.();
    keyboard.close();
    for (const [event, listener] of endings) process.off(event, listener);
    haveLeft();
  }

  function closeNow(): void {
    restore();
    leave();
  }

  function hangUp(code: number): void {
    gone = true;
    closeNow();
    process.exit(code);
  }

  function suspend(): void {
    if (!open) return;
    giveBack();
    keyboard.suspend();
  }

  function resume(): void {
    if (!open) return;
    // After a stop by SIGSTOP the shell has set its own modes: ours are set anew even if we think they are on.
    giveBack();
    keyboard.suspend();
    keyboard.resume();
    write(ENTER + negotiation.on());
    take();
  }

  function crash(error: unknown): void {
    closeNow();
    (options.complain ?? (text => writeFully(2, text)))(crashText(error));
    process.exit(exitCodeOf(error));
  }

  const endings: readonly (readonly [event: string, listener: (argument: unknown) => void])[] = [
    ['exit', closeNow],
    ['uncaughtException', crash],
    ['SIGTSTP', () => stopProcess()],
    ['SIGCONT', resume],
    ...DEADLY.map(signal => {
      const die = (): void => {
        closeNow();
        process.exit(exitCodeOfSignal(signal));
      };
      return [signal, die] as const;
    }),
  ];

  function stopProcess(): void {
    suspend();
    process.kill(process.pid, 'SIGSTOP');
  }

  for (const [event, listener] of endings) process.on(event, listener);
  // Stays for good: a pipe may break while the last bytes are written.
  stdout.on('error', () => {
    if (open) hangUp(BROKEN_PIPE);
  });
  write(ENTER + negotiation.question);
  take();

  return {
    inkOptions: {
      // Ink uses of the streams what these classes have; the types of node ask for all of a socket.
      stdin: keyboard.stdin as unknown as NodeJS.ReadStream,
      stdout: screen as unknown as NodeJS.WriteStream,
      debug: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
    },
    onKey(listener) {
      keyListeners.add(listener);
      for (const key of kept.splice(0)) listener(key);
      return () => keyListeners.delete(listener);
    },
    passTo: keyboard.passTo,
    setCursor: point => screen.setCursor(point),
    size: () => sizeOf(stdout),
    onResize(listener) {
      screen.on('resize', listener);
      return () => screen.off('resize', listener);
    },
    capabilities: () => negotiation.known,
    onCapabilities(listener) {
      capabilityListeners.add(listener);
      return () => capabilityListeners.delete(listener);
    },
    bell: () => {
      if (running) write('\x07');
    },
    repaint: () => screen.repaint(),
    suspend,
    resume,
    close,
  };
}

function lookOf({ colours, ambiguous }: Capabilities): Look {
  return { colours, ambiguous };
}

/** Writes at once and whole; a terminal that is gone, or stays busy, is let go. */
function writeFully(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0, tries = 0; done < bytes.length && tries < MOST_TRIES; ) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      tries++;
    }
  }
}
