import { UserError } from '../../errors.ts';
import { httpChannel } from '../../transport/http-channel.ts';
import { channelSettings } from '../channel.ts';
import type { Office } from '../office.ts';
import { findPracticeLine } from '../practice.ts';
import { switchesOf } from '../switches.ts';
import { exchangePaperlessLine } from './exchange-line.ts';
import type { PaperlessLine } from './line.ts';
import { addressFor, PAPERLESS_PASSWORD, paperlessSettings } from './settings.ts';

/**
 * The way on which documents go: to the bureau that has the declaration. So the practice bureau gets those of what it was sent, and shows no
 * account. Throws a transport error that says what is missing.
 */
export async function openPaperlessLine(office: Office): Promise<PaperlessLine> {
  const { platform } = await channelSettings(office);
  const patience = (await switchesOf(office)).patienceSeconds * 1000;
  if (platform === '09') {
    const practice = await findPracticeLine(office);
    if (!practice)
      throw new UserError('channel.practice-stopped', '练习局没有运行', {
        exit: 'transport',
        next: ['先启动练习局：界面首页“申报通讯”一行回车，或 baojian practice start'],
      });
    const { url, agent } = practice;
    return exchangePaperlessLine(httpChannel({ sendUrl: url, agent, patience }), undefined, office.wait);
  }
  if (platform === '03')
    throw new UserError('paperless.not-here', '单一窗口导入客户端还不能传附件', {
      exit: 'transport',
      next: ['在单一窗口网页上上传随附单据'],
    });
  const settings = await paperlessSettings(office);
  const { user, allowPlain } = settings;
  const sendUrl = addressFor(settings, 'service');
  const lacks = [...(sendUrl ? [] : ['无纸化URL']), ...(user ? [] : ['通讯账号'])];
  if (lacks.length > 0)
    throw new UserError('paperless.not-set', `无纸化通讯没有填写 ${lacks.join('、')}`, {
      exit: 'transport',
      next: ['填写：settings set paperless.url 网址，paperless.user 账号，paperless.password -'],
    });
  const password = (await office.store.secrets.get(PAPERLESS_PASSWORD)) ?? '';
  const channel = httpChannel({ sendUrl, patience, ...(allowPlain !== undefined && { allowPlain }) });
  return exchangePaperlessLine(channel, { user: user as string, password }, office.wait);
}
