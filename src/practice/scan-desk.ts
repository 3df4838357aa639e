import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { SCAN_LASTS, type ScanAnswer, type ScanOffer, type ScanRequest } from '../accounts/scan.ts';
import { cleanLine } from '../text.ts';
import { answeredPage, askingPage, lostPage, unboundPage } from './scan-page.ts';

/** What a browser asks of the page for devices. */
export interface ScanVisit {
  readonly token: string;
  /** The secret of the device, if it has one. */
  readonly device: string | undefined;
  /** What its form says; undefined where it only looks. */
  readonly form: URLSearchParams | undefined;
}

export interface ScanView {
  readonly status: number;
  readonly html: string;
  /** The secret that the device keeps from now on. */
  readonly device?: string;
}

/** The page on which devices say yes: the terminal's side of it, and the browser's. Nothing is kept on disk. */
export interface ScanDesk {
  answer(request: ScanRequest): ScanAnswer;
  view(visit: ScanVisit): ScanView;
  clear(): void;
}

interface Offered {
  readonly offer: ScanOffer;
  readonly until: number;
  readonly answer: ScanAnswer;
}

const MAX_OFFERS = 200;
const DEVICE = /^[A-Za-z0-9_-]{43}$/u;
const WAITING: ScanAnswer = { state: 'waiting' };

export function openScanDesk(now: () => number): ScanDesk {
  const offers = new Map<string, Offered>();
  const waitingFor = (token: string): Offered | undefined => {
    const found = offers.get(token);
    return found && found.until > now() && found.answer.state === 'waiting' ? found : undefined;
  };

  function take(offer: ScanOffer): ScanAnswer {
    for (const [token, { until }] of offers) if (until <= now()) offers.delete(token);
    // A token that is there already is somebody else's: whoever comes second gets nothing by it.
    if (offers.has(offer.token) || offers.size >= MAX_OFFERS) return { state: 'expired' };
    offers.set(offer.token, { offer, until: now() + SCAN_LASTS, answer: WAITING });
    return WAITING;
  }

  return {
    answer(request) {
      if (request.kind === 'offer') return take(request);
      const found = offers.get(request.token);
      if (!found || !isSame(found.offer.key, request.key)) return { state: 'expired' };
      if (request.kind === 'withdraw') {
        offers.delete(request.token);
        return { state: 'expired' };
      }
      return found.until > now() || found.answer.state === 'confirmed' ? found.answer : { state: 'expired' };
    },
    view({ token, device, form }) {
      const found = waitingFor(token);
      if (!found) return { status: 410, html: lostPage() };
      const { offer } = found;
      const known = device !== undefined && DEVICE.test(device) ? device : undefined;
      if (offer.purpose === 'login' && known === undefined) return { status: 403, html: unboundPage(offer) };
      if (form === undefined) return { status: 200, html: askingPage(offer) };
      const settle = (answer: ScanAnswer) => offers.set(token, { ...found, answer });
      if (form.get('answer') !== 'yes') {
        settle({ state: 'refused' });
        return { status: 200, html: answeredPage(offer, false) };
      }
      const secret = known ?? randomBytes(32).toString('base64url');
      const name = cleanLine(form.get('name') ?? '').slice(0, 20);
      settle({ state: 'confirmed', device: idOf(secret), name });
      return { status: 200, html: answeredPage(offer, true), device: secret };
    },
    clear: () => offers.clear(),
  };
}

/** What tells a device from others, from which nobody gets its secret. */
const idOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url').slice(0, 22);

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map(text => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
