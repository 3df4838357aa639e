import { UserError } from '../errors.ts';
import { openChannel } from './channel.ts';
import { deliver, undelivered } from './deliver-outbox.ts';
import type { Office } from './office.ts';

/** What waits to be sent and why, oldest first; with `done` also what was sent. */
export async function listOutbox(office: Office, done = false) {
  return await office.store.outbox.list({ done });
}

/** Tries everything that is not done now, whatever pause it had. */
export async function deliverOutbox(office: Office) {
  const open = await openChannel(office);
  const waiting = (await listOutbox(office)).filter(({ state }) => state === 'waiting' || state === 'asking');
  const results = [];
  for (const entry of waiting) results.push({ ...(await deliver(office, open, entry.messageId)), entry });
  return results;
}

/**
 * Puts a message in line again for now. One that the bureau refused stays refused: its declaration is saved again, and to send that
 * makes a new message.
 */
export async function retryMessage(office: Office, messageId: string) {
  const entry = await office.store.outbox.find(messageId);
  if (entry?.state === 'failed') {
    throw new UserError('outbox.given-up', `局端没有收下这份报文：${messageId}`, {
      exit: 'faults',
      next: [`修改后再发送，会另发一份新的报文：send ${entry.entryNo}`],
    });
  }
  return await office.store.outbox.retry(messageId);
}

/** Takes a message that surely has not arrived out of the outbox; its declaration is saved again. */
export async function cancelMessage(office: Office, messageId: string): Promise<void> {
  const entry = await office.store.outbox.find(messageId);
  await office.store.outbox.cancel(messageId);
  if (entry) await undelivered(office, entry.entryNo, messageId);
}
