import { join } from 'node:path';
import { type Disk, isMissing } from '../../../disk/disk.ts';
import { sumOf, sumText } from '../../../disk/sums.ts';
import { UserError } from '../../../errors.ts';
import type { IndexPlace, JournalPlace } from './index-place.ts';

/*
 * How far a journal reached when a line was last added to it. A journal that is shorter, or another one up to there, was cut or changed,
 * although all lines that are left make sense. The mark follows the journal and does not wait for the disk: after a power loss it may lag
 * behind or be nonsense, and then it says nothing.
 */

const MARK = /^(journal (\d+) end (\d+) sum ([0-9a-f]{8})) mark ([0-9a-f]{8}) *\n$/u;
const LENGTH = 96;

function markFile(folder: string): string {
  return join(folder, 'mark');
}

export async function readMark(disk: Disk, folder: string): Promise<JournalPlace | undefined> {
  try {
    const text = (await disk.readRange(markFile(folder), 0, LENGTH)).toString('latin1');
    const [, body = '', generation, end, sum = '', own] = MARK.exec(text) ?? [];
    if (own === undefined || own !== sumText(sumOf(body))) return undefined;
    return { generation: Number(generation), end: Number(end), sum: Number.parseInt(sum, 16) };
  } catch (error) {
    if (isMissing(error) || error instanceof UserError) return undefined;
    throw error;
  }
}

/** Inside the lock. A mark that cannot be written is one that lags behind. */
export async function writeMark({ disk, modes, folder }: IndexPlace, place: JournalPlace): Promise<void> {
  const body = `journal ${place.generation} end ${place.end} sum ${sumText(place.sum)}`;
  const text = `${`${body} mark ${sumText(sumOf(body))}`.padEnd(LENGTH - 1)}\n`;
  await disk.overwrite(markFile(folder), Buffer.from(text), modes.file).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}
