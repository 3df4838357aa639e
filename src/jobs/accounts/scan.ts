import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import {
  addressOfOffer,
  newOffer,
  readScanAnswer,
  type ScanAnswer,
  type ScanOffer,
  type ScanRequest,
} from '../../accounts/scan.ts';
import { UserError } from '../../errors.ts';
import { addressOf } from '../../transport/address.ts';
import { exchange } from '../../transport/exchange.ts';
import { channelSettings } from '../channel.ts';
import { readCertificates } from '../channel-certificates.ts';
import type { Office } from '../office.ts';
import { openPracticeLine, startPracticeBureau } from '../practice.ts';
import { patienceOf } from '../switches.ts';
import { isPractisingSms } from './send-code.ts';
import { ACCOUNTS } from './settings.ts';

/** What the terminal shows, and asks about until it is answered. */
export interface ShownOffer {
  readonly offer: ScanOffer;
  /** What the device opens. */
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly offeredAt: number;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/** Where the page is that devices open, and how it is talked to. */
interface ScanPage {
  readonly shown: string;
  say(request: ScanRequest, signal?: AbortSignal): Promise<unknown>;
}

/**
 * Offers a login, or the binding of a device to a member, on the page for devices.
 *
 * @throws UserError `account.scan-none` without a page, `account.scan-failed` when it does not take it, and what channels throw
 */
export async function offerScan(
  office: Office,
  about: Pick<ScanOffer, 'purpose' | 'member'>,
  signal?: AbortSignal,
): Promise<ShownOffer> {
  const page = await pageOf(office);
  const place = { host: hostname().slice(0, 100), user: office.user.slice(0, 100) };
  const offer = newOffer({ ...about, ...place }, office.bytes ?? randomBytes);
  const offeredAt = office.now();
  if (answerIn(await page.say(offer, signal)).state !== 'waiting') throw failed('没有收下这次扫码');
  return { offer, address: addressOfOffer(page.shown, offer), offeredAt };
}

/** What has become of an offer. */
export async function askScan(office: Office, { offer }: ShownOffer, signal?: AbortSignal): Promise<ScanAnswer> {
  const { token, key } = offer;
  return answerIn(await (await pageOf(office)).say({ kind: 'ask', token, key }, signal));
}

/** Takes an offer back that nobody looks at any more; a page that is gone has nothing to forget. */
export async function withdrawScan(office: Office, { offer: { token, key } }: ShownOffer): Promise<void> {
  await pageOf(office)
    .then(page => page.say({ kind: 'withdraw', token, key }))
    .catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
}

async function pageOf(office: Office): Promise<ScanPage> {
  if (await isPractisingSms(office)) return await practicePage(office);
  const { scanUrl } = await office.store.settings.read(ACCOUNTS);
  if (!scanUrl) {
    throw new UserError('account.scan-none', '没有设置扫码网页，不能扫码登录', {
      exit: 'transport',
      next: ['请管理员在 设置 的 申报通讯 里填写扫码网页，或用用户名和密码登录'],
    });
  }
  const { ca } = await channelSettings(office);
  const reading = { passphrase: undefined, now: office.now(), exit: 'transport' } as const;
  const certificates = readCertificates({ ...(ca && { ca }) }, reading);
  const patience = await patienceOf(office);
  return {
    shown: scanUrl,
    say: (request, signal) =>
      said(addressOf(scanUrl), request, { ...(certificates.ca && { ca: certificates.ca }), patience }, signal),
  };
}

/** The page of the practice bureau, which browsers of this machine reach without its key. */
async function practicePage(office: Office): Promise<ScanPage> {
  const line = await openPracticeLine(office).catch(async (error: unknown) => {
    if (!(error instanceof UserError) || office.self.length === 0) throw error;
    await startPracticeBureau(office);
    return await openPracticeLine(office);
  });
  return {
    shown: new URL('scan', line.url.replace(/^https:/u, 'http:')).href,
    say: (request, signal) => said(new URL('scan', line.url), request, { agent: line.agent }, signal),
  };
}

async function said(
  url: URL,
  request: ScanRequest,
  line: Parameters<typeof exchange>[3],
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const options = { ...line, contentType: 'application/json; charset=utf-8', maxAnswerBytes: MAX_ANSWER_BYTES };
  const { bytes } = await exchange(url, new TextEncoder().encode(JSON.stringify(request)), { signal }, options);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function answerIn(json: unknown): ScanAnswer {
  const answer = readScanAnswer(json);
  if (answer) return answer;
  throw failed('的回应不是扫码登录的');
}

function failed(what: string): UserError {
  return new UserError('account.scan-failed', `扫码网页${what}`, {
    exit: 'transport',
    next: ['再试一次；仍然如此请管理员核对 设置 里的扫码网页'],
  });
}
