import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StoreLock } from '../disk/lock.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { DEFAULT_LIMITS } from '../workbook/limits.ts';
import { stampOf, timeOf } from './clock.ts';
import { textOfFault } from './fault-text.ts';
import {
  type DeclarationInput,
  declarationsIn,
  faultsOf,
  importDeclaration,
  importedBefore,
} from './import-declarations.ts';
import type { Office } from './office.ts';
import { nameOf } from './read-workbooks.ts';
import { sendDeclaration } from './send-declarations.ts';
import { DONE, FAILED, freeName, LOG, type Look, type WatchedFiles } from './watched-files.ts';

export interface Watching {
  /** What becomes saved is sent, too. */
  readonly send: boolean;
  readonly signal: AbortSignal;
  readonly files: WatchedFiles;
}

/** What became of one declaration of a file. */
export interface WatchedDeclaration {
  readonly name: string;
  readonly ok: boolean;
  readonly entryNo?: string;
  readonly outcome: 'saved' | 'draft' | 'already' | 'unreadable';
  readonly sent?: string;
  readonly lines: readonly string[];
}

export interface WatchedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly declarations: readonly WatchedDeclaration[];
  /** Where the file lies now. */
  readonly movedTo: string;
}

/** So many files are taken in one look, so that what waits to be sent and Ctrl+C have their turn. */
export const MAX_A_LOOK = 50;

/** What is being worked on, on the disk before anything is done: after a crash the work goes on where it was. */
interface Current {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  /** Declarations of the file that were there before it came, by the digest of their contents: the others came with it. */
  readonly before: Readonly<Record<string, string>>;
  /** Where it goes, once its result is known. */
  readonly target?: string;
  readonly line?: string;
}

/** Works alone in a folder; throws `watch.taken` when another program does. */
export async function watchingAlone<T>(office: Office, folder: string, work: () => Promise<T>): Promise<T> {
  const lock = new StoreLock({
    ...{ file: join(folder, '.watch.lock'), mode: 0o600, wait: 0, random: office.random },
    holder: `${office.user} 正在监视`,
  });
  try {
    return await lock.run(work);
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'store.locked')) throw error;
    throw new UserError('watch.taken', `另一个程序正在监视这个目录：${cleanLine(folder)}`, {
      exit: 'usage',
      next: ['先停下那一个'],
    });
  } finally {
    await lock.close();
  }
}

/**
 * Takes in the files of a folder that have stood still since the last look, one after the other. Whatever it dies between, the next run
 * goes on: contents become one declaration, a file has one result and one line in the log.
 */
export async function takeStill(
  office: Office,
  look: Look,
  watching: Watching,
  tell: (done: WatchedFile) => void,
): Promise<void> {
  await finishLast(office, watching, tell);
  for (const { name, size } of look.still.slice(0, MAX_A_LOOK)) {
    if (watching.signal.aborted) return;
    const done = await takeIn(office, name, size, watching);
    if (done) tell(done);
  }
}

/** Goes on with the file that a run before this one was at when it ended. */
async function finishLast(office: Office, watching: Watching, tell: (done: WatchedFile) => void): Promise<void> {
  const { files } = watching;
  const current = (await files.readState()) as Current | undefined;
  if (!current) return;
  if (current.target !== undefined && !(await files.exists(current.name))) {
    await logOnce(files, current);
    await files.clearState();
    return;
  }
  const bytes = await files.read(current.name).catch(() => undefined);
  // Somebody has taken the file away or changed it meanwhile: what is there now is looked at anew.
  if (!bytes || sha256(bytes) !== current.sha256) return await files.clearState();
  tell(await work(office, bytes, current, watching));
}

async function takeIn(
  office: Office,
  name: string,
  size: number,
  watching: Watching,
): Promise<WatchedFile | undefined> {
  const { files } = watching;
  if (size > DEFAULT_LIMITS.fileBytes) {
    const refused = {
      name,
      ok: false,
      outcome: 'unreadable',
      lines: [`✗ 文件太大，最多 ${DEFAULT_LIMITS.fileBytes >> 20} MB`],
    } as const;
    const current = begun(office, name, '', {});
    await files.writeState(current);
    return await finish(office, [refused], current, watching);
  }
  const bytes = await files.read(name).catch(() => undefined);
  // It went away, or somebody writes on: the next look will see.
  if (!bytes || bytes.length !== size) return undefined;
  const before: Record<string, string> = {};
  for (const { read } of await inputsOf(office, name, bytes)) {
    const found = await read().catch(() => undefined);
    const entryNo = found && importedBefore(office, found.digest)?.entryNo;
    if (found && entryNo) before[found.digest] = entryNo;
  }
  const current = begun(office, name, sha256(bytes), before);
  await files.writeState(current);
  return await work(office, bytes, current, watching);
}

const begun = (office: Office, name: string, sum: string, before: Current['before']): Current => ({
  ...{ version: 1, id: office.newId(), name, sha256: sum, before },
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The declarations of a file; a file that is none at all is one that cannot be read. */
async function inputsOf(office: Office, name: string, bytes: Uint8Array): Promise<readonly DeclarationInput[]> {
  try {
    return await declarationsIn(office, { name, bytes });
  } catch (error) {
    return [{ name: nameOf({ name }), read: () => Promise.reject(error) }];
  }
}

async function work(office: Office, bytes: Uint8Array, current: Current, watching: Watching): Promise<WatchedFile> {
  const declarations: WatchedDeclaration[] = [];
  for (const { name, read } of await inputsOf(office, current.name, bytes)) {
    declarations.push(await one(office, name, read, current, watching));
  }
  if (declarations.length === 0) {
    declarations.push({ name: current.name, ok: false, outcome: 'unreadable', lines: ['✗ 里面没有单证'] });
  }
  return await finish(office, declarations, current, watching);
}

async function one(
  office: Office,
  name: string,
  read: DeclarationInput['read'],
  { before }: Current,
  { send, files }: Watching,
): Promise<WatchedDeclaration> {
  try {
    const found = await read();
    const imported = await files.taking(() => importDeclaration(office, found));
    const { entryNo } = imported;
    const ours = imported.outcome !== 'already' || before[found.digest] === undefined;
    // Of one that a run before this one has taken in, what is wrong is looked for again.
    const faults = imported.outcome === 'already' && ours ? await faultsOf(office, found) : imported.faults;
    const isDraft = (await office.store.get(entryNo)).status === 'draft';
    const outcome = !ours ? 'already' : isDraft ? 'draft' : 'saved';
    const told = faults.map(fault => `${fault.level === 'error' ? '✗' : '!'} ${textOfFault(fault)}（${fault.code}）`);
    const unknown = imported.unknown.map(
      ({ sheet, cell, label }) => `? ${sheet}!${cell} 不认识“${cleanLine(label)}”，未采用`,
    );
    const lines = [`${entryNo}  ${WORDS[outcome]}`, ...told, ...unknown];
    if (isDraft) return { name, ok: false, entryNo, outcome, lines };
    if (!send) return { name, ok: true, entryNo, outcome, lines };
    const sent = await files.taking(() => sendDeclaration(office, entryNo, { review: 'ask' }));
    const ok =
      sent.outcome === 'review' ||
      sent.outcome === 'taken' ||
      sent.outcome === 'waiting' ||
      sent.outcome === 'held' ||
      sent.outcome === 'already';
    const reasons = sent.faults.map(fault => `✗ ${textOfFault(fault)}（${fault.code}）`);
    return {
      name,
      ok,
      entryNo,
      outcome,
      sent: sent.outcome,
      lines: [
        ...lines,
        `${ok && sent.outcome !== 'review' ? '发送' : '没有发送'}：${cleanLine(sent.text)}`,
        ...reasons,
      ],
    };
  } catch (error) {
    // What the home cannot keep is no fault of the file: it stays where it is.
    if (!(error instanceof UserError) || error.exit === 'store') throw error;
    return {
      name,
      ok: false,
      outcome: 'unreadable',
      lines: [`✗ ${cleanLine(error.message)}`, ...error.next.map(step => `→ ${step}`)],
    };
  }
}

const WORDS = { saved: '已保存', draft: '有差错，存为草稿', already: '内容相同的已导入过，没有再导入' } as const;

/** Writes the result beside the place where the file goes, moves it there, and notes it in the log. */
async function finish(
  office: Office,
  declarations: readonly WatchedDeclaration[],
  begun: Current,
  { files }: Watching,
): Promise<WatchedFile> {
  const { id, name } = begun;
  const ok = declarations.every(each => each.ok);
  const folder = ok ? DONE : FAILED;
  const movedTo = begun.target ?? join(folder, await freeName(files, folder, name));
  const entryNos = declarations.flatMap(({ entryNo }) => entryNo ?? []);
  const line = `${timeOf(office.now())}  ${ok ? '完成' : '失败'}  ${cleanLine(name)} → ${cleanLine(movedTo)}  ${entryNos.join(' ')}  [${id}]`;
  const current: Current = { ...begun, target: movedTo, line };
  await files.writeState(current);
  const result = { file: name, ok, movedTo, at: stampOf(office.now()), declarations };
  await files.write(`${movedTo}.json`, `${JSON.stringify(result, null, 2)}\n`);
  await files.write(`${movedTo}.txt`, `${[line, ...declarations.flatMap(textOf), ...nextSteps(ok)].join('\r\n')}\r\n`);
  await files.move(name, movedTo);
  await logOnce(files, current);
  await files.clearState();
  return { file: name, ok, declarations, movedTo };
}

const textOf = ({ name, lines }: WatchedDeclaration) => ['', `◆ ${cleanLine(name)}`, ...lines.map(line => `  ${line}`)];

const nextSteps = (ok: boolean) =>
  ok ? [] : ['', '存为草稿的，在报检台里改正；或删去草稿，改正文件后再放进来。读不出的，改正文件后再放进来。'];

async function logOnce(files: WatchedFiles, { id, line = '' }: Current): Promise<void> {
  if (!(await files.logTail()).includes(`[${id}]`)) await files.append(LOG, `${line}\n`);
}
