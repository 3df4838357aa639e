import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { UserError } from '../errors.ts';

/*
 * Codes by SMS: six digits that prove that somebody holds a number. Values alone; who keeps them hands in the clock and chance.
 */

/** Bytes that nobody can foresee. */
export type Chance = (bytes: number) => Uint8Array;

export type CodePurpose = 'register' | 'recover';

/** A code that was sent, as it is kept: what it was is to be had from nothing here. */
export interface SentCode {
  readonly purpose: CodePurpose;
  readonly mobile: string;
  /** In base64, as the hash. */
  readonly salt: string;
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly tries: number;
  readonly used: boolean;
}

/** What a code is for. */
export type CodeFor = Pick<SentCode, 'purpose' | 'mobile'>;

/** All of the last day, the oldest first: the limits count them. */
export type SentCodes = readonly SentCode[];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds that a code is good for. */
export const CODE_LASTS = 5 * MINUTE;
/** Milliseconds from one code to the next for a number. */
export const RESEND_AFTER = 60 * SECOND;
/** Wrong answers that a code bears. */
const MAX_TRIES = 5;
const A_NUMBER_AN_HOUR = 5;
const A_NUMBER_A_DAY = 10;
/** For all numbers together: an SMS costs money, and somebody else's number rings. */
const AN_HOUR = 60;

export const CODE_DIGITS = 6;

const derive = promisify<string, Uint8Array, number, { N: number; r: number; p: number }, Buffer>(scrypt);
/** Slow enough that a million codes cannot be tried in the time that one is good for. */
const WORK = { N: 2 ** 14, r: 8, p: 1 };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const hashOf = (code: string, salt: Uint8Array): Promise<Buffer> => derive(code, salt, 32, WORK);

/** Milliseconds until a number may have another code; 0: now. A clock that was put back makes nobody wait. */
export function resendIn(sent: SentCodes, mobile: string, now: number): number {
  const last = sent.findLast(code => code.mobile === mobile);
  const age = last === undefined ? RESEND_AFTER : now - last.sentAt;
  return age < 0 ? 0 : Math.max(0, RESEND_AFTER - age);
}

/** Why no code can be sent to a number now: `account.code-soon`, `account.code-limit`. */
function sendingFault(sent: SentCodes, mobile: string, now: number): UserError | undefined {
  const wait = resendIn(sent, mobile, now);
  if (wait > 0) {
    return refusal('code-soon', `刚发过验证码，${Math.ceil(wait / SECOND)} 秒后才能重发`, '等一等再按重新发送');
  }
  const within = (time: number) => sent.filter(({ sentAt }) => sentAt > now - time && sentAt <= now);
  const toNumber = (time: number) => within(time).filter(code => code.mobile === mobile).length;
  if (toNumber(HOUR) >= A_NUMBER_AN_HOUR)
    return refusal('code-limit', '这个号码一小时内的验证码太多，不再发送', '一小时后再试');
  if (toNumber(DAY) >= A_NUMBER_A_DAY)
    return refusal('code-limit', '这个号码一天内的验证码太多，不再发送', '明天再试，或请管理员帮忙');
  if (within(HOUR).length >= AN_HOUR)
    return refusal('code-limit', '一小时内发出的验证码太多，暂不发送', '过一会儿再试，或请管理员看看是谁在要');
  return undefined;
}

/** Makes a code for a number, and what is to be kept of it. */
export async function drawCode(
  { purpose, mobile }: CodeFor,
  { now, chance }: { readonly now: number; readonly chance: Chance },
): Promise<{ readonly code: string; readonly kept: SentCode }> {
  const code = digits(chance);
  const salt = chance(16);
  const hash = await hashOf(code, salt);
  const kept = { purpose, mobile, salt: base64(salt), hash: base64(hash), sentAt: now, tries: 0, used: false };
  return { code, kept };
}

/** A code takes the place of the one before. Throws `account.code-soon`, `account.code-limit`. */
export function withCode(sent: SentCodes, kept: SentCode): SentCodes {
  const fault = sendingFault(sent, kept.mobile, kept.sentAt);
  if (fault) throw fault;
  return [...sent.filter(({ sentAt }) => sentAt > kept.sentAt - DAY && sentAt <= kept.sentAt), kept];
}

/** Each code as likely as any other: what would favour the small ones is drawn again. */
function digits(chance: Chance): string {
  const most = 10 ** CODE_DIGITS;
  for (;;) {
    const drawn = Buffer.from(chance(4)).readUInt32BE();
    if (drawn < Math.floor(2 ** 32 / most) * most) return String(drawn % most).padStart(CODE_DIGITS, '0');
  }
}

/** What somebody typed, made as hard to read as what is kept. */
export interface Attempt extends CodeFor {
  readonly salt: string;
  readonly hash: string;
}

export async function attemptAt(sent: SentCodes, { purpose, mobile }: CodeFor, code: string): Promise<Attempt> {
  // As long as with one, so that the time does not tell whether there is one.
  const salt = lastOf(sent, { purpose, mobile })?.salt ?? 'bm8gY29kZQ==';
  const hash = await hashOf(code.normalize('NFKC').replace(/\s/gu, ''), Buffer.from(salt, 'base64'));
  return { purpose, mobile, salt, hash: base64(hash) };
}

/**
 * Tries a code of a number; it counts, and is used up when it is right. With `fault` it was refused: `account.code-none`, `-tries`, `-used`,
 * `-expired`, `-wrong`.
 */
export function tryCode(
  sent: SentCodes,
  attempt: Attempt,
  now: number,
): { readonly sent: SentCodes; readonly fault?: UserError } {
  const kept = lastOf(sent, attempt);
  if (!kept) return { sent, fault: refusal('code-none', '还没有向这个号码发过验证码', '先按发送验证码') };
  const dead = deadCode(kept, now);
  if (dead) return { sent, fault: dead };
  const replaced = (by: SentCode) => sent.map(each => (each === kept ? by : each));
  // With another salt it is of a code that was sent before this one.
  const isSame = kept.salt === attempt.salt;
  return timingSafeEqual(Buffer.from(attempt.hash, 'base64'), Buffer.from(kept.hash, 'base64')) && isSame
    ? { sent: replaced({ ...kept, used: true }) }
    : { sent: replaced({ ...kept, tries: kept.tries + 1 }), fault: wrongCode(kept) };
}

const lastOf = (sent: SentCodes, { purpose, mobile }: CodeFor): SentCode | undefined =>
  sent.findLast(each => each.purpose === purpose && each.mobile === mobile);

/** Why a code opens nothing any more, whatever is typed. */
function deadCode({ used, tries, sentAt }: SentCode, now: number): UserError | undefined {
  if (used) return refusal('code-used', '这个验证码已经用过', '重新发送，用新的验证码');
  if (tries >= MAX_TRIES)
    return refusal('code-tries', `输错了 ${MAX_TRIES} 次，这个验证码作废`, '重新发送，用新的验证码');
  if (now < sentAt || now >= sentAt + CODE_LASTS)
    return refusal('code-expired', '验证码已过期（5 分钟内有效）', '重新发送，用新的验证码');
  return undefined;
}

function wrongCode({ tries }: SentCode): UserError {
  const left = MAX_TRIES - tries - 1;
  return refusal('code-wrong', '验证码不对', left > 0 ? `看清短信再输，还可以试 ${left} 次` : '重新发送，用新的验证码');
}

function refusal(code: string, message: string, next: string): UserError {
  return new UserError(`account.${code}`, message, { exit: 'login', next: [next] });
}
