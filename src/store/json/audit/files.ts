import { join } from 'node:path';
import type { Disk } from '../../../disk/disk.ts';

const MONTH_FILE = /^\d{4}-\d{2}\.jsonl$/u;
const LINE_FEED = 10;
const BLOCK = 65_536;

/** The name of the file that holds the lines of a month (`2026-11`). */
export const fileOfMonth = (month: string): string => `${month}.jsonl`;

export const isMonthFile = (name: string): boolean => MONTH_FILE.test(name);

/** Months that have a file, oldest first. */
export async function monthsIn(disk: Disk, folder: string): Promise<string[]> {
  return (await disk.list(folder)).filter(isMonthFile).map(name => name.slice(0, -'.jsonl'.length));
}

/** Where the last whole line of a file ends; what follows was being written when that broke off. */
export async function endOfLines(disk: Disk, file: string, size: number): Promise<number> {
  for (let at = size; at > 0; ) {
    const start = Math.max(0, at - BLOCK);
    const found = (await disk.readRange(file, start, at - start)).lastIndexOf(LINE_FEED);
    if (found >= 0) return start + found + 1;
    at = start;
  }
  return 0;
}

/** The lines of a file, last one first, without their line feeds. */
export async function* linesBackwards(disk: Disk, folder: string, month: string): AsyncGenerator<string> {
  const file = join(folder, fileOfMonth(month));
  const size = (await disk.facts(file))?.size ?? 0;
  let rest: Buffer = Buffer.alloc(0);
  for (let at = await endOfLines(disk, file, size); at > 0; ) {
    const start = Math.max(0, at - BLOCK);
    const bytes = Buffer.concat([await disk.readRange(file, start, at - start), rest]);
    at = start;
    const first = at === 0 ? 0 : bytes.indexOf(LINE_FEED) + 1;
    rest = bytes.subarray(0, first);
    if (at > 0 && first === 0) rest = bytes;
    else yield* piecesBackwards(bytes.subarray(first));
  }
}

function* piecesBackwards(bytes: Buffer): Generator<string> {
  for (let end = bytes.length - 1; end >= 0; ) {
    const before = end === 0 ? -1 : bytes.lastIndexOf(LINE_FEED, end - 1);
    yield bytes.toString('utf8', before + 1, end);
    end = before;
  }
}

/** The lines of a file, first one first; `torn`: what follows the last line feed. */
export async function* linesForwards(
  disk: Disk,
  folder: string,
  month: string,
): AsyncGenerator<{ readonly text: string; readonly torn: boolean }> {
  const file = join(folder, fileOfMonth(month));
  let rest: Buffer = Buffer.alloc(0);
  for (let at = 0; ; at += BLOCK) {
    const block = await disk.readRange(file, at, BLOCK);
    if (block.length === 0) break;
    const bytes = Buffer.concat([rest, block]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      yield { text: bytes.toString('utf8', start, end), torn: false };
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (block.length < BLOCK) break;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), torn: true };
}
