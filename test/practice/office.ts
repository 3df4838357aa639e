import type { Declaration } from '../../src/catalogue/document.ts';
import { type Account, withAccount } from '../../src/message/account.ts';
import {
  type Answer,
  type Delivery,
  type Request,
  readAnswer,
  readDeliveries,
  writeRequest,
} from '../../src/message/exchange.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { callingSide } from '../../src/practice/secret-line.ts';
import type { Practice } from '../../src/practice/server.ts';
import { httpChannel } from '../../src/transport/http-channel.ts';
import { BOOK } from './declarations.ts';

/** The office's side of the messages, over the real channel. */
export function office({ url, key }: Pick<Practice, 'url' | 'key'>, account?: Account) {
  const channel = httpChannel({ sendUrl: url.replace('http:', 'https:'), agent: callingSide(key) });
  const bytes = (xml: string) => new TextEncoder().encode(account ? withAccount(xml, account) : xml);
  const ask = (request: Request) => channel.receive(bytes(writeRequest(request)));
  return {
    sendXml: async (xml: string): Promise<Answer> => readAnswer(await channel.send(bytes(xml), { messageId: '' })),
    send: async (document: Declaration, messageId: string): Promise<Answer> =>
      readAnswer(await channel.send(bytes(writeDeclaration(document, { messageId, book: BOOK }).xml), { messageId })),
    inquire: async (messageId: string) => readAnswer(await ask({ kind: 'inquiry', messageId })).outcome,
    async receive(...entryNos: string[]): Promise<readonly Delivery[]> {
      const read = readDeliveries(await ask({ kind: 'receipts', entryNos }));
      if (!('deliveries' in read)) throw new Error(`refused: ${read.outcome}`);
      if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
      return read.deliveries;
    },
    acknowledge: async (...receiptIds: string[]) => readAnswer(await ask({ kind: 'acknowledge', receiptIds })).outcome,
    test: async () => readAnswer(await ask({ kind: 'test' })),
  };
}
