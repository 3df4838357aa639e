import type { ScanOffer } from '../accounts/scan.ts';

/** Nothing on the page comes from elsewhere, and no script runs. Without a referrer at all the forms of the page would not say whose they are. */
export const SCAN_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replace(/[&<>"']/gu, each => ENTITIES[each] ?? '');

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:1.1rem/1.6 sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem}b.n{font-size:2rem}button{font:inherit;padding:.5rem 2rem;margin:.5rem 1rem 0 0}</style>
<h1>${title}</h1>
${body}
<p><small>练习局：只供练习和测试，不是任何海关或检验检疫机构。</small></p>
`;
}

const about = ({ host, user, number }: ScanOffer): string =>
  `<p>主机：<strong>${safe(host)}</strong><br>系统用户：<strong>${safe(user)}</strong></p>
<p>终端上的核对码：<b class="n">${number}</b><br>与终端上的不一样就不要确认。</p>`;

/** Asks whether the device says yes. */
export function askingPage(offer: ScanOffer): string {
  const isBinding = offer.purpose === 'bind';
  const named = isBinding ? '<p><label>设备名称 <input name="name" maxlength="20" value="我的手机"></label></p>' : '';
  const what = isBinding
    ? `<p>把这台设备绑定到 <strong>${safe(offer.member ?? '')}</strong>，以后用它扫码登录报检台。</p>`
    : '<p>用这台设备登录报检台？</p>';
  return page(
    isBinding ? '绑定设备' : '确认登录',
    `${what}
${about(offer)}
<form method="post" action="/scan?t=${offer.token}">${named}
<button name="answer" value="yes">确认</button><button name="answer" value="no">拒绝</button></form>`,
  );
}

export function answeredPage({ purpose }: ScanOffer, isConfirmed: boolean): string {
  const done = purpose === 'bind' ? '已绑定' : '已确认登录';
  return page(isConfirmed ? done : '已拒绝', `<p>${isConfirmed ? '请看终端。' : '终端不会登录。'}</p>`);
}

export function unboundPage(offer: ScanOffer): string {
  return page('没有绑定', `<p>这台设备没有绑定。先用用户名和密码登录，再在通讯录里绑定设备。</p>\n${about(offer)}`);
}

export const lostPage = (): string => page('已失效', '<p>这个二维码已经用过，或已过期。请扫终端上新的二维码。</p>');
