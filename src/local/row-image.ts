import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrNothing, replaceFile } from '../disk/json-file.ts';
import type { Modes } from '../disk/modes.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { sumOf, sumText } from '../disk/sums.ts';

/** What an image is of. */
export interface ImageFacts {
  /** The id of the database: one that was made anew has another. */
  readonly store: string;
  /** Version of the rows. */
  readonly rows: number;
  /** When the newest row in it was changed, in microseconds since 1970. */
  readonly since: number;
  /** By entry number, the save that a row is of, of those that the next look would bring again. */
  readonly recent: Readonly<Record<string, string>>;
}

/** The rows of all declarations as they were at a moment. */
export interface Image extends ImageFacts {
  /** A number a row that tells what it is of, in the order of the table. */
  readonly marks: Uint32Array;
  readonly table: Buffer;
}

const HEAD = 64;
const FORM = /^baojian-rows 1 facts (\d+) marks (\d+) sum ([0-9a-f]{8}) *\n$/u;
/** Numbers in it lie where numbers may. */
const ALIGNED = 8;

const aligned = (length: number): number => Math.ceil(length / ALIGNED) * ALIGNED;

/** What tells the files of one database from those of another on this machine. */
export const placeWord = (place: string): string => createHash('sha256').update(place).digest('hex').slice(0, 16);

/**
 * The rows of a database on this machine, so that a program that starts need not fetch them all. Whatever is wrong with it, it is as if
 * there were none.
 */
export class RowImage {
  readonly #file: string;
  readonly #modes: Modes;

  constructor({ home, place, modes }: { readonly home: string; readonly place: string; readonly modes: Modes }) {
    this.#file = join(home, 'index', `database-${placeWord(place)}.rows`);
    this.#modes = modes;
  }

  async read(): Promise<Image | undefined> {
    try {
      const bytes = await readOrNothing(nodeDisk, this.#file);
      return bytes && imageIn(bytes);
    } catch {
      return undefined;
    }
  }

  /** Milliseconds since 1970 when it was last known to be right. */
  async checked(): Promise<number> {
    return (await stat(this.#file).catch(() => undefined))?.mtimeMs ?? 0;
  }

  /** It was found right, or with `right` false wrong: then it is not used again. */
  async found({ right, now }: { readonly right: boolean; readonly now: number }): Promise<void> {
    if (!existsSync(this.#file)) return;
    if (right) await utimes(this.#file, now / 1000, now / 1000).catch(() => {});
    else await nodeDisk.remove(this.#file).catch(() => {});
  }

  /** In the place of the one before, in one step. It can be fetched again, so nobody hears of it where it cannot be written. */
  async write({ marks, table, ...facts }: Image): Promise<void> {
    const text = Buffer.from(JSON.stringify(facts));
    const head = Buffer.alloc(aligned(text.length), ' ');
    text.copy(head);
    const numbers = Buffer.alloc(aligned(marks.byteLength));
    Buffer.from(marks.buffer, marks.byteOffset, marks.byteLength).copy(numbers);
    const body = Buffer.concat([head, numbers, table]);
    const line = `baojian-rows 1 facts ${text.length} marks ${marks.length} sum ${sumText(sumOf(body))}`;
    const bytes = Buffer.concat([Buffer.from(`${line.padEnd(HEAD - 1)}\n`), body]);
    await replaceFile(nodeDisk, this.#modes, this.#file, bytes).catch(() => {});
  }
}

function imageIn(bytes: Buffer): Image | undefined {
  const [, facts, marks, sum] = FORM.exec(bytes.toString('latin1', 0, HEAD)) ?? [];
  const body = bytes.subarray(HEAD);
  if (facts === undefined || sumText(sumOf(body)) !== sum) return undefined;
  const [start, count] = [aligned(Number(facts)), Number(marks)];
  const said = JSON.parse(body.toString('utf8', 0, Number(facts))) as ImageFacts;
  return {
    ...said,
    marks: new Uint32Array(body.buffer, body.byteOffset + start, count),
    table: body.subarray(start + aligned(count * Uint32Array.BYTES_PER_ELEMENT)),
  };
}
