import { createHash } from 'node:crypto';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Dialect, MessageName } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import { get } from '../declaration/path.ts';
import type { Account } from '../message/account.ts';
import type { Answer, Outcome } from '../message/exchange.ts';
import { isCarried } from './carried.ts';
import { beijingDay } from './clock.ts';
import { courseOf, SIGNED } from './course.ts';
import type { Case, Docket, WaitingReceipt } from './docket.ts';
import { FACTS } from './facts.ts';
import type { Faults } from './faults.ts';
import type { PaperRoom } from './paper-room.ts';
import { openPaperlessDesk, type PaperlessDesk } from './paperless-desk.ts';
import { papersAsked } from './papers-asked.ts';
import { verdictOf } from './verdict.ts';

interface BureauOptions {
  readonly docket: Docket;
  readonly room: PaperRoom;
  readonly book: CodeBook;
  readonly now: () => number;
  /** Milliseconds between two receipts of a declaration. */
  readonly pace: number;
  /** The accounts that the bureau knows. With none everybody may send. */
  readonly accounts: readonly PracticeAccount[];
  readonly sampleEvery: number;
  readonly faults: () => Faults;
}

/** An account of the channel (spare1 and spare2 of the message). */
export type PracticeAccount = Pick<Account, 'user' | 'password'>;

interface Submission {
  readonly messageId: string;
  readonly document: Declaration;
  /** As `admit` gave it. */
  readonly user: string;
  /** That of the form that it came in. */
  readonly dialect?: Dialect;
  /** That form, where it has fields of its own. */
  readonly message?: MessageName;
}

export interface Bureau {
  readonly paperless: PaperlessDesk;
  /** The user that an account stands for (empty: nobody in particular), or undefined when it is not let in. */
  admit(account: PracticeAccount | undefined): string | undefined;
  /** Resolves with `taken` only when the case is on disk. */
  submit(submission: Submission): Promise<Answer>;
  inquire(messageId: string): Promise<Answer>;
  /** What is due and not acknowledged, some two thousand at a time. */
  receipts(user: string, entryNos: readonly string[]): readonly WaitingReceipt[];
  acknowledge(identities: readonly string[]): Promise<Answer>;
}

const AT_A_TIME = 2_000;

export function openBureau({
  docket,
  room,
  now,
  pace,
  accounts,
  sampleEvery,
  faults,
  ...office
}: BureauOptions): Bureau {
  // It goes by the form in which a message comes in, not by what the office sends.
  const { of: _, ...book } = office.book;
  /** Why an entry number cannot be taken under a new message id, or undefined when it can: it is new, or its last case was rejected. */
  const inHand = (before: Case | undefined): string | undefined => {
    if (!before) return undefined;
    const last = before.receipts.at(-1);
    if (before.outcome === 'rejected' && last && last.due <= now()) return undefined;
    const state = before.outcome === 'rejected' || (last && last.due > now()) ? '正在审核' : '已办结';
    return `录入序号 ${before.entryNo} ${state}，不能再次申报；退单之后才能更正重报`;
  };

  // Then nobody is told apart: an office that named an account before and names none now is the same one.
  const anybody = accounts.length === 0;

  return {
    paperless: openPaperlessDesk({
      ...{ docket, room, now, pace, faults },
      isTheirs: (taken, user) => anybody || taken.account === user,
    }),
    admit: account =>
      anybody || accounts.some(({ user, password }) => user === account?.user && password === account.password)
        ? (account?.user ?? '')
        : undefined,
    async submit({ messageId, document, user, dialect, message }) {
      const answer = (outcome: Outcome, text: string): Answer => ({ outcome, messageId, text: `${text}${SIGNED}` });
      if (messageId === '') return answer('refused', '没有报文编号');
      const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex');
      const known = docket.byMessage(messageId);
      if (known) {
        await docket.kept(messageId);
        return known.digest === digest && (anybody || known.account === user)
          ? answer('again', '这份报文已经收到过，不重复登记')
          : answer('refused', '这个报文编号已用于另一份报检单');
      }
      const entryNo = String(get(document, FACTS.entryNo) ?? '');
      const refusal = entryNo === '' ? '没有录入序号' : inHand(docket.byEntry(entryNo));
      if (refusal) return answer('refused', refusal);

      const taken = now();
      const today = beijingDay(taken);
      const serial = docket.nextSerial();
      const { verdict: wanted, papers } = faults();
      const verdict = verdictOf(document, {
        book: message ? { ...book, message: () => message } : book,
        dialect,
        today,
        serial,
        sampleEvery,
        carried: fault => isCarried(fault, message),
        wanted: wanted === 'rules' ? undefined : wanted,
      });
      const receipts = courseOf(verdict, {
        messageId,
        entryNo,
        taken,
        pace,
        serial,
        office: String(get(document, FACTS.office) ?? get(document, FACTS.customs) ?? ''),
        direction: document.direction,
        asked: papersAsked({ serial, direction: document.direction, papers }),
        year: Number(today.slice(0, 4)),
        since2018: dialect === '2018' && message === undefined,
      });
      await docket.keep({
        messageId,
        entryNo,
        account: user,
        digest,
        serial,
        taken,
        outcome: verdict.outcome,
        receipts,
      });
      return answer('taken', '报文已收到');
    },
    async inquire(messageId) {
      const known = docket.byMessage(messageId) !== undefined;
      await docket.kept(messageId);
      return known
        ? { outcome: 'taken', messageId, text: `这份报文已经收到${SIGNED}` }
        : { outcome: 'unknown', messageId, text: `没有收到过这份报文${SIGNED}` };
    },
    receipts(user, entryNos) {
      const waiting = docket.waiting({ account: anybody ? undefined : user, entryNos, now: now() }).slice(0, AT_A_TIME);
      const { duplicate, shuffle } = faults();
      const ordered = shuffle ? waiting.toReversed() : waiting;
      return duplicate ? ordered.flatMap(receipt => [receipt, receipt]) : ordered;
    },
    async acknowledge(identities) {
      await docket.acknowledge(identities);
      return { outcome: 'taken', text: `回执已确认${SIGNED}` };
    },
  };
}
