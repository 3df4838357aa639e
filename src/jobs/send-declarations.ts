import type { Fault } from '../catalogue/fault.ts';
import { check, hasErrors } from '../declaration/check.ts';
import { contentsOf, type Doubt } from '../declaration/doubts.ts';
import { nextStatus, STATUS_MARKS } from '../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Claim, FirstMessage } from '../store/outbox.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';
import { demandWritable } from '../store/store.ts';
import { cleanLine } from '../text.ts';
import { formOf, nameOf, type OpenChannel, openChannel } from './channel.ts';
import { stampOf } from './clock.ts';
import { composeInForm } from './compose-message.ts';
import { type Delivered, deliver, deliverClaimed, undelivered } from './deliver-outbox.ts';
import { doubtsOf, openDoubts, passed, type Sure } from './doubts.ts';
import { checkContextFor } from './former-prices.ts';
import type { Office } from './office.ts';
import { askReview, missingReview } from './review.ts';

/**
 * What became of a declaration that was to be sent. `taken`: the bureau has it · `waiting`: it is in the outbox and goes on by itself
 * with the next `send`, `receive` or `outbox deliver` · `refused`: not taken, it is `saved` again · `already`: sent before, nothing was done ·
 * `held`: it is in the outbox and leaves when its time has come, unless it is taken back · `faults`: errors block it · `doubts`: people are to be
 * asked first, the faults say about what · `unsaved`: a draft, to be saved first · `review`: a colleague has to approve it first.
 */
export interface Sent {
  readonly entryNo: string;
  readonly outcome: 'taken' | 'waiting' | 'held' | 'refused' | 'already' | 'faults' | 'doubts' | 'unsaved' | 'review';
  readonly text: string;
  readonly faults: readonly Fault[];
  /** What people are to be asked about, when they are. */
  readonly doubts?: readonly Doubt[];
  /** The message that is held, and the time at which it leaves. */
  readonly held?: { readonly messageId: string; readonly until: number };
  /** A failure of the channel, when there was one. */
  readonly error?: UserError;
}

export interface Sending {
  /** The channel, for who sends many; else the one in force is opened. */
  readonly open?: OpenChannel;
  /** Milliseconds until the next try after so many failed ones. */
  readonly pauseOf?: (tries: number) => number;
  readonly signal?: AbortSignal;
  /** Milliseconds for which it is held back, so that people can take it back; none unless told. */
  readonly hold?: number;
  /** Doubts are asked about unless told. */
  readonly sure?: Sure;
  /** A review that is missing is asked for; else it is only told. */
  readonly review?: 'ask';
}

/**
 * Sends one saved declaration. Its message id is fixed on its record and message and id are in the outbox before the first try, so whatever
 * happens, trying again is trying the same message again.
 */
export async function sendDeclaration(office: Office, entryNo: string, sending: Sending = {}): Promise<Sent> {
  demandWritable(office.store);
  const whole = sending.open ?? (await openChannel(office));
  const found = await backFromFailure(office, await office.store.get(entryNo));
  const open = (await whole.ways?.of(found.document)) ?? whole;
  await office.readLevels();
  if (found.status === 'sent') return await goOn(office, open, found, sending);
  if (nextStatus(found.status, 'send') === undefined) {
    const { word } = STATUS_MARKS[found.status];
    return found.status === 'draft'
      ? {
          entryNo,
          outcome: 'unsaved',
          text: '是草稿，请先保存',
          faults: check(found.document, await checkContextFor(office, found.document)),
        }
      : { entryNo, outcome: 'already', text: `${word}，不再发送`, faults: [] };
  }
  const faults = check(found.document, await checkContextFor(office, found.document));
  if (hasErrors(faults)) return { entryNo, outcome: 'faults', text: '有差错，不能发送', faults };
  const doubts = await doubtsOf(office, found);
  const asked = openDoubts(found, doubts, sending.sure ?? 'ask');
  if (asked.length > 0)
    return { entryNo, outcome: 'doubts', text: `${asked.length} 处须先核对`, faults: faultsOf(asked), doubts: asked };
  const withheld = await withheldFor(office, found, sending);
  if (withheld) return { entryNo, outcome: 'review', faults, ...withheld };
  const form = formOf(open, found.document);
  const messageId = office.newId();
  const { xml } = await composeInForm(office, { ...found, messageId }, form, open.organisationCode);
  const message = { messageId, channel: nameOf(open), bytes: new TextEncoder().encode(xml) };
  // What is held back, or cannot leave now, waits in the outbox instead.
  const isNow = !sending.hold && !open.line.dead;
  const marked = await mark(office, found, messageId, doubts, isNow ? message : undefined);
  if (!marked) return { entryNo, outcome: 'already', text: '另一个程序正在发送', faults: [] };
  await forgetRefused(office, found.messageId);
  const { record, claim } = marked;
  if (!claim) return await goOn(office, open, record, sending, { faults, xml });
  return { ...sentOf(entryNo, await deliverClaimed(office, open, claim, sending)), faults };
}

/** Why it is not sent before a colleague has said yes to it as it is; undefined when nobody has to, or somebody has. */
async function withheldFor(
  office: Office,
  record: DeclarationRecord,
  { review: how }: Sending,
): Promise<Pick<Sent, 'text' | 'error'> | undefined> {
  const missing = await missingReview(office, record);
  if (!missing) return undefined;
  const { rule, review } = missing;
  const { entryNo } = record;
  if (how === 'ask' && !review) await askReview(office, entryNo);
  const why = `按“${cleanLine(rule.name)}”须复核`;
  if (review?.state === 'refused') {
    const { by = '', note = '' } = review.decided ?? {};
    return { text: `${why}，${cleanLine(by)}退回：${cleanLine(note)}；改好再发送` };
  }
  if (review || how === 'ask') return { text: `${why}，${review ? '还在等复核' : '已送复核'}` };
  const error = new UserError('send.review', `${entryNo} ${why}`, {
    exit: 'faults',
    next: [`送复核：review ask ${entryNo}`],
  });
  return { text: `${why}，还没有送复核`, error };
}

/**
 * Marks the record as sent if it is still as it was found, in one commit with the message that is to be tried at once; undefined when
 * somebody else has sent it just now.
 */
async function mark(
  office: Office,
  found: DeclarationRecord,
  messageId: string,
  doubts: readonly Doubt[],
  message: FirstMessage | undefined,
): Promise<{ readonly record: DeclarationRecord; readonly claim: Claim | null } | undefined> {
  const change = (now: DeclarationRecord): DeclarationRecord => ({
    ...asSent(office, now, found.revision, messageId),
    ...passed(doubts),
  });
  try {
    if (message) return await office.store.begin(found.entryNo, change, message);
    return { record: await office.store.update(found.entryNo, change), claim: null };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'send.changed') throw error;
    const { status, sending } = await office.store.get(found.entryNo);
    if (status === 'sent' && sending > found.sending) return undefined;
    throw error;
  }
}

/** The record marked as sent; throws when somebody changed or sent it in the meantime. */
function asSent(office: Office, record: DeclarationRecord, revision: number, messageId: string): DeclarationRecord {
  const status = nextStatus(record.status, 'send');
  if (status === undefined || record.revision !== revision) throw changed(record.entryNo);
  return {
    ...record,
    status,
    messageId,
    sending: record.sending + 1,
    sentAt: stampOf(office.now()),
    sentContents: contentsOf(record.document),
    updated: stampOf(office.now()),
    updatedBy: office.user,
  };
}

const changed = (entryNo: string): UserError =>
  new UserError('send.changed', `${entryNo} 刚被别人修改或发送，没有发送`, {
    exit: 'faults',
    next: [`查看后再决定是否发送：show ${entryNo}`],
  });

/** Takes a message that the bureau refused out of the outbox, since a new one takes its place. */
async function forgetRefused(office: Office, messageId: string | undefined): Promise<void> {
  const entry = messageId === undefined ? undefined : await office.store.outbox.find(messageId);
  if (entry?.state === 'failed') await office.store.outbox.cancel(entry.messageId);
}

/** Goes on with a record that is marked as sent: puts its message into the outbox, unless it is there, and delivers it if possible. */
async function goOn(
  office: Office,
  open: OpenChannel,
  record: DeclarationRecord,
  sending: Sending,
  { faults = [], xml }: { readonly faults?: readonly Fault[]; readonly xml?: string } = {},
): Promise<Sent> {
  const { entryNo } = record;
  const { messageId, nextTry, state } = await queue(office, open, record, sending.hold ?? 0, xml);
  if (state === 'sent') return { entryNo, outcome: 'already', text: '已经发出，等待回执', faults };
  const delivered = await deliver(office, open, messageId, sending);
  const held = delivered.outcome === 'held' && { held: { messageId, until: nextTry } };
  return { ...sentOf(entryNo, delivered), faults, ...held };
}

/** Puts the message of a sent record into the outbox, unless it is there already. */
async function queue(
  office: Office,
  open: OpenChannel,
  record: DeclarationRecord,
  hold: number,
  xml?: string,
): Promise<OutboxEntry> {
  const { entryNo } = record;
  const messageId = record.messageId as string;
  const entry = await office.store.outbox.find(messageId);
  if (entry) return entry;
  const form = formOf(open, record.document);
  const written = xml ?? (await composeInForm(office, record, form, open.organisationCode)).xml;
  return await office.store.outbox.enqueue({
    messageId,
    entryNo,
    channel: nameOf(open),
    bytes: new TextEncoder().encode(written),
    hold,
    // Somebody may have taken the sending back while its message was not there yet.
    async demand() {
      const now = await office.store.get(entryNo);
      if (now.status !== 'sent' || now.messageId !== messageId) throw changed(entryNo);
    },
  });
}

const faultsOf = (doubts: readonly Doubt[]): readonly Fault[] => doubts.map(({ fault }) => fault);

/**
 * What is to be sent, the oldest first: all that is saved, and what is marked sent but surely or perhaps has not reached the bureau,
 * because the line or the program broke off.
 */
export async function unsent(office: Office): Promise<readonly string[]> {
  const found: string[] = [];
  const rows = office.store.rows();
  const statuses = rows.column('status');
  for (const [index, entryNo] of rows.column('entryNo').entries()) {
    const status = statuses[index];
    if (status === 'saved' || (status === 'sent' && !(await isTaken(office, entryNo)))) found.push(entryNo);
  }
  return found.reverse();
}

async function isTaken(office: Office, entryNo: string): Promise<boolean> {
  const { messageId } = await office.store.get(entryNo);
  return messageId !== undefined && (await office.store.outbox.find(messageId))?.state === 'sent';
}

/** Makes a record saved again whose message was refused, where a crash came before that could be noted on it. */
async function backFromFailure(office: Office, record: DeclarationRecord): Promise<DeclarationRecord> {
  if (record.status !== 'sent' || !record.messageId) return record;
  const entry = await office.store.outbox.find(record.messageId);
  return entry?.state === 'failed' ? await undelivered(office, record.entryNo, record.messageId) : record;
}

function sentOf(entryNo: string, { outcome, text, error }: Delivered): Omit<Sent, 'faults'> {
  return { entryNo, outcome, text, ...(error && { error }) };
}
