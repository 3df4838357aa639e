import { basename, dirname, join, relative } from 'node:path';
import { type Disk, isMissing } from '../../disk/disk.ts';
import { isOutside } from '../../disk/failure.ts';
import { TEMP } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import { UserError } from '../../errors.ts';
import type { CheckReport, Problem, StoredRecord, StoredRow } from '../store.ts';
import type { JsonAudit } from './audit/audit.ts';
import { checkAudit } from './audit/check-audit.ts';
import { DAMAGED, type Layout } from './home.ts';
import type { EntryIndex } from './index/entry-index.ts';
import { MEMBERS_FILE } from './members.ts';
import { type LooseFile, looseFiles } from './outbox/loose-files.ts';
import { looseCopies } from './paperless/paperless.ts';
import type { JsonSecrets } from './secrets.ts';
import type { JsonSettings } from './settings.ts';
import { type Verify, type VerifyContext, verifierOf } from './verify.ts';
import { walk } from './walk.ts';

export interface CheckContext<R extends StoredRecord, Row extends StoredRow> extends VerifyContext<R> {
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  index: EntryIndex<Row>;
  secrets: JsonSecrets;
  settings: JsonSettings;
  audit: JsonAudit;
  readOnly: boolean;
}

/** Verifies a store; with `repair` derives what can be derived, and moves what cannot be read to `damaged` as it is. */
export async function checkStore<R extends StoredRecord, Row extends StoredRow>(
  context: CheckContext<R, Row>,
  repair: boolean,
): Promise<CheckReport> {
  const { disk, layout, files, index } = context;
  const problems: Problem[] = [];
  const note: Note = (code, file, text, outcome) => {
    const repaired = outcome !== false;
    const moved = typeof outcome === 'string' && { movedTo: relative(layout.home, outcome) };
    problems.push({ code, file: relative(layout.home, file), text, repaired, ...moved });
  };

  if (!(await index.reread())) {
    const made = context.readOnly ? '这次按报检单列出' : '已按报检单重新生成';
    note('check.index-broken', layout.at('index'), `索引读不懂，${made}`, !context.readOnly);
  }

  const found = await walk(disk, layout);
  await checkModes(context, found, repair, note);

  let readable = 0;
  for (const file of found.files) {
    const verify = verifierOf(context, relative(layout.home, file));
    if (file.endsWith(TEMP)) await checkLeftover(context, file, repair, note);
    else if (verify === undefined) note('check.foreign', file, '不是报检台的文件，没有动它', false);
    else if (!(await isSound(context, file, verify, repair, note))) continue;
    else if (dirname(dirname(file)) === layout.at('declarations')) readable += 1;
  }

  for (const folder of found.folders) {
    if (folder === layout.home || verifierOf(context, relative(layout.home, folder)) === undefined) continue;
    note('store.not-a-file', folder, '这里应当是文件，却是目录', repair && (await moveToDamaged(context, folder)));
  }
  for (const file of found.foreign) {
    const verify = context.settings.followsLinks ? verifierOf(context, relative(layout.home, file)) : undefined;
    if (verify && dirname(file) === layout.at('settings')) await isSound(context, file, verify, false, note);
    else note('check.foreign', file, FOREIGN, false);
  }

  for (const { file, what } of await orNothing(looseFiles(context))) {
    if (found.foreign.includes(file)) continue;
    const [code, text] = LOOSE[what];
    note(code, file, text, repair && (await moveToDamaged(context, file)));
  }

  for (const { file, what } of await orNothing(looseCopies(context))) {
    if (found.foreign.includes(file)) continue;
    if (what === 'no-copy')
      note('check.paperless-no-copy', file, '无纸化附件的副本不在，要从备份恢复或重新添加', false);
    else
      note('check.paperless-no-list', file, '附件的副本没有单据用它', repair && (await moveToDamaged(context, file)));
  }

  const lost = await unreadableSecrets(context);
  const aside = repair && lost.length > 0 && (await setAside(context, lost));
  for (const name of lost) {
    const text = `保存的密码“${name}”用现有的密钥打不开，需要重新填写`;
    note('check.secret-key', layout.at('secrets', 'secrets.json'), text, aside);
  }

  await index.refresh();
  const entryNos = new Set([...(await orNothing(files.entryNos())), ...index.rows.column('entryNo')]);
  // A declaration that was moved away leaves the index as well, which is no second problem.
  const moved = new Set(problems.filter(({ movedTo }) => movedTo !== undefined).map(({ file }) => file));
  for (const entryNo of entryNos) {
    if (await checkRow(context, entryNo, repair)) continue;
    const file = files.fileOf(entryNo);
    if (!moved.has(relative(layout.home, file)))
      note('check.index', file, '索引与报检单不一致', repair && (await index.agrees(entryNo)));
  }
  await checkAudit(context, moved, repair, note);
  // Like the index, recall logs follow from the declarations; after a crash a use may be missing in them.
  if (repair) for (const log of context.recalls.values()) await log.rebuild();
  return { declarations: readable, problems };
}

const FOREIGN = '是链接、管道或设备，报检台不跟随，没有动它';
/** Without the one nobody would know whose home it is, without the other nobody would have to log in. */
const STAYING = ['store.json', join('accounts', MEMBERS_FILE)];

const LOOSE: Readonly<Record<LooseFile['what'], readonly [code: string, text: string]>> = {
  'no-bytes': ['check.outbox-no-bytes', '发件箱条目缺少报文'],
  'no-entry': ['check.outbox-no-entry', '报文缺少发件箱条目'],
};

/** `outcome`: whether it is put right, or where the file was moved to. */
type Note = (code: string, file: string, text: string, outcome: boolean | string) => void;
type Context = CheckContext<StoredRecord, StoredRow>;

async function isSound<R extends StoredRecord, Row extends StoredRow>(
  context: CheckContext<R, Row>,
  file: string,
  verify: Verify,
  repair: boolean,
  note: Note,
): Promise<boolean> {
  const error = await failureOf(file, verify);
  if (error === undefined) return true;
  const movable =
    repair &&
    !isOutside(error.code) &&
    error.code !== 'store.newer' &&
    !STAYING.includes(relative(context.layout.home, file));
  note(error.code, file, error.message, movable && (await moveToDamaged(context, file, verify)));
  return false;
}

/** What is wrong with a file; a file that has gone meanwhile is right. */
async function failureOf(file: string, verify: Verify): Promise<UserError | undefined> {
  try {
    await verify(file);
    return undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Where the file lies now; true when there is nothing to move any more, since somebody may have saved it meanwhile. */
function moveToDamaged(
  { disk, modes, layout, lock }: Pick<Context, 'disk' | 'modes' | 'layout' | 'lock'>,
  file: string,
  verify?: Verify,
): Promise<string | true> {
  return lock.run(async () => {
    // Inside the lock nobody saves.
    if (verify !== undefined && (await failureOf(file, verify)) === undefined) return true;
    if ((await disk.facts(file)) === undefined) return true;
    const folder = layout.at(DAMAGED, dirname(relative(layout.home, file)));
    await disk.makeFolder(folder, modes.folder);
    const place = join(folder, await freeName(disk, folder, basename(file)));
    await disk.rename(file, place);
    await disk.syncFolder(folder);
    await disk.syncFolder(dirname(file));
    return place;
  });
}

async function checkLeftover<R extends StoredRecord, Row extends StoredRow>(
  { disk, lock }: CheckContext<R, Row>,
  file: string,
  repair: boolean,
  note: Note,
): Promise<void> {
  // Whoever writes does so inside the lock, so a temporary file that is still there when we hold it belongs to nobody.
  await lock.run(async () => {
    if ((await disk.facts(file)) === undefined) return;
    if (repair) await disk.remove(file);
    note('check.leftover', file, '上次没有写完留下的临时文件', repair);
  });
}

async function checkModes<R extends StoredRecord, Row extends StoredRow>(
  { disk, modes, readOnly }: CheckContext<R, Row>,
  found: Awaited<ReturnType<typeof walk>>,
  repair: boolean,
  note: Note,
): Promise<void> {
  // Where nothing can be written, that may be the very intention of the permissions.
  if (process.platform === 'win32' || readOnly) return;
  for (const [paths, wanted] of [
    [found.folders, modes.folder],
    [found.files, modes.file],
  ] as const) {
    for (const path of paths) {
      const facts = await disk.facts(path);
      if (facts === undefined || facts.mode === wanted) continue;
      const text = `权限是 ${facts.mode.toString(8)}，应当是 ${wanted.toString(8)}`;
      const isSet = async () =>
        (await succeeds(() => disk.setMode(path, wanted))) && (await disk.facts(path))?.mode === wanted;
      note('check.mode', path, text, repair && (await isSet()));
    }
  }
}

/** Nothing where a folder cannot be read, as when it is a link: that was noted already. */
async function orNothing<T>(found: Promise<T[]>): Promise<T[]> {
  return await found.catch((error: unknown) => {
    if (error instanceof UserError) return [];
    throw error;
  });
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof UserError || isMissing(error)) return false;
    throw error;
  }
}

async function checkRow<R extends StoredRecord, Row extends StoredRow>(
  { lock, index }: CheckContext<R, Row>,
  entryNo: string,
  repair: boolean,
): Promise<boolean> {
  if (await index.agrees(entryNo)) return true;
  // Another process may have written the line of the index and not yet the file; inside the lock that is over.
  return lock.run(async () => {
    if (repair) return !(await index.settle(entryNo));
    await index.refreshLocked();
    return await index.agrees(entryNo);
  });
}

/** Where the secrets lie now that cannot be opened: a lost key may still come back. */
async function setAside<R extends StoredRecord, Row extends StoredRow>(
  { disk, modes, layout, secrets }: CheckContext<R, Row>,
  names: readonly string[],
): Promise<string> {
  const folder = layout.at(DAMAGED, 'secrets');
  await disk.makeFolder(folder, modes.folder);
  const place = join(folder, await freeName(disk, folder, 'secrets.json'));
  await secrets.setAside(names, place);
  return place;
}

async function freeName(disk: Disk, folder: string, name: string): Promise<string> {
  const taken = new Set(await disk.list(folder));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}.${count}`;
  return free;
}

async function unreadableSecrets<R extends StoredRecord, Row extends StoredRow>({
  secrets,
}: CheckContext<R, Row>): Promise<string[]> {
  try {
    return await secrets.unreadable();
  } catch (error) {
    // A file that cannot be read was noted already.
    if (error instanceof UserError) return [];
    throw error;
  }
}
