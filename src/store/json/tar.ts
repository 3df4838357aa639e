import { Bug } from '../../errors.ts';
import { cleanLine } from '../../text.ts';

/** Thrown for an archive that is cut off, damaged, or made to do harm. Its message continues a sentence that begins with the archive: `里的 … 太大`. */
export class HostileArchive extends Error {}

/** What an archive is that ends too soon. */
export const CUT_OFF = '不完整，后面的部分缺失';
export const DAMAGED_INSIDE = '的内容已损坏';

export interface TarFile {
  name: string;
  bytes: Buffer;
}

const BLOCK = 512;
/** Bytes behind the end, which other programs fill up. */
const MOST_BEHIND = 2 ** 20;
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;

/** A file as a tar entry (POSIX ustar): head, bytes, and zeros up to a whole block. `modified` in milliseconds. */
export function tarEntry(name: string, bytes: Uint8Array, modified: number): Buffer {
  const { short, prefix } = splitName(name);
  const head = Buffer.alloc(BLOCK);
  head.write(short, 0, 'utf8');
  head.write('0000600\0', 100, 'latin1');
  head.write('0000000\0', 108, 'latin1');
  head.write('0000000\0', 116, 'latin1');
  head.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  head.write(
    `${Math.floor(modified / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
    'latin1',
  );
  head.write('0', 156, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  head.write(prefix, 345, 'utf8');
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([head, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

/** What ends a tar file. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** The files of a tar stream, one after the other. Only plain files of at most `largest` bytes pass. */
export async function* readTar(chunks: AsyncIterable<Buffer>, largest: number): AsyncGenerator<TarFile> {
  const source = new Reader(chunks);
  for (;;) {
    const head = await source.take(BLOCK);
    if (head === undefined) throw new HostileArchive(CUT_OFF);
    if (head.every(byte => byte === 0)) return await source.end();
    const { name, size } = readHead(head);
    if (size > largest) throw new HostileArchive(`里的 ${cleanLine(name)} 太大`);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    const bytes = padded === 0 ? Buffer.alloc(0) : await source.take(padded);
    if (bytes === undefined) throw new HostileArchive(CUT_OFF);
    yield { name, bytes: bytes.subarray(0, size) };
  }
}

function readHead(head: Buffer): { name: string; size: number } {
  const text = (start: number, length: number): string => {
    const end = head.indexOf(0, start);
    return head.toString('utf8', start, end < 0 || end > start + length ? start + length : end);
  };
  const octal = (start: number, length: number): number => {
    const digits = text(start, length).trim();
    if (!/^[0-7]+$/u.test(digits)) throw new HostileArchive(DAMAGED_INSIDE);
    return Number.parseInt(digits, 8);
  };
  if (octal(148, 8) !== checksum(head)) throw new HostileArchive(DAMAGED_INSIDE);
  const kind = text(156, 1);
  const prefix = text(345, PREFIX_LENGTH);
  const name = prefix === '' ? text(0, NAME_LENGTH) : `${prefix}/${text(0, NAME_LENGTH)}`;
  // Links and devices are what archives are used for to write elsewhere; ours hold none.
  if (kind !== '0' && kind !== '') throw new HostileArchive(`里的 ${cleanLine(name)} 不是普通文件`);
  return { name, size: octal(124, 12) };
}

function checksum(head: Buffer): number {
  let sum = 0;
  // The field of the sum itself counts as spaces.
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (head[at] ?? 0);
  return sum;
}

function splitName(name: string): { short: string; prefix: string } {
  if (Buffer.byteLength(name) <= NAME_LENGTH) return { short: name, prefix: '' };
  const slash = name.lastIndexOf('/');
  const parts = { short: name.slice(slash + 1), prefix: name.slice(0, Math.max(0, slash)) };
  if (Buffer.byteLength(parts.short) > NAME_LENGTH || Buffer.byteLength(parts.prefix) > PREFIX_LENGTH) {
    throw new Bug(`Too long for an archive: ${name}`);
  }
  return parts;
}

/** Hands out a stream in pieces of a wanted length. */
class Reader {
  readonly #chunks: AsyncIterator<Buffer>;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Reads what is left: whether the bytes before were whole is known where the stream ends. */
  async end(): Promise<void> {
    let left = 0;
    for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next()) {
      left += next.value.length;
      if (left > MOST_BEHIND) throw new HostileArchive(DAMAGED_INSIDE);
    }
  }

  /** Undefined when the stream ends before. */
  async take(length: number): Promise<Buffer | undefined> {
    while (this.#length < length) {
      const { value, done } = await this.#chunks.next();
      if (done) return undefined;
      this.#parts.push(value);
      this.#length += value.length;
    }
    const all = this.#parts.length === 1 ? (this.#parts[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#parts);
    this.#parts = [all.subarray(length)];
    this.#length -= length;
    return all.subarray(0, length);
  }
}
