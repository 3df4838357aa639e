import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaperlessPart } from '../message/paperless.ts';

/** The files that were handed over, each under its id; what was confirmed survives `kill -9` and a power cut. */
export interface PaperRoom {
  /** How many bytes of a file are here; all of it once its sum was found right. */
  has(fileId: string): Promise<number>;
  /** Whether all of a file is here. */
  isWhole(fileId: string): Promise<boolean>;
  /**
   * Adds a part where the file ends, and gives how many bytes are here then; a part that begins elsewhere changes nothing. A file whose
   * contents are not those of its sum is thrown away.
   */
  take(part: PaperlessPart): Promise<number | 'wrong-sum'>;
  clear(): Promise<void>;
}

const UNFINISHED = '.part';

export function openPaperRoom(practiceFolder: string): PaperRoom {
  const folder = join(practiceFolder, 'paperless');
  const at = (fileId: string, ending = '') => join(folder, `${fileId}${ending}`);
  const sizeOf = async (path: string) => (await stat(path).catch(() => undefined))?.size;
  const has = async (fileId: string) => (await sizeOf(at(fileId))) ?? (await sizeOf(at(fileId, UNFINISHED))) ?? 0;
  /** Two parts of one file never meet: somebody may have given up waiting and sent the same again. */
  const turns = new Map<string, Promise<unknown>>();

  async function add({ fileId, sum, size, offset, data }: PaperlessPart): Promise<number | 'wrong-sum'> {
    if ((await sizeOf(at(fileId))) !== undefined) return size;
    const there = await has(fileId);
    if (offset !== there || there + data.length > size) return there;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(at(fileId, UNFINISHED), 'a', 0o600);
    try {
      await file.appendFile(data);
      await file.datasync();
    } finally {
      await file.close();
    }
    const now = there + data.length;
    if (now < size) return now;
    const whole = await readFile(at(fileId, UNFINISHED));
    if (createHash('sha256').update(whole).digest('hex') !== sum) {
      await rm(at(fileId, UNFINISHED));
      return 'wrong-sum';
    }
    await rename(at(fileId, UNFINISHED), at(fileId));
    return now;
  }

  return {
    has,
    isWhole: async fileId => (await sizeOf(at(fileId))) !== undefined,
    take(part) {
      const turn = (turns.get(part.fileId) ?? Promise.resolve()).catch(() => undefined).then(() => add(part));
      turns.set(part.fileId, turn);
      const done = () => void (turns.get(part.fileId) === turn && turns.delete(part.fileId));
      turn.then(done, done);
      return turn;
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}
