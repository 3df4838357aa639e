import { STATUS_MARKS } from '../../src/declaration/life-cycle.ts';
import { UserError } from '../../src/errors.ts';
import { openChannel } from '../../src/jobs/channel.ts';
import type { Office } from '../../src/jobs/office.ts';
import { deliverOutbox, listOutbox } from '../../src/jobs/outbox.ts';
import { owesAcknowledgements, type Received, receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import type { ReceivingRhythm } from '../../src/jobs/receiving-rhythm.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import type { Change, Effect } from '../contract/change.ts';
import { good, info, warn } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';
import type { AnyPage } from '../contract/ui.ts';

/** Asks for the receipts of all that wait, sending first what could not be sent (R1). */
export const receiveNow: Effect = {
  label: '正在接收回执',
  async run({ office, signal }) {
    const open = await openChannel(office);
    const sent = (await deliverOutbox(office, { open })).filter(({ outcome }) => outcome === 'taken').length;
    const received = await receiveReceipts(office, { open, signal });
    const summary = summaryOf(received, waitingIn(office), sent);
    const bell = await rings(office, received);
    return replyToApp(() => ({ ...summary, ...bell, storeChanged: true }));
  },
};

/** What receiving in the background remembers from one time to the next. */
export interface Quiet {
  /** Aborted when the program ends. */
  readonly signal: AbortSignal;
  /** The failure that has been told already. */
  failed: string | undefined;
  underway: boolean;
  readonly rhythm: ReceivingRhythm;
}

/** As `receiveNow`, but says nothing when nothing came, and of a failure only once. */
export function receiveQuietly(quiet: Quiet): Effect {
  return {
    async run({ office }) {
      quiet.underway = true;
      try {
        const received = await receiveReceipts(office, { signal: quiet.signal });
        await quiet.rhythm.asked(received.failure);
        quiet.failed = undefined;
        const { arrived, problems, notices } = received;
        if (arrived + problems.length + notices.failed.length === 0) return replyToApp(() => ({ storeChanged: true }));
        const summary = summaryOf(received, waitingIn(office));
        const told = await tellingOf(office, received);
        return replyToApp(() => ({ ...summary, ...told, storeChanged: true }));
      } catch (error) {
        if (quiet.signal.aborted) return undefined;
        if (!(error instanceof UserError)) throw error;
        await quiet.rhythm.asked(error);
        const before = quiet.failed;
        quiet.failed = error.code;
        if (before === error.code) return undefined;
        return replyToApp(() => ({
          ...warn(`接收回执：${error.message}${error.next[0] ? `，${error.next[0]}` : ''}`),
          storeChanged: true,
        }));
      } finally {
        quiet.underway = false;
      }
    },
  };
}

/** Whether there is anything to ask for or to send. */
export async function isWaiting(office: Office): Promise<boolean> {
  if (office.store.readOnly) return false;
  return (
    waitingIn(office) > 0 ||
    (await listOutbox(office)).some(({ state }) => state !== 'failed') ||
    (await owesAcknowledgements(office))
  );
}

function waitingIn(office: Office): number {
  return office.store
    .rows()
    .column('awaiting')
    .reduce((sum, waits) => sum + Number(waits), 0);
}

/** The bell, and what is told to those who look elsewhere: counts and words of ours, nothing that a server has written. */
async function tellingOf(office: Office, received: Received): Promise<Pick<Change<AnyPage>, 'bell' | 'news'>> {
  const { arrived } = received;
  if (arrived === 0) return {};
  const { titleNews, desktopNews } = await switchesOf(office);
  const text = [`收到 ${arrived} 条回执`, ...movesOf(received)].join('，');
  return {
    ...(await rings(office, received)),
    news: { count: arrived, inTitle: titleNews, ...(desktopNews && { text }) },
  };
}

/** What became of declarations: `2 份已放行`. */
function movesOf({ changed }: Received): readonly string[] {
  const moves = changed.filter(({ from, to }) => from !== to).map(({ to }) => to);
  return [...new Set(moves)].map(to => `${moves.filter(other => other === to).length} 份${STATUS_MARKS[to].word}`);
}

async function rings(office: Office, { arrived }: Received): Promise<{ readonly bell?: true }> {
  return arrived > 0 && (await switchesOf(office)).sound ? { bell: true } : {};
}

function summaryOf(received: Received, waiting: number, sent = 0): Change<AnyPage> {
  const { arrived, changed, unmatched, problems, notices } = received;
  const before = sent > 0 ? `发送队列里的 ${sent} 份已送达；` : '';
  const left = waiting > 0 ? `，还有 ${waiting} 份在等待` : '';
  if (problems.length > 0)
    return warn(`${before}收到 ${arrived} 条回执，另有 ${problems.length} 条没有收下：${problems[0]}`);
  if (arrived + notices.failed.length === 0)
    return info(`${before}${waiting > 0 ? `没有新的回执${left}` : '没有等待回执的单证'}`);
  const counts = movesOf(received);
  const asked = changed.filter(({ paperless }) => paperless === 'asked' || paperless === 'returned').length;
  const documents = asked > 0 ? [`${asked} 份局端要单据（无纸化 Alt+O）`] : [];
  const lost = unmatched.length > 0 ? [`${unmatched.length} 条没有对应的单证`] : [];
  const text = `${before}收到 ${arrived} 条回执${counts.length + documents.length + lost.length > 0 ? `：${[...counts, ...documents, ...lost].join('，')}` : ''}${left}`;
  const [failed] = notices.failed;
  if (failed) return warn(`${text}；通知的程序没有办成（${failed.entryNo} ${failed.text}）`);
  return changed.some(({ from, to }) => from !== to && to === 'rejected') || unmatched.length > 0
    ? warn(text)
    : good(text);
}
