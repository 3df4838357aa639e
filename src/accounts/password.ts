import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { UserError } from '../errors.ts';

/** A password as it is kept. The cost stands beside it, so that it can rise: one of a lower cost is made anew at the next log-in. */
export interface PasswordRecord {
  readonly scheme: 'scrypt';
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** In base64. */
  readonly salt: string;
  readonly hash: string;
}

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MB, a quarter of a second. */
export const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };

const SALT_LENGTH = 16;
const HASH_LENGTH = 32;
/** What a record may ask for at most: one that somebody has written into the file must not stop the machine. */
const MAX_COST: Cost = { N: 2 ** 20, r: 32, p: 16 };

const MIN_LENGTH = 8;
/** A longer one is no password; all of it would have to be digested. */
const MAX_BYTES = 1024;

/** What is wrong with a new password. */
export function passwordFault(password: string, user: string): UserError | undefined {
  const fault = (message: string) =>
    new UserError('account.password', message, { exit: 'faults', next: ['换一个密码'] });
  if ([...password].length < MIN_LENGTH) return fault(`密码太短：至少 ${MIN_LENGTH} 个字符`);
  if (Buffer.byteLength(password) > MAX_BYTES) return fault(`密码太长：最多 ${MAX_BYTES} 个字节`);
  if (/\p{Cc}/u.test(password)) return fault('密码里有控制字符');
  if (password.toLowerCase() === user.toLowerCase()) return fault('密码不能和用户名相同');
  if (new Set(password).size < 3) return fault('密码太简单：至少要有三种字符');
  return undefined;
}

/** A record with a salt of its own. */
export async function passwordRecord(password: string, cost: Cost = COST): Promise<PasswordRecord> {
  const salt = randomBytes(SALT_LENGTH);
  const hash = await digest(password, salt, cost);
  return { scheme: 'scrypt', ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Stands in for the record of somebody who is not there, so that the answer takes as long. No password fits it. */
const NOBODY: PasswordRecord = {
  scheme: 'scrypt',
  ...COST,
  salt: Buffer.alloc(SALT_LENGTH).toString('base64'),
  hash: '',
};

/** Whether it is the password of the record; takes as long when there is no record. */
export async function isPassword(password: string, record: PasswordRecord | undefined): Promise<boolean> {
  const { salt, hash, ...cost } = record ?? NOBODY;
  const tooLong = Buffer.byteLength(password) > MAX_BYTES;
  const made = await digest(tooLong ? '' : password, Buffer.from(salt, 'base64'), cost);
  const kept = Buffer.from(hash, 'base64');
  const whole = kept.length === HASH_LENGTH;
  return timingSafeEqual(made, whole ? kept : Buffer.alloc(HASH_LENGTH)) && whole && !tooLong;
}

/** Whether it should be made anew while the password is known. */
export const isWeaker = ({ N, r, p }: PasswordRecord): boolean => N * r * p < COST.N * COST.r * COST.p;

export function isPasswordRecord(value: unknown): value is PasswordRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { scheme, N, r, p, salt, hash } = value as Partial<PasswordRecord>;
  const within = (number: unknown, most: number) =>
    Number.isSafeInteger(number) && Number(number) > 0 && Number(number) <= most;
  const isPower = Number.isInteger(Math.log2(Number(N)));
  const cost = within(N, MAX_COST.N) && isPower && within(r, MAX_COST.r) && within(p, MAX_COST.p);
  return scheme === 'scrypt' && cost && typeof salt === 'string' && typeof hash === 'string';
}

async function digest(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p + 8) };
  // One that was typed on another keyboard is the same password.
  const text = password.normalize('NFKC');
  return await new Promise((resolve, reject) =>
    scrypt(text, salt, HASH_LENGTH, options, (error, made) => (error ? reject(error) : resolve(made))),
  );
}
