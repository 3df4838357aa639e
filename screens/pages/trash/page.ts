import { undelete } from '../../../src/jobs/keep-store.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { type Trashed, trashOf } from '../../../src/jobs/trash.ts';
import type { ActionContext, Change, Effect, GuardedAction, Reply } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { within } from '../../widgets/list-moves.ts';
import { ROWS_ABOVE } from '../../widgets/searched-table.ts';
import { editText, emptyText, type TextState, typeInto } from '../../widgets/text-state.ts';
import { foundIn, NEW_TRASH, type TrashPage } from './state.ts';
import { drawTrash } from './view.ts';

const LIST = indexed<TrashPage>({ count: page => foundIn(page).length, rows: (_page, area) => area.rows - ROWS_ABOVE });

const read = async (office: Office): Promise<(page: TrashPage) => TrashPage> => {
  const rows = office.store.rows();
  const all = await trashOf(office);
  return page => {
    const next = { ...page, all, rows };
    // The focus stays on a line that there is.
    return { ...next, index: within(page.index, foundIn(next).length) };
  };
};

/** Brings the trash to the front as it is now. */
export const showTrash: Effect = {
  label: '正在看回收站',
  async run({ office }) {
    const fill = await read(office);
    return replyToApp(({ ui }) => {
      const open = ui.pages.find((page): page is TrashPage => page.kind === 'trash');
      return { page: fill(open ?? NEW_TRASH) };
    });
  },
};

const reread = (page: TrashPage): Effect => ({
  async run({ office }) {
    const fill = await read(office);
    return replyTo(page, now => ({ state: fill(now) }));
  },
});

/** Years of deleted declarations are read for it: only where rows have changed since. */
const followed = (page: TrashPage, { world }: ActionContext): Change<TrashPage> =>
  page.rows === world.rows() ? {} : { effects: [reread(page)] };

const typed = (page: TrashPage, words: TextState): Change<TrashPage> => ({
  state: { ...page, words, index: 0 },
});

const rowAt = (page: TrashPage): Trashed | undefined => foundIn(page)[page.index];

const restoring = (
  then: (page: TrashPage, entryNo: string, office: Office) => Promise<Reply>,
): GuardedAction<TrashPage> => ({
  cannot: page => (rowAt(page) ? undefined : '没有可以恢复的单证'),
  run(page) {
    const { entryNo } = rowAt(page) ?? {};
    if (entryNo === undefined) return {};
    const effect: Effect = {
      label: '正在恢复',
      async run({ office }) {
        await undelete(office, entryNo);
        return await then(page, entryNo, office);
      },
    };
    return { effects: [effect] };
  },
});

/** What was deleted, who did it and when; Enter brings it back (L8). */
export const TRASH: PagePart<TrashPage> = {
  tab: () => '回收站',
  contexts: () => ['trash', 'text'],
  actions: {
    ...editText<TrashPage>(({ words }) => words, typed),
    ...listActions('trash', LIST),
    'trash.restore': restoring(async (page, entryNo, office) => {
      const fill = await read(office);
      return replyTo(page, now => ({ state: fill(now), ...good(`${entryNo} 已回到列表`) }));
    }),
    'trash.open': restoring(async (page, entryNo) => replyTo(page, () => ({ go: { to: 'entry', entryNo } }))),
    'trash.close': page => (page.words.text === '' ? { close: true } : typed(page, emptyText())),
  },
  type: (page, text) => typed(page, typeInto(page.words, text)),
  draw: drawTrash,
  note: page => ({
    tone: 'quiet',
    text: page.all.length === 0 ? '' : '回车恢复，Ctrl+O 恢复并打开；直接输入即查找',
  }),
  help: () => [
    '回收站：没有发送过的单证删除后在这里，谁在什么时候删的都记着，随时可以恢复。',
    '发送过的单证不会删除，只撤出列表：在列表里用“列出撤出的”找到它，恢复显示。',
  ],
  onActivate: followed,
  onStoreChange: followed,
};
