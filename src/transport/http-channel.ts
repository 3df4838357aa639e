import { addressOf } from './address.ts';
import type { Bytes, Channel, ChannelAnswer, Waiting } from './channel.ts';
import { type ExchangeOptions, exchange } from './exchange.ts';
import { TransportError } from './transport-error.ts';

export interface HttpChannelOptions extends Omit<ExchangeOptions, 'method' | 'headers' | 'mayBeEmpty'> {
  readonly sendUrl: string;
  /** Where receipts are asked for; the same address when not given. */
  readonly receiveUrl?: string | undefined;
  /** Lets http:// through to other machines too; the loopback may always be plain. */
  readonly allowPlain?: boolean | undefined;
}

/**
 * The channel over HTTP (X1). One POST a call, never repeated here: the outbox decides. Redirects are not followed,
 * certificates are verified, and proxies of the environment are not used, because got does not use them.
 *
 * @throws TransportError `transport.address` when an address must not be used
 */
export function httpChannel(options: HttpChannelOptions): Channel {
  const sendUrl = addressOf(options.sendUrl, { allowPlain: options.allowPlain ?? false });
  const receiveUrl = options.receiveUrl
    ? addressOf(options.receiveUrl, { allowPlain: options.allowPlain ?? false })
    : sendUrl;
  let dead: TransportError | undefined;
  const post = async (url: URL, bytes: Bytes, waiting: Waiting = {}): Promise<ChannelAnswer> => {
    try {
      return await exchange(url, bytes, waiting, options);
    } catch (error) {
      if (error instanceof TransportError && isDead(error)) dead ??= error;
      throw error;
    }
  };
  const ask: typeof post = async (...question) => {
    try {
      return await post(...question);
    } catch (error) {
      throw error instanceof TransportError ? error.ofQuestion() : error;
    }
  };
  return {
    get dead() {
      return dead;
    },
    send: (bytes, waiting) => post(sendUrl, bytes, waiting),
    receive: (bytes, waiting) => ask(receiveUrl, bytes, waiting),
    async test(bytes, waiting) {
      const answer = await ask(sendUrl, bytes, waiting);
      return receiveUrl.href === sendUrl.href ? [answer] : [answer, await ask(receiveUrl, bytes, waiting)];
    },
  };
}

/** Whether the next message would fare no better: a connection that breaks off may have had bad luck, a server that keeps silent has not. */
function isDead({ kind }: TransportError): boolean {
  return kind === 'timeout' || kind === 'name' || kind === 'refused' || kind === 'tls';
}
