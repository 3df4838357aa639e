import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import {
  attemptAt,
  type CodeFor,
  drawCode,
  type SentCode,
  type SentCodes,
  tryCode,
  withCode,
} from '../../accounts/sms-code.ts';
import type { Office } from '../office.ts';
import { settingsDocument } from '../settings/document.ts';

const SCHEMA = v.array(
  v.object({
    purpose: v.picklist(['register', 'recover']),
    mobile: v.string(),
    salt: v.string(),
    hash: v.string(),
    sentAt: v.number(),
    tries: v.number(),
    used: v.boolean(),
  }),
);

/** The codes of the last day as they are kept, on disk, so that starting anew makes no limit longer. */
const SENT_CODES = settingsDocument<SentCodes>('sent-codes', SCHEMA, [], 'anybody');

/** A new code for a number, and what it is kept as. Throws `account.code-soon`, `account.code-limit`. */
export async function newCode(
  office: Office,
  to: CodeFor,
): Promise<{ readonly code: string; readonly kept: SentCode }> {
  const drawn = await drawCode(to, { now: office.now(), chance: office.bytes ?? randomBytes });
  await office.store.settings.update(SENT_CODES, sent => withCode(sent, drawn.kept));
  return drawn;
}

/** A code that never left is as if it had not been drawn: nobody waits for it. */
export async function forgetCode(office: Office, { salt }: SentCode): Promise<void> {
  await office.store.settings.update(SENT_CODES, sent => sent.filter(each => each.salt !== salt));
}

/** Takes the code that somebody has typed; it is used up then. Throws `account.code-wrong`, `-expired`, `-used`, `-tries`, `-none`. */
export async function spendCode(office: Office, to: CodeFor, code: string): Promise<void> {
  const { settings } = office.store;
  const attempt = await attemptAt(await settings.read(SENT_CODES), to, code);
  let fault: Error | undefined;
  await settings.update(SENT_CODES, sent => {
    const tried = tryCode(sent, attempt, office.now());
    fault = tried.fault;
    return tried.sent;
  });
  if (fault) throw fault;
}
