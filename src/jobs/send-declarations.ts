import type { Fault } from '../catalogue/fault.ts';
import { check, hasErrors } from '../declaration/check.ts';
import { nextStatus, STATUS_MARKS } from '../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { type OpenChannel, openChannel } from './channel.ts';
import { stampOf } from './clock.ts';
import { composeForSending } from './compose-message.ts';
import { type Delivered, deliver, undelivered } from './deliver-outbox.ts';
import { checkContext, type Office } from './office.ts';

/**
 * What became of a declaration that was to be sent. `taken`: the bureau has it · `waiting`: it is in the outbox and goes on by itself
 * with the next `send`, `receive` or `outbox deliver` · `refused`: not taken, it is `saved` again · `already`: sent before, nothing was done ·
 * `faults`: errors block it · `unsaved`: a draft, to be saved first.
 */
export interface Sent {
  readonly entryNo: string;
  readonly outcome: 'taken' | 'waiting' | 'refused' | 'already' | 'faults' | 'unsaved';
  readonly text: string;
  readonly faults: readonly Fault[];
  /** A failure of the channel, when there was one. */
  readonly error?: UserError;
}

export interface Sending {
  /** Milliseconds until the next try after so many failed ones. */
  readonly pauseOf?: (tries: number) => number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one saved declaration. Its message id is fixed on its record and message and id are in the outbox before the first try, so whatever
 * happens, trying again is trying the same message again.
 */
export async function sendDeclaration(office: Office, entryNo: string, sending: Sending = {}): Promise<Sent> {
  const open = await openChannel(office);
  const found = await backFromFailure(office, await office.store.get(entryNo));
  if (found.status === 'sent') return await goOn(office, open, found, sending);
  if (nextStatus(found.status, 'send') === undefined) {
    const { word } = STATUS_MARKS[found.status];
    return found.status === 'draft'
      ? { entryNo, outcome: 'unsaved', text: '是草稿，请先保存', faults: check(found.document, checkContext(office)) }
      : { entryNo, outcome: 'already', text: `${word}，不再发送`, faults: [] };
  }
  const faults = check(found.document, checkContext(office));
  if (hasErrors(faults)) return { entryNo, outcome: 'faults', text: '有差错，不能发送', faults };
  const messageId = office.newId();
  await composeForSending(office, { ...found, messageId }, open.organisationCode);
  const record = await office.store.update(entryNo, now => asSent(office, now, found.revision, messageId));
  return await goOn(office, open, record, sending, faults);
}

/** The record on its way; refused when somebody changed or sent it in the meantime. */
function asSent(office: Office, record: DeclarationRecord, revision: number, messageId: string): DeclarationRecord {
  const status = nextStatus(record.status, 'send');
  if (status === undefined || record.revision !== revision) {
    throw new UserError('send.changed', `${record.entryNo} 刚被别人修改或发送，没有发送`, {
      exit: 'faults',
      next: ['查看后再决定是否发送（show）'],
    });
  }
  return {
    ...record,
    status,
    messageId,
    sending: record.sending + 1,
    sentAt: stampOf(office.now()),
    updated: stampOf(office.now()),
    updatedBy: office.user,
  };
}

/** From a record that is on its way: its message into the outbox, unless it is there, and out of it, if it can be. */
async function goOn(
  office: Office,
  open: OpenChannel,
  record: DeclarationRecord,
  sending: Sending,
  faults: readonly Fault[] = [],
): Promise<Sent> {
  const { entryNo } = record;
  if (await queue(office, open, record)) return { entryNo, outcome: 'already', text: '已经发出，等待回执', faults };
  const delivered = await deliver(office, open, record.messageId as string, sending);
  return { ...sentOf(entryNo, delivered), faults };
}

/** Puts the message of a sent record into the outbox if a crash kept it out. True when it has been taken already. */
export async function queue(office: Office, open: OpenChannel, record: DeclarationRecord): Promise<boolean> {
  const messageId = record.messageId as string;
  const entry = await office.store.outbox.find(messageId);
  if (entry) return entry.state === 'sent';
  const { xml } = await composeForSending(office, record, open.organisationCode);
  await office.store.outbox.enqueue({
    messageId,
    entryNo: record.entryNo,
    channel: open.platform,
    bytes: new TextEncoder().encode(xml),
  });
  return false;
}

/** A record whose message was refused, when the crash came before the record was told. */
async function backFromFailure(office: Office, record: DeclarationRecord): Promise<DeclarationRecord> {
  if (record.status !== 'sent' || !record.messageId) return record;
  const entry = await office.store.outbox.find(record.messageId);
  return entry?.state === 'failed' ? await undelivered(office, record.entryNo, record.messageId) : record;
}

function sentOf(entryNo: string, { outcome, text, error }: Delivered): Omit<Sent, 'faults'> {
  return { entryNo, outcome, text, ...(error && { error }) };
}
