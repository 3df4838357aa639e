import { UserError } from '../errors.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';
import { cleanLine } from '../text.ts';
import { type OpenChannel, openChannel } from './channel.ts';
import { deliverAmongOthers, undelivered } from './deliver-outbox.ts';
import type { Office } from './office.ts';

/** What waits to be sent and why, oldest first; with `done` also what was sent. */
export async function listOutbox(office: Office, done = false) {
  return await office.store.outbox.list({ done });
}

/** What people should know of entries whose files cannot be read: those are in no list, and are not sent. */
export async function unreadableOutbox(office: Office): Promise<readonly UserError[]> {
  return await office.store.outbox.unreadable();
}

/** Tries everything that is not done now, whatever pause it had; what is held back only when people want that, too. */
export async function deliverOutbox(
  office: Office,
  { unheld = false, open: given }: { readonly unheld?: boolean; readonly open?: OpenChannel } = {},
) {
  const open = given ?? (await openChannel(office));
  const waiting = (await listOutbox(office)).filter(({ state }) => state === 'waiting' || state === 'asking');
  const results = [];
  for (const entry of waiting) results.push({ ...(await deliverAmongOthers(office, open, entry, { unheld })), entry });
  return results;
}

/**
 * Puts a message in line again for now. One that the bureau refused stays refused: its declaration is saved again, and to send that
 * makes a new message. `word` is a message id, or the entry number whose last message is meant.
 */
export async function retryMessage(office: Office, word: string) {
  const entry = await entryOf(office, word);
  if (entry.state === 'failed') {
    throw new UserError('outbox.given-up', `局端没有收下这份报文：${entry.messageId}`, {
      exit: 'faults',
      next: [`修改后再发送，会另发一份新的报文：send ${entry.entryNo}`],
    });
  }
  return await office.store.outbox.retry(entry.messageId);
}

/** Takes a message that surely has not arrived out of the outbox; its declaration is saved again. `word` as in `retryMessage`. */
export async function cancelMessage(office: Office, word: string): Promise<void> {
  if (await finishCancelling(office, word)) return;
  const { entryNo, messageId } = await entryOf(office, word);
  await office.store.outbox.cancel(messageId);
  await undelivered(office, entryNo, messageId);
}

/** A declaration that is marked as sent without a message in the outbox: a cancelling, or a sending, was broken off between the two. */
async function finishCancelling(office: Office, word: string): Promise<boolean> {
  // A word that is no entry number is a message id, which the outbox knows or nobody.
  const record = await office.store.get(word).catch(() => undefined);
  if (record?.status !== 'sent' || record.messageId === undefined) return false;
  const { entryNo, messageId } = record;
  // A sending that is alive puts its message there between two of our steps: only in the lock is it sure that there is none.
  const isQueued = async () => (await office.store.outbox.find(messageId)) !== undefined;
  if (await isQueued()) return false;
  await undelivered(office, entryNo, messageId, isQueued);
  return !(await isQueued());
}

/** What became of a message that was to be taken back. */
export interface TakenBack {
  readonly back: boolean;
  readonly text: string;
}

/** Takes back a message that is held, unless it has left: its declaration is saved again. */
export async function takeBack(office: Office, entryNo: string, messageId: string): Promise<TakenBack> {
  try {
    await office.store.outbox.cancel(messageId);
  } catch (error) {
    const why = error instanceof UserError ? TOO_LATE[error.code] : undefined;
    if (why === undefined) throw error;
    return { back: false, text: why };
  }
  await undelivered(office, entryNo, messageId);
  return { back: true, text: '已收回，没有发送' };
}

/** Why a message cannot be taken back. */
const TOO_LATE: Readonly<Record<string, string>> = {
  'store.outbox-sent': '已经发出，收不回了',
  'store.outbox-busy': '正在发送，收不回了',
  'store.outbox-missing': '已被别处收回',
};

async function entryOf(office: Office, word: string): Promise<OutboxEntry> {
  const entries = await listOutbox(office, true);
  // Of several messages of a declaration the last one is in force.
  const entry = entries.findLast(({ messageId, entryNo }) => messageId === word || entryNo === word);
  if (entry) return entry;
  throw new UserError('outbox.missing', `发送队列里没有这份报文：${cleanLine(word)}`, {
    exit: 'faults',
    next: ['看看里面有什么：outbox list'],
  });
}
