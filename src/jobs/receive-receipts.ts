import type { Status } from '../declaration/life-cycle.ts';
import type { Receipt } from '../declaration/receipt.ts';
import { withReceipts } from '../declaration/receive.ts';
import { UserError } from '../errors.ts';
import { type Delivery, readAnswer, readDeliveries } from '../message/exchange.ts';
import { readReceipts, writeReceipt } from '../message/receipt.ts';
import { type OpenChannel, openChannel } from './channel.ts';
import { stampOf, timeOf } from './clock.ts';
import { deliverDue, requestBytes } from './deliver-outbox.ts';
import type { Office } from './office.ts';

/** A declaration whose receipts came: its status before and after. */
export interface Changed {
  readonly entryNo: string;
  readonly from: Status;
  readonly to: Status;
  readonly receipts: readonly Receipt[];
}

export interface Received {
  /** Receipts that are new; those that came again are not counted. */
  readonly arrived: number;
  readonly changed: readonly Changed[];
  /** New receipts that name no declaration of this office: they are kept. */
  readonly unmatched: readonly Receipt[];
  /** What could not be understood; it was not acknowledged and will come again. */
  readonly problems: readonly string[];
}

// As many as one answer holds comfortably.
const AT_ONCE = 200;

/**
 * Asks for the receipts of the given declarations, or of all that wait for some (R1). Each receipt is on the disk before it is
 * acknowledged, and applied before or after without harm. What the outbox still has to send goes first.
 */
export async function receiveReceipts(
  office: Office,
  options: { readonly entryNos?: readonly string[]; readonly signal?: AbortSignal } = {},
): Promise<Received> {
  const left = await applyKept(office);
  const open = await openChannel(office);
  await deliverDue(office, open, options);
  const waiting =
    options.entryNos ?? [...office.store.rows()].filter(({ awaiting }) => awaiting).map(({ entryNo }) => entryNo);
  const total: { arrived: number; changed: Changed[]; unmatched: Receipt[]; problems: string[] } = {
    arrived: left.flatMap(({ receipts }) => receipts).length,
    changed: [...left],
    unmatched: [],
    problems: [],
  };
  for (let from = 0; from < waiting.length && !options.signal?.aborted; from += AT_ONCE) {
    const batch = await receiveBatch(office, open, waiting.slice(from, from + AT_ONCE), options.signal);
    total.arrived += batch.arrived;
    total.changed.push(...batch.changed);
    total.unmatched.push(...batch.unmatched);
    total.problems.push(...batch.problems);
  }
  return total;
}

async function receiveBatch(
  office: Office,
  open: OpenChannel,
  entryNos: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Received> {
  const answer = readDeliveries(
    await open.channel.receive(requestBytes({ kind: 'receipts', entryNos }, open.account), { signal }),
    timeOf(office.now()),
  );
  if ('outcome' in answer) throw refusal(answer.outcome === 'login', answer.text ?? '');
  const fresh: Receipt[] = [];
  for (const { receipt } of answer.deliveries) {
    const kept = await office.store.receipts.keep({
      identity: receipt.identity,
      entryNo: receipt.entryNo,
      raw: writeReceipt(receipt),
      receivedAt: office.now(),
    });
    if (kept === 'new') fresh.push(receipt);
  }
  const changed = await applyAll(office, fresh);
  await acknowledge(open, answer.deliveries, signal);
  const here = new Set(changed.map(({ entryNo }) => entryNo));
  return {
    arrived: fresh.length,
    changed,
    unmatched: fresh.filter(({ entryNo }) => !here.has(entryNo)),
    problems: answer.problems.map(({ text }) => text),
  };
}

/** Receipts that a crash left between the disk and their declarations. */
async function applyKept(office: Office): Promise<readonly Changed[]> {
  const kept = (await office.store.receipts.unapplied()).filter(({ matched }) => matched);
  return await applyAll(
    office,
    kept.flatMap(({ raw }) => [...readReceipts(raw, timeOf(office.now())).receipts]),
  );
}

/** Applies receipts to their declarations, one save a declaration. Those without a declaration are left where they are. */
async function applyAll(office: Office, receipts: readonly Receipt[]): Promise<Changed[]> {
  const byEntry = new Map<string, Receipt[]>();
  for (const receipt of receipts) byEntry.set(receipt.entryNo, [...(byEntry.get(receipt.entryNo) ?? []), receipt]);
  const changed: Changed[] = [];
  for (const [entryNo, theirs] of byEntry) {
    if (office.store.rows().indexOf(entryNo) < 0) continue;
    let from: Status = 'sent';
    const record = await office.store.update(entryNo, found => {
      from = found.status;
      return withReceipts(found, theirs, stampOf(office.now()));
    });
    for (const receipt of theirs) await office.store.receipts.markApplied(receipt);
    changed.push({ entryNo, from, to: record.status, receipts: theirs });
  }
  return changed;
}

/** Lets the bureau forget what is kept here; when that fails the same receipts come again and change nothing. */
async function acknowledge(
  { channel, account }: OpenChannel,
  deliveries: readonly Delivery[],
  signal: AbortSignal | undefined,
): Promise<void> {
  if (deliveries.length === 0) return;
  const receiptIds = deliveries.map(({ receiptId }) => receiptId);
  readAnswer(await channel.receive(requestBytes({ kind: 'acknowledge', receiptIds }, account), { signal }));
}

function refusal(login: boolean, text: string): UserError {
  return new UserError(
    login ? 'transport.login' : 'transport.refused-request',
    login ? '局端不接受通讯账号' : `局端拒绝了接收请求：${text}`,
    {
      exit: login ? 'login' : 'transport',
      next: [login ? '核对申报通讯的账号和密码' : '稍后再试'],
    },
  );
}

/** Whether the bureau has said its last word, as far as this sending goes. */
export function isSettled(status: Status): boolean {
  return (
    status === 'released' || status === 'rejected' || status === 'withdrawn' || status === 'draft' || status === 'saved'
  );
}

/** Receives until every one of the declarations is settled or the time is up. A line that fails in between is tried again. */
export async function awaitReceipts(
  office: Office,
  entryNos: readonly string[],
  options: {
    readonly seconds: number;
    readonly onChange?: (changed: Changed) => void;
    readonly onFailure?: (error: UserError) => void;
  },
): Promise<void> {
  const until = office.now() + options.seconds * 1000;
  const statusOf = (entryNo: string) => office.store.rows().at(office.store.rows().indexOf(entryNo))?.status ?? 'draft';
  for (;;) {
    const waiting = entryNos.filter(entryNo => !isSettled(statusOf(entryNo)));
    if (waiting.length === 0 || office.now() >= until) return;
    try {
      for (const changed of (await receiveReceipts(office, { entryNos: waiting })).changed) options.onChange?.(changed);
    } catch (error) {
      if (!(error instanceof UserError) || error.exit !== 'transport') throw error;
      options.onFailure?.(error);
    }
    await office.wait(Math.max(0, Math.min(500, until - office.now())));
  }
}
