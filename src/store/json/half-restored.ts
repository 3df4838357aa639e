import { basename, dirname, join, resolve } from 'node:path';
import type { Disk } from '../../disk/disk.ts';
import { storeError } from '../../disk/failure.ts';

/** Folders beside a home while it is replaced: what is being unpacked, what is whole and takes the place next, and what was there. */
export interface RestoreNames {
  readonly unpacking: string;
  readonly restoring: string;
  readonly before: string;
}

/** Names of one restoring, that no other one has: time and chance. */
export function restoreNames(home: string, now: number, random: () => number): RestoreNames {
  const time = new Date(now).toISOString().replace(/\D/gu, '').slice(0, 14);
  const chance = Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
  const named = (state: string) => `${home}.${state}-${time}-${chance}`;
  return { unpacking: named('unpacking'), restoring: named('restoring'), before: named('before') };
}

interface Left {
  /** Whole, as its name says: it only lacks its place. */
  readonly restoring: readonly string[];
  readonly before: readonly string[];
}

// Without the chance behind the time it was named by a program whose unfinished folders bear the same name as whole ones.
const RESTORING = /^\.restoring-\d{14}-[0-9a-z]{6}$/u;
const BEFORE = /^\.before-\d{14}(?:-[0-9a-z]{6})?$/u;

async function leftBeside(disk: Disk, home: string): Promise<Left> {
  const name = basename(home);
  const tails = (await disk.list(dirname(home)))
    .filter(each => each.startsWith(`${name}.`))
    .map(each => each.slice(name.length));
  const folders = (form: RegExp) =>
    tails.filter(tail => form.test(tail)).map(tail => join(dirname(home), `${name}${tail}`));
  return { restoring: folders(RESTORING), before: folders(BEFORE) };
}

/** Throws `store.half-restored` when a home that is to be made was being replaced when the program died: a new one would hide its data. */
export async function refuseHalfRestored(disk: Disk, home: string): Promise<void> {
  if ((await disk.facts(home)) !== undefined && (await disk.list(home)).length > 0) return;
  const { restoring, before } = await leftBeside(disk, home);
  const [whole, old] = [restoring.at(-1), before.at(-1)];
  if (whole === undefined && old === undefined) return;
  const what =
    whole === undefined
      ? `数据目录不在了，旁边有恢复之前留下的：${old}`
      : `恢复在最后一步中断，数据目录还没有换上：${home}`;
  throw storeError('store.half-restored', `${what}；没有新建，数据都在`, [
    ...(whole === undefined ? [] : [`完成恢复：store restore --finish（换上 ${whole}）`]),
    ...(old === undefined ? [] : [`回到恢复之前：store restore --back（换回 ${old}）`]),
    '要从空目录开始，用 --home 指定别处，或先移走旁边的目录',
  ]);
}

/** Ends a restoring that was broken off: puts what was unpacked in its place, or what was there before. Gives what took the place. */
export async function endRestore(disk: Disk, into: string, how: 'finish' | 'back'): Promise<string> {
  const home = (await disk.resolve(into)) ?? resolve(into);
  const { restoring, before } = await leftBeside(disk, home);
  const chosen = (how === 'finish' ? restoring : before).at(-1);
  const isThere = (await disk.facts(home)) !== undefined && (await disk.list(home)).length > 0;
  if (chosen === undefined || isThere) {
    throw storeError(
      'store.nothing-to-end',
      isThere ? `数据目录在，没有中断的恢复：${home}` : `旁边没有可换上的目录：${home}`,
      ['用 --home 写明当初恢复到的目录'],
    );
  }
  await disk.rename(chosen, home);
  await disk.syncFolder(dirname(home));
  return chosen;
}
