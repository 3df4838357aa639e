import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { addressOf } from './address.ts';
import type { Waiting } from './channel.ts';
import { type ExchangeOptions, exchange } from './exchange.ts';

/** How a gateway is asked to send an SMS: `{mobile}`, `{code}`, `{text}` and `{secret}` stand for what differs. */
export interface SmsGateway {
  readonly address: string;
  readonly method: 'GET' | 'POST';
  readonly type: SmsBodyType;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What an answer holds when the SMS was taken; without it the status alone tells. */
  readonly expect?: string | undefined;
  readonly secret?: string | undefined;
}

type SmsBodyType = 'json' | 'form' | 'text';

/** What is sent, and to whom. */
export interface Sms {
  readonly mobile: string;
  readonly code: string;
  readonly text: string;
}

type Safe = (value: string) => string;

/** The content type of a body, and how a value is written in it so that it stays one. */
// biome-ignore format: table
const TYPES: Readonly<Record<SmsBodyType, readonly [contentType: string, safe: Safe]>> = {
  json: ['application/json; charset=utf-8',                  value => JSON.stringify(value).slice(1, -1)],
  form: ['application/x-www-form-urlencoded; charset=utf-8', encodeURIComponent],
  text: ['text/plain; charset=utf-8',                        value => value],
};

const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_SAID = 80;

/**
 * Hands an SMS to the gateway, once. Throws what channels throw, or `account.sms-refused` with what the gateway said; the code, the number and the
 * secret are in none of it.
 */
export async function sendSms(
  gateway: SmsGateway,
  sms: Sms,
  { signal, ...line }: Waiting & Pick<ExchangeOptions, 'ca' | 'patience'>,
): Promise<void> {
  const { secret = '', method, type, expect = '' } = gateway;
  const values: Readonly<Record<string, string>> = { ...sms, secret };
  const filled = (template: string, safe: Safe) =>
    template.replace(/\{(mobile|code|text|secret)\}/gu, (_, name: string) => safe(values[name] ?? ''));
  const [contentType, safe] = TYPES[type];
  const url = addressOf(filled(gateway.address, encodeURIComponent));
  const headers = Object.fromEntries(
    Object.entries(gateway.headers).map(([name, value]) => [name.toLowerCase(), filled(value, text => text)]),
  );
  const body = new TextEncoder().encode(filled(gateway.body, safe));
  const { bytes } = await exchange(
    url,
    body,
    { signal },
    { ...line, method, contentType, headers, mayBeEmpty: true, maxAnswerBytes: MAX_ANSWER_BYTES },
  );
  const said = new TextDecoder().decode(bytes);
  if (said.includes(expect)) return;
  const shown = blotted(cleanLine(said), [secret, sms.code, sms.mobile]);
  throw new UserError('account.sms-refused', `短信网关没有受理：${shown.slice(0, MAX_SAID) || '回应是空的'}`, {
    exit: 'transport',
    next: ['核对短信网关的模板和密钥；余额不足或号码被拒时请联系网关的运营商'],
  });
}

/** What a gateway repeats of what it was given stays out of what people see. */
function blotted(said: string, values: readonly string[]): string {
  return values.filter(value => value !== '').reduce((text, value) => text.replaceAll(value, '***'), said);
}
