import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Delivery, readIncoming, writeAnswer, writeDeliveries } from '../src/message/exchange.ts';
import { readDeclaration } from '../src/message/read.ts';
import { makeReceipt } from '../src/message/receipt.ts';
import { mutated } from './mutate.ts';
import type { Random } from './random.ts';

/** What an honest bureau would answer to a request, and what it keeps of it. */
interface Due {
  readonly body: Uint8Array;
  readonly keep: () => void;
}

type Lie = (response: ServerResponse, due: Due, random: Random) => void;

const send = (
  response: ServerResponse,
  status: number,
  body: Uint8Array | string,
  head: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/xml', ...head });
  response.end(body);
};

/** Keeps what it was sent, then does as told: the office cannot know that it was taken. */
const after =
  (lie: Lie): Lie =>
  (response, due, random) => {
    due.keep();
    lie(response, due, random);
  };

const says =
  (status: number, body: string, head: Record<string, string> = {}): Lie =>
  response =>
    send(response, status, body, head);

const MB = 1 << 20;

/** Ways not to tell the truth. None of them refuses in good form what it takes, for nobody could tell that from the truth. */
// biome-ignore format: table
export const LIES: Readonly<Record<string, Lie>> = {
  'reset before':          response => response.destroy(),
  'reset after':           after(response => response.destroy()),
  'half the answer':       after((response, { body }) => { response.writeHead(200, { 'content-length': String(body.length) }); response.write(body.subarray(0, body.length >> 1)); response.destroy(); }),
  'cut, in order':         after((response, { body }) => send(response, 200, body.subarray(0, body.length - 9))),
  'nothing':               after(says(200, '')),
  '204':                   after(says(204, '')),
  '500':                   says(500, '<html>oops</html>'),
  '500 after':             after(says(500, '<html>oops</html>')),
  '502':                   after(says(502, 'bad gateway')),
  '503':                   says(503, 'later', { 'retry-after': '99999999' }),
  '404':                   says(404, 'none'),
  '401':                   says(401, 'who', { 'www-authenticate': 'Basic' }),
  '413':                   says(413, 'too large'),
  '429':                   says(429, 'slow down', { 'retry-after': '-1' }),
  'redirect elsewhere':    says(302, '', { location: 'http://169.254.169.254/latest' }),
  'redirect to a file':    says(301, '', { location: 'file:///etc/passwd' }),
  'redirect in a circle':  says(307, '', { location: '/' }),
  'HTML with 200':         after(says(200, '<!DOCTYPE html><html><body>登录</body></html>', { 'content-type': 'text/html' })),
  'JSON':                  after(says(200, '{"Code":"0"}', { 'content-type': 'application/json' })),
  'another root':          after(says(200, '<Answer><Code>0</Code></Answer>')),
  'unknown code':          after(says(200, '<Response><Code>7</Code></Response>')),
  'two codes':             after(says(200, '<Response><Code>0</Code><Code>2</Code></Response>')),
  'entities':              after(says(200, '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><Response><Code>0</Code><Text>&c;</Text></Response>')),
  'deep':                  after(says(200, '<a>'.repeat(50_000))),
  'bytes changed':         after((response, { body }, random) => send(response, 200, mutated(body, random))),
  'noise':                 after((response, _, random) => send(response, 200, random.bytes(5000))),
  'other character set':   after((response, { body }) => send(response, 200, Buffer.from(new TextDecoder().decode(body), 'utf16le'), { 'content-type': 'application/xml; charset=gb18030' })),
  'control characters':    after((response, { body }) => send(response, 200, new TextDecoder().decode(body).replace(/(<(?:Text|RspInfo)>)/u, '$1\u009b2J\u202e'))),
  'gzip bomb':             after(response => send(response, 200, gzipSync(Buffer.alloc(16 * MB, 0x20)), { 'content-encoding': 'gzip' })),
  'gzip that is none':     after((response, { body }) => send(response, 200, body, { 'content-encoding': 'gzip' })),
  'answer without end':    after(response => { response.writeHead(200); const more = (): void => { if (response.destroyed) return; response.write(Buffer.alloc(MB, 0x20), more); }; more(); }),
  'length too long':       after((response, { body }) => { response.writeHead(200, { 'content-length': String(body.length + 100) }); response.end(body); response.socket?.end(); }),
  'head without end':      after(response => { response.socket?.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}`); response.socket?.destroy(); }),
  'no HTTP':               after(response => { response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'); }),
};

export interface Liar {
  readonly url: string;
  /** What comes next: the lie told to each request, or the truth. */
  lie: (() => readonly [name: string, random: Random] | undefined) | undefined;
  /** Message ids that were taken, by entry number. */
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
  close(): Promise<void>;
}

/** A bureau on the loopback that keeps what it is sent, answers each with one receipt, and lies when told. */
export async function openLiar(): Promise<Liar> {
  const taken = new Map<string, Set<string>>();
  const acknowledged = new Set<string>();
  const due = (bytes: Uint8Array): Due => {
    const text = (answer: string): Uint8Array => new TextEncoder().encode(answer);
    const incoming = readIncoming(bytes);
    if (incoming.kind === 'declaration') {
      const {
        document: { entryNo = '' },
        messageId,
      } = readDeclaration(bytes);
      const known = taken.get(entryNo)?.has(messageId) ?? false;
      return {
        body: text(writeAnswer({ outcome: known ? 'again' : 'taken', messageId })),
        keep: () => void taken.set(entryNo, new Set([...(taken.get(entryNo) ?? []), messageId])),
      };
    }
    if (incoming.kind === 'inquiry') {
      const known = [...taken.values()].some(ids => ids.has(incoming.messageId));
      return {
        body: text(writeAnswer({ outcome: known ? 'taken' : 'unknown', messageId: incoming.messageId })),
        keep: () => {},
      };
    }
    if (incoming.kind === 'receipts')
      return {
        body: text(writeDeliveries(deliveriesOf(taken).filter(({ receiptId }) => !acknowledged.has(receiptId)))),
        keep: () => {},
      };
    if (incoming.kind === 'acknowledge')
      return {
        body: text(writeAnswer({ outcome: 'taken' })),
        keep: () => {
          for (const id of incoming.receiptIds) acknowledged.add(id);
        },
      };
    return { body: text(writeAnswer({ outcome: 'taken' })), keep: () => {} };
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const told = liar.lie?.();
    try {
      const honest = due(Buffer.concat(chunks));
      const lie = told && LIES[told[0]];
      if (lie) lie(response, honest, told[1]);
      else {
        honest.keep();
        send(response, 200, honest.body);
      }
    } catch (error) {
      send(response, 200, writeAnswer({ outcome: 'refused', text: String(error) }));
    }
  }
  const server = createServer((request, response) => {
    response.on('error', () => {});
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const liar: Liar = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    lie: undefined,
    taken,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return liar;
}

function deliveriesOf(taken: ReadonlyMap<string, ReadonlySet<string>>): Delivery[] {
  return [...taken.keys()].map(entryNo => ({
    receiptId: `R-${entryNo}`,
    receipt: makeReceipt({
      entryNo,
      dealNo: '126000000000002',
      ledgerNo: '',
      time: '2017-10-24 10:00:00',
      code: '1300',
      text: '报检号:[126000000000002]已正式受理通过。',
    }),
  }));
}
