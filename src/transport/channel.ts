import type { TransportError } from './transport-error.ts';

export type Bytes = Uint8Array;

export interface Waiting {
  /** Stops waiting; the error then says whether the bytes may have arrived. */
  readonly signal?: AbortSignal | undefined;
}

/** What came back. */
export interface ChannelAnswer {
  readonly bytes: Bytes;
  /** The encoding that the server named. */
  readonly charset?: string | undefined;
}

interface Sending extends Waiting {
  /** Names the bytes where a channel needs a name for them, such as a file. */
  readonly messageId: string;
}

/**
 * A way to the bureau (settings S4). Bytes in, bytes out: what they say is not its business, and it never tries twice by itself.
 * Every failure is a `TransportError`.
 */
export interface Channel {
  /** The first failure of a line that is dead for all: what else there is to say would only wait as long. */
  readonly dead: TransportError | undefined;
  /** Hands a message over; gives the answer. */
  send(bytes: Bytes, options: Sending): Promise<ChannelAnswer>;
  /** Asks for what waits there; gives the answer. */
  receive(bytes: Bytes, options?: Waiting): Promise<ChannelAnswer>;
  /** Asks each address of the channel the same; gives an answer an address, the sending one first. */
  test(bytes: Bytes, options?: Waiting): Promise<readonly ChannelAnswer[]>;
}
