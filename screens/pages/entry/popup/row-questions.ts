import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import type { Change } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import { replyTo } from '../../../contract/reply.ts';
import type { World } from '../../../contract/world.ts';
import { ask, type QuestionDialog } from '../../../dialogs/question.ts';
import { change } from '../change.ts';
import type { DraftEdit } from '../drafts.ts';
import { editFocused } from '../focus.ts';
import { askHalfFilled, lackingIn } from '../half-filled.ts';
import { action } from '../run-action.ts';
import { type EntryPage, lockedBecause, messageOf } from '../state.ts';
import { pathOfField, popupStops } from '../value-path.ts';
import { clearPendingRow, frontPopup, loadRow, type OpenPopup, pendingRow, withTop } from './pending-row.ts';
import { atTick } from './ticks.ts';
import { rowsEdits } from './value.ts';

type Result = EntryPage | Change<EntryPage>;

/** The fields that the row being filled in must have and has not. */
export const lackingInRow = (page: EntryPage, { state }: OpenPopup): string =>
  lackingIn(
    popupStops(page, state).map(fieldOf),
    pendingRow(page, state),
    page.drafts.document.direction,
    messageOf(page),
  );

/** The selected row in the fields. */
export function taking(page: EntryPage, open: OpenPopup, world: World): Result {
  const next = editFocused(loadRow(page, open, open.state.index, world), world);
  const taken = frontPopup(next)?.state.editingIndex;
  if (lockedBecause(page) || taken === undefined) return next;
  return { state: next, ...info(`第${taken + 1}行已回填，改好后按 Alt+A`) };
}

/** What follows an answer, on the popup as it is then. */
const answered = (page: EntryPage, run: (now: EntryPage, open: OpenPopup, world: World) => Result) =>
  replyTo(
    page,
    action((now, { world }) => {
      const open = frontPopup(now);
      return open ? run(now, open, world) : now;
    }),
  );

export const askBeforeTaking = (page: EntryPage, lacks: string): QuestionDialog =>
  askHalfFilled('栏位', lacks, {
    add: answered(page, taking),
    giveUp: answered(page, (now, open, world) => {
      const empty = clearPendingRow(now, open, world);
      return taking(empty, frontPopup(empty) ?? open, world);
    }),
  });

export function askToClear(page: EntryPage, { spec }: OpenPopup, count: number): QuestionDialog {
  return ask(
    `清空【${spec.title}】`,
    [`列表里的 ${count} 行全部去掉吗？Ctrl+Z 可以找回。`],
    [
      { label: '回去' },
      { label: '全部去掉', reply: answered(page, (now, open, world) => editFocused(cleared(now, open, world), world)) },
    ],
  );
}

/** Everything that the popup shows, gone; one step of undo. */
export function cleared(page: EntryPage, { spec, state }: OpenPopup, world: World): EntryPage {
  const { draft: on, path } = state;
  const own = spec.form === 'live' && !spec.ticks ? popupStops(page, state).map(id => pathOfField(page, id)) : [];
  const fields = own.map(
    (at): DraftEdit => ({ draft: at.draft, edit: { op: 'set', path: at.path, value: undefined } }),
  );
  // Digits are no list: they go as a whole.
  const rows: readonly DraftEdit[] = spec.list
    ? rowsEdits(page, state, [])
    : spec.ticks
      ? [{ draft: on, edit: { op: 'set', path, value: undefined } }]
      : [];
  const done = change(page, [...fields, ...rows], world, { name: `清空【${spec.title}】` });
  // The focus does not stay on a list that has no rows any more.
  const zone = state.zone === 'list' ? ({ zone: 'fields', stop: 0 } as const) : {};
  return atTick(withTop(done, { index: -1, editingIndex: undefined, ...zone }), tick => tick, world);
}
