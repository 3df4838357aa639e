import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { missingFields } from '../../../../src/declaration/check.ts';
import type { Change } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import { replyTo } from '../../../contract/reply.ts';
import type { World } from '../../../contract/world.ts';
import { ask, type QuestionDialog } from '../../../dialogs/question.ts';
import { change } from '../change.ts';
import type { DraftEdit } from '../drafts.ts';
import { editFocused } from '../focus.ts';
import { action } from '../run-action.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { pathOfField, popupStops } from '../value-path.ts';
import { clearPendingRow, frontPopup, loadRow, type OpenPopup, pendingRow, withTop } from './pending-row.ts';
import { atTick } from './ticks.ts';
import { rowsEdits } from './value.ts';

type Result = EntryPage | Change<EntryPage>;

/** The fields that the row being filled in must have and has not, as people call them. */
export function lackingIn(page: EntryPage, { state }: OpenPopup): string {
  const fields = popupStops(page, state).map(fieldOf);
  const missing = missingFields(fields, pendingRow(page, state), page.drafts.document.direction);
  return missing.map(({ label }) => `【${label}】`).join('');
}

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

/** Bringing a row back would add what is half filled in: people are asked what becomes of it. */
export function askHalfFilled(page: EntryPage, lacks: string): QuestionDialog {
  return ask(
    '回填',
    [`栏位里的一行还没有填完，缺${lacks}。`],
    [
      { label: '回去接着填' },
      { label: '先加到列表', reply: answered(page, taking) },
      {
        label: '放弃这一行',
        reply: answered(page, (now, open, world) => {
          const empty = clearPendingRow(now, open, world);
          return taking(empty, frontPopup(empty) ?? open, world);
        }),
      },
    ],
  );
}

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
