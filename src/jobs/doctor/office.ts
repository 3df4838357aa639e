import { existsSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { channelSettings, platformName } from '../channel.ts';
import { codeStatus } from '../code-status.ts';
import type { Office } from '../office.ts';
import { listOutbox, unreadableOutbox } from '../outbox.ts';
import { lackingFor, paperlessSettings } from '../paperless/settings.ts';
import { findPracticeBureau } from '../practice.ts';
import { fontFilesOf, paperFaults, paperSettings } from '../print-settings.ts';
import { printerState, printersOf } from '../printers.ts';
import { printingOf } from '../printing.ts';
import { testChannel } from '../test-channel.ts';
import { missingIn, placeOf } from '../way-settings.ts';
import { type Area, bad, type Finding, failed, good, mind } from './finding.ts';

export interface OfficeQuestion {
  /** Nobody else is asked. */
  readonly offline: boolean;
  readonly signal?: AbortSignal;
}

/** What an office needs for its day, one area after the other; what goes wrong in one leaves the others. */
export async function officeFindings(office: Office, question: OfficeQuestion): Promise<readonly Finding[]> {
  const looks: readonly (readonly [Area, () => Promise<readonly Finding[]>])[] = [
    ['通讯', () => channelFindings(office, question)],
    ['发送队列', () => outboxFindings(office)],
    ['无纸化', () => paperlessFindings(office)],
    ['代码表', () => codeFindings(office)],
    ['字体', () => fontFindings(office)],
    ['打印', () => printerFindings(office)],
  ];
  const found: Finding[] = [];
  for (const [area, look] of looks) {
    try {
      found.push(...(await look()));
    } catch (error) {
      found.push(failed(area, error));
    }
  }
  return found;
}

async function channelFindings(office: Office, { offline, signal }: OfficeQuestion): Promise<readonly Finding[]> {
  const settings = await channelSettings(office);
  const place = placeOf(settings);
  const name = `${platformName(settings.platform)}${place && `，${cleanLine(place)}`}`;
  const missing = missingIn(settings);
  if (missing.length > 0)
    return [bad('通讯', `${name}：还缺${missing.join('、')}`, '设置 → 申报通讯，或 baojian channel set')];
  if (settings.platform === '09' && (await findPracticeBureau(office)) === undefined)
    return [mind('通讯', `${name}：没有在运行`, '打开界面时它自己会启动；命令行用 baojian practice start')];
  if (offline || office.store.readOnly) return [good('通讯', `${name}（没有去问）`)];
  try {
    const { texts } = await testChannel(office, signal);
    return [good('通讯', `${name}：${texts.join('；')}`)];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [bad('通讯', `${name}：${error.message}`, error.next[0] ?? '设置 → 申报通讯，按 T 再试')];
  }
}

async function outboxFindings(office: Office): Promise<readonly Finding[]> {
  const [waiting, unreadable] = await Promise.all([listOutbox(office), unreadableOutbox(office)]);
  const open = waiting.filter(({ state }) => state === 'waiting' || state === 'asking');
  const stuck = waiting.filter(({ state }) => state === 'failed');
  const [oldest] = [...open].sort((a, b) => (a.entryNo < b.entryNo ? -1 : 1));
  const why = oldest?.attempts.at(-1)?.text;
  return [
    open.length === 0
      ? good('发送队列', '没有在等的')
      : mind(
          '发送队列',
          `${open.length} 份在等${why === undefined ? '' : `：${cleanLine(why)}`}`,
          '到时会再发；马上发用 baojian send 或 outbox deliver --now',
        ),
    ...(stuck.length === 0
      ? []
      : [bad('发送队列', `${stuck.length} 份没有发成`, 'baojian outbox list 看原因，retry 再发')]),
    ...unreadable.map(error => failed('发送队列', error)),
  ];
}

async function paperlessFindings(office: Office): Promise<readonly Finding[]> {
  if ((await channelSettings(office)).platform === '09') return [good('无纸化', '交给练习局')];
  const settings = await paperlessSettings(office);
  const lacking = lackingFor(settings, settings.way);
  if (lacking.length === 0) return [good('无纸化', settings.way === 'service' ? 'web service' : 'web 嵌入')];
  return [mind('无纸化', `还缺${lacking.join('、')}`, '要交无纸化单据时：设置 → 无纸化通讯')];
}

async function codeFindings(office: Office): Promise<readonly Finding[]> {
  const tables = await codeStatus(office);
  const starters = tables.filter(({ state, official }) => state === 'starter' && official !== undefined);
  const missing = tables.filter(({ state }) => state === 'missing');
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const whole = `${tables.length - missing.length} 张，${rows} 行`;
  const beside =
    missing.length === 0 ? '' : `；没有装载、填什么都放行的：${missing.map(({ title }) => title).join('、')}`;
  return [
    good('代码表', `${whole}${beside}`),
    ...starters.map(({ title, rows: here, official }) =>
      mind(
        '代码表',
        `${title}只是起步的一部分：${here} 行，全表约 ${official} 行`,
        '取得全表后 baojian codes import 文件',
      ),
    ),
  ];
}

async function fontFindings(office: Office): Promise<readonly Finding[]> {
  const faults = paperFaults(await paperSettings(office));
  const { second = [] } = await fontFilesOf(office);
  const rare = second.some(file => existsSync(file));
  return [
    good('字体', '打印用的宋体在'),
    ...faults.map(error => failed('字体', error)),
    ...(rare || faults.length > 0
      ? []
      : [
          mind(
            '字体',
            '没有罕用字的后备字体，印不出的字会印成 〓',
            '安装 fonts-hanazono，或 settings set paper.fallbackFont 字体文件',
          ),
        ]),
  ];
}

async function printerFindings(office: Office): Promise<readonly Finding[]> {
  const { queues, none } = await printersOf(office.env);
  const { printer } = await printingOf(office);
  if (none !== undefined)
    return [mind('打印', none, '请管理机器的人装好 CUPS 和队列；PDF 可以写成文件再打印：print --file')];
  const lost = printer !== undefined && printer !== '' && !queues.some(({ name }) => name === printer);
  return [
    ...(lost ? [bad('打印', `选定的打印机 ${cleanLine(printer)} 不在了`, '设置 → 打印，另选一台')] : []),
    ...queues.map(queue => {
      const text = `${cleanLine(queue.name)}${queue.usual ? '（默认）' : ''}：${printerState(queue)}`;
      return queue.state === 'stopped' || !queue.accepting
        ? mind('打印', text, '看看打印机；恢复用 cupsenable、cupsaccept')
        : good('打印', text);
    }),
  ];
}
