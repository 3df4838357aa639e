import type { Summary } from '../../../src/declaration/summary.ts';
import type { ActionContext, Change, GuardedAction } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import { openPrint } from '../../dialogs/print/open.ts';
import { openSplit } from '../../dialogs/split.ts';
import { type ListPage, NOTHING, selectedRow, targetsOf } from './state.ts';

/** What is printed or split is what is stored. */
function unsavedOf(rows: readonly Summary[], { tabs }: ActionContext): string | undefined {
  const open = new Set(tabs().flatMap(({ id, unsaved }) => (unsaved ? [id] : [])));
  const unsaved = rows.find(({ entryNo }) => open.has(entryNo));
  return unsaved && `${unsaved.entryNo} 的录单页面有没有保存的修改：先到那里保存（F12 切换）`;
}

export const split: GuardedAction<ListPage> = {
  cannot: (page, context) => {
    const row = selectedRow(page);
    return row ? unsavedOf([row], context) : NOTHING;
  },
  run: page => {
    const row = selectedRow(page);
    return row ? { effects: [openSplit(row.entryNo)] } : {};
  },
};

export const print: GuardedAction<ListPage> = {
  cannot: (page, context) => {
    const rows = targetsOf(page);
    return rows.length === 0 ? NOTHING : unsavedOf(rows, context);
  },
  run: page => ({
    effects: [
      openPrint(
        targetsOf(page).map(({ entryNo }) => entryNo),
        {
          replyWith: (change, printed) =>
            replyTo(page, now => ({
              ...(change as Change<ListPage>),
              state: { ...now, marks: new Set([...now.marks].filter(entryNo => !printed.has(entryNo))) },
            })),
        },
      ),
    ],
  }),
};
