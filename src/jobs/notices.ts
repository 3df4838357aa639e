import { STATUS_MARKS } from '../declaration/life-cycle.ts';
import { type NoticeEvent, noticeEventOf, withoutNotices } from '../declaration/notices.ts';
import { askedIn } from '../declaration/paperless.ts';
import type { Receipt } from '../declaration/receipt.ts';
import type { DeclarationRecord, KeptReceipt } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { timeOf } from './clock.ts';
import type { Office } from './office.ts';
import { runProgram } from './run-program.ts';
import { NOTICE_EVENTS, NOTICES, type NoticeSettings, wantedIn, wordsOf } from './settings/notices.ts';

/** What became of the notices of one time of receiving. */
export interface NoticesTold {
  readonly done: number;
  readonly failed: readonly { readonly entryNo: string; readonly text: string }[];
}

/** Programs that run at the same time. */
const AT_ONCE = 4;

/** A declaration that owes notices, with the receipts that are not marked as applied until it owes none. */
interface Owing {
  readonly entryNo: string;
  readonly receipts: readonly Receipt[];
}

/** The notices of one time of receiving: what is owed is collected while receipts are applied, and told at the end. */
export interface NoticeRound {
  readonly wanted: ReadonlySet<NoticeEvent>;
  /** True where the declaration owes some: its receipts are marked once they are told of. */
  take(record: DeclarationRecord, receipts: readonly Receipt[]): boolean;
  tell(signal?: AbortSignal): Promise<NoticesTold>;
}

export async function beginNotices(office: Office): Promise<NoticeRound> {
  const settings = await office.store.settings.read(NOTICES);
  const owing: Owing[] = [];
  return {
    wanted: wantedIn(settings),
    take({ entryNo, noticesOwed = [] }, receipts) {
      if (noticesOwed.length > 0) owing.push({ entryNo, receipts });
      return noticesOwed.length > 0;
    },
    async tell(signal) {
      const told: { done: number; failed: { entryNo: string; text: string }[] } = { done: 0, failed: [] };
      const left = [...owing];
      const work = async (): Promise<void> => {
        for (let next = left.shift(); next && !signal?.aborted; next = left.shift()) {
          for (const { ok, text } of await tellOf(office, settings, next)) {
            if (ok) told.done += 1;
            else told.failed.push({ entryNo: next.entryNo, text });
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, left.length) }, work));
      return told;
    },
  };
}

async function tellOf(office: Office, settings: NoticeSettings, { entryNo, receipts }: Owing) {
  const { store } = office;
  let owed: readonly string[] = [];
  // Whoever takes it off the list tells of it: another program that receives finds it gone.
  const record = await store.update(entryNo, found => {
    owed = found.noticesOwed ?? [];
    return owed.length === 0 ? found : withoutNotices(found, owed);
  });
  const ended = [];
  for (const receipt of record.receipts.filter(({ identity }) => owed.includes(identity))) {
    const event = noticeEventOf(receipt);
    if (!settings.line || event === undefined) continue;
    const { ok, text } = await run(office, settings, noticeOf(record, receipt, event));
    await noteIn(office, entryNo, event, { ok, text });
    ended.push({ ok, text });
  }
  await store.receipts.markApplied(receipts);
  return ended;
}

const noteIn = ({ store }: Office, entryNo: string, event: NoticeEvent, { ok, text }: { ok: boolean; text: string }) =>
  store.audit.note({
    what: 'notified',
    entryNo,
    text: `${NOTICE_EVENTS[event]}：${ok ? '已办' : '没有办成'}${text && `，${text}`}`,
  });

export const noticeSettings = ({ store }: Office): Promise<NoticeSettings> => store.settings.read(NOTICES);

/** Lines of the audit that are read for the log. */
const MAX_LOG = 100;

/** The notices that were told last, newest first: when, of what, and how it ended. */
export async function noticeLog(office: Office) {
  await office.demand('audit.read');
  const found: { readonly at: string; readonly entryNo: string; readonly text: string }[] = [];
  for await (const { what, at, entryNo = '', text = '' } of office.store.audit.read()) {
    if (what !== 'notified') continue;
    found.push({ at: timeOf(Date.parse(at)), entryNo, text });
    if (found.length === MAX_LOG) break;
  }
  return found;
}

/** What the program reads: one JSON document. There are no secrets in it, and no account. */
interface Notice {
  readonly format: 'baojian.notice';
  readonly version: 1;
  readonly event: NoticeEvent;
  readonly entryNo: string;
  readonly declarationNo?: string;
  readonly clearanceNo?: string;
  readonly ledgerNo?: string;
  readonly direction: 'in' | 'out' | 'pack';
  readonly status: string;
  readonly receipt: { readonly code: string; readonly time: string; readonly text: string };
  /** The papers that the bureau asks for. */
  readonly missing: readonly string[];
  /** A line for a subject, and text for people. */
  readonly subject: string;
  readonly text: string;
  readonly test?: true;
}

function noticeOf(record: DeclarationRecord, receipt: KeptReceipt, event: NoticeEvent): Notice {
  const { entryNo, declarationNo, clearanceNo, ledgerNo, status, underneath, document } = record;
  const { code, time, text } = receipt;
  const missing = askedIn(text);
  const now = status === 'withdrawn' ? (underneath ?? status) : status;
  return {
    ...{ format: 'baojian.notice', version: 1, event, entryNo },
    ...(declarationNo && { declarationNo }),
    ...(clearanceNo && { clearanceNo }),
    ...(ledgerNo && { ledgerNo }),
    ...{ direction: document.direction, status: now, receipt: { code, time, text }, missing },
    subject: `${entryNo} ${NOTICE_EVENTS[event]}`,
    text: [
      `${entryNo}${declarationNo ? `（报检号 ${declarationNo}）` : ''} ${STATUS_MARKS[now].word}`,
      `${time} ${text}`,
      ...(missing.length > 0 ? [`缺：${missing.join('、')}`] : []),
    ].join('\n'),
  };
}

const run = (office: Office, { line = '', seconds }: NoticeSettings, notice: Notice) =>
  runProgram(office, wordsOf(line) ?? [], `${JSON.stringify(notice)}\n`, seconds * 1000);

/**
 * Runs the program with a notice of a declaration that there is not. Says what it wrote; throws `notices.none` where no program is set, and
 * `notices.failed` with how it ended.
 */
export async function testNotice(office: Office, event: NoticeEvent = 'released'): Promise<string> {
  await office.demand('settings.channel');
  const settings = await office.store.settings.read(NOTICES);
  if (!settings.line)
    throw new UserError('notices.none', '没有设置通知的程序', {
      exit: 'usage',
      next: ['设置 → 申报通讯 → 向外通知，或 settings set notices.line "/路径/程序 参数"'],
    });
  const entryNo = 'WI000000000000000';
  const { ok, text } = await run(office, settings, {
    ...{ format: 'baojian.notice', version: 1, event, entryNo, direction: 'in', status: 'released' },
    receipt: { code: '0000', time: '2026-01-01 00:00:00', text: '测试' },
    ...{ missing: [], subject: `测试 ${NOTICE_EVENTS[event]}`, text: '测试通知：没有这份单证', test: true },
  });
  if (ok) return text;
  throw new UserError('notices.failed', `通知的程序没有办成：${text}`, {
    exit: 'faults',
    next: ['核对 notices.line 的路径和参数；在终端里自己运行一次看看'],
  });
}
