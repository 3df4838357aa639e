import type { Key } from './key.ts';
import { keysOf } from './token-keys.ts';

/** More than anybody types while one read is on its way. */
const TYPED_AT_ONCE = 16;

// Escapes are keys or answers; other controls are keys.
const PLAIN = /^(?:[^\p{Cc}]|[\t\r\n])+$/u;

/** Whether a read has nothing in it but text, tabs and line ends. */
const isPlain = (read: string): boolean => PLAIN.test(read);

/** Whether a read may be the beginning of a paste: hands send text and the key behind it in reads of their own, unless the line is slow. */
const mayBePaste = (read: string): boolean => isPlain(read) && /[^\s]/u.test(read) && /[\t\r\n]/u.test(read);

/**
 * Whether what was read at once is a paste though the terminal has not marked it as one. People who type ahead on a slow line send the same
 * characters; so it is one only where hands do not send it:
 *
 * - a table: at least two lines with text, each with as many tabs, at least one;
 * - lines: text and at least two line ends or three tabs, all together more than 16 characters.
 */
export function isUnmarkedPaste(read: string): boolean {
  if (!isPlain(read)) return false;
  const text = read.replace(/\r\n?/gu, '\n');
  const lines = text.replace(/\n+$/u, '').split('\n');
  const tabs = lines.map(tabsIn);
  const isFilled = lines.every(line => line.trim() !== '');
  if (isFilled && lines.length > 1 && (tabs[0] ?? 0) > 0 && tabs.every(count => count === tabs[0])) return true;
  const ends = text.split('\n').length - 1;
  return text.length > TYPED_AT_ONCE && (ends > 1 || tabsIn(text) > 2) && /[^\s]/u.test(text);
}

const tabsIn = (line: string): number => line.split('\t').length - 1;

/** The lines of a paste, an empty one at its end not counted. */
export const linesOfPaste = (paste: string): number => paste.replace(/\n$/u, '').split('\n').length;

/** Keeps reads that may be a paste without marks until it is clear what they are; one of more than `limit` characters is refused. */
export function holdUnmarked(limit: number) {
  let held = '';
  let hasMarked = false;
  return {
    holds: () => held !== '',
    /** Whether a read is kept: it goes on with one that is, or may begin a paste where one `may` begin. */
    keeps(read: string, may: boolean): boolean {
      if (held === '' ? !may || hasMarked || !mayBePaste(read) : !isPlain(read)) return false;
      held += read.slice(0, limit + 1 - held.length);
      return true;
    },
    /** Keys that were decoded: a terminal that has marked a paste does so again, even if it does not answer. */
    noted(keys: readonly Key[]): readonly Key[] {
      hasMarked ||= keys.some(({ paste }) => paste !== undefined);
      return keys;
    },
    /** What was kept: a paste, or a read that is decoded as any other. */
    end(): { readonly read: string; readonly keys: readonly Key[] } {
      const text = held;
      held = '';
      if (text === '' || !isUnmarkedPaste(text)) return { read: text, keys: [] };
      const { length: size } = text;
      const keys = keysOf(size > limit ? { type: 'refused', size } : { type: 'paste', text });
      return { read: '', keys: keys.map(key => ({ ...key, unmarked: true })) };
    },
  };
}
