import type { Summary } from '../../../src/declaration/summary.ts';
import type { Actions } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { openApproval } from '../../dialogs/approval.ts';
import { askAssign } from '../../dialogs/assign.ts';
import { finishAll } from '../../exchange/tasks.ts';
import { DUTIES, DUTY_NAMES } from '../../layout/duties.ts';
import { find } from './find.ts';
import { type ListPage, targetsOf } from './state.ts';

const placed = (page: ListPage): readonly Summary[] => targetsOf(page).filter(({ taskFor }) => taskFor !== '');

const unmarked = (page: ListPage, done: ReadonlySet<string>): ListPage => ({
  ...page,
  marks: new Set([...page.marks].filter(entryNo => !done.has(entryNo))),
});

/** Who has something to do with the declarations of a list. */
export const PEOPLE: Actions<ListPage> = {
  'list.assign': {
    cannot: page => (targetsOf(page).length > 0 ? undefined : '列表里没有单证'),
    run: page => {
      const entryNos = targetsOf(page).map(({ entryNo }) => entryNo);
      return { effects: [askAssign(entryNos, placed => replyTo(page, now => ({ state: unmarked(now, placed) })))] };
    },
  },
  'list.review': {
    cannot: page => (targetsOf(page).length > 0 ? undefined : '列表里没有单证'),
    run: page => ({ effects: [openApproval(targetsOf(page).map(({ entryNo }) => entryNo))] }),
  },
  'list.task-done': {
    cannot: page => (placed(page).length > 0 ? undefined : '没有交办的事可以办完'),
    run: page => {
      const entryNos = placed(page).map(({ entryNo }) => entryNo);
      const done = (finished: ReadonlySet<string>) =>
        replyTo(page, now => ({
          state: unmarked(now, finished),
          storeChanged: true,
          ...good(finished.size === 1 ? `${[...finished][0]} 办完` : `办完 ${finished.size} 份`),
        }));
      return { effects: [finishAll(entryNos, done)] };
    },
  },
  'list.duty': (page, context) => {
    const at = page.duty === undefined ? -1 : DUTY_NAMES.indexOf(page.duty);
    const duty = DUTY_NAMES[at + 1];
    const { message: _, ...change } = find({ ...page, duty }, context);
    return { ...change, ...info(duty === undefined ? '不再按交办、复核列出' : `只列${DUTIES[duty]}`) };
  },
};
