import type { Receipt } from '../declaration/receipt.ts';
import type { KeptReceipt } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { channelSettings, isPractice } from './channel.ts';
import { timeOf } from './clock.ts';
import { type CodeTableStatus, starterTables } from './code-status.ts';
import { type FirstStep, openFirstSteps } from './first-steps.ts';
import type { Office } from './office.ts';
import { listOutbox } from './outbox.ts';
import { findPracticeBureau } from './practice.ts';
import { PLATFORMS } from './settings/channel.ts';
import { missingIn, placeOf } from './way-settings.ts';
import { loadWire } from './wire.ts';

/** A message that waits to be sent, and why. */
export interface WaitingMessage {
  readonly entryNo: string;
  readonly messageId: string;
  readonly state: 'waiting' | 'asking' | 'failed';
  readonly tries: number;
  /** What the last try said; nothing before the first. */
  readonly why: string;
  /** Milliseconds since 1970. */
  readonly nextTry: number;
}

/** The side that declarations are sent to. `ready` is undefined where only sending would tell. */
interface BureauState {
  readonly practice: boolean;
  readonly name: string;
  readonly ready: boolean | undefined;
  readonly text: string;
}

/** What an office looks at first: what waits, what came, and who is there. */
export interface Overview {
  readonly outbox: readonly WaitingMessage[];
  /** Newest first. */
  readonly receipts: readonly KeptReceipt[];
  /** Receipts that name no declaration of this office, newest first. */
  readonly unmatched: readonly Receipt[];
  readonly bureau: BureauState;
  /** Large code tables of which only a part is here. */
  readonly starters: readonly CodeTableStatus[];
  /** What stands before the first declaration; none once that is behind. */
  readonly firstSteps: readonly FirstStep[];
}

/** Records read for the latest receipts; further down they are older, because entry numbers are times. */
const MAX_READ = 60;
const MAX_RECEIPTS = 40;

/** Declarations that had the latest receipts `before` are read again: an old one with a late receipt is not among the newest numbers. */
export async function overviewOf(office: Office, before?: Overview): Promise<Overview> {
  const [outbox, receipts, unmatched, bureau, starters, steps] = await Promise.all([
    waitingMessages(office),
    latestReceipts(office, before?.receipts ?? []),
    unmatchedReceipts(office),
    bureauState(office),
    starterTables(office),
    openFirstSteps(office),
  ]);
  return { outbox, receipts, unmatched, bureau, starters, firstSteps: steps };
}

async function waitingMessages(office: Office): Promise<readonly WaitingMessage[]> {
  return (await listOutbox(office)).flatMap(({ entryNo, messageId, state, attempts, nextTry }) =>
    state === 'sent'
      ? []
      : [{ entryNo, messageId, state, tries: attempts.length, why: attempts.at(-1)?.text ?? '', nextTry }],
  );
}

async function latestReceipts(office: Office, known: readonly KeptReceipt[]): Promise<readonly KeptReceipt[]> {
  const rows = office.store.rows();
  const counts = rows.column('receipts');
  const entryNos = rows.column('entryNo');
  const waits = rows.column('awaiting');
  const wanted = new Set(known.map(({ entryNo }) => entryNo));
  // The newest, and of the older ones those that the bureau may still answer.
  for (let index = 0, read = 0; index < rows.length && read < MAX_READ; index += 1) {
    if ((counts[index] ?? 0) === 0 || (read >= MAX_READ / 2 && !waits[index])) continue;
    wanted.add(entryNos[index] ?? '');
    read += 1;
  }
  const receipts = await Promise.all(
    [...wanted].filter(entryNo => rows.indexOf(entryNo) >= 0).map(entryNo => receiptsOf(office, entryNo)),
  );
  // Of several receipts of one second the one that came last is shown first.
  return receipts
    .flatMap(theirs => theirs.toReversed())
    .sort(newer)
    .slice(0, MAX_RECEIPTS);
}

/** The receipts of a declaration, oldest first; none when somebody has just deleted it. */
export async function receiptsOf(office: Office, entryNo: string): Promise<readonly KeptReceipt[]> {
  try {
    return (await office.store.get(entryNo)).receipts;
  } catch (error) {
    if (error instanceof UserError && error.code === 'store.missing') return [];
    throw error;
  }
}

const newer = (a: Receipt, b: Receipt): number => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0);

/** Receipts that are kept because no declaration of this office has their number, newest first. */
export async function unmatchedReceipts(office: Office): Promise<readonly Receipt[]> {
  const kept = (await office.store.receipts.unapplied()).filter(({ matched }) => !matched);
  if (kept.length === 0) return [];
  const { readReceipts } = await loadWire();
  // Of several receipts of one second the one that came last stands first.
  return kept
    .toReversed()
    .flatMap(({ raw, receivedAt }) => [...readReceipts(raw, timeOf(receivedAt)).receipts].reverse())
    .sort(newer);
}

async function bureauState(office: Office): Promise<BureauState> {
  const settings = await channelSettings(office);
  const { platform } = settings;
  const name = PLATFORMS[platform];
  if (platform !== '09') {
    const missing = missingIn(settings);
    const text = missing.length > 0 ? `没有填写${missing.join('、')}` : placeOf(settings);
    return { practice: await isPractice(settings), name, ready: undefined, text };
  }
  try {
    const running = await findPracticeBureau(office);
    return running
      ? { practice: true, name, ready: true, text: `运行中，收过 ${running.taken} 份报文` }
      : { practice: true, name, ready: false, text: '没有运行' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { practice: true, name, ready: false, text: error.message };
  }
}
