/*
 * What is said on the line. The XML tools behind it are half of the program, so they are loaded when something is to be said,
 * not at every start.
 */
import type { Account } from '../message/account.ts';
import type { Request } from '../message/exchange.ts';

export type { Answer, Delivery } from '../message/exchange.ts';

/** Messages, receipts and the envelopes around them. */
export async function loadWire() {
  const [account, exchange, paperless, receipt] = await Promise.all([
    import('../message/account.ts'),
    import('../message/exchange.ts'),
    import('../message/paperless.ts'),
    import('../message/receipt.ts'),
  ]);
  return { ...account, ...exchange, ...paperless, ...receipt };
}

/** What the import client of the single window answers. */
export const loadClientAnswers = () => import('../message/client-answer.ts');

/** A request with the account in it, as bytes. */
export async function requestBytes(request: Request, account: Account | undefined): Promise<Uint8Array> {
  const { withAccount, writeRequest } = await loadWire();
  const xml = writeRequest(request);
  return new TextEncoder().encode(account ? withAccount(xml, account) : xml);
}
