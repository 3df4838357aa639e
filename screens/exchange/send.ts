import { UserError } from '../../src/errors.ts';
import { type Sent, sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { refreshHome } from '../pages/home/refresh.ts';
import { answerAtLarge, answerTo, type Change, type Effect, good, warn } from '../contract/part.ts';
import type { Page } from '../contract/state.ts';
import type { Result } from '../pages/list/layers.ts';
import { openResults } from '../dialogs/results.ts';
import type { ListPage } from '../pages/list/state.ts';

/** Declarations sent at the same time: enough for a slow line, few enough for a bureau. */
const LANES = 4;

/** Sends declarations one by one and tells what became of each; cancelling leaves the rest as they are. */
export function sendAll(entryNos: readonly string[], page?: ListPage): Effect {
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
      const told = toldOf(results, entryNos.length);
      if (!page) return answerAtLarge(() => told);
      const done = new Set(results.filter(({ tone }) => tone === 'good').map(({ entryNo }) => entryNo));
      return answerTo(page, now => ({
        ...(told as Change<ListPage>),
        self: { ...now, marks: new Set([...now.marks].filter(entryNo => !done.has(entryNo))) },
      }));
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

function toldOf(results: readonly Result[], wanted: number): Change<Page> {
  const effects = [refreshHome];
  const fine = results.filter(({ tone }) => tone === 'good');
  const left = wanted - results.length;
  const cancelled = left > 0 ? `，${left} 份没有发送` : '';
  const [only] = results;
  if (fine.length < results.length)
    return { effects, open: openResults('发送结果', results), ...(left > 0 && warn(`已停下${cancelled}`)) };
  if (left > 0) return { effects, ...warn(`已取消：发送了 ${results.length} 份${cancelled}`) };
  return { effects, ...good(wanted === 1 && only ? `${only.entryNo} ${only.text}` : `${wanted} 份已发送，等待回执`) };
}
