import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import type { Office } from '../office.ts';
import { oneOf, settingsDocument, text } from '../settings/document.ts';
import { typedFaults, withBareAddresses } from '../typed-addresses.ts';

const optional = v.exactOptional(text());

const SCHEMA = v.object({
  /** The https address of the gateway that sends SMS. */
  smsGateway: optional,
  smsMethod: v.optional(oneOf('POST', 'GET'), 'POST'),
  smsType: v.optional(oneOf('json', 'form', 'text'), 'json'),
  /** What is sent to it, with `{mobile}`, `{code}`, `{text}`, `{secret}`. */
  smsBody: v.optional(text(), '{"mobile":"{mobile}","code":"{code}"}'),
  smsHeaders: v.optional(v.record(v.string(), text()), {}),
  /** What its answer holds when the SMS was taken. */
  smsExpect: optional,
  /** The https address of the page on which devices confirm a login. */
  scanUrl: optional,
});

/** `settings/accounts.json`: how codes reach people, and devices the office. The secret of the gateway is among the secrets. */
export type AccountsSettings = v.InferOutput<typeof SCHEMA>;

export const ACCOUNTS = settingsDocument<AccountsSettings>('accounts', SCHEMA, v.parse(SCHEMA, {}), 'settings.channel');

/** The name of the gateway's secret among the secrets. */
export const SMS_SECRET = 'accounts.sms';

const ADDRESSES = ['smsGateway', 'scanUrl'] as const;

/** The settings as they may be shown. */
export const withBareAccounts = (settings: AccountsSettings): AccountsSettings =>
  withBareAddresses(settings, ADDRESSES);

/** The settings as they are looked at. */
export interface SmsState {
  readonly settings: AccountsSettings;
  readonly hasSecret: boolean;
}

/** Before anything was read. */
export const NEW_SMS: SmsState = { settings: ACCOUNTS.initial, hasSecret: false };

export async function smsState({ store }: Office): Promise<SmsState> {
  return {
    settings: withBareAccounts(await store.settings.read(ACCOUNTS)),
    hasSecret: await store.secrets.has(SMS_SECRET),
  };
}

/** What is wrong with them: `accounts.address`, `accounts.template`, `accounts.header`. */
export function accountsFaults(settings: AccountsSettings): readonly UserError[] {
  return [...typedFaults('accounts', settings, ADDRESSES), ...templateFaults(settings), ...headerFaults(settings)];
}

function templateFaults({ smsGateway = '', smsMethod, smsBody }: AccountsSettings): readonly UserError[] {
  if (smsGateway === '') return [];
  const given = smsMethod === 'GET' ? smsGateway : `${smsGateway} ${smsBody}`;
  if (given.includes('{mobile}') && /\{(?:code|text)\}/u.test(given)) return [];
  const [name, where] = smsMethod === 'GET' ? ['smsGateway', '网址'] : ['smsBody', '正文'];
  return [fault('template', `accounts.${name}：${where}里没有 {mobile} 和 {code}`, '写明手机号和验证码填在哪里')];
}

/** A name of letters and hyphens, and a value of one line. */
function headerFaults({ smsHeaders }: AccountsSettings): readonly UserError[] {
  return Object.entries(smsHeaders).flatMap(([name, value]) => {
    const named = /^[A-Za-z][A-Za-z0-9-]*$/u.test(name);
    if (named && /^[\x20-\x7e]*$/u.test(value)) return [];
    const what = named ? `${name} 的值只能是英文、数字和符号` : '名称只能是英文字母、数字和 -';
    return [fault('header', `accounts.smsHeaders：${what}`, '如 Authorization: Bearer {secret}')];
  });
}

function fault(code: string, message: string, next: string): UserError {
  return new UserError(`accounts.${code}`, message, { exit: 'usage', next: [next] });
}
