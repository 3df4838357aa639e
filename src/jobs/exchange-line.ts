import type { Account } from '../message/account.ts';
import type { Channel } from '../transport/channel.ts';
import type { Line } from './line.ts';
import { loadWire, requestBytes } from './wire.ts';

/** The line that speaks our own exchange with a server, under an account if there is one. */
export function exchangeLine(channel: Channel, account: Account | undefined): Line {
  return {
    unasked: false,
    get dead() {
      return channel.dead;
    },
    async send({ messageId }, bytes, signal) {
      const { readAnswer, withAccount } = await loadWire();
      const xml = new TextDecoder().decode(bytes);
      const outgoing = new TextEncoder().encode(account ? withAccount(xml, account) : xml);
      return readAnswer(await channel.send(outgoing, { messageId, signal }));
    },
    async ask({ messageId }, signal) {
      const { readAnswer } = await loadWire();
      return readAnswer(await channel.receive(await requestBytes({ kind: 'inquiry', messageId }, account), { signal }));
    },
    async receipts(entryNos, arrivedAt, signal) {
      const { readDeliveries } = await loadWire();
      const request = await requestBytes({ kind: 'receipts', entryNos }, account);
      return readDeliveries(await channel.receive(request, { signal }), arrivedAt);
    },
    async test(signal) {
      const { readAnswer } = await loadWire();
      return (await channel.test(await requestBytes({ kind: 'test' }, account), { signal })).map(readAnswer);
    },
    async acknowledge(receiptIds, signal) {
      const { readAnswer } = await loadWire();
      const request = await requestBytes({ kind: 'acknowledge', receiptIds }, account);
      return readAnswer(await channel.receive(request, { signal }));
    },
  };
}
