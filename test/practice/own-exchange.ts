import { readIncoming, writeAnswer, writeDeliveries } from '../../src/message/exchange.ts';
import { makeReceipt } from '../../src/message/receipt.ts';
import { http } from '../transport/servers.ts';

/** A server that is no practice bureau and speaks our own exchange: it takes all, and gives these receipts until they are acknowledged. */
export async function ownExchange(): Promise<{ readonly url: string; say(receipt: Said): void }> {
  const waiting = new Map<string, Said>();
  const answerTo = (body: string): string => {
    const asked = readIncoming(body);
    if (asked.kind === 'receipts')
      return writeDeliveries([...waiting].map(([receiptId, said]) => ({ receiptId, receipt: makeReceipt(said) })));
    if (asked.kind === 'acknowledge') for (const id of asked.receiptIds) waiting.delete(id);
    return writeAnswer({ outcome: asked.kind === 'inquiry' ? 'unknown' : 'taken' });
  };
  const url = await http((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', text => {
      body += text;
    });
    request.on('end', () => response.end(answerTo(body)));
  });
  return { url, say: said => void waiting.set(`R${waiting.size + 1}`, said) };
}

type Said = Parameters<typeof makeReceipt>[0];
