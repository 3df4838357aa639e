import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { CodeMaps } from '../message/codes.ts';
import { appOf } from './app.ts';
import { openBureau, type PracticeAccount } from './bureau.ts';
import { type Docket, openDocket } from './docket.ts';
import { NOTICE, openDoor } from './door.ts';
import { type Faults, NO_FAULTS, seededRandom } from './faults.ts';
import { folderError } from './folder-error.ts';
import { type ImportClient, openImportClient } from './import-client.ts';
import { LOCK_FILE, lockFolder } from './lock.ts';
import { openMailbox } from './mailbox.ts';
import { openPaperRoom } from './paper-room.ts';
import { openScanDesk } from './scan-desk.ts';
import { newKey, removeServerFile, writeServerFile } from './server-file.ts';
import { whenVanished } from './vanished.ts';

export interface PracticeOptions {
  /** Where everything is kept, and word of where the server is; one server a folder. */
  readonly folder: string;
  /** 0 or absent: the system chooses one. */
  readonly port?: number | undefined;
  readonly now: () => number;
  readonly random: () => number;
  readonly book: CodeBook;
  /** The folder `data` that the program carries: the schema of the message is there. */
  readonly dataFolder: string;
  /** Milliseconds between two receipts of a declaration; 1000 when absent. */
  readonly pace?: number | undefined;
  readonly accounts?: readonly PracticeAccount[] | undefined;
  /** Every how many declarations one is sampled; 5 when absent. */
  readonly sampleEvery?: number | undefined;
  readonly faults?: Partial<Faults> | undefined;
  /** Fixes which requests the faults hit. */
  readonly seed?: number | undefined;
  /** A folder in which the import client of the single window is played, too. */
  readonly importFolder?: string | undefined;
  /** Codes of today's forms, for what comes by that folder. */
  readonly maps?: CodeMaps | undefined;
  /** One line a message, for a console. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface Practice {
  /** Where it is to be seen by anybody. */
  readonly url: string;
  /** The key of the line to it, for sending, receiving and orders alike. */
  readonly key: string;
  /** Changes the faults that are named. */
  setFaults(changes: Partial<Faults>): void;
  /** Settles when the server has ended, by whomever. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens the practice bureau (X3) on the loopback: a real HTTP server with the bureau's messages, for those who have its key.
 * It ends by itself when its folder vanishes.
 *
 * @throws UserError `practice.running` when the folder is in use, `practice.port` when the port is, `practice.folder` when it is no use
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { folder, now, book, dataFolder, log = () => {} } = options;
  const { docket, leave } = await takeFolder(folder);
  let faults: Faults = { ...NO_FAULTS, ...options.faults };
  const setFaults = (changes: Partial<Faults>) => {
    faults = { ...faults, ...changes };
  };
  let released: Promise<void> | undefined;
  const release = () => {
    released ??= leave();
    return released;
  };
  let stop: () => Promise<void> = release;
  const room = openPaperRoom(folder);
  const bureau = openBureau({
    docket,
    room,
    book,
    now,
    pace: options.pace ?? 1000,
    accounts: options.accounts ?? [],
    sampleEvery: options.sampleEvery ?? 5,
    faults: () => faults,
  });
  const mailbox = openMailbox(now);
  const scans = openScanDesk(now);
  const app = appOf({
    ...{ bureau, mailbox, scans },
    ...{ dataFolder, log, setFaults, release },
    random: options.seed === undefined ? options.random : seededRandom(options.seed),
    faults: () => faults,
    count: docket.count,
    clear: async () => {
      await docket.clear();
      await room.clear();
      mailbox.clear();
      scans.clear();
    },
    stop: () => stop(),
  });
  const key = newKey();
  try {
    const { importFolder: root, maps } = options;
    const codes = { book, ...(maps && { maps }) };
    const client = root && (await openImportClient({ root, bureau, dataFolder, codes, now, log }));
    const door = await openDoor({
      port: options.port ?? 0,
      key,
      listener: getRequestListener(app.fetch),
      page: bureau.paperless.page,
      scan: scans.view,
    });
    const url = `http://127.0.0.1:${door.port}/`;
    const rest = client ? playing(client, log) : async () => {};
    stop = async () => {
      forget();
      const closing = door.close();
      await rest();
      await release();
      await closing;
    };
    const forget = whenVanished(join(folder, LOCK_FILE), () => void stop());
    await writeServerFile(folder, { pid: process.pid, url, key });
    log(`${NOTICE}。地址 ${url}`);
    return { url, key, setFaults, ended: door.closed, stop };
  } catch (error) {
    await stop();
    throw folderError(error, folder);
  }
}

/** Milliseconds between two looks of the import client. */
const LOOKS_EVERY = 500;

/** Lets the client look again and again; returns what ends that, behind a look that has begun. What fails is tried again at the next look. */
function playing(client: ImportClient, log: (line: string) => void): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const looking = (async () => {
    while (!signal.aborted) {
      await client.turn().catch((error: unknown) => log(`导入客户端出错：${String(error)}`));
      await pause(LOOKS_EVERY, undefined, { signal }).catch(() => {});
    }
  })();
  return () => {
    ending.abort();
    return looking;
  };
}

/** The folder for this server alone, with all that it has taken before. `leave` lets go of it: from then on nothing is taken any more. */
async function takeFolder(folder: string): Promise<{ readonly docket: Docket; leave(): Promise<void> }> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unlock = await lockFolder(join(folder, LOCK_FILE));
    try {
      const docket = await openDocket(folder);
      return {
        docket,
        leave: () =>
          docket
            .close()
            .then(() => removeServerFile(folder))
            .finally(unlock),
      };
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    throw folderError(error, folder);
  }
}
