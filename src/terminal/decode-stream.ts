import type { Key } from './key.ts';
import { keysOf } from './token-keys.ts';
import { createTokenizer, type Waiting } from './tokenizer.ts';

export interface Decoder {
  feed(text: string): Key[];
  /** Nothing came for the time that `waiting` calls for. */
  flush(): Key[];
  readonly waiting: Waiting;
}

/** Over a mega of UTF-16 units nobody pastes into a form on purpose. */
export const PASTE_LIMIT = 1 << 20;

/**
 * Turns what a terminal sends into keys. Pure: no clock, no stream. The same keys come out however the input is cut into reads,
 * but for one thing: a combining mark that arrives in a later read than its letter is a key of its own, since a letter must not
 * wait to see whether a mark follows.
 */
export function decodeStream(options: { pasteLimit?: number } = {}): Decoder {
  const tokenizer = createTokenizer(options.pasteLimit ?? PASTE_LIMIT);
  return {
    feed: text => tokenizer.feed(text).flatMap(keysOf),
    flush: () => tokenizer.flush().flatMap(keysOf),
    get waiting() {
      return tokenizer.waiting;
    },
  };
}
