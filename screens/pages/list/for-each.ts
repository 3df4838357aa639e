import { UserError } from '../../../src/errors.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import { openResults, type Result } from '../../dialogs/results.ts';
import type { ListPage } from './state.ts';

interface Done<T> {
  readonly entryNo: string;
  readonly outcome: T;
}

/** Does the same to each; what fails is told and does not stop the others. */
export function forEach<T>(
  label: string,
  entryNos: readonly string[],
  page: ListPage,
  job: (office: Office, entryNo: string) => Promise<T>,
  summary: (now: ListPage, done: readonly Done<T>[], failed: readonly Result[]) => Change<ListPage>,
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
      return replyTo(page, now => {
        const marks = new Set([...now.marks].filter(entryNo => !gone.has(entryNo)));
        const change = summary({ ...now, marks }, done, failed);
        return failed.length > 0 && !change.open ? { ...change, open: openResults('没有做成', failed) } : change;
      });
    },
  };
}
