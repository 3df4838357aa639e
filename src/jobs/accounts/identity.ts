import type { Captcha } from '../../accounts/captcha.ts';
import type { Enterprise, Member } from '../../accounts/member.ts';
import { UserError } from '../../errors.ts';
import type { Office } from '../office.ts';
import { demandCaptcha } from './captcha.ts';
import { type MemberInfo, type NewMember, registerMember, setPassword } from './members.ts';
import { codeForWhomever, demandMobile, sendCode } from './send-code.ts';
import { spendCode } from './sent-codes.ts';
import { turnOn } from './turn-on.ts';

/** Whether somebody who registers is the first one here, and whom they join otherwise. */
export interface Joining {
  readonly isFirst: boolean;
  readonly enterprise: string;
}

export async function joiningOf({ store }: Pick<Office, 'store'>): Promise<Joining> {
  const { members, enterprise } = await store.members.read();
  return { isFirst: members.length === 0, enterprise: enterprise?.name ?? '' };
}

/** A number and what was read in the picture, as they were typed. */
interface Asking {
  readonly mobile: string;
  readonly captcha: Captcha;
  readonly read: string;
}

/** Sends the code by which somebody who registers proves their number; the number as it is kept. */
export async function askToRegister(
  office: Office,
  { mobile: typed, captcha, read }: Asking,
  signal?: AbortSignal,
): Promise<string> {
  const mobile = demandMobile(typed);
  demandCaptcha(office, captcha, read);
  await sendCode(office, { purpose: 'register', mobile }, signal);
  return mobile;
}

/** What is done beside, so that nobody learns by the time that it takes whose number it is. */
type Beside = (signal?: AbortSignal) => Promise<void>;

/** Makes the code by which somebody who has forgotten their password proves their number, whether it is a member's or not. */
export async function askToRecover(
  office: Office,
  { mobile: typed, captcha, read }: Asking,
): Promise<{ readonly mobile: string; readonly beside: Beside }> {
  const mobile = demandMobile(typed);
  demandCaptcha(office, captcha, read);
  return { mobile, beside: await recoveryCode(office, mobile) };
}

/** Another code for a number whose picture was read before. */
export async function askAgain(office: Office, purpose: 'register' | 'recover', mobile: string): Promise<Beside> {
  if (purpose === 'recover') return await recoveryCode(office, mobile);
  await sendCode(office, { purpose, mobile });
  return async () => {};
}

async function recoveryCode(office: Office, mobile: string): Promise<Beside> {
  const found = await memberOf(office, mobile);
  const deliver = await codeForWhomever(office, { purpose: 'recover', mobile }, found !== undefined);
  return async signal => {
    await deliver(signal).catch((error: unknown) => {
      // Who asks is not told: that an SMS could not be sent says that there was one to send.
      if (!(error instanceof UserError)) throw error;
    });
  };
}

/** The one active member of a number; of a number that several have nobody can say whose password it is. */
async function memberOf({ store }: Pick<Office, 'store'>, mobile: string): Promise<Member | undefined> {
  const found = (await store.members.read()).members.filter(each => each.mobile === mobile && each.state === 'active');
  return found.length === 1 ? found[0] : undefined;
}

/** Takes the code that came. Throws `account.code-*`. */
export async function proveNumber(
  office: Office,
  purpose: 'register' | 'recover',
  mobile: string,
  code: string,
): Promise<void> {
  await spendCode(office, { purpose, mobile }, code);
}

/** Throws `account.password` when the two are not the same. */
export function demandSame(password: string, again: string): void {
  if (password === again) return;
  throw new UserError('account.password', '两次输入的密码不一样', { exit: 'faults', next: ['再输一次'] });
}

/**
 * Registers the person whose number is proved: the first one with the enterprise, which turns accounts on and logs them in; later ones wait for an
 * administrator.
 */
export async function register(
  office: Office,
  person: NewMember & { readonly mobile: string },
  enterprise: Enterprise,
): Promise<Pick<MemberInfo, 'state'>> {
  const { isFirst } = await joiningOf(office);
  if (!isFirst) return await registerMember(office, person);
  if (enterprise.name.trim() === '')
    throw new UserError('account.enterprise', '企业名称没有填写', { exit: 'faults', next: ['填写企业名称'] });
  await turnOn(office, person, enterprise);
  return { state: 'active' };
}

/** Gives the member of a number that is proved another password; the user name to log in with. */
export async function recoverPassword(office: Office, mobile: string, password: string): Promise<string> {
  const member = await memberOf(office, mobile);
  // No code opens the way here for a number of nobody; whoever has come was disabled meanwhile.
  if (!member)
    throw new UserError('account.not-active', '帐户已停用，不能改密码', { exit: 'login', next: ['请管理员恢复'] });
  await setPassword(office, member.user, password);
  return member.user;
}
