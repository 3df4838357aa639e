import { StringDecoder } from 'node:string_decoder';
import { decodeStream } from '../../src/terminal/decode-stream.ts';
import { chord, type Key } from '../../src/terminal/key.ts';

/** `\e` for Esc, `^A` notation is not used: the tables stay close to what terminal manuals print. */
export function bytes(notation: string): string {
  return notation.replaceAll('\\e', '\x1b');
}

/** A key as the tables write it: its chord, or what it types in quotes. */
export function shown(key: Key): string {
  if (key.reply) return JSON.stringify(key.reply);
  if (key.paste !== undefined) return `paste ${JSON.stringify(key.paste)}`;
  if (key.refused) return `refused ${key.refused.size}`;
  return key.text === undefined ? chord(key) : `'${key.text}'`;
}

/** The keys of reads that come one after the other, with a pause at the end. */
export function decoded(...reads: (string | Buffer)[]): string[] {
  return keysOfReads(reads).map(shown);
}

export function keysOfReads(reads: readonly (string | Buffer)[]): Key[] {
  const decoder = decodeStream({ pasteLimit: 1000 });
  const utf8 = new StringDecoder('utf8');
  const keys = reads.flatMap(read => decoder.feed(typeof read === 'string' ? read : utf8.write(read)));
  return [...keys, ...decoder.flush()];
}
