import type { Status } from '../declaration/life-cycle.ts';
import { UserError } from '../errors.ts';
import type { Changed } from './apply-receipts.ts';
import { pause } from './clock.ts';
import type { Office } from './office.ts';
import { receiveReceipts } from './receive-receipts.ts';

/** Whether the bureau has said its last word, as far as this sending goes. */
export function isSettled(status: Status): boolean {
  return (
    status === 'released' || status === 'rejected' || status === 'withdrawn' || status === 'draft' || status === 'saved'
  );
}

/** Receives until every one of the declarations is settled, the time is up, or the signal says so. A line that fails in between is tried again. */
export async function awaitReceipts(
  office: Office,
  entryNos: readonly string[],
  options: {
    readonly seconds: number;
    readonly onChange?: (changed: Changed) => void;
    readonly onFailure?: (error: UserError) => void;
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  const { signal = new AbortController().signal } = options;
  const until = office.now() + options.seconds * 1000;
  const statusOf = (entryNo: string) => office.store.rows().at(office.store.rows().indexOf(entryNo))?.status ?? 'draft';
  for (;;) {
    const waiting = entryNos.filter(entryNo => !isSettled(statusOf(entryNo)));
    if (waiting.length === 0 || office.now() >= until || signal.aborted) return;
    try {
      const { changed, failure } = await receiveReceipts(office, { entryNos: waiting, signal });
      for (const one of changed) options.onChange?.(one);
      if (failure) throw failure;
    } catch (error) {
      if (!(error instanceof UserError) || error.exit !== 'transport') throw error;
      // A request that the signal has ended is no failure.
      if (!signal.aborted) options.onFailure?.(error);
    }
    await pause(office, Math.max(0, Math.min(0.5, (until - office.now()) / 1000)), signal);
  }
}
