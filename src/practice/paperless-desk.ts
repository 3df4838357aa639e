import { createHash, randomBytes } from 'node:crypto';
import { answersTo, askedIn, MAX_FILE_BYTES } from '../declaration/paperless.ts';
import type { PaperlessWay } from '../declaration/record.ts';
import type { Answer, Outcome } from '../message/exchange.ts';
import { fileIdOf, type PaperlessPart, type PaperlessProgress, type PaperlessReport } from '../message/paperless.ts';
import { SIGNED } from './course.ts';
import type { Case, Docket } from './docket.ts';
import type { Faults } from './faults.ts';
import type { PaperRoom } from './paper-room.ts';

interface DeskOptions {
  readonly docket: Docket;
  readonly room: PaperRoom;
  readonly now: () => number;
  /** Milliseconds until the answer to a report is given. */
  readonly pace: number;
  readonly faults: () => Faults;
  /** Whether a case is of this user. */
  readonly isTheirs: (taken: Case, user: string) => boolean;
}

/** Where the documents of declarations are handed in. */
export interface PaperlessDesk {
  progress(fileIds: readonly string[]): Promise<readonly PaperlessProgress[]>;
  take(part: PaperlessPart, user: string): Promise<readonly PaperlessProgress[] | Answer>;
  /** A ticket for the page of a declaration, as the message id of the answer; it is good once, for a short time. */
  ticket(declarationNo: string, user: string): Answer;
  /** What the page says to whoever comes with a ticket, which is used up by that; undefined for those without one. */
  page(ticket: string): string | undefined;
  /** Resolves with `taken` only when the report, and what will be said to it, is on disk. */
  report(report: PaperlessReport, user: string): Promise<Answer>;
}

/** The answers about documents: the manual prints 00, and no code for what is sent back. */
const CODES = { reported: '00', returned: '01' } as const;
const WAYS: Readonly<Record<PaperlessWay, string>> = { archive: '企业自存', electronic: '电子申报' };

/** Milliseconds that a ticket is good for. */
const TICKET_LASTS = 10 * 60_000;

export function openPaperlessDesk({ docket, room, now, pace, faults, isTheirs }: DeskOptions): PaperlessDesk {
  const caseOf = (declarationNo: string, user: string): Case | undefined => {
    const taken = declarationNo === '' ? undefined : docket.byDeclaration(declarationNo);
    const numbered = taken?.receipts.some(receipt => receipt.dealNo === declarationNo && receipt.due <= now());
    return taken && numbered && isTheirs(taken, user) ? taken : undefined;
  };
  const refused = (text: string, messageId?: string): Answer => ({
    outcome: 'refused',
    text: `${text}${SIGNED}`,
    ...(messageId && { messageId }),
  });

  /** What is sent back, and why; undefined where all is in order. */
  const wantingIn = ({ way, documents }: PaperlessReport, taken: Case): string | undefined => {
    const { papers } = faults();
    if (papers === 'return') return '练习局设置为全部退回';
    if (way === 'archive') return undefined;
    const names = documents.map(({ name }) => name);
    const asked = taken.receipts.flatMap(({ text }) => askedIn(text));
    const missing = asked.filter(name => !answersTo(name, names));
    return missing.length > 0 ? `缺少 ${missing.join('、')}` : undefined;
  };

  const tickets = new Map<string, { readonly declarationNo: string; readonly until: number }>();

  return {
    ticket(declarationNo, user) {
      if (!caseOf(declarationNo, user)) return refused(`没有报检号 ${declarationNo}`);
      const ticket = randomBytes(12).toString('base64url');
      for (const [old, { until }] of tickets) if (until <= now()) tickets.delete(old);
      tickets.set(ticket, { declarationNo, until: now() + TICKET_LASTS });
      return { outcome: 'taken', messageId: ticket, text: `票只能用一次，十分钟内有效${SIGNED}` };
    },
    page(ticket) {
      if (ticket === '') return undefined;
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      return found && found.until > now()
        ? `报检号 ${found.declarationNo} 的无纸化页面（练习）。真实的局端在这里上传单据；练习时请用报检台的无纸化页面。`
        : '这张票已经用过，或已过期：回到报检台再打开一次。';
    },
    progress: fileIds =>
      Promise.all(fileIds.map(async fileId => ({ fileId, has: await room.has(fileId).catch(() => 0) }))),
    async take(part, user) {
      if (!caseOf(part.declarationNo, user)) return refused(`没有报检号 ${part.declarationNo}`);
      if (part.fileId !== fileIdOf(part)) return refused(`${part.name} 的编号不对`);
      if (part.size > MAX_FILE_BYTES) return refused(`${part.name} 超过 ${MAX_FILE_BYTES / 1024 / 1024} MB`);
      const has = await room.take(part);
      if (has === 'wrong-sum') return refused(`${part.name} 的内容与校验值不符，请重传`);
      return [{ fileId: part.fileId, has }];
    },
    async report(report, user) {
      const { messageId, declarationNo, way, documents } = report;
      const answer = (outcome: Outcome, text: string): Answer => ({ outcome, messageId, text: `${text}${SIGNED}` });
      const digest = createHash('sha256').update(JSON.stringify(report)).digest('hex');
      const known = docket.report(messageId);
      if (known) {
        await docket.kept(messageId);
        return known.digest === digest
          ? answer('again', '这次无纸化申报已经收到过，不重复登记')
          : refused('这个报文编号已用于另一次无纸化申报', messageId);
      }
      const taken = caseOf(declarationNo, user);
      if (!taken) return refused(`没有报检号 ${declarationNo}`, messageId);
      const before = docket.reportsOf(taken.messageId).findLast(({ outcome }) => outcome === 'reported');
      if (before) return refused(`已按 ${WAYS[before.way]} 申报，以第一次为准`, messageId);
      const fileIds = documents.flatMap(document => document.fileIds);
      const lacking = (await Promise.all(fileIds.map(id => room.isWhole(id)))).filter(whole => !whole).length;
      if (lacking > 0) return refused(`有 ${lacking} 个附件没有传完`, messageId);
      if (way === 'electronic' && fileIds.length === 0) return refused('电子申报没有附件', messageId);
      const wanting = wantingIn(report, taken);
      const outcome = wanting === undefined ? 'reported' : 'returned';
      const text = wanting === undefined ? '【无纸化】上报成功！' : `【无纸化】退回：${wanting}。`;
      await docket.keepReport({
        ...{ messageId, of: taken.messageId, way, digest, outcome },
        receipt: {
          identity: `${taken.messageId}.${messageId}`,
          due: now() + pace,
          code: CODES[outcome],
          dealNo: declarationNo,
          text: `${text}${SIGNED}`,
        },
      });
      return answer('taken', '无纸化申报已收到');
    },
  };
}
