import { UserError } from '../../src/errors.ts';
import { type Sent, sendDeclaration } from '../../src/jobs/send-declarations.ts';
import type { Change, Effect, Reply } from '../contract/change.ts';
import { good, warn } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';
import type { AnyPage } from '../contract/ui.ts';
import { openResults, type Result } from '../dialogs/results.ts';

/** Declarations sent at the same time: enough for a slow line, few enough for a bureau. */
const LANES = 4;

/** Takes what there is to tell, and which declarations were sent, to whoever asked for it. */
type ReplyWith = (change: Change<AnyPage>, sent: ReadonlySet<string>) => Reply;

/** Sends declarations one by one and tells what became of each; cancelling leaves the rest as they are. */
export function sendAll(
  entryNos: readonly string[],
  replyWith: ReplyWith = change => replyToApp(() => change),
): Effect {
  return {
    label: entryNos.length === 1 ? `正在发送 ${entryNos[0]}` : `正在发送 ${entryNos.length} 份单证`,
    async run({ office, signal, progress }) {
      const results: Result[] = [];
      const queue = entryNos.values();
      let broken: UserError | undefined;
      const lane = async (): Promise<void> => {
        for (const entryNo of queue) {
          if (signal.aborted || broken) return;
          try {
            results.push(resultOf(await sendDeclaration(office, entryNo, { signal })));
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            if (concernsAll(error)) broken = error;
            results.push({ entryNo, tone: 'error', text: error.message, faults: [], next: error.next });
          }
          progress(results.length, entryNos.length);
        }
      };
      await Promise.all(Array.from({ length: Math.min(LANES, entryNos.length) }, lane));
      if (broken && results.every(({ text }) => text === broken?.message)) throw broken;
      const sent = new Set(results.filter(({ tone }) => tone === 'good').map(({ entryNo }) => entryNo));
      return replyWith(summaryOf(results, entryNos.length), sent);
    },
  };
}

/** What stands in the way of one stands in the way of all. */
const concernsAll = ({ code, exit }: UserError): boolean => code.startsWith('channel.') || exit === 'login';

function resultOf({ entryNo, outcome, text, faults, error }: Sent): Result {
  const next = error?.next ?? [];
  const errors = faults.filter(({ level }) => level === 'error');
  switch (outcome) {
    case 'taken':
      return { entryNo, tone: 'good', text: '局端已收下，等待回执', faults: [], next };
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
    case 'unsaved':
      return { entryNo, tone: 'error', text, faults: errors, next: ['回车打开，补齐后保存'] };
    case 'refused':
      return { entryNo, tone: 'error', text, faults: [], next };
  }
}

function summaryOf(results: readonly Result[], wanted: number): Change<AnyPage> {
  const storeChanged = true;
  const fine = results.filter(({ tone }) => tone === 'good');
  const left = wanted - results.length;
  const cancelled = left > 0 ? `，${left} 份没有发送` : '';
  const [only] = results;
  if (fine.length < results.length)
    return { storeChanged, open: openResults('发送结果', results), ...(left > 0 && warn(`已停下${cancelled}`)) };
  if (left > 0) return { storeChanged, ...warn(`已取消：发送了 ${results.length} 份${cancelled}`) };
  return {
    storeChanged,
    ...good(wanted === 1 && only ? `${only.entryNo} ${only.text}` : `${wanted} 份已发送，等待回执`),
  };
}
