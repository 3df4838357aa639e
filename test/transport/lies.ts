import { gzipSync } from 'node:zlib';
import { type Answer, type Delivery, writeAnswer, writeDeliveries } from '../../src/message/exchange.ts';
import { makeReceipt } from '../../src/message/receipt.ts';

/** What an office asks: `declaration` sends one. */
export type Asked = 'declaration' | 'inquiry' | 'receipts' | 'acknowledge' | 'test';

/** A request as the server has read it, and where its answer goes. */
export interface Question {
  readonly asked: Asked;
  readonly messageId: string;
  readonly entryNos: readonly string[];
  /** Another entry number of the same office, about which nobody has asked. */
  readonly bystander: string;
  /** Writes bytes as they are. */
  write(bytes: string | Uint8Array): void;
  /** Ends the connection, whatever was written. */
  end(): void;
  reset(): void;
  /** Goes on until the connection is gone. */
  forever(piece: () => string | Uint8Array, pause: number): void;
  /** What an honest server would say. */
  honest(): Promise<string>;
}

/** A way in which a server can lie. */
export interface Lie {
  readonly name: string;
  /** What it lies to; to all else it is honest. */
  readonly to: readonly Asked[];
  /** What it says may be believed as far as it can be understood: the receipts are in order but for what is cleaned away. */
  readonly harmless?: true;
  /** It would be waited for as long as the channel has patience. */
  readonly slow?: true;
  tell(question: Question): void | Promise<void>;
}

const ALL: readonly Asked[] = ['declaration', 'inquiry', 'receipts', 'acknowledge', 'test'];
const SEND: readonly Asked[] = ['declaration', 'inquiry'];
const RECEIPTS: readonly Asked[] = ['receipts'];

const MB = 1 << 20;
const head = (fields: string, status = '200 OK') => `HTTP/1.1 ${status}\r\n${fields}\r\n\r\n`;
const whole = (body: string | Uint8Array, more = '', status = '200 OK'): Uint8Array =>
  Buffer.concat([
    Buffer.from(head(`Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close${more}`, status)),
    Buffer.from(body as string),
  ]);

const raw = (name: string, to: readonly Asked[], bytes: () => string | Uint8Array): Lie => ({
  name,
  to,
  tell: question => {
    question.write(bytes());
    question.end();
  },
});
const saying = (name: string, to: readonly Asked[], body: (question: Question) => string | Uint8Array): Lie => ({
  name,
  to,
  tell: question => {
    question.write(whole(body(question)));
    question.end();
  },
});
const answering = (name: string, to: readonly Asked[], answer: (question: Question) => Answer): Lie =>
  saying(name, to, question => writeAnswer(answer(question)));

/** One receipt that would release a declaration if it were believed. */
const releasing = (entryNo: string, more: Partial<Delivery['receipt']> = {}): Delivery => ({
  receiptId: `lie-${entryNo}`,
  receipt: makeReceipt({
    entryNo,
    code: '1100',
    dealNo: '117000000000666',
    time: '2030-01-01 00:00:00',
    text: '报检号:[117000000000666]，为非法检报检单，系统已自动放行！',
    ...more,
  }),
});
const receipts = (name: string, deliveries: (question: Question) => readonly Delivery[]): Lie =>
  saying(name, RECEIPTS, question => writeDeliveries(deliveries(question)));

const changed = (
  name: string,
  to: readonly Asked[],
  change: (honest: string) => string | Uint8Array,
  harmless?: true,
): Lie => ({
  name,
  to,
  ...(harmless && { harmless }),
  async tell(question) {
    question.write(whole(change(await question.honest())));
    question.end();
  },
});

let packed: Uint8Array | undefined;
function bomb(): Uint8Array {
  packed ??= gzipSync(Buffer.alloc(64 * MB, 0x20));
  return packed;
}

const CONTROL = '&#x202E;\u009b31m\u200b';

/** Ways to lie, from the line up to what is said of a declaration. */
export const LIES: readonly Lie[] = [
  { name: 'keeps silent', slow: true, to: ALL, tell: () => {} },
  {
    name: 'trickles headers',
    slow: true,
    to: ALL,
    tell: question => {
      question.write('HTTP/1.1 200 OK\r\n');
      question.forever(() => 'X-A: b\r\n', 20);
    },
  },
  {
    name: 'trickles an answer',
    slow: true,
    to: ALL,
    tell: question => {
      question.write(head('Content-Length: 100000'));
      question.forever(() => '<', 20);
    },
  },
  {
    name: 'says “go on” for ever',
    slow: true,
    to: ALL,
    tell: question => question.forever(() => head('X: 1', '102 Processing'), 5),
  },
  { name: 'hangs up', to: ALL, tell: question => question.end() },
  { name: 'resets', to: ALL, tell: question => question.reset() },
  {
    name: 'answers endlessly',
    to: ALL,
    tell: question => {
      question.write(head('Connection: close'));
      question.forever(() => Buffer.alloc(MB, 0x3c), 0);
    },
  },
  raw('says half', ALL, () => `${head('Content-Length: 4000')}<Response><Code>0</Code>`),
  raw('says half a chunk', ALL, () => `${head('Transfer-Encoding: chunked')}ffff\r\n<Response><Code>0`),
  raw('is no HTTP', ALL, () => 'SSH-2.0-OpenSSH_9.6\r\n'),
  raw('has endless headers', ALL, () => `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(MB)}\r\n\r\n`),
  raw('says nothing at all', ALL, () => whole('')),
  raw('says 204', ALL, () => whole('', '', '204 No Content')),
  raw('leads elsewhere', ALL, () => whole('', '\r\nLocation: http://127.0.0.1:9/', '302 Found')),
  raw('leads back to itself', ALL, () => whole('', '\r\nLocation: /', '307 Temporary Redirect')),
  raw('asks for a login of the network', ALL, () =>
    whole('<!doctype html><form>上网认证</form>', '\r\nContent-Type: text/html'),
  ),
  raw('fails, and says that it took it', ALL, () =>
    whole(writeAnswer({ outcome: 'taken' }), '', '500 Internal Server Error'),
  ),
  raw('packs a bomb', ALL, () => whole(bomb(), '\r\nContent-Encoding: gzip')),
  raw('packs rubbish', ALL, () => whole('rubbish', '\r\nContent-Encoding: gzip')),
  saying('speaks JSON', ALL, () => '{"code":0,"message":"taken"}'),
  saying('speaks another encoding', ALL, () =>
    Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="EBCDIC-CP-US"?><Response><Code>0</Code><Text>'),
      Buffer.from([0xc4, 0xff, 0xff, 0xc3]),
      Buffer.from('</Text></Response>'),
    ]),
  ),
  saying(
    'hides entities',
    ALL,
    () =>
      '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Response><Code>0</Code><Text>&b;</Text></Response>',
  ),
  saying('nests without end', ALL, () => `${'<Response>'.repeat(100_000)}${'</Response>'.repeat(100_000)}`),
  saying('says too many things', ALL, () => `<Receipts>${'<Receipt/>'.repeat(300_000)}</Receipts>`),
  changed('breaks off', ALL, honest => honest.slice(0, -20)),
  saying('answers another question', ALL, ({ asked }) =>
    asked === 'receipts' ? '<ReceiptRequest><CusCiqNo>1</CusCiqNo></ReceiptRequest>' : writeDeliveries([]),
  ),
  saying('has a code that nobody knows', ALL, () => '<Response><Code>9</Code><Text>?</Text></Response>'),
  saying('says yes and no', ALL, () => '<Response><Code>0</Code><Code>2</Code></Response>'),
  answering('speaks of another message', SEND, () => ({ outcome: 'taken', messageId: 'somebody-elses' })),
  {
    name: 'takes it without a word, and denies that',
    to: SEND,
    async tell(question) {
      await question.honest();
      if (question.asked === 'inquiry')
        question.write(whole(writeAnswer({ outcome: 'unknown', messageId: question.messageId })));
      question.end();
    },
  },
  answering('refuses to be asked', ['inquiry', 'receipts', 'acknowledge'], () => ({ outcome: 'refused', text: 'no' })),
  answering('refuses acknowledgements', ['acknowledge'], () => ({ outcome: 'refused', text: `no${CONTROL}` })),
  receipts('gives receipts of others', () => [releasing('WI999999999999999')]),
  receipts('gives receipts nobody asked for', ({ bystander }) => [releasing(bystander)]),
  {
    name: 'mixes receipts of others into ours',
    to: RECEIPTS,
    harmless: true,
    async tell(question) {
      const others = writeDeliveries([releasing('WI999999999999999'), releasing(question.bystander)]);
      const rows = others.slice(others.indexOf('<Receipt>'), others.lastIndexOf('</Receipts>'));
      question.write(whole((await question.honest()).replace('<Receipts>', `<Receipts>${rows}`)));
      question.end();
    },
  },
  saying('gives receipts without an id', RECEIPTS, ({ entryNos }) =>
    writeDeliveries(entryNos.map(no => releasing(no))).replace(
      /<ReceiptId>[^<]*<\/ReceiptId>/gu,
      '<ReceiptId></ReceiptId>',
    ),
  ),
  saying('gives receipts without a number', RECEIPTS, ({ entryNos }) =>
    writeDeliveries(entryNos.map(no => releasing(no))).replace(/<CusCiqNo>[^<]*<\/CusCiqNo>/gu, ''),
  ),
  saying('gives receipts that say nothing', RECEIPTS, ({ entryNos }) =>
    writeDeliveries(entryNos.map(no => releasing(no))).replace(/<(RspCodes|RspInfo)>[^<]*<\/\1>/gu, ''),
  ),
  saying('ends a number early', RECEIPTS, ({ entryNos }) =>
    writeDeliveries(entryNos.map(no => releasing(no))).replaceAll('</CusCiqNo>', '0</CusCiqNo>'),
  ),
  changed('writes over the screen', RECEIPTS, honest => honest.replaceAll('<RspInfo>', `<RspInfo>${CONTROL}`), true),
  changed(
    'says everything twice, last first',
    RECEIPTS,
    honest => {
      const [start = '', end = ''] = ['<Receipts>', '</Receipts>'];
      const body = honest.slice(honest.indexOf(start) + start.length, honest.lastIndexOf(end));
      const rows = body.match(/<Receipt>.*?<\/Receipt>/gsu) ?? [];
      return `${start}${[...rows, ...rows].reverse().join('')}${end}`;
    },
    true,
  ),
];
