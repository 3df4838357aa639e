import type { Agent } from 'node:https';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import {
  orderFaults,
  practiceLine,
  practiceStatus,
  READY_FD,
  type RunningPractice,
  resetPractice,
  startDaemon,
  stopDaemon,
} from '../practice/daemon.ts';
import { type Faults, readFaults } from '../practice/faults.ts';
import type { MailboxMessage } from '../practice/mailbox.ts';
import { folderOf, prepareFolder } from '../practice/own-folder.ts';
import { exchange } from '../transport/exchange.ts';
import { codesOf } from './compose-message.ts';
import type { Office, OfficeOptions } from './office.ts';

/** Each user of a home has a practice bureau of his own. */
export { isPracticeFolder } from '../practice/practice-mark.ts';
export type { Faults as PracticeFaults, MailboxMessage, RunningPractice };

type Place = Pick<OfficeOptions, 'home'>;

/** How a practice bureau is to be: milliseconds between receipts, a fixed port, and what it shall do wrong. */
export interface PracticeWishes {
  readonly pace?: number;
  readonly port?: number;
  readonly faults?: unknown;
  /** A folder in which it plays the import client of the single window, too. */
  readonly importFolder?: string;
}

/** Starts the practice bureau of this user in a process of its own, or finds the one that runs. `self` is this program's command line. */
export async function startPracticeBureau(
  place: Place & Pick<OfficeOptions, 'self'>,
  { pace, port, faults, importFolder }: PracticeWishes = {},
): Promise<RunningPractice & { readonly started: boolean }> {
  const wanted = faults === undefined ? undefined : faultsOf(faults);
  const options = [
    ...(pace === undefined ? [] : ['--pace', String(pace)]),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(importFolder === undefined ? [] : ['--import-folder', resolve(importFolder)]),
  ];
  await prepareFolder(place.home);
  const folder = folderOf(place.home);
  const command = [...place.self, 'practice-serve', '--home', place.home, '--ready-fd', String(READY_FD), ...options];
  const running = await startDaemon({ folder, command });
  if (importFolder !== undefined && !running.started)
    throw new UserError('practice.running', '练习局已在运行，没有另开导入目录', {
      exit: 'usage',
      next: ['先 practice stop，再 practice start --import-folder 目录'],
    });
  if (wanted) await orderFaults(folderOf(place.home), wanted);
  return { ...running, ...(wanted && { faults: { ...running.faults, ...wanted } }) };
}

/** The practice bureau of this user, if it runs. */
export async function findPracticeBureau(place: Place): Promise<RunningPractice | undefined> {
  return await practiceStatus(folderOf(place.home));
}

/** The address of it, and the connections that only it can answer. Throws `channel.practice-stopped` when it does not run. */
export async function openPracticeLine(place: Place): Promise<{ readonly url: string; readonly agent: Agent }> {
  const found = await practiceLine(folderOf(place.home));
  if (found) return found;
  throw new UserError('channel.practice-stopped', '练习局没有运行', {
    exit: 'transport',
    next: ['先启动练习局：界面首页“申报通讯”一行回车，或 baojian practice start'],
  });
}

/** Stops it; false when none ran. */
export async function stopPracticeBureau(place: Place): Promise<boolean> {
  return await stopDaemon(folderOf(place.home));
}

/** Puts an SMS into the mailbox of the practice bureau, which is started where none runs. */
export async function sendToMailbox(
  place: Place & Pick<OfficeOptions, 'self'>,
  { mobile, text }: Pick<MailboxMessage, 'mobile' | 'text'>,
): Promise<void> {
  if (!(await findPracticeBureau(place))) await startPracticeBureau(place);
  await askBureau(place, 'sms', { mobile, text });
}

/** The SMS in the mailbox, the newest first. Throws `channel.practice-stopped` when it does not run. */
export async function readMailbox(place: Place): Promise<readonly MailboxMessage[]> {
  return (await askBureau(place, 'practice/mailbox')) as readonly MailboxMessage[];
}

/** Asks the bureau something in JSON over the line that only it can answer. */
async function askBureau(place: Place, path: string, body?: unknown): Promise<unknown> {
  const { url, agent } = await openPracticeLine(place);
  const bytes = new TextEncoder().encode(JSON.stringify(body ?? ''));
  const options = { agent, contentType: 'application/json', method: body === undefined ? 'GET' : 'POST' } as const;
  const answer = await exchange(new URL(path, url), bytes, {}, options);
  return JSON.parse(new TextDecoder().decode(answer.bytes));
}

/** Forgets every case and receipt of it. */
export async function resetPracticeBureau(place: Place): Promise<void> {
  await prepareFolder(place.home);
  await resetPractice(folderOf(place.home));
}

/** Changes what the running one does wrong. */
export async function troublePracticeBureau(place: Place, faults: unknown): Promise<void> {
  await orderFaults(folderOf(place.home), faultsOf(faults));
}

/** What `startPracticeBureau` tells the process that it starts. */
export interface PracticeServing extends Pick<PracticeWishes, 'pace' | 'port' | 'importFolder'> {
  readonly readyFd?: number;
}

/** The life of the process that `startPracticeBureau` starts. */
export async function servePracticeBureau(
  office: Office,
  { pace, port, readyFd, importFolder }: PracticeServing,
): Promise<void> {
  const { servePractice } = await import('../practice/serve.ts');
  await servePractice({
    folder: folderOf(office.home),
    now: office.now,
    random: office.random,
    book: office.book,
    dataFolder: office.dataFolder,
    pace,
    port,
    readyFd,
    importFolder,
    maps: codesOf(office).maps,
  });
}

function faultsOf(value: unknown): Partial<Faults> {
  const faults = readFaults(value);
  if (faults) return faults;
  throw new UserError('practice.faults', '练习局的故障设置不对', {
    exit: 'usage',
    next: [
      '可用：slow=毫秒，refuse、error、drop、garbage、truncate=0 至 1，duplicate、shuffle=true，verdict=rules|reject|sample，papers=some|ask|none|return',
    ],
  });
}
