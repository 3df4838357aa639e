import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { reviewState } from '../../src/declaration/review.ts';
import { openTask } from '../../src/declaration/task.ts';
import { UserError } from '../../src/errors.ts';
import { finishTask, nextTask } from '../../src/jobs/tasks.ts';
import { cleanLine } from '../../src/text.ts';
import type { Effect, Reply } from '../contract/change.ts';
import { good, info } from '../contract/message.ts';
import { replyToApp } from '../contract/reply.ts';

const NONE = '没有交办给您的单证了';

/** Opens the next declaration that is placed with whoever is at work; not one of those. */
export function openNextTask(except: readonly string[] = []): Effect {
  return {
    async run({ office, replyOf }) {
      const entryNo = nextTask(office.store.rows(), office.user, except);
      return entryNo === undefined ? replyToApp(() => info(NONE)) : await replyOf({ to: 'entry', entryNo });
    },
  };
}

/** Finishes what was placed, and opens the next; `closing` is what becomes of the page in between. */
export function finishAndOpenNext(entryNo: string, closing: Reply): Effect {
  return {
    label: '正在办完',
    async run({ office }) {
      await finishTask(office, entryNo);
      const next = nextTask(office.store.rows(), office.user, [entryNo]);
      return replyToApp(() => ({
        storeChanged: true,
        reply: closing,
        ...good(next === undefined ? `${entryNo} 办完；${NONE}` : `${entryNo} 办完，下一份 ${next}`),
        ...(next !== undefined && { effects: [openNextTask([entryNo])] }),
      }));
    },
  };
}

/** Finishes several. */
export function finishAll(entryNos: readonly string[], done: (finished: ReadonlySet<string>) => Reply): Effect {
  return {
    label: `正在办完 ${entryNos.length} 份`,
    async run({ office, signal }) {
      const finished = new Set<string>();
      for (const entryNo of entryNos) {
        if (signal.aborted) break;
        try {
          await finishTask(office, entryNo);
          finished.add(entryNo);
        } catch (error) {
          // Somebody else was faster.
          if (!(error instanceof UserError) || error.code !== 'task.none') throw error;
        }
      }
      return done(finished);
    },
  };
}

/** What is placed with whoever is at work, in a sentence with the key that finishes it; nothing where nothing is. */
export function taskNote({ task }: DeclarationRecord, me: string): string | undefined {
  const open = openTask(task);
  if (open?.for !== me) return undefined;
  const until = open.by && `${open.by.slice(5)} 以前`;
  const from = open.from === me ? '' : `（${cleanLine(open.from)}）`;
  return `交办：${[cleanLine(open.word), until].filter(Boolean).join('，')}${from}；Alt+) 办完，开下一份`;
}

/** What a reviewer has sent back, and why; nothing where nobody has, or it was changed since. */
export function reviewNote(record: DeclarationRecord): string | undefined {
  if (reviewState(record) !== 'refused') return undefined;
  const { by = '', note = '' } = record.review?.decided ?? {};
  return `复核退回（${cleanLine(by)}）：${cleanLine(note)}；改好后 F9`;
}
