import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { codeForWhomever, sendCode, testSms } from '../../../src/jobs/accounts/send-code.ts';
import { spendCode } from '../../../src/jobs/accounts/sent-codes.ts';
import { openOffice } from '../../../src/jobs/office.ts';
import { readMailbox } from '../../../src/jobs/practice.ts';
import { setSecret, setSetting } from '../../../src/jobs/settings/by-name.ts';
import { startBureau } from '../../journeys/bureau.ts';
import { DATA } from '../../journeys/program.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';

const TO = { purpose: 'register', mobile: '13800138000' } as const;

async function start(platform = '01') {
  let time = Date.UTC(2026, 10, 27, 2);
  const office = await openOffice({
    home: temporaryFolder(),
    dataFolder: DATA,
    user: 'test',
    now: () => time,
    random: () => 0.5,
    newId: () => 'id',
    wait: async () => {},
    self: [],
    env: {},
    platform: 'linux',
  });
  onTestFinished(() => office.close());
  await setSetting(office, 'channel.platform', platform);
  return {
    office,
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A gateway that takes what it is asked for, and says what it is told to say. */
async function gateway(say: { status?: number; body?: string } = {}) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then(body => {
      asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      response.writeHead(say.status ?? 200).end((say.body ?? '').replaceAll('{body}', body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms` };
}

describe('a gateway', () => {
  test('gets number and code in JSON, with its secret in a header', async () => {
    const { office } = await start();
    const { asked, url } = await gateway({ body: '{"code":0}' });
    await setSetting(office, 'accounts.smsGateway', url);
    await setSetting(office, 'accounts.smsBody', '{"to":"{mobile}","content":"{text}","key":"{secret}"}');
    await setSetting(office, 'accounts.smsHeaders', '{"X-Key":"Bearer {secret}"}');
    await setSetting(office, 'accounts.smsExpect', '"code":0');
    await setSecret(office, 'accounts.sms', 'a"b');
    await sendCode(office, TO);
    expect(asked).toHaveLength(1);
    expect([asked[0]?.method, asked[0]?.headers['x-key'], asked[0]?.headers['content-type']]).toEqual([
      'POST',
      'Bearer a"b',
      'application/json; charset=utf-8',
    ]);
    const body = JSON.parse(asked[0]?.body ?? '');
    expect(body).toMatchObject({ to: '13800138000', key: 'a"b' });
    const [code = ''] = /\d{6}/u.exec(body.content) ?? [];
    await spendCode(office, TO, code);
    await expect(spendCode(office, TO, code)).rejects.toMatchObject({ code: 'account.code-used' });
  });

  test('that wants a GET gets all in the address', async () => {
    const { office } = await start();
    const { asked, url } = await gateway();
    await setSetting(office, 'accounts.smsMethod', 'GET');
    await setSetting(office, 'accounts.smsGateway', `${url}?to={mobile}&text={text}`);
    await sendCode(office, TO);
    const address = new URL(asked[0]?.path ?? '', url);
    expect([asked[0]?.method, asked[0]?.body, address.searchParams.get('to')]).toEqual(['GET', '', '13800138000']);
    expect(address.searchParams.get('text')).toMatch(/^【报检台】注册的验证码 \d{6}，5 分钟内有效/u);
  });

  test('that wants a form gets one', async () => {
    const { office } = await start();
    const { asked, url } = await gateway();
    await setSetting(office, 'accounts.smsGateway', url);
    await setSetting(office, 'accounts.smsType', 'form');
    await setSetting(office, 'accounts.smsBody', 'to={mobile}&text={text}&key={secret}');
    await setSecret(office, 'accounts.sms', 'a&b=c');
    await sendCode(office, TO);
    const form = new URLSearchParams(asked[0]?.body);
    expect([...form.keys()]).toEqual(['to', 'text', 'key']);
    expect(form.get('key')).toBe('a&b=c');
  });

  test('that does not take it is told of without number, code and secret, and another code may be asked for at once', async () => {
    const { office } = await start();
    const { asked, url } = await gateway({ body: 'no: {body}' });
    await setSetting(office, 'accounts.smsGateway', url);
    await setSetting(office, 'accounts.smsBody', '{mobile} {code} {secret}');
    await setSetting(office, 'accounts.smsType', 'text');
    await setSetting(office, 'accounts.smsExpect', 'OK');
    await setSecret(office, 'accounts.sms', 'geheim');
    await expect(sendCode(office, TO)).rejects.toMatchObject({
      code: 'account.sms-refused',
      message: '短信网关没有受理：no: *** *** ***',
    });
    const [, code = ''] = (asked[0]?.body ?? '').split(' ');
    await expect(spendCode(office, TO, code)).rejects.toMatchObject({ code: 'account.code-none' });
    await expect(sendCode(office, TO)).rejects.toMatchObject({ code: 'account.sms-refused' });
  });

  test.each([
    [500, '短信没有发出：127.0.0.1:PORT 未能处理：HTTP 500'],
    [401, '短信没有发出：127.0.0.1:PORT 不接受通讯账号（HTTP 401）'],
  ])('that answers %i', async (status, said) => {
    const { office } = await start();
    const { url } = await gateway({ status });
    await setSetting(office, 'accounts.smsGateway', url);
    await expect(testSms(office, TO.mobile)).rejects.toMatchObject({
      code: 'account.sms-failed',
      message: said.replace('PORT', new URL(url).port),
    });
  });

  test('that is not there is told of in Chinese, with one thing to do', async () => {
    const { office } = await start();
    await setSetting(office, 'accounts.smsGateway', 'http://127.0.0.1:1/sms');
    const error = await sendCode(office, TO).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'account.sms-failed', message: expect.stringContaining('连不上服务器') });
    expect((error as { next: string[] }).next).toHaveLength(1);
  });

  test('that nobody has set sends nothing, and says who may set it', async () => {
    const { office } = await start();
    const none = { code: 'account.sms-none', message: '没有设置短信网关，发不出验证码' };
    await expect(sendCode(office, TO)).rejects.toMatchObject(none);
    await expect(codeForWhomever(office, TO, false)).rejects.toMatchObject(none);
  });
});

test('when practising the SMS lies in the mailbox, and no gateway is asked', async () => {
  const { office } = await start('09');
  const bureau = await startBureau({ office });
  onTestFinished(() => bureau.stop());
  const { asked, url } = await gateway();
  await setSetting(office, 'accounts.smsGateway', url);
  await sendCode(office, TO);
  const [sms] = await readMailbox(office);
  expect([asked.length, sms?.mobile]).toEqual([0, TO.mobile]);
  await spendCode(office, TO, /\d{6}/u.exec(sms?.text ?? '')?.[0] ?? '');
});

test('the limits hold for whoever opens the home next', async () => {
  const { office, pass } = await start('09');
  const bureau = await startBureau({ office });
  onTestFinished(() => bureau.stop());
  await sendCode(office, TO);
  await expect(sendCode(office, TO)).rejects.toMatchObject({ code: 'account.code-soon' });
  const other = await openOffice({ ...office });
  onTestFinished(() => other.close());
  await expect(sendCode(other, TO)).rejects.toMatchObject({ code: 'account.code-soon' });
  pass(60_000);
  await sendCode(other, TO);
});

test('a number that nobody has goes the same way, and no code opens it', async () => {
  const { office } = await start('09');
  const bureau = await startBureau({ office });
  onTestFinished(() => bureau.stop());
  const to = { purpose: 'recover', mobile: '13900139000' } as const;
  await (await codeForWhomever(office, to, false))();
  expect(await readMailbox(office)).toEqual([]);
  await expect(spendCode(office, to, '000000')).rejects.toMatchObject({
    code: 'account.code-wrong',
  });
  await expect(codeForWhomever(office, to, true)).rejects.toMatchObject({
    code: 'account.code-soon',
  });
});

describe('settings', () => {
  test.each([
    ['accounts.smsGateway', 'http://sms.example/', 'accounts.address'],
    ['accounts.smsGateway', 'https://user:pass@sms.example/', 'accounts.address'],
    ['accounts.scanUrl', 'ftp://page.example', 'accounts.address'],
    ['accounts.smsBody', '{"to":"{mobile}"}', 'accounts.template'],
    ['accounts.smsHeaders', '{"X Key":"a"}', 'accounts.header'],
    ['accounts.smsHeaders', '{"X-Key":"钥匙"}', 'accounts.header'],
    ['accounts.smsMethod', 'PUT', 'settings.value'],
    ['accounts.sms', 'geheim', 'settings.secret'],
  ])('%s %s is refused: %s', async (name, value, code) => {
    const { office } = await start();
    await setSetting(office, 'accounts.smsGateway', 'https://sms.example/');
    await expect(setSetting(office, name, value)).rejects.toMatchObject({ code });
  });
});
