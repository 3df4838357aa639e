import { UserError } from '../../src/errors.ts';
import { openChannel } from '../../src/jobs/channel.ts';
import { deliver } from '../../src/jobs/deliver-outbox.ts';
import { takeBack } from '../../src/jobs/outbox.ts';
import type { Change, Effect, Tools } from '../contract/change.ts';
import { good, warn } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';
import { type AnyPage, frontPage, type HeldGroup } from '../contract/ui.ts';
import { openResults, type Result } from '../dialogs/results.ts';
import { inLanes, resultOf, sentSummary } from './send.ts';

type Held = HeldGroup['messages'][number];

const messagesOf = (groups: readonly HeldGroup[]): readonly Held[] => groups.flatMap(({ messages }) => messages);

/** Delivers what has been held long enough, beside whatever people do meanwhile. */
export function release(groups: readonly HeldGroup[]): Effect {
  return {
    async run(tools) {
      const results = await delivered(tools, messagesOf(groups), false);
      return replyToApp(({ ui }) => {
        // Whoever types is not interrupted: what did not arrive is on the first page, too.
        const typing = ui.dialogs.length > 0 || frontPage(ui).kind === 'entry';
        return typing ? toldInLine(results) : sentSummary(results, results.length);
      });
    },
  };
}

/** Delivers what is held without waiting for its time, and then does what follows. */
export function sendHeldNow(groups: readonly HeldGroup[], then: Change<AnyPage>): Effect {
  return {
    label: '正在发送',
    async run(tools) {
      const results = await delivered(tools, messagesOf(groups), true);
      const fine = results.every(({ tone }) => tone === 'good');
      return replyToApp(() => ({ ...(fine ? then : sentSummary(results, results.length)), unhold: groups }));
    },
  };
}

/** Takes a group back that has not left yet, says truly what became of it, and then does what follows. */
export function takeHeldBack(groups: readonly HeldGroup[], then?: Change<AnyPage>): Effect {
  return {
    label: '正在收回',
    async run({ office }) {
      const results: Result[] = [];
      for (const { entryNo, messageId } of messagesOf(groups)) {
        const { back, text } = await takeBack(office, entryNo, messageId);
        results.push({ entryNo, tone: back ? 'good' : 'warning', text, faults: [], next: [] });
      }
      const fine = results.every(({ tone }) => tone === 'good');
      return replyToApp(() => ({ ...backSummary(results), ...(fine && then), unhold: groups }));
    },
  };
}

async function delivered({ office, signal }: Tools, messages: readonly Held[], unheld: boolean): Promise<Result[]> {
  const results: Result[] = [];
  try {
    const open = await openChannel(office);
    await inLanes(messages, async ({ entryNo, messageId }) => {
      const { outcome, text, error } = await deliver(office, open, messageId, { signal, unheld });
      results.push(resultOf({ entryNo, outcome, text, faults: [], ...(error && { error }) }));
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const told = new Set(results.map(({ entryNo }) => entryNo));
    for (const { entryNo } of messages.filter(each => !told.has(each.entryNo)))
      results.push({
        entryNo,
        tone: 'warning',
        text: `留在发送队列里：${error.message}`,
        faults: [],
        next: error.next,
      });
  }
  return results;
}

function toldInLine(results: readonly Result[]): Change<AnyPage> {
  const failed = results.filter(({ tone }) => tone !== 'good');
  const [first] = failed;
  if (!first) return sentSummary(results, results.length);
  const others = failed.length > 1 ? `；另有 ${failed.length - 1} 份没有送达，见首页` : '';
  return { storeChanged: true, ...warn(`${first.entryNo} ${first.text}${others}`) };
}

function backSummary(results: readonly Result[]): Change<AnyPage> {
  const storeChanged = true;
  const back = results.filter(({ tone }) => tone === 'good');
  const [only] = results;
  if (results.length === 1 && only)
    return { storeChanged, ...(only.tone === 'good' ? good : warn)(`${only.entryNo} ${only.text}`) };
  if (back.length === results.length) return { storeChanged, ...good(`${back.length} 份已收回，没有发送`) };
  return { storeChanged, open: openResults('收回结果', results) };
}
