import type { ReadDeliveries } from '../message/exchange.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';
import type { TransportError } from '../transport/transport-error.ts';
import type { Answer } from './wire.ts';

/**
 * A way to the bureau that is ready to be used (S4, X1), whatever carries what is said. It never tries twice by itself: the outbox does.
 * Failures of the way are `TransportError`s, and answers that make no sense `UserError`s of the exit `transport`.
 */
export interface Line {
  /** The first failure of a line that is dead for all: what else there is to say would only wait as long. */
  readonly dead: TransportError | undefined;
  /** Whether it brings receipts of whatever declaration; else what was not asked about is a mistake of the other side. */
  readonly unasked: boolean;
  /** Hands over a message of the outbox; the bytes are those that it was kept with. */
  send(entry: OutboxEntry, bytes: Uint8Array, signal?: AbortSignal): Promise<Answer>;
  /** What became of a message that may have arrived. */
  ask(entry: OutboxEntry, signal?: AbortSignal): Promise<Answer>;
  /** The receipts that wait for these declarations. `arrivedAt`, Beijing time, stands in for a time that one does not have. */
  receipts(entryNos: readonly string[], arrivedAt: string, signal?: AbortSignal): Promise<ReadDeliveries | Answer>;
  /** Asks whether anybody is there who takes what this office says: an answer for each address or folder. */
  test(signal?: AbortSignal): Promise<readonly Answer[]>;
  /** Lets the other side forget receipts that are kept here. */
  acknowledge(receiptIds: readonly string[], signal?: AbortSignal): Promise<Answer>;
}
