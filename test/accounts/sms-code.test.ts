import { describe, expect, test } from 'vitest';
import { maskedMobile, readMobile } from '../../src/accounts/mobile.ts';
import {
  attemptAt,
  CODE_LASTS,
  type CodeFor,
  drawCode,
  resendIn,
  type SentCodes,
  tryCode as tryAttempt,
  withCode,
} from '../../src/accounts/sms-code.ts';
import type { UserError } from '../../src/errors.ts';
import { chanceOf } from './chance.ts';

const NOW = Date.UTC(2026, 10, 27, 2);
const MOBILE = '13800138000';
const TO = { purpose: 'register', mobile: MOBILE } as const;
const MINUTE = 60_000;

async function issued(sent: SentCodes = [], now = NOW) {
  const { code, kept } = await drawCode(TO, { now, chance: chanceOf(sent.length + 1) });
  return { code, sent: withCode(sent, kept) };
}
const tryCode = async (sent: SentCodes, { code, ...to }: CodeFor & { readonly code: string }, now: number) =>
  tryAttempt(sent, await attemptAt(sent, to, code), now);
/** Why no code can be sent, as whoever asks for one is told. */
function sendingFault(sent: SentCodes, now = NOW) {
  try {
    withCode(sent, { ...TO, salt: '', hash: '', sentAt: now, tries: 0, used: false });
    return undefined;
  } catch (error) {
    return error as UserError;
  }
}
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test.each([
  ['13800138000', '13800138000'],
  ['+86 138-0013-8000', '13800138000'],
  ['8613800138000', '13800138000'],
  ['１３８００１３８０００', '13800138000'],
  ['12800138000', undefined],
  ['1380013800', undefined],
  ['138001380000', undefined],
  ['021-5888888', undefined],
  ['', undefined],
])('%s is the mobile number %s', (text, mobile) => {
  expect(readMobile(text)).toBe(mobile);
});

test('of a number others see its ends', () => {
  expect(maskedMobile(MOBILE)).toBe('138****8000');
});

describe('a code', () => {
  test('has six digits, and nothing that is kept has it', async () => {
    const { code, sent } = await issued();
    expect(code).toMatch(/^\d{6}$/u);
    expect(JSON.stringify(sent)).not.toContain(code);
  });

  test('of the same digits is kept otherwise with another salt', async () => {
    const drawn = (salt: number) => (bytes: number) => new Uint8Array(bytes).fill(bytes === 4 ? 1 : salt);
    const kept = async (salt: number) => (await drawCode(TO, { now: NOW, chance: drawn(salt) })).kept.hash;
    expect(await kept(1)).not.toBe(await kept(2));
  });

  test('is right once', async () => {
    const { code, sent } = await issued();
    const first = await tryCode(sent, { ...TO, code }, NOW + 1);
    expect(first.fault).toBeUndefined();
    const second = await tryCode(first.sent, { ...TO, code }, NOW + 2);
    expect(second.fault).toMatchObject({ code: 'account.code-used', message: '这个验证码已经用过' });
  });

  test('may be typed wide and with blanks', async () => {
    const { code, sent } = await issued();
    const wide = [...code].map(digit => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)).join(' ');
    expect((await tryCode(sent, { ...TO, code: wide }, NOW)).fault).toBeUndefined();
  });

  test.each([
    ['at the last moment', CODE_LASTS - 1, undefined],
    ['after five minutes', CODE_LASTS, 'account.code-expired'],
    ['when the clock was put back', -1, 'account.code-expired'],
  ])('%s', async (_, later, fault) => {
    const { code, sent } = await issued();
    expect((await tryCode(sent, { ...TO, code }, NOW + later)).fault?.code).toBe(fault);
  });

  test('bears five wrong answers, and is dead to the right one then', async () => {
    const { code, sent } = await issued();
    let held = sent;
    const said: string[] = [];
    for (let tried = 0; tried < 5; tried += 1) {
      const { fault, sent: next } = await tryCode(held, { ...TO, code: other(code) }, NOW);
      said.push(`${fault?.message} ${fault?.next.join()}`);
      held = next;
    }
    expect(said[0]).toBe('验证码不对 看清短信再输，还可以试 4 次');
    expect(said[4]).toBe('验证码不对 重新发送，用新的验证码');
    const { fault } = await tryCode(held, { ...TO, code }, NOW);
    expect(fault).toMatchObject({ code: 'account.code-tries', message: '输错了 5 次，这个验证码作废' });
  });

  test('is of one number and one purpose', async () => {
    const { code, sent } = await issued();
    expect((await tryCode(sent, { ...TO, purpose: 'recover', code }, NOW)).fault?.code).toBe('account.code-none');
    expect((await tryCode(sent, { ...TO, mobile: '13900139000', code }, NOW)).fault?.code).toBe('account.code-none');
  });

  test('gives way to a newer one', async () => {
    const first = await issued();
    const second = await issued(first.sent, NOW + MINUTE);
    expect((await tryCode(second.sent, { ...TO, code: first.code }, NOW + MINUTE)).fault?.code).toBe(
      'account.code-wrong',
    );
    expect((await tryCode(second.sent, { ...TO, code: second.code }, NOW + MINUTE)).fault).toBeUndefined();
  });
});

test('what was typed for a code counts against the one that came meanwhile', async () => {
  const first = await issued();
  const attempt = await attemptAt(first.sent, TO, first.code);
  const second = await issued(first.sent, NOW + MINUTE);
  const { fault, sent } = tryAttempt(second.sent, attempt, NOW + MINUTE);
  expect(fault?.code).toBe('account.code-wrong');
  expect(sent.map(({ tries, used }) => [tries, used])).toEqual([
    [0, false],
    [1, false],
  ]);
});

describe('sending', () => {
  test.each([
    [0, 60_000],
    [59_999, 1],
    [60_000, 0],
    [-1, 0],
  ])('again %i ms later waits %i ms', async (later, wait) => {
    const { sent } = await issued();
    expect(resendIn(sent, MOBILE, NOW + later)).toBe(wait);
    expect(sendingFault(sent, NOW + later)?.code).toBe(wait > 0 ? 'account.code-soon' : undefined);
    expect(resendIn(sent, '13900139000', NOW + later)).toBe(0);
  });

  const sentTo = (count: number, { apart, mobile = MOBILE }: { readonly apart: number; readonly mobile?: string }) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ purpose: 'register' as const, mobile, salt: '', hash: '', tries: 0, used: false },
      sentAt: NOW - (count - at) * apart,
    }));

  test.each([
    ['four within an hour', sentTo(4, { apart: 2 * MINUTE }), undefined],
    ['five within an hour', sentTo(5, { apart: 2 * MINUTE }), '这个号码一小时内的验证码太多，不再发送'],
    ['nine within a day', sentTo(9, { apart: 120 * MINUTE }), undefined],
    ['ten within a day', sentTo(10, { apart: 120 * MINUTE }), '这个号码一天内的验证码太多，不再发送'],
    ['sixty to others', sentTo(60, { apart: 30_000, mobile: '13900139000' }), '一小时内发出的验证码太多，暂不发送'],
    ['sixty to others, long ago', sentTo(60, { apart: 2 * MINUTE, mobile: '13900139000' }), undefined],
  ])('after %s', (_, sent, said) => {
    expect(sendingFault(sent)?.message).toBe(said);
  });

  test('forgets what is older than a day', async () => {
    const { sent } = await issued(sentTo(3, { apart: 13 * 60 * MINUTE }));
    expect(sent).toHaveLength(2);
  });
});
