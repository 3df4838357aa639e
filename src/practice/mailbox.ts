import * as v from 'valibot';

/** An SMS as it would have come to a telephone. */
export interface MailboxMessage {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly mobile: string;
  readonly text: string;
}

/** Where SMS lie that nobody is sent: in memory alone, because codes in them open accounts. */
export interface Mailbox {
  take(message: Pick<MailboxMessage, 'mobile' | 'text'>): void;
  /** The newest first. */
  list(): readonly MailboxMessage[];
  clear(): void;
}

const KEPT = 100;

export function openMailbox(now: () => number): Mailbox {
  let messages: readonly MailboxMessage[] = [];
  return {
    take({ mobile, text }) {
      messages = [{ at: now(), mobile, text }, ...messages].slice(0, KEPT);
    },
    list: () => messages,
    clear() {
      messages = [];
    },
  };
}

const SENT = v.object({
  mobile: v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/u)),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
});

/** What was asked to be sent, or undefined for what is no SMS. */
export function readSms(json: unknown): Pick<MailboxMessage, 'mobile' | 'text'> | undefined {
  const read = v.safeParse(SENT, json);
  return read.success ? read.output : undefined;
}
