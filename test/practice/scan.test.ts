import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addressOfOffer, newOffer, readScanAnswer, SCAN_LASTS, type ScanOffer } from '../../src/accounts/scan.ts';
import { callingSide } from '../../src/practice/secret-line.ts';
import { type Practice, startPractice } from '../../src/practice/server.ts';
import { chanceOf } from '../accounts/chance.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { BOOK, DATA } from './declarations.ts';

const NOW = Date.UTC(2026, 10, 27, 2);

async function start(log: string[] = []) {
  let time = NOW;
  const practice = await startPractice({
    ...{ folder: temporaryFolder(), now: () => time, random: () => 0.5, book: BOOK, dataFolder: DATA },
    log: line => void log.push(line),
  });
  onTestFinished(() => practice.stop());
  return {
    practice,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

/** What somebody with the key gets for a request. */
async function order({ url, key }: Practice, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const agent = callingSide(key);
  const address = new URL(path, url.replace('http:', 'https:'));
  return await new Promise((resolve, reject) => {
    const asked = request(address, { agent, method: body === undefined ? 'GET' : 'POST' }, answer => {
      text(answer).then(said => {
        agent.destroy();
        resolve({
          status: answer.statusCode ?? 0,
          json: said.startsWith('{') || said.startsWith('[') ? JSON.parse(said) : said,
        });
      }, reject);
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const scan = async (practice: Practice, body: unknown) => readScanAnswer((await order(practice, 'scan', body)).json);
const offerOf = (purpose: ScanOffer['purpose'], seed = 1): ScanOffer =>
  newOffer({ purpose, host: 'srv-1', user: 'wang<b>', ...(purpose === 'bind' && { member: '王五' }) }, chanceOf(seed));

const pageOf = ({ url }: Practice, offer: ScanOffer) => addressOfOffer(new URL('scan', url).href, offer);
const cookieIn = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const say = (address: string, answer: 'yes' | 'no', cookie = '', more: Record<string, string> = {}) =>
  fetch(address, {
    method: 'POST',
    headers: { ...(cookie && { cookie }), ...more },
    body: new URLSearchParams({ answer, name: '小米 14' }),
  });

/** Binds a device: its cookie, and what the terminal was told. */
async function bound(practice: Practice) {
  const offer = offerOf('bind', 7);
  await scan(practice, offer);
  const cookie = cookieIn(await say(pageOf(practice, offer), 'yes'));
  return { cookie, told: await scan(practice, { kind: 'ask', token: offer.token, key: offer.key }) };
}

describe('a device', () => {
  test('is bound with a secret of its own that the terminal never sees, and says yes to a login', async () => {
    const { practice } = await start();
    const { cookie, told } = await bound(practice);
    expect(told).toMatchObject({ state: 'confirmed', name: '小米 14' });
    expect(cookie).toMatch(/^baojian-device=[\w-]{43}$/u);
    expect(JSON.stringify(told)).not.toContain(cookie.split('=')[1]);

    const offer = offerOf('login');
    const ask = { kind: 'ask', token: offer.token, key: offer.key };
    expect(await scan(practice, offer)).toEqual({ state: 'waiting' });
    const shown = await (await fetch(pageOf(practice, offer), { headers: { cookie } })).text();
    for (const part of ['srv-1', 'wang&lt;b&gt;', offer.number]) expect(shown).toContain(part);
    expect(shown).not.toContain(offer.key);
    expect(shown).not.toMatch(/<script|src=|href=/u);
    expect(await scan(practice, ask)).toEqual({ state: 'waiting' });

    expect(await (await say(pageOf(practice, offer), 'yes', cookie)).text()).toContain('已确认登录');
    const { device } = told as { device: string };
    expect(await scan(practice, ask)).toMatchObject({ state: 'confirmed', device });
  });

  test('that says no leaves the terminal where it is', async () => {
    const { practice } = await start();
    const { cookie } = await bound(practice);
    const offer = offerOf('login');
    await scan(practice, offer);
    await say(pageOf(practice, offer), 'no', cookie);
    expect(await scan(practice, { kind: 'ask', token: offer.token, key: offer.key })).toEqual({ state: 'refused' });
  });

  test('that is not bound gets nobody in', async () => {
    const { practice } = await start();
    const offer = offerOf('login');
    await scan(practice, offer);
    for (const cookie of ['', 'baojian-device=short', 'other=1']) {
      const answer = await say(pageOf(practice, offer), 'yes', cookie);
      expect([answer.status, cookieIn(answer)]).toEqual([403, '']);
    }
    expect(await scan(practice, { kind: 'ask', token: offer.token, key: offer.key })).toEqual({ state: 'waiting' });
  });
});

describe('an address', () => {
  test('is good once, and for two minutes', async () => {
    const { practice, pass } = await start();
    const { cookie } = await bound(practice);
    const offer = offerOf('login');
    await scan(practice, offer);
    await say(pageOf(practice, offer), 'no', cookie);
    expect((await say(pageOf(practice, offer), 'yes', cookie)).status).toBe(410);

    const late = offerOf('login', 2);
    await scan(practice, late);
    pass(SCAN_LASTS);
    expect((await say(pageOf(practice, late), 'yes', cookie)).status).toBe(410);
    expect(await scan(practice, { kind: 'ask', token: late.token, key: late.key })).toEqual({ state: 'expired' });
  });

  test('tells nothing to a terminal that did not make it', async () => {
    const { practice } = await start();
    const { cookie } = await bound(practice);
    const offer = offerOf('login');
    await scan(practice, offer);
    await say(pageOf(practice, offer), 'yes', cookie);
    const other = offerOf('login', 2);
    expect(await scan(practice, { kind: 'ask', token: offer.token, key: other.key })).toEqual({ state: 'expired' });
    // Nor can it be offered anew with another key.
    expect(await scan(practice, { ...other, token: offer.token })).toEqual({ state: 'expired' });
  });

  test('that was taken back leads nowhere', async () => {
    const { practice } = await start();
    const { cookie } = await bound(practice);
    const offer = offerOf('login');
    await scan(practice, offer);
    await scan(practice, { kind: 'withdraw', token: offer.token, key: offer.key });
    expect((await say(pageOf(practice, offer), 'yes', cookie)).status).toBe(410);
  });
});

test.each([
  ['a form of another page', { origin: 'https://page.example' }, 403],
  ['a form of no page that can be named', { origin: 'null' }, 403],
])('%s is refused', async (_, headers, status) => {
  const { practice } = await start();
  const { cookie } = await bound(practice);
  const offer = offerOf('login');
  await scan(practice, offer);
  expect((await say(pageOf(practice, offer), 'yes', cookie, headers)).status).toBe(status);
  expect(await scan(practice, { kind: 'ask', token: offer.token, key: offer.key })).toEqual({ state: 'waiting' });
});

test.each([
  ['a body that is too long', { method: 'POST', body: 'x'.repeat(5000) }],
  ['another method', { method: 'PUT', body: 'answer=yes' }],
])('%s is refused', async (_, init) => {
  const { practice } = await start();
  const offer = offerOf('login');
  await scan(practice, offer);
  expect((await fetch(pageOf(practice, offer), init)).status).toBe(403);
});

test('without the key nothing can be offered, and no mailbox is shown', async () => {
  const { practice } = await start();
  await order(practice, 'sms', { mobile: '13800138000', text: '验证码 123456' });
  const offer = offerOf('login');
  await fetch(new URL('scan', practice.url), { method: 'POST', body: JSON.stringify(offer) });
  expect(await scan(practice, { kind: 'ask', token: offer.token, key: offer.key })).toEqual({ state: 'expired' });
  const mail = await fetch(new URL('practice/mailbox', practice.url));
  expect(await mail.text()).not.toContain('123456');
});

describe('the mailbox', () => {
  test('takes SMS, the newest first, and the console tells no code', async () => {
    const log: string[] = [];
    const { practice, pass } = await start(log);
    await order(practice, 'sms', { mobile: '13800138000', text: '验证码 123456' });
    pass(1000);
    await order(practice, 'sms', { mobile: '13900139000', text: '验证码 654321' });
    expect((await order(practice, 'practice/mailbox')).json).toEqual([
      { at: NOW + 1000, mobile: '13900139000', text: '验证码 654321' },
      { at: NOW, mobile: '13800138000', text: '验证码 123456' },
    ]);
    expect(log.join('\n')).toContain('短信：138****8000');
    expect(log.join('\n')).not.toMatch(/123456|13800138000/u);
  });

  test('is empty after a reset', async () => {
    const { practice } = await start();
    await order(practice, 'sms', { mobile: '13800138000', text: '验证码 123456' });
    await order(practice, 'practice/reset', {});
    expect((await order(practice, 'practice/mailbox')).json).toEqual([]);
  });

  test.each([{ mobile: '1', text: 'x' }, { mobile: '13800138000', text: '' }, { text: 'x' }, 'x', null])(
    'takes no %j',
    async body => {
      const { practice } = await start();
      expect((await order(practice, 'sms', body)).status).toBe(400);
    },
  );
});
