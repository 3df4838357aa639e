import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  readdirSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isMissing } from '../disk/disk.ts';
import { TEMP } from '../disk/json-file.ts';
import { isSameFile, tryLockFile } from '../disk/lock-file.ts';
import type { Modes } from '../disk/modes.ts';
import { readOnlyError } from '../disk/read-only.ts';
import { OPEN, openFile, readPlain, statOf } from '../open-file.ts';
import { decodeDelta } from './line-delta.ts';

/** What journals of one run of the program have in common. */
export interface JournalOwner {
  /** Where they lie; made when the first is. */
  readonly folder: string;
  /** Names this run of the program among all others. */
  readonly session: () => string;
  /** Who is at work in it. */
  readonly by: () => string;
  readonly modes: Modes;
  /** Nothing can be written. */
  readonly readOnly: boolean;
}

const LOCK_TRIES = 1000;
const APPEND = OPEN.change | constants.O_APPEND;

/**
 * Opens a journal of lines for its only writer, who holds its OS lock as long as it lives. A new one gets its name once it is locked,
 * so that nobody can ever take it for abandoned.
 */
export function openJournal(file: string, { modes, by, readOnly }: JournalOwner): number {
  if (readOnly) throw readOnlyError(dirname(dirname(file)));
  if (existsSync(file)) {
    const fd = openFile(file, APPEND);
    // Somebody who looks whether we live holds the lock for a moment.
    for (let tries = 0; tries < LOCK_TRIES && !tryLockFile(fd); tries += 1);
    return fd;
  }
  if (statOf(dirname(file)) === undefined) mkdirSync(dirname(file), { recursive: true, mode: modes.folder });
  const fd = openFile(`${file}${TEMP}`, APPEND | constants.O_CREAT, modes.file);
  if (process.platform !== 'win32') fchmodSync(fd, modes.file);
  tryLockFile(fd);
  writeLines(fd, [{ by: by() }]);
  renameSync(`${file}${TEMP}`, file);
  return fd;
}

/** Hands lines to the system in one piece; it does not wait for the disk. */
export function writeLines(fd: number, lines: readonly unknown[]): void {
  writeTexts(
    fd,
    lines.map(line => JSON.stringify(line)),
  );
}

/** As `writeLines`, of lines that are JSON already. */
export function writeTexts(fd: number, texts: readonly string[]): void {
  const bytes = Buffer.from(texts.map(text => `${text}\n`).join(''));
  const { size } = fstatSync(fd);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  } catch (error) {
    // Half a line would hide all that is written behind it once there is room again.
    ftruncateSync(fd, size);
    throw error;
  }
}

export interface Contents {
  /** Who wrote it; nothing when it does not say. */
  readonly by: string;
  readonly lines: readonly unknown[];
  /** Bytes up to the end of the last line that is whole. */
  readonly sound: number;
}

const NEWLINE = 0x0a;

/** What a journal says; a line that was cut off by a crash, and what stands behind it, is left out. */
export function readJournal(file: string): Contents {
  const bytes = readOrEmpty(file);
  const lines: unknown[] = [];
  let sound = 0;
  let before: string | undefined;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, sound)) {
    // Bytes that are no text would come back as other characters than were typed.
    const bare = bytes.subarray(sound, end);
    const text: string | undefined = isUtf8(bare) ? wholeOf(bare.toString('utf8'), before) : undefined;
    const line = text === undefined ? undefined : parsed(text);
    // What follows a broken line was made on top of it.
    if (line === undefined) break;
    before = text;
    lines.push(line);
    sound = end + 1;
  }
  const by = writerOf(lines[0]);
  return by === undefined ? { by: '', lines, sound } : { by, lines: lines.slice(1), sound };
}

function wholeOf(text: string, before: string | undefined): string | undefined {
  return decodeDelta(text, text.startsWith('{"~"') ? parsed(text) : undefined, before);
}

function writerOf(line: unknown): string | undefined {
  const by = typeof line === 'object' && line !== null && 'by' in line ? line.by : undefined;
  return typeof by === 'string' ? by : undefined;
}

/** Whether the writer of a journal is gone. What is not ours to change is not ours to go on with either. */
export const isAbandoned = (file: string): boolean => hasWriter(file, OPEN.change) === false;

/** Whether the writer of a journal lives, as far as those can tell who may read it. */
export const isWritten = (file: string): boolean => hasWriter(file, OPEN.read) === true;

/** Undefined when it cannot be told. */
function hasWriter(file: string, flags: number): boolean | undefined {
  try {
    const fd = openFile(file, flags);
    try {
      // Shared: those who only look do not take one another for the writer.
      return !tryLockFile(fd, { shared: true });
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

// A process that only looks gives the lock back within microseconds, or when it wakes up again; a writer keeps it.
const CLAIM_TRIES = 25;
const CLAIM_PAUSE = 4;

/** Becomes the only writer of a journal whose writer is gone. Undefined when somebody else has it by now, or it is no longer there. */
export async function claimJournal(file: string): Promise<number | undefined> {
  let fd: number;
  try {
    fd = openFile(file, APPEND);
  } catch (error) {
    if (isMissing(error) || isForeign(error)) return undefined;
    throw error;
  }
  for (let tries = 0; tries < CLAIM_TRIES; tries += 1) {
    if (tryLockFile(fd)) {
      // Whoever had it may have given it another name.
      if (!isSameFile(fd, file)) break;
      // A line added behind one that was cut off would never be read.
      ftruncateSync(fd, readJournal(file).sound);
      return fd;
    }
    await pause(CLAIM_PAUSE);
  }
  closeSync(fd);
  return undefined;
}

export function removeIfThere(file: string): void {
  // Where nothing can be written the system refuses even what is not there.
  if (statOf(file) === undefined) return;
  try {
    unlinkSync(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

export interface Named {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** The files of a folder whose names are wanted, those that go while it is read left out. */
export function filesIn(folder: string, wanted: (name: string) => boolean = () => true): readonly Named[] {
  // `store check` tells of a folder that is a link; what lies behind it is none of ours.
  if (!statOf(folder)?.isDirectory()) return [];
  return namesIn(folder).flatMap(name => {
    if (!wanted(name)) return [];
    const stat = statOf(`${folder}/${name}`);
    return stat?.isFile() ? [{ name, bytes: stat.size, modified: stat.mtimeMs }] : [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readOrEmpty(file: string): Buffer {
  try {
    return readPlain(file);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}

function isForeign(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
}
