import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { type Contents, demandEmptyDatabase, lookInto } from '../store/open-store.ts';
import { type Database, databaseAt } from '../store/resolve-store.ts';
import { resumeSession } from './accounts/session.ts';
import type { TokenPlace } from './accounts/token-file.ts';
import { isFirstStart } from './first-start.ts';
import { backupStore, restoreStore } from './keep-store.ts';
import { type OfficeOptions, openOffice } from './office.ts';
import { storeOptions } from './office-store.ts';

/** What moves from one place to another, and what does not. */
export interface Move {
  readonly contents: Contents;
  readonly done: boolean;
}

interface Place {
  readonly home: string;
  readonly database?: Database;
}

/**
 * Moves all that an office keeps from a folder or a database to another one that is empty: one archive of one moment, which the other side
 * takes in whole or not at all. Where it came from stays as it is. With `dryRun` it only tells what would go.
 */
export async function moveStore(
  options: OfficeOptions & TokenPlace,
  from: string,
  to: string,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Move> {
  const [source, target] = [placeOf(options.home, from), placeOf(options.home, to)];
  if (source.database === undefined && (await isFirstStart(source.home)))
    throw new UserError('store.missing-home', `没有数据：${source.home}`, { exit: 'store', next: ['核对目录'] });
  await demandNothing(target);
  const folder = await mkdtemp(join(tmpdir(), 'baojian-move-'));
  try {
    const archive = join(folder, 'all.tar.gz');
    await packFrom({ ...options, ...source }, archive);
    const user = () => ({ user: options.user });
    const contents = await lookInto(archive, storeOptions({ ...options, ...source }, user));
    if (!dryRun) await restoreStore({ ...options, ...target }, archive, false);
    return { contents, done: !dryRun };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function placeOf(home: string, text: string): Place {
  if (!/^[a-z]+:\/\//iu.test(text)) return { home: resolve(text) };
  const database = databaseAt(text, { seen: true });
  return { home, ...(database !== undefined && { database }) };
}

/** Whether there is room is asked before anything is packed; whoever takes it in asks again. */
async function demandNothing({ home, database }: Place): Promise<void> {
  if (database !== undefined) return await demandEmptyDatabase(database);
  if (await isFirstStart(home)) return;
  throw new UserError('store.not-empty', `目录里已有数据，没有覆盖：${home}`, {
    exit: 'store',
    next: ['写一个空目录或不存在的目录'],
  });
}

/** Whoever may not make backups there moves nothing from there. */
async function packFrom(options: OfficeOptions & TokenPlace, archive: string): Promise<void> {
  const office = await openOffice(options);
  try {
    await resumeSession(office, options);
    await backupStore(office, archive, true);
  } finally {
    await office.close();
  }
}
