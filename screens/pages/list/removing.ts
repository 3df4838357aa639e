import { UserError } from '../../../src/errors.ts';
import { removeDeclaration, showAgain } from '../../../src/jobs/keep-declarations.ts';
import { undelete } from '../../../src/jobs/keep-store.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { openResults, type Result } from '../../dialogs/results.ts';
import type { ListPage } from './state.ts';

/** Deletes what was never sent, which goes to the trash, and withdraws the rest from view (L5). */
export function removeAll(entryNos: readonly string[], page: ListPage): Effect {
  return forEach('正在删除', entryNos, page, removeDeclaration, (now, done) => {
    const deleted = done.filter(({ outcome }) => outcome === 'removed').length;
    const withdrawn = done.length - deleted;
    const texts = [deleted > 0 && `${deleted} 份已移到回收站`, withdrawn > 0 && `${withdrawn} 份已撤出列表`];
    if (done.length === 0) return { state: now };
    return {
      state: { ...now, removed: done.map(({ entryNo }) => entryNo) },
      ...good(`${texts.filter(Boolean).join('，')}；Ctrl+Z 恢复${withdrawn > 0 ? '，Ctrl+T 查看撤出的' : ''}`),
    };
  });
}

/** Brings withdrawn declarations back into view. */
export function showAllAgain(entryNos: readonly string[], page: ListPage): Effect {
  return forEach('正在恢复显示', entryNos, page, showAgain, (now, done) => ({
    state: now,
    ...good(`${done.length} 份已恢复显示`),
  }));
}

/** Takes what was deleted from this list a moment ago out of the trash, or back into view. */
export function restoreAll(entryNos: readonly string[], page: ListPage): Effect {
  return forEach('正在恢复', entryNos, page, undelete, (now, done) => ({
    state: { ...now, removed: [] },
    ...good(`${done.length} 份已恢复`),
  }));
}

interface Done<T> {
  readonly entryNo: string;
  readonly outcome: T;
}

/** Does the same to each; what fails is told and does not stop the others. */
function forEach<T>(
  label: string,
  entryNos: readonly string[],
  page: ListPage,
  job: (office: Office, entryNo: string) => Promise<T>,
  summary: (now: ListPage, done: readonly Done<T>[]) => Change<ListPage>,
): Effect {
  return {
    label: `${label} ${entryNos.length} 份`,
    async run({ office, signal, progress }) {
      const done: Done<T>[] = [];
      const failed: Result[] = [];
      for (const entryNo of entryNos) {
        if (signal.aborted) break;
        try {
          done.push({ entryNo, outcome: await job(office, entryNo) });
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          failed.push({ entryNo, tone: 'error', text: error.message, faults: [], next: error.next });
        }
        progress(done.length + failed.length, entryNos.length);
      }
      const gone = new Set(done.map(({ entryNo }) => entryNo));
      return replyTo(page, now => ({
        ...summary({ ...now, marks: new Set([...now.marks].filter(entryNo => !gone.has(entryNo))) }, done),
        ...(failed.length > 0 && { open: openResults('没有做成', failed) }),
      }));
    },
  };
}
