import { nextStatus } from '../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Claim } from '../store/outbox.ts';
import { isHeld, type OutboxEntry } from '../store/outbox-entry.ts';
import { demandWritable } from '../store/store.ts';
import { TransportError } from '../transport/transport-error.ts';
import { nameOf, type OpenChannel, platformName } from './channel.ts';
import { stampOf } from './clock.ts';
import type { Office } from './office.ts';
import { retryPause } from './retry.ts';
import type { Answer } from './wire.ts';

/** What became of a message this time. `held`: its time has not come, nothing was tried. */
export interface Delivered {
  readonly outcome: 'taken' | 'waiting' | 'refused' | 'held';
  readonly text: string;
  readonly error?: UserError;
}

export interface Delivery {
  readonly pauseOf?: (tries: number) => number;
  readonly signal?: AbortSignal;
  /** People want it to go now, although it is held back. */
  readonly unheld?: boolean;
}

// A lost answer is asked about at once and a message that never arrived is sent again at once; after that the next try has to wait.
const STEPS_AT_ONCE = 3;

/** Works on one message of the outbox until the bureau has it, refuses it, or the next try has to wait. */
export async function deliver(
  office: Office,
  whole: OpenChannel,
  messageId: string,
  delivery: Delivery = {},
): Promise<Delivered> {
  demandWritable(office.store);
  const found = await office.store.outbox.find(messageId);
  const open = (found && (await whole.ways?.named(found.channel))) ?? whole;
  if (found && found.channel !== nameOf(open)) return otherChannel(found, open);
  if (found && !delivery.unheld && isHeld(found, office.now()))
    return { outcome: 'held', text: heldText(office, found) };
  if (open.line.dead) return notTried(open.line.dead);
  const claim = await office.store.outbox.claim(messageId);
  if (!claim) return await outcomeElsewhere(office, messageId);
  return await deliverClaimed(office, open, claim, delivery);
}

/** As `deliver`, with the message in hand and its way open. */
export async function deliverClaimed(
  office: Office,
  open: OpenChannel,
  claim: Claim,
  delivery: Delivery = {},
): Promise<Delivered> {
  try {
    return await work(office, open, claim, delivery);
  } catch (error) {
    // Nobody knows how far it got; a failure of the store has ended the claim by itself.
    if (!(error instanceof UserError))
      await claim.settle(unsettled('bug', '程序内部错误', office.now())).catch(() => undefined);
    throw error;
  }
}

/** The line has turned out dead while another message was tried: this one waits in the outbox as it is. */
function notTried(error: TransportError): Delivered {
  return { outcome: 'waiting', text: `${error.message}，这份没有再试`, error };
}

/** How long a message is held back yet, in words. */
export function heldText(office: Office, { nextTry }: Pick<OutboxEntry, 'nextTry'>): string {
  return `${Math.ceil((nextTry - office.now()) / 1000)} 秒后发送`;
}

async function work(
  office: Office,
  open: OpenChannel,
  claim: Claim,
  { pauseOf = tries => retryPause(tries, office.random), signal }: Delivery,
): Promise<Delivered> {
  const { messageId, attempts } = claim.entry;
  let failed: { readonly error: UserError; readonly lost: boolean } | undefined;
  let task = claim.task;
  for (let step = 0; step < STEPS_AT_ONCE; step += 1) {
    try {
      const answer = ofThis(
        messageId,
        await (task === 'send' ? open.line.send(claim.entry, claim.bytes, signal) : open.line.ask(claim.entry, signal)),
      );
      if (task === 'send' && answer.outcome !== 'unknown') return await settle(office, claim, answer);
      if (isTaken(answer)) return await settle(office, claim, answer);
      if (answer.outcome !== 'unknown') {
        // The question was refused, which says nothing of the message that was sent before it.
        failed = { error: refusalOf(answer, '没有查到结果'), lost: true };
        break;
      }
      task = 'send';
    } catch (thrown) {
      if (!(thrown instanceof UserError) || thrown.exit === 'store') throw thrown;
      failed = { error: thrown, lost: task === 'ask' || !(thrown instanceof TransportError) || thrown.lost };
      if (!failed.lost || signal?.aborted || open.line.dead) break;
      task = 'ask';
    }
  }
  const { error, lost } = failed ?? {
    error: new UserError('transport.unsettled', '局端没有给出结果', { exit: 'transport' }),
    lost: true,
  };
  const nextTry = office.now() + pauseOf(attempts.length);
  await claim.settle({ ...unsettled(error.code, error.message, nextTry), ...(!lost && { state: 'waiting' }) });
  return { outcome: 'waiting', text: error.message, error };
}

const unsettled = (code: string, text: string, nextTry: number) => ({ state: 'asking', code, text, nextTry }) as const;

/** A message that somebody else works on, or has done with. */
async function outcomeElsewhere(office: Office, messageId: string): Promise<Delivered> {
  const entry = await office.store.outbox.find(messageId);
  if (entry?.state === 'sent') return { outcome: 'taken', text: entry.acknowledged || '局端已收下' };
  if (entry === undefined) return { outcome: 'refused', text: '已被收回，没有发送' };
  return { outcome: 'waiting', text: '另一个程序正在发送' };
}

// A message that went to one platform must not be sent to another, where it would become a second declaration.
function otherChannel({ entryNo, channel, messageId }: OutboxEntry, { platform }: OpenChannel): Delivered {
  const text = `${entryNo} 的报文是经 ${platformName(channel)} 发送的，现在的申报通讯是 ${platformName(platform)}`;
  const next = [`改回 ${platformName(channel)} 后再发送`, `没有送达的可以取消后重新发送：outbox cancel ${messageId}`];
  return { outcome: 'waiting', text, error: new UserError('outbox.other-channel', text, { exit: 'transport', next }) };
}

/** Works on every message of the outbox whose time has come. */
export async function deliverDue(
  office: Office,
  open: OpenChannel,
  delivery: Delivery = {},
): Promise<readonly (Delivered & { readonly entry: OutboxEntry })[]> {
  demandWritable(office.store);
  const results: (Delivered & { readonly entry: OutboxEntry })[] = [];
  for (const entry of await office.store.outbox.due(office.now())) {
    if (delivery.signal?.aborted) break;
    results.push({ ...(await deliverAmongOthers(office, open, entry, delivery)), entry });
  }
  return results;
}

/** A message whose bytes are damaged is not sent, and stops no other one. */
export async function deliverAmongOthers(
  office: Office,
  open: OpenChannel,
  { messageId }: OutboxEntry,
  delivery: Delivery,
): Promise<Delivered> {
  try {
    return await deliver(office, open, messageId, delivery);
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'store.broken')) throw error;
    return { outcome: 'waiting', text: error.message, error };
  }
}

/** An answer that names another message says nothing of this one. */
function ofThis(messageId: string, answer: Answer): Answer {
  if (answer.messageId === undefined || answer.messageId === messageId) return answer;
  throw new UserError('transport.other-message', '局端回应的是另一份报文，不能当作这一份的结果', {
    exit: 'transport',
    next: ['稍后再试；仍然如此请联系对方'],
  });
}

async function settle(office: Office, claim: Claim, { outcome, text = '' }: Answer): Promise<Delivered> {
  if (isTaken({ outcome })) {
    await claim.settle({ state: 'sent', code: outcome, text, acknowledged: text });
    return { outcome: 'taken', text: text || '局端已收下' };
  }
  await claim.settle({ state: 'failed', code: outcome, text });
  await undelivered(office, claim.entry.entryNo, claim.entry.messageId);
  const error = refusalOf({ outcome, text }, '没有发送');
  return { outcome: 'refused', text: error.message, error };
}

const isTaken = ({ outcome }: Pick<Answer, 'outcome'>) => outcome === 'taken' || outcome === 'again';

function refusalOf({ outcome, text = '' }: Answer, consequence: string): UserError {
  return outcome === 'login'
    ? new UserError('transport.login', `局端不接受通讯账号，${consequence}`, {
        exit: 'login',
        next: ['核对申报通讯的账号和密码后再发送'],
      })
    : new UserError('transport.refused-message', `局端没有收下，${consequence}：${text}`, {
        exit: 'faults',
        next: ['按原因修改后再发送'],
      });
}

/** A declaration whose message surely was not taken is saved again, if that was its last message; with `unless` true inside the lock nothing is done. */
export async function undelivered(
  office: Office,
  entryNo: string,
  messageId: string,
  unless?: () => Promise<boolean>,
): Promise<DeclarationRecord> {
  return await office.store.update(entryNo, async record => {
    if (await unless?.()) return record;
    const status = record.messageId === messageId ? nextStatus(record.status, 'undelivered') : undefined;
    if (status === undefined) return record;
    const { sentContents: _, ...rest } = record;
    return { ...rest, status, updated: stampOf(office.now()), updatedBy: office.user };
  });
}
