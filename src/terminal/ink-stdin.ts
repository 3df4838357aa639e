import { EventEmitter } from 'node:events';
import type { Key } from './key.ts';

/**
 * The stdin that Ink is given. Ink 8 asks for `isTTY`, `setRawMode`, `setEncoding`, `ref`, `unref`, and on each `readable` event
 * calls `read()` until it returns null. Raw mode is ours, so its wishes about that are ignored.
 */
export class InkStdin extends EventEmitter {
  readonly isTTY = true;
  #given: string | null = null;

  /** One key as the bytes that Ink knows it by. */
  give(bytes: string): void {
    this.#given = bytes;
    this.emit('readable');
    // Nobody listened: a prompt that is not there yet must not be typed into later.
    this.#given = null;
  }

  read(): string | null {
    const given = this.#given;
    this.#given = null;
    return given;
  }

  setEncoding(): this {
    return this;
  }

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  pause(): this {
    return this;
  }

  resume(): this {
    return this;
  }
}

// Delete is left out: ink-text-input takes it for Backspace. Enter, Tab, Esc, arrows up and down are the program's to act on.
const CARET: Readonly<Record<string, string>> = { left: '\x1b[D', right: '\x1b[C', backspace: '\x7f' };

/** What a prompt gets for a key; undefined for a key that the program has to act on. */
export function inkBytes(key: Key): string | undefined {
  if (key.paste !== undefined) return key.paste.replace(/\s+/gu, ' ');
  if (key.ctrl || key.alt) return undefined;
  return key.text ?? (key.shift ? undefined : CARET[key.name]);
}
