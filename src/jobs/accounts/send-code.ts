import { readMobile } from '../../accounts/mobile.ts';
import type { CodeFor, CodePurpose } from '../../accounts/sms-code.ts';
import { UserError } from '../../errors.ts';
import { type Sms, sendSms } from '../../transport/sms-gateway.ts';
import { TransportError } from '../../transport/transport-error.ts';
import { channelSettings, isPractice } from '../channel.ts';
import { readCertificates } from '../channel-certificates.ts';
import type { Office } from '../office.ts';
import { sendToMailbox } from '../practice.ts';
import { patienceOf } from '../switches.ts';
import { forgetCode, newCode } from './sent-codes.ts';
import { ACCOUNTS, type AccountsSettings, SMS_SECRET } from './settings.ts';

const PURPOSES: Readonly<Record<CodePurpose, string>> = { register: '注册', recover: '找回密码' };

const textOf = (code: string, what: string): string =>
  `【报检台】${what}的验证码 ${code}，5 分钟内有效。不要告诉任何人。`;

/** Whether SMS stay on this machine, in the mailbox of the practice bureau. */
export async function isPractisingSms(office: Office): Promise<boolean> {
  return await isPractice(await channelSettings(office));
}

/**
 * Sends a code to a number by the gateway, or, when practising, into the mailbox. What is not delivered does not count.
 *
 * @throws UserError `account.sms-none` without a gateway, `account.code-soon`, `account.code-limit`, `account.sms-failed`, `account.sms-refused`
 */
export async function sendCode(office: Office, to: CodeFor, signal?: AbortSignal): Promise<void> {
  const deliver = await delivery(office);
  const { code, kept } = await newCode(office, to);
  try {
    await deliver({ mobile: to.mobile, code, text: textOf(code, PURPOSES[to.purpose]) }, signal);
  } catch (error) {
    await forgetCode(office, kept);
    throw error;
  }
}

/**
 * Makes a code for a number that may be nobody's here, and gives what hands it over, if it is somebody's: who asks gets the same answer after the same
 * time, and does not learn whether an SMS has left.
 */
export async function codeForWhomever(
  office: Office,
  to: CodeFor,
  isSomebodys: boolean,
): Promise<(signal?: AbortSignal) => Promise<void>> {
  const deliver = await delivery(office);
  const { code } = await newCode(office, to);
  const sms = { mobile: to.mobile, code, text: textOf(code, PURPOSES[to.purpose]) };
  return async signal => {
    if (isSomebodys) await deliver(sms, signal);
  };
}

/** Sends an SMS with a code that is good for nothing, to see whether it is taken; resolves with who took it. */
export async function testSms(office: Office, mobile: string, signal?: AbortSignal): Promise<string> {
  const deliver = await delivery(office);
  await deliver({ mobile, code: '000000', text: textOf('000000', '测试') }, signal);
  return (await isPractisingSms(office)) ? '练习局信箱' : '短信网关';
}

/** The mobile number that was typed. Throws `account.mobile`. */
export function demandMobile(text: string): string {
  const mobile = readMobile(text);
  if (mobile !== undefined) return mobile;
  throw new UserError('account.mobile', '手机号应为 11 位数字，1 开头', { exit: 'usage', next: ['如 13800138000'] });
}

type Deliver = (sms: Sms, signal?: AbortSignal) => Promise<void>;

async function delivery(office: Office): Promise<Deliver> {
  if (await isPractisingSms(office)) return sms => sendToMailbox(office, sms);
  const settings = await office.store.settings.read(ACCOUNTS);
  if (settings.smsGateway) return overGateway(office, { ...settings, smsGateway: settings.smsGateway });
  throw new UserError('account.sms-none', '没有设置短信网关，发不出验证码', {
    exit: 'transport',
    next: ['请管理员在 设置 的 申报通讯 里填写短信网关，或 settings set accounts.smsGateway 网址'],
  });
}

function overGateway(office: Office, settings: AccountsSettings & { readonly smsGateway: string }): Deliver {
  return async (sms, signal) => {
    const { smsGateway: address, smsMethod: method, smsType: type, smsBody: body } = settings;
    const { smsHeaders: headers, smsExpect: expect } = settings;
    const { ca } = await channelSettings(office);
    const certificates = readCertificates(
      { ...(ca && { ca }) },
      { passphrase: undefined, now: office.now(), exit: 'transport' },
    );
    const secret = await office.store.secrets.get(SMS_SECRET);
    try {
      const line = { ...(certificates.ca && { ca: certificates.ca }), patience: await patienceOf(office) };
      await sendSms({ address, method, type, body, headers, expect, secret }, sms, { ...line, signal });
    } catch (error) {
      throw error instanceof TransportError ? failed(error) : error;
    }
  };
}

/** What a channel advises about messages that may have arrived does not hold for an SMS: another one does no harm. */
function failed({ message, next }: TransportError): UserError {
  return new UserError('account.sms-failed', `短信没有发出：${message}`, {
    exit: 'transport',
    next: next.slice(0, 1),
  });
}
