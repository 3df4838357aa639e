import { TransportError } from './transport-error.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/** Whether a host name of a URL is this machine itself. */
function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** An address of the settings as a URL, or why it must not be used. What it says about itself stays out of the error: it may hold a password. */
export function addressOf(text: string, { allowPlain = false }: { allowPlain?: boolean } = {}): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refuse = (detail: string) =>
    new TransportError('address', url?.host ?? '', {
      lost: false,
      detail: url?.host ? `${detail}（${url.host}）` : detail,
    });
  if (!url?.hostname) throw refuse('不是完整的网址，应如 https://example.com/path');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('只能是 https:// 或 http://');
  if (url.username || url.password) throw refuse('网址里不能写账号和密码，请填在账号栏');
  if (url.protocol === 'http:' && !allowPlain && !isLoopback(url.hostname))
    throw refuse('http:// 不加密，账号会泄露；请用 https://，或在设置中明确允许');
  return url;
}

/** An address as it may be shown, whatever somebody has written into it. */
export const withoutAccount = (address: string): string => address.replace(/\/\/[^/?#]*@/u, '//');
