import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecret } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { UserError } from '../errors.ts';
import type { ScanView, ScanVisit } from './scan-desk.ts';
import { answerDevice, isForDevices } from './scan-door.ts';
import { listeningSide, TLS_HANDSHAKE } from './secret-line.ts';

/** What the practice bureau says it is, wherever it is asked, and all that it says to those without its key. */
export const NOTICE = '练习局：只供练习和测试，不是任何海关或检验检疫机构，不会上报任何数据';

const HOST = '127.0.0.1';
/** How long a stranger may keep a connection without a word, in milliseconds. */
const STRANGERS_WAIT = 10_000;

export interface Door {
  readonly port: number;
  /** Settles when it is closed, by whomever. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

interface DoorOptions {
  /** 0: the system chooses one. */
  readonly port: number;
  readonly key: string;
  readonly listener: RequestListener;
  /** What is said, beside what this is, to a browser with a ticket. */
  readonly page?: (ticket: string) => string | undefined;
  /** The page for devices, which browsers without the key may use: what they say yes to was offered by somebody who has it. */
  readonly scan?: (visit: ScanVisit) => ScanView;
}

/**
 * One port on the loopback. Those who have the key come in; whoever speaks plain HTTP is told what this is, and may order nothing.
 *
 * @throws UserError `practice.port` when the port cannot be had
 */
export async function openDoor({ port, key, listener, page, scan }: DoorOptions): Promise<Door> {
  const inside = createSecret(listeningSide(key), (request, response) => {
    if (isFromElsewhere(request)) refuse(response);
    else listener(request, response);
  });
  const outside = createPlain((request, response) => {
    response.setHeader('connection', 'close');
    if (scan && isForDevices(request)) {
      void answerDevice(request, response, scan);
      return;
    }
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || isFromElsewhere(request)) refuse(response);
    else {
      // Asking for the head alone uses no ticket up.
      const ticket = request.method === 'GET' ? ticketIn(request.url ?? '') : '';
      const said = ticket === '' ? undefined : page?.(ticket);
      const text = said === undefined ? NOTICE : `${NOTICE}\n\n${said}\n`;
      response.setHeader('content-type', 'text/plain; charset=utf-8').setHeader('cache-control', 'no-store').end(text);
    }
  });
  // Those without the key are nobody's trouble but their own.
  inside.on('tlsClientError', (_, socket) => socket.destroy());
  for (const side of [inside, outside]) side.on('clientError', (_, socket) => socket.destroy());

  const sockets = new Set<Socket>();
  const front = createServer(socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    socket.setTimeout(STRANGERS_WAIT, () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      const knows = first[0] === TLS_HANDSHAKE;
      if (knows) socket.setTimeout(0).removeAllListeners('timeout');
      socket.unshift(first);
      (knows ? inside : outside).emit('connection', socket);
    });
  });
  const closed = new Promise<void>(resolve => front.once('close', resolve));
  await listen(front, port);
  return {
    port: (front.address() as AddressInfo).port,
    closed,
    async close() {
      if (front.listening) front.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const ticketIn = (url: string): string =>
  URL.canParse(url, `http://${HOST}`) ? (new URL(url, `http://${HOST}`).searchParams.get('ticket') ?? '') : '';

/** Whether a page of the web has sent a browser here: it asks by a name of its own, or says from where it comes. */
function isFromElsewhere({ headers, socket }: IncomingMessage): boolean {
  const { localPort } = socket;
  const names = [`${HOST}:${localPort}`, `localhost:${localPort}`];
  return headers.origin !== undefined || !names.includes(headers.host ?? '');
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(`${NOTICE}。没有钥匙的请求一律不收`);
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
