import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ScanView, ScanVisit } from './scan-desk.ts';
import { SCAN_PAGE_HEADERS } from './scan-page.ts';

const COOKIE = 'baojian-device';
const YEAR = 365 * 24 * 3600;
/** A form of two fields is shorter than this. */
const MAX_FORM_BYTES = 4096;

const addressOf = (request: IncomingMessage): URL | undefined => {
  const base = `http://${request.headers.host ?? ''}`;
  return URL.canParse(request.url ?? '', base) ? new URL(request.url ?? '', base) : undefined;
};

/** Whether a browser asks for the page on which devices say yes. */
export const isForDevices = (request: IncomingMessage): boolean => addressOf(request)?.pathname === '/scan';

/** Answers a browser; forms of other pages are refused. */
export async function answerDevice(
  request: IncomingMessage,
  response: ServerResponse,
  scan: (visit: ScanVisit) => ScanView,
): Promise<void> {
  const { method, headers, socket } = request;
  const hosts = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`];
  const isOurs = hosts.includes(headers.host ?? '');
  const isOwnForm = headers.origin === undefined || headers.origin === `http://${headers.host}`;
  const form = method === 'POST' ? await formIn(request) : undefined;
  if (!isOurs || !isOwnForm || (method !== 'GET' && form === undefined)) {
    response.writeHead(403, SCAN_PAGE_HEADERS).end();
    return;
  }
  const token = addressOf(request)?.searchParams.get('t') ?? '';
  const view = scan({ token, device: deviceIn(headers.cookie), form });
  const kept = view.device && `${COOKIE}=${view.device}; HttpOnly; SameSite=Strict; Path=/scan; Max-Age=${YEAR}`;
  response.writeHead(view.status, { ...SCAN_PAGE_HEADERS, ...(kept && { 'set-cookie': kept }) }).end(view.html);
}

/** The secret of the device among its cookies. */
function deviceIn(cookies = ''): string | undefined {
  const found = cookies.split(';').map(each => each.trim().split('='));
  return found.find(([name]) => name === COOKIE)?.[1];
}

async function formIn(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > MAX_FORM_BYTES) return undefined;
      chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined;
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
