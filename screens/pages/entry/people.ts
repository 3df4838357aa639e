import { openTask } from '../../../src/declaration/task.ts';
import type { Actions, Effect } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { openApproval } from '../../dialogs/approval.ts';
import { askAssign } from '../../dialogs/assign.ts';
import { finishAndOpenNext, openNextTask } from '../../exchange/tasks.ts';
import { focusStop } from './focus.ts';
import { handOverKey } from './hand-over.ts';
import { action } from './run-action.ts';
import { commitAll } from './save.ts';
import { type EntryPage, hasUnsaved } from './state.ts';

const assign = action(({ id, sync: { record } }) =>
  record.revision > 0 ? { effects: [askAssign([id])] } : info('先保存或暂存这份单证，再交办'),
);

/** What is reviewed is what is stored. */
const review = action((page, { world }) => {
  const whole = commitAll(page, world);
  const state = focusStop(whole, whole.focus.stop, world);
  if (page.sync.record.revision === 0 || hasUnsaved(whole)) return { state, ...info('先保存（Alt+S），再看复核') };
  return { state, effects: [openApproval([page.id])] };
});

/** Nothing of it is unsaved. */
const forget = ({ id }: EntryPage): Effect => ({
  run({ office }) {
    office.local.journals.drop(id);
    return undefined;
  },
});

/** What was placed with them is done: the page goes, and the next one comes. */
const taskDone = action((page, { world }) => {
  const whole = commitAll(page, world);
  const state = focusStop(whole, whole.focus.stop, world);
  const task = openTask(page.sync.record.task);
  if (hasUnsaved(whole)) return { state, ...info('有没有保存的修改：先保存（Alt+S）或暂存（Alt+T）') };
  if (task === undefined) return { state, effects: [openNextTask([page.id])] };
  return {
    state,
    effects: [
      finishAndOpenNext(
        page.id,
        replyTo(page, () => ({ close: true, effects: [forget(page)] })),
      ),
    ],
  };
});

/** Who has something to do with the declaration of the page. */
export const PEOPLE: Actions<EntryPage> = {
  'entry.assign': assign,
  'entry.task-done': taskDone,
  'entry.review': review,
  'entry.hand-over': handOverKey,
};
