import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Asked, Lie, Question } from './lies.ts';

/** Gives the answer of an honest server to the body of a request. */
export type Honest = (body: Uint8Array) => Promise<Uint8Array>;

export interface LyingServer {
  readonly url: string;
  /** How it lies from now on; not at all when undefined. */
  lie: Lie | undefined;
  /** How often it has lied, and what else came. */
  readonly told: { lies: number; truths: number };
  close(): Promise<void>;
}

// biome-ignore format: table
const ROOTS: Readonly<Record<string, Asked>> = {
  EEntDeclIo: 'declaration', MessageInquiry: 'inquiry', ReceiptRequest: 'receipts', ReceiptAcknowledge: 'acknowledge', ConnectionTest: 'test',
};

/**
 * A server that stands between an office and an honest one, and lies as it is told. It writes to the socket itself, for most of the lies
 * are none that a library for HTTP would tell. `bystander` is an entry number of the office that is not sent.
 */
export async function openLyingServer(honest: Honest, bystander: string): Promise<LyingServer> {
  const sockets = new Set<Socket>();
  const told = { lies: 0, truths: 0 };
  let lie: Lie | undefined;
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    void bodyFrom(socket).then(
      async body => {
        const question = questionOf(body, { socket, honest, bystander });
        if (lie?.to.includes(question.asked)) {
          told.lies += 1;
          await lie.tell(question);
          return;
        }
        told.truths += 1;
        const answer = Buffer.from(await honest(body));
        socket.end(
          Buffer.concat([
            Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\nConnection: close\r\n\r\n`),
            answer,
          ]),
        );
      },
      () => socket.destroy(),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get lie() {
      return lie;
    },
    set lie(next) {
      lie = next;
    },
    told,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** The body of the one request of a connection. */
function bodyFrom(socket: Socket): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    socket.once('close', () => reject(new Error('gone')));
    socket.on('data', chunk => {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      const end = bytes.indexOf('\r\n\r\n');
      const length = Number(
        /\r\ncontent-length: *(\d+)/iu.exec(bytes.toString('latin1', 0, end + 2))?.[1] ?? Number.NaN,
      );
      if (end >= 0 && bytes.length >= end + 4 + length) resolve(bytes.subarray(end + 4));
    });
  });
}

function questionOf(
  body: Uint8Array,
  { socket, honest, bystander }: { readonly socket: Socket; readonly honest: Honest; readonly bystander: string },
): Question {
  const text = new TextDecoder().decode(body);
  const all = (name: string) =>
    [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'gu'))].map(([, it = '']) => it);
  const root = /<([A-Z]\w*)/u.exec(text.replace(/<\?.*?\?>/su, ''))?.[1] ?? '';
  return {
    asked: ROOTS[root] ?? 'test',
    messageId: all('MessageId')[0] ?? all('EntUuid')[0] ?? '',
    entryNos: all('CusCiqNo'),
    bystander,
    write: bytes => void socket.write(bytes),
    end: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
    forever(piece, pause) {
      const more = (): void => {
        if (socket.destroyed) return;
        if (socket.write(piece())) setTimeout(more, pause);
        else socket.once('drain', more);
      };
      more();
    },
    honest: async () => new TextDecoder().decode(await honest(body)),
  };
}
