import { StringDecoder } from 'node:string_decoder';
import { decodeStream, PASTE_LIMIT } from './decode-stream.ts';
import { InkStdin, inkBytes } from './ink-stdin.ts';
import type { Key } from './key.ts';
import type { EarlyInput, RawInput } from './raw-mode-first.ts';
import { realTimers, type Timers } from './timers.ts';
import type { Waiting } from './tokenizer.ts';
import { holdUnmarked } from './unmarked-paste.ts';

/** The part of process.stdin that is used. */
export interface KeySource extends RawInput {
  on(event: 'data' | 'end' | 'error' | 'close', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data' | 'end' | 'error' | 'close', listener: (chunk: Buffer | string) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

export interface KeyboardOptions {
  onKey(key: Key): void;
  /** The terminal is gone: end of input, or an error of reading (EIO after a hang-up). */
  onEnd?(): void;
  timers?: Timers;
  early?: EarlyInput;
  /** Whether the terminal marks what is pasted; while that is not known it does not. */
  marksPastes?(): boolean;
}

export interface Keyboard {
  /** For Ink's `stdin` option. */
  readonly stdin: InkStdin;
  /** Whether a prompt of Ink gets text and caret keys; all others go to `onKey` in any case. */
  passTo(target: 'ink' | 'program'): void;
  /** Raw mode off and silent, until `resume`. */
  suspend(): void;
  resume(): void;
  close(): void;
}

/**
 * Milliseconds without a byte after which what is held back is taken as it is. An Esc is a key after 25 ms; a sequence that has
 * begun is no key, and a slow line gets time to finish it; a paste whose end mark is lost must not swallow the keyboard for ever.
 */
const PATIENCE: Readonly<Record<Exclude<Waiting, 'nothing'>, number>> = { escape: 25, sequence: 250, paste: 2000 };

/** Milliseconds without a byte after which a paste that is not marked has ended: a terminal writes it at once, the system cuts it into reads. */
const UNMARKED_PATIENCE = 20;

/** Owns stdin: raw mode, decoding, and who gets a key. */
export function openKeyboard(source: KeySource, options: KeyboardOptions): Keyboard {
  const timers = options.timers ?? realTimers;
  const stdin = new InkStdin();
  const decoder = decodeStream();
  let utf8 = new StringDecoder('utf8');
  let target: 'ink' | 'program' = 'program';
  let cancelFlush = (): void => {};
  const unmarked = holdUnmarked(PASTE_LIMIT);
  let open = false;
  let inkIsBusy = false;
  const queue: Key[] = [];
  const early = options.early?.take() ?? [];

  /** Who gets a key is decided when its turn comes: the key before may have closed the prompt. */
  function pump(): void {
    while (!inkIsBusy) {
      const key = queue.shift();
      if (!key) return;
      const bytes = target === 'ink' && !key.reply ? inkBytes(key) : undefined;
      if (bytes === undefined) options.onKey(key);
      else if (bytes !== '') {
        // The prompt must have rendered before the next key, or it would edit its old value.
        inkIsBusy = true;
        stdin.give(bytes);
        timers.soon(() => {
          inkIsBusy = false;
          pump();
        });
      }
    }
  }

  function decode(chunk: Buffer | string): void {
    const read = typeof chunk === 'string' ? chunk : utf8.write(chunk);
    const may = decoder.waiting === 'nothing' && options.marksPastes?.() === false;
    if (unmarked.keeps(read, may)) return;
    endHeld();
    take(read);
  }

  const take = (read: string): unknown => queue.push(...unmarked.noted(decoder.feed(read)));

  function endHeld(): void {
    const { read, keys } = unmarked.end();
    take(read);
    queue.push(...keys);
  }

  function hear(chunk: Buffer | string): void {
    cancelFlush();
    cancelFlush = () => {};
    for (const first of early.splice(0)) decode(first);
    decode(chunk);
    const { waiting } = decoder;
    if (unmarked.holds() || waiting !== 'nothing')
      cancelFlush = timers.after(waiting === 'nothing' ? UNMARKED_PATIENCE : PATIENCE[waiting], () => {
        endHeld();
        queue.push(...decoder.flush());
        pump();
      });
    pump();
  }

  const end = (): void => {
    if (open) options.onEnd?.();
  };

  function start(): void {
    open = true;
    source.setRawMode?.(true);
    source.on('data', hear);
    source.on('end', end);
    source.on('close', end);
    source.resume();
  }

  function stop(): void {
    if (!open) return;
    open = false;
    cancelFlush();
    decoder.flush();
    utf8 = new StringDecoder('utf8');
    source.off('data', hear);
    source.off('end', end);
    source.off('close', end);
    source.pause();
    try {
      source.setRawMode?.(false);
    } catch {
      // The terminal is gone, and its modes with it.
    }
  }

  // For good: a terminal that breaks while the program leaves must not crash it.
  source.on('error', end);
  start();
  // Keys of the start are heard once the caller holds what this function returns.
  if (early.length > 0) timers.soon(() => hear(''));

  return {
    stdin,
    passTo(next) {
      target = next;
    },
    suspend: stop,
    resume() {
      if (!open) start();
    },
    close() {
      queue.length = 0;
      stop();
    },
  };
}
