import * as v from 'valibot';
import type { Chance } from './sms-code.ts';

/*
 * Logging in by a device: the terminal shows an address that is good once, the device opens it and says yes, and the terminal, which alone has the key
 * of what it offered, is told. What is said to the page and by it is here; how it gets there is not.
 */

/** Milliseconds that an address is good for. */
export const SCAN_LASTS = 120_000;

const BASE64URL = /^[A-Za-z0-9_-]+$/u;
const secretText = v.pipe(v.string(), v.regex(BASE64URL), v.minLength(43), v.maxLength(43));
const shortText = v.pipe(v.string(), v.maxLength(100));

const OFFER = v.object({
  kind: v.literal('offer'),
  purpose: v.picklist(['login', 'bind']),
  token: secretText,
  key: secretText,
  /** Four digits that stand on the terminal and on the page, so that nobody says yes to somebody else's terminal. */
  number: v.pipe(v.string(), v.regex(/^\d{4}$/u)),
  /** The machine and the user of the system at whose terminal it is shown. */
  host: shortText,
  user: shortText,
  /** Who binds a device; at logging in the device says who it is. */
  member: v.optional(shortText),
});

/** What a terminal offers the page. */
export type ScanOffer = v.InferOutput<typeof OFFER>;

const REQUEST = v.variant('kind', [
  OFFER,
  v.object({ kind: v.literal('ask'), token: secretText, key: secretText }),
  v.object({ kind: v.literal('withdraw'), token: secretText, key: secretText }),
]);

/** What a terminal says to the page. */
export type ScanRequest = v.InferOutput<typeof REQUEST>;

const ANSWER = v.variant('state', [
  v.object({ state: v.picklist(['waiting', 'refused', 'expired']) }),
  v.object({
    state: v.literal('confirmed'),
    /** What tells the device from all others; the secret of the device is not in it. */
    device: v.pipe(v.string(), v.regex(BASE64URL), v.minLength(16), v.maxLength(64)),
    /** What the device calls itself. */
    name: v.optional(shortText, ''),
  }),
]);

export type ScanAnswer = v.InferOutput<typeof ANSWER>;

/** A request that came in, or undefined for what is none. */
export function readScanRequest(json: unknown): ScanRequest | undefined {
  const read = v.safeParse(REQUEST, json);
  return read.success ? read.output : undefined;
}

/** An answer that came back, or undefined for what is none. */
export function readScanAnswer(json: unknown): ScanAnswer | undefined {
  const read = v.safeParse(ANSWER, json);
  return read.success ? read.output : undefined;
}

/** An offer with a token and a key of its own. */
export function newOffer(about: Pick<ScanOffer, 'purpose' | 'host' | 'user' | 'member'>, chance: Chance): ScanOffer {
  const secret = () => Buffer.from(chance(32)).toString('base64url');
  const number = String(Buffer.from(chance(4)).readUInt32BE() % 10_000).padStart(4, '0');
  return { kind: 'offer', ...about, token: secret(), key: secret(), number };
}

/** The address that the device opens: the key of the terminal is not in it. */
export function addressOfOffer(page: string, { token }: Pick<ScanOffer, 'token'>): string {
  const url = new URL(page);
  url.searchParams.set('t', token);
  return url.href;
}
