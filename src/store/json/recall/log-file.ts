import type { Disk } from '../../../disk/disk.ts';
import { readOrNothing, replaceFile } from '../../../disk/json-file.ts';
import type { Modes } from '../../../disk/modes.ts';
import { countIn, type Recalled, type RecallUse } from '../../recall.ts';

export interface Head {
  version: number;
  /** Another one each time that the log is written anew. */
  id: string;
  /** Bytes of the log when it was written anew; 0 while it is being made from the records. */
  base: number;
}

export interface Log {
  head: Head;
  lines: RecallUse[];
  /** Lines that are whole and cannot be understood. */
  broken: number;
  /** Where the next line begins. */
  end: number;
}

/** Where a log lies, and what it is written with. */
export interface LogPlace {
  disk: Disk;
  modes: Modes;
  file: string;
  /** Version of the values. */
  version: number;
  random: () => number;
}

/** Bytes of the first line, line feed included, so that it can be read alone. */
const HEAD_LENGTH = 64;
const HEAD = /^baojian-recall (\d+) id ([0-9a-z]+) base (\d+) *\n$/u;

/** Undefined when there is no log or none that can be read. */
export async function readHead(disk: Disk, file: string): Promise<Head | undefined> {
  if ((await disk.facts(file)) === undefined) return undefined;
  return parseHead(await disk.readRange(file, 0, HEAD_LENGTH));
}

export async function readLog(disk: Disk, file: string): Promise<Log | undefined> {
  const bytes = await readOrNothing(disk, file);
  const head = bytes && parseHead(bytes);
  if (bytes === undefined || head === undefined) return undefined;
  const { length, ...rest } = parseLines(bytes.subarray(HEAD_LENGTH));
  return { head, ...rest, end: HEAD_LENGTH + length };
}

/** What lines say together. */
export function folded(lines: readonly RecallUse[]): Map<string, Recalled> {
  const held = new Map<string, Recalled>();
  for (const line of lines) countIn(held, line);
  return held;
}

/** Writes a log of nothing, for others to add to while it is made from the records. */
export async function beginLog(place: LogPlace): Promise<void> {
  const { disk, modes, file, version } = place;
  await replaceFile(disk, modes, file, encodeHead({ version, id: newId(place), base: 0 }));
}

/** Writes a log anew, one line a key. */
export async function writeLog(place: LogPlace, held: ReadonlyMap<string, Recalled>): Promise<void> {
  const { disk, modes, file, version } = place;
  const lines = encodeLines(
    Array.from(held, ([key, { value, count, last }]) => ({ key, value, at: last, ...(count > 1 && { count }) })),
  );
  const head = encodeHead({ version, id: newId(place), base: HEAD_LENGTH + lines.length });
  await replaceFile(disk, modes, file, Buffer.concat([head, lines]));
}

function newId({ random }: LogPlace): string {
  return Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, '0');
}

export function encodeLines(lines: readonly RecallUse[]): Buffer {
  return Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}

function encodeHead({ version, id, base }: Head): Buffer {
  return Buffer.from(`${`baojian-recall ${version} id ${id} base ${base}`.padEnd(HEAD_LENGTH - 1)}\n`);
}

function parseHead(bytes: Buffer): Head | undefined {
  const match = HEAD.exec(bytes.toString('latin1', 0, HEAD_LENGTH));
  return match === null ? undefined : { version: Number(match[1]), id: match[2] ?? '', base: Number(match[3]) };
}

/** The whole lines; behind `length` is what is being written, or what a crash left. */
export function parseLines(bytes: Buffer): { lines: RecallUse[]; broken: number; length: number } {
  const length = bytes.lastIndexOf(10) + 1;
  const texts = bytes.toString('utf8', 0, length).split('\n');
  texts.pop();
  const lines = texts.flatMap(text => parseLine(text) ?? []);
  return { lines, broken: texts.length - lines.length, length };
}

function parseLine(text: string): RecallUse | undefined {
  try {
    const line = JSON.parse(text) as Partial<RecallUse> | null;
    const { key, at, count = 1 } = line ?? {};
    const isLine = typeof key === 'string' && typeof at === 'number' && Number.isInteger(count) && count > 0;
    return isLine ? (line as RecallUse) : undefined;
  } catch {
    return undefined;
  }
}
