import type { IncomingHttpHeaders } from 'node:http';
import { cleanLine } from '../text.ts';

/** The encoding that a content type names. */
export function charsetOf(headers: IncomingHttpHeaders): string | undefined {
  return /;\s*charset\s*=\s*"?([\w-]+)/iu.exec(headers['content-type'] ?? '')?.[1];
}

const PAGE = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)[\s>]/iu;
/** So much of a page is looked at; its title stands at its beginning. */
export const PAGE_START = 16_384;

export const saysPage = (headers: IncomingHttpHeaders): boolean =>
  /^\s*(?:text\/html|application\/xhtml)/iu.test(headers['content-type'] ?? '');

/** Whether bytes are a web page; a page is answered by whoever stands in between: a sign-in page of the network, a proxy, a firewall. */
export function isPage(bytes: Uint8Array, headers: IncomingHttpHeaders): boolean {
  const start = Buffer.from(bytes.subarray(0, PAGE_START)).toString('latin1');
  // Some servers call every answer a page, the XML of a bureau too.
  return (
    PAGE.test(start.replace(/^\u00ef\u00bb\u00bf/u, '')) ||
    (saysPage(headers) && !/^\s*(?:\u00ef\u00bb\u00bf)?<\?xml/u.test(start))
  );
}

const MAX_ADDRESS = 80;

/** Where a redirect leads, as people may read it: without query, account, and the path of our own address, which may be told to nobody. */
export function redirectTarget({ location = '' }: IncomingHttpHeaders, from: URL): string {
  if (!URL.canParse(location, from.href)) return '没有写明地址';
  const { origin, host, protocol, pathname } = new URL(location, from.href);
  const ours = from.pathname.length > 1 && pathname.includes(from.pathname);
  const place = origin === 'null' ? `${protocol}//${host}` : origin;
  const address = cleanLine(`${place}${ours || pathname === '/' ? '' : pathname}`);
  return address.length > MAX_ADDRESS ? `${address.slice(0, MAX_ADDRESS)}…` : address;
}
