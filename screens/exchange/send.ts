import { UserError } from '../../src/errors.ts';
import { openChannel } from '../../src/jobs/channel.ts';
import type { Office } from '../../src/jobs/office.ts';
import { type Sent, sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import type { Change, Effect, Reply } from '../contract/change.ts';
import { good, warn } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';
import type { AnyPage } from '../contract/ui.ts';
import { askAboutDoubts } from '../dialogs/doubts.ts';
import { openResults, type Result } from '../dialogs/results.ts';

/** Declarations sent at the same time: enough for a slow line, few enough for a bureau. */
const LANES = 4;

/** Takes what there is to tell, and which declarations were sent, to whoever asked for it. */
type ReplyWith = (change: Change<AnyPage>, sent: ReadonlySet<string>) => Reply;

/** The doubts that people have passed, by entry number. */
type Passed = ReadonlyMap<string, readonly string[]>;

/** Sends declarations one by one and tells what became of each; cancelling leaves the rest as they are. What is in doubt is asked about first. */
export function sendAll(
  entryNos: readonly string[],
  replyWith: ReplyWith = change => replyToApp(() => change),
  sure: Passed = new Map(),
): Effect {
  return {
    label: entryNos.length === 1 ? `正在发送 ${entryNos[0]}` : `正在发送 ${entryNos.length} 份单证`,
    async run({ office, signal, progress }) {
      const hold = await holdOf(office);
      const results: Result[] = [];
      const outcomes: Sent[] = [];
      let broken: UserError | undefined;
      const open = await openChannel(office);
      await inLanes(entryNos, async entryNo => {
        if (signal.aborted || broken) return;
        try {
          const sent = await sendDeclaration(office, entryNo, {
            open,
            signal,
            hold,
            sure: sure.get(entryNo) ?? 'ask',
            review: 'ask',
          });
          outcomes.push(sent);
          results.push(resultOf(sent));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          if (concernsAll(error)) broken = error;
          results.push({ entryNo, tone: 'error', text: error.message, faults: [], next: error.next });
        }
        progress(results.length, entryNos.length);
      });
      if (broken && results.every(({ text }) => text === broken?.message)) throw broken;
      // Answers come as they come; people look for theirs in the order that they have before them.
      const places = new Map(entryNos.map((entryNo, at) => [entryNo, at]));
      results.sort((a, b) => (places.get(a.entryNo) ?? 0) - (places.get(b.entryNo) ?? 0));
      const sent = new Set(results.filter(({ tone }) => tone === 'good').map(({ entryNo }) => entryNo));
      return replyWith({ ...afterSending(results, outcomes, entryNos.length, replyWith), ...held(outcomes) }, sent);
    },
  };
}

/** Milliseconds for which this office holds back what is sent from the screen. */
export async function holdOf(office: Office): Promise<number> {
  return (await switchesOf(office)).holdSeconds * 1000;
}

/** What of all that was sent is held, as one group. */
export function held(outcomes: readonly Sent[]): Pick<Change<AnyPage>, 'hold'> {
  const messages = outcomes.flatMap(({ entryNo, held }) => (held ? [{ entryNo, ...held }] : []));
  if (messages.length === 0) return {};
  return { hold: { until: Math.max(...messages.map(({ until }) => until)), messages } };
}

/** Does the work for all, some at a time. */
export async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(LANES, items.length) }, lane));
}

/** What stands in the way of one stands in the way of all. */
const concernsAll = ({ code, exit }: UserError): boolean => code.startsWith('channel.') || exit === 'login';

/** What there is to tell; over it the question about what is in doubt. */
function afterSending(
  results: readonly Result[],
  outcomes: readonly Sent[],
  wanted: number,
  replyWith: ReplyWith,
): Change<AnyPage> {
  const doubted = outcomes.filter(({ outcome }) => outcome === 'doubts');
  const waiting = outcomes.filter(({ held }) => held).length;
  if (doubted.length === 0) return sentSummary(results, wanted, waiting);
  const asked = new Set(doubted.map(({ entryNo }) => entryNo));
  const settled = results.filter(({ entryNo }) => !asked.has(entryNo));
  const sure = new Map(doubted.map(({ entryNo, doubts = [] }) => [entryNo, doubts.map(({ key }) => key)]));
  const again = replyToApp(() => ({ effects: [sendAll([...asked], replyWith, sure)] }));
  const question = askAboutDoubts('发送', doubted, again);
  // What went well need not be listed twice.
  const told =
    settled.length > 0 ? sentSummary(settled, wanted - doubted.length, waiting) : { storeChanged: true as const };
  return told.open ? { ...told, reply: replyToApp(() => ({ open: question })) } : { ...told, open: question };
}

export function resultOf({ entryNo, outcome, text, faults, error }: Sent): Result {
  const next = error?.next ?? [];
  const errors = faults.filter(({ level }) => level === 'error');
  switch (outcome) {
    case 'taken':
      return { entryNo, tone: 'good', text: '局端已收下，等待回执', faults: [], next };
    case 'held':
      return { entryNo, tone: 'good', text: '等待发送', faults: [], next };
    case 'already':
      return { entryNo, tone: 'good', text, faults: [], next };
    case 'waiting':
      return { entryNo, tone: 'warning', text: `没有送达，留在发送队列里再试：${text}`, faults: [], next };
    case 'faults':
      return {
        entryNo,
        tone: 'error',
        text: `${errors.length} 处差错，不能发送`,
        faults: errors,
        next: ['回车打开，停在第一处'],
      };
    case 'doubts':
      return { entryNo, tone: 'warning', text: `没有发送：${text}`, faults, next: ['回车打开，停在第一处'] };
    case 'review':
      return { entryNo, tone: 'warning', text: `没有发送：${text}`, faults: [], next: [] };
    case 'unsaved':
      return { entryNo, tone: 'error', text, faults: errors, next: ['回车打开，补齐后保存'] };
    case 'refused':
      return { entryNo, tone: 'error', text, faults: [], next };
  }
}

/** What became of declarations that were to be sent; those that need somebody are listed. `waiting`: so many are held and leave in a moment. */
export function sentSummary(results: readonly Result[], wanted: number, waiting = 0): Change<AnyPage> {
  const storeChanged = true;
  const fine = results.filter(({ tone }) => tone === 'good');
  const left = wanted - results.length;
  const cancelled = left > 0 ? `，${left} 份没有发送` : '';
  const [only] = results;
  if (fine.length < results.length)
    return { storeChanged, open: openResults('发送结果', results), ...(left > 0 && warn(`已停下${cancelled}`)) };
  if (left > 0) return { storeChanged, ...warn(`已取消：发送了 ${results.length} 份${cancelled}`) };
  const all = waiting > 0 ? `${wanted} 份等待发送` : `${wanted} 份已发送，等待回执`;
  return { storeChanged, ...good(wanted === 1 && only ? `${only.entryNo} ${only.text}` : all) };
}
