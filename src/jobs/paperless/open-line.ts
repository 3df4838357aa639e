import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { httpChannel } from '../../transport/http-channel.ts';
import { channelSettings } from '../channel.ts';
import type { Office } from '../office.ts';
import { openPracticeLine } from '../practice.ts';
import { patienceOf } from '../switches.ts';
import { exchangePaperlessLine, refusal } from './exchange-line.ts';
import type { PaperlessLine } from './line.ts';
import { addressFor, lackingFor, PAPERLESS_PASSWORD, type PaperlessSettings, paperlessSettings } from './settings.ts';

/**
 * The way on which documents go: to the bureau that has the declaration. So the practice bureau gets those of what it was sent, and shows no
 * account. Throws a transport error that says what is missing.
 */
export async function openPaperlessLine(office: Office): Promise<PaperlessLine> {
  return (await openBureau(office, 'service')).line;
}

/** Asks the bureau of the chosen way whether it takes what this office says; tells its words. */
export async function testPaperless(office: Office, signal?: AbortSignal): Promise<string> {
  const { way } = await paperlessSettings(office);
  const { line } = await openBureau(office, way);
  const { outcome, text = '' } = await line.test(signal);
  if (outcome !== 'taken') throw refusal(outcome === 'login', text);
  return cleanLine(text) || '连接正常';
}

/** The address of the bureau's own page for the documents of a declaration, with a ticket that is good once (web 嵌入). */
export async function paperlessAddress(office: Office, entryNo: string, signal?: AbortSignal): Promise<string> {
  const { declarationNo } = await office.store.get(entryNo);
  if (!declarationNo)
    throw new UserError('paperless.no-number', `${entryNo} 还没有正式的报检号，不能无纸化申报`, {
      exit: 'faults',
      next: ['收到报检号以后再打开'],
    });
  const { line, url } = await openBureau(office, 'embed');
  const { outcome, messageId, text = '' } = await line.ticket(declarationNo, signal);
  if (outcome !== 'taken' || !messageId) throw refusal(outcome === 'login', text || '没有给票');
  const address = new URL(url);
  address.searchParams.set('ticket', messageId);
  return address.href;
}

interface OpenBureau {
  readonly line: PaperlessLine;
  readonly url: string;
}

async function openBureau(office: Office, way: PaperlessSettings['way']): Promise<OpenBureau> {
  const { platform } = await channelSettings(office);
  const patience = await patienceOf(office);
  if (platform === '09') {
    const { url, agent } = await openPracticeLine(office);
    const line = exchangePaperlessLine(httpChannel({ sendUrl: url, agent, patience }), undefined, office.wait);
    // A browser has no key, and needs none for what it is told.
    return { line, url: url.replace(/^https:/u, 'http:') };
  }
  if (platform === '03')
    throw new UserError('paperless.not-here', '单一窗口收附件的报文格式没有公开，不能从这里无纸化申报', {
      exit: 'transport',
      next: ['在单一窗口网页上上传随附单据'],
    });
  const settings = await paperlessSettings(office);
  const { user, allowPlain } = settings;
  const url = addressFor(settings, way);
  const lacks = lackingFor(settings, way);
  if (lacks.length > 0)
    throw new UserError('paperless.not-set', `无纸化通讯没有填写 ${lacks.join('、')}`, {
      exit: 'transport',
      next: [
        way === 'service'
          ? '填写：settings set paperless.url 网址，paperless.user 账号，paperless.password -'
          : '填写：settings set paperless.embedUrl 网址',
      ],
    });
  const password = user ? ((await office.store.secrets.get(PAPERLESS_PASSWORD)) ?? '') : '';
  const channel = httpChannel({ sendUrl: url, patience, ...(allowPlain !== undefined && { allowPlain }) });
  return { line: exchangePaperlessLine(channel, user ? { user, password } : undefined, office.wait), url };
}
