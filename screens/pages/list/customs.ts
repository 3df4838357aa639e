import { declareToCustoms } from '../../../src/jobs/declare-to-customs.ts';
import { keepDraft } from '../../../src/jobs/keep-declarations.ts';
import type { Effect, GuardedAction } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { openResults, type Result } from '../../dialogs/results.ts';
import { forEach } from './for-each.ts';
import { type ListPage, targetsOf } from './state.ts';

/** The customs declaration of the application in focus in a page of its own; of several that are marked each is kept as a draft, for so many pages nobody wants at once. */
export const customs: GuardedAction<ListPage> = {
  cannot: page => (targetsOf(page).length > 0 ? undefined : '先选一份单证'),
  run: page => {
    const [first, ...others] = targetsOf(page).map(({ entryNo }) => entryNo);
    if (first === undefined) return {};
    return others.length === 0
      ? { go: { to: 'customs-entry', entryNo: first } }
      : { effects: [all([first, ...others], page)] };
  },
};

const all = (entryNos: readonly string[], page: ListPage): Effect =>
  forEach(
    '正在结转',
    entryNos,
    page,
    async (office, entryNo) => (await keepDraft(office, await declareToCustoms(office, entryNo))).entryNo,
    (now, done, failed) => {
      const made = done.map(({ entryNo, outcome }): Result => {
        const text = `${entryNo} 的报关单，带有电子底账，存为草稿`;
        return { entryNo: outcome, tone: 'good', text, faults: [], next: ['回车打开，补齐后保存'] };
      });
      const open = openResults('结转报关单', [...failed, ...made]);
      return { state: now, open, ...(made.length > 0 && { storeChanged: true, ...good(`${made.length} 份已结转`) }) };
    },
  );
