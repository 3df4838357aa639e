import { randomBytes } from 'node:crypto';
import { type Captcha, drawCaptcha, readsCaptcha } from '../../accounts/captcha.ts';
import { UserError } from '../../errors.ts';
import type { Office } from '../office.ts';

/** A picture of letters to be read. */
export const newCaptcha = (office: Office): Captcha => drawCaptcha(office.now(), office.bytes ?? randomBytes);

/** Pictures that were asked about, rightly or wrongly: one is good for one answer. */
const answered = new WeakSet<Captcha>();

/** Throws `account.captcha`; the picture is used up by it, whatever was read. */
export function demandCaptcha(office: Office, captcha: Captcha, typed: string): void {
  const isFirst = !answered.has(captcha);
  answered.add(captcha);
  if (isFirst && readsCaptcha(captcha, typed, office.now())) return;
  throw new UserError('account.captcha', '图形验证码不对', {
    exit: 'login',
    next: ['换了一张，照着它输入，不分大小写'],
  });
}
