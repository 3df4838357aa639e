import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { CodeBook } from '../catalogue/code-book.ts';
import { UserError } from '../errors.ts';
import { answerTo } from './answer.ts';
import { openBureau, type PracticeAccount } from './bureau.ts';
import { openDocket } from './docket.ts';
import { type Faults, NO_FAULTS, readFaults, seededRandom } from './faults.ts';
import { LOCK_FILE, lockFolder } from './lock.ts';
import { mishaps, XML } from './mishaps.ts';
import { removeServerFile, writeServerFile } from './server-file.ts';

/** What the practice bureau says it is, wherever it is asked. */
export const NOTICE = '练习局：只供练习和测试，不是任何海关或检验检疫机构，不会上报任何数据';

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
  /** One line a message, for a console. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface Practice {
  /** Address for sending and for receiving alike. */
  readonly url: string;
  /** What `GET /practice` answers, so that others can tell that it is this very server. */
  readonly id: string;
  /** Has to be said, as `x-practice-key`, with every order. */
  readonly key: string;
  /** Changes the faults that are named. */
  setFaults(changes: Partial<Faults>): void;
  /** Settles when the server has ended, by whomever. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** What `GET /practice` tells. */
export interface PracticeIdentity {
  readonly practice: 'baojian';
  readonly notice: string;
  readonly id: string;
  readonly pid: number;
  /** How many messages it has taken. */
  readonly taken: number;
  readonly faults: Faults;
}

const HOST = '127.0.0.1';
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/**
 * Opens the practice bureau (X3) on the loopback: a real HTTP server with the bureau's messages.
 *
 * @throws UserError `practice.running` when the folder is in use, `practice.port` when the port is
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { folder, now, book, dataFolder, log = () => {} } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(join(folder, LOCK_FILE));
  const docket = await openDocket(folder);
  let faults: Faults = { ...NO_FAULTS, ...options.faults };
  const random = options.seed === undefined ? options.random : seededRandom(options.seed);
  const bureau = openBureau({
    docket,
    book,
    now,
    pace: options.pace ?? 1000,
    accounts: options.accounts ?? [],
    sampleEvery: options.sampleEvery ?? 5,
    faults: () => faults,
  });
  const id = token(options.random);
  const key = token(options.random);

  const app = new Hono<{ Bindings: HttpBindings }>();
  const identity = (): PracticeIdentity => ({
    ...{ practice: 'baojian', notice: NOTICE, id, pid: process.pid, taken: docket.count(), faults },
  });
  app.get('/practice', context => context.json(identity()));
  app.use('/practice/*', async (context, next) =>
    context.req.header('x-practice-key') === key ? next() : context.text('练习局不接受没有钥匙的指令', 403),
  );
  app.post('/practice/faults', async context => {
    const changes = readFaults(await context.req.json().catch(() => undefined));
    if (!changes) return context.text('练习局不认识这些故障', 400);
    faults = { ...faults, ...changes };
    return context.json(identity());
  });
  app.post('/practice/reset', async context => {
    await docket.clear();
    faults = { ...NO_FAULTS };
    return context.json(identity());
  });
  app.post('/practice/stop', async context => {
    await release();
    setImmediate(() => void stop());
    return context.json(identity());
  });
  app.get('*', context => context.text(NOTICE));
  app.post(
    '*',
    mishaps(() => faults, random),
    bodyLimit({ maxSize: MAX_MESSAGE_BYTES, onError: context => context.text('练习局：报文过大', 413) }),
    async context => {
      const { xml, line } = await answerTo(new Uint8Array(await context.req.arrayBuffer()), { bureau, dataFolder });
      log(`练习局 ${line}`);
      return context.body(xml, 200, { 'content-type': XML });
    },
  );
  app.onError((error, context) => {
    log(`练习局 出错：${error.message}`);
    return context.text('练习局内部出错', 500);
  });

  const server = createAdaptorServer({ fetch: app.fetch, hostname: HOST }) as Server;
  let released: Promise<void> | undefined;
  /** Lets go of the folder: from here on nothing is taken any more. */
  const release = () => {
    released ??= docket
      .close()
      .then(() => removeServerFile(folder))
      .finally(unlock);
    return released;
  };
  const ended = new Promise<void>(resolve => server.once('close', resolve));
  const stop = async () => {
    if (server.listening) server.close();
    server.closeAllConnections();
    await release();
    await ended;
  };
  let url: string;
  try {
    await listen(server, options.port ?? 0);
    url = `http://${HOST}:${(server.address() as AddressInfo).port}/`;
    await writeServerFile(folder, { pid: process.pid, url, id, key });
  } catch (error) {
    await release();
    throw error;
  }
  log(`${NOTICE}。地址 ${url}`);
  return {
    ...{ url, id, key, ended, stop },
    setFaults: changes => {
      faults = { ...faults, ...changes };
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error =>
      reject(
        new UserError('practice.port', `练习局不能使用端口 ${port}：${error.message}`, {
          exit: 'usage',
          next: ['换一个端口，或不指定端口'],
        }),
      ),
    );
    server.listen(port, HOST, resolve);
  });
}

function token(random: () => number): string {
  return Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}
