import type { Declaration } from '../../../src/catalogue/document.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { withDeclarationNo } from '../../../src/declaration/create.ts';
import { isEditable, STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { rejectionFaults } from '../../../src/declaration/receive.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { UserError } from '../../../src/errors.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { cleanLine } from '../../../src/text.ts';
import type { ActionContext, Change } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { frontPage, type UiState } from '../../contract/ui.ts';
import type { World } from '../../contract/world.ts';
import { clamped } from './change.ts';
import { editFocused, focusStop } from './focus.ts';
import { handedNote } from './hand-over.ts';
import { commitAll } from './save.ts';
import { type EntryPage, eachList, entryPage, hasUnsaved, withRowsShown } from './state.ts';

/** The store has changed: a page whose declaration is another by now follows it, or says that it no longer is what it began from. */
export function syncWithStore(page: EntryPage, { ui, world }: ActionContext): Change<EntryPage> {
  if (page.sync.record.revision === 0) return {};
  const rows = world.rows();
  const row = rows.at(rows.indexOf(page.id));
  // One that others have saved before can no longer be compared either.
  if (!row) return page.sync.staleReason === REMOVED ? {} : stale(page, REMOVED, ui);
  // It was removed, and has been brought back as it was.
  if (row.revision <= page.sync.record.revision)
    return page.sync.staleReason === undefined
      ? {}
      : { state: { ...page, sync: { ...page.sync, staleReason: undefined } } };
  return {
    effects: [
      {
        async run({ office }) {
          const record = await recordAt(office, page.id, row.revision);
          return record && replyTo(page, (now, context) => told(now, renewed(now, record, context), context));
        },
      },
    ],
  };
}

const REMOVED = '这份单证已被删除';

// The row of a declaration is written a moment before its file.
const MOMENT = 20;
const MAX_MOMENTS = 500;

/** The record at that revision or a later one; undefined when there is none, of which the next change of the store will tell. */
async function recordAt(office: Office, entryNo: string, revision: number): Promise<DeclarationRecord | undefined> {
  for (let moments = 0; moments < MAX_MOMENTS; moments += 1) {
    const record = await office.store.get(entryNo).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      return error.code;
    });
    if (typeof record === 'object' && record.revision >= revision) return record;
    // One that is brought back from the trash has no file in that moment.
    const isComing = typeof record === 'object' || record === 'store.missing';
    if (!isComing || office.store.rows().indexOf(entryNo) < 0) return undefined;
    await office.wait(MOMENT);
  }
  return undefined;
}

/** What colleagues say by a record is heard, whatever else there is to say of it. */
function told(before: EntryPage, change: Change<EntryPage>, context: ActionContext): Change<EntryPage> {
  const message = change.state && handedNote(before, change.state, context);
  return message ? { ...change, message } : change;
}

function renewed(now: EntryPage, record: DeclarationRecord, { ui, world }: ActionContext): Change<EntryPage> {
  if (record.revision <= now.sync.record.revision) return {};
  // Our own saving, whose answer is still under way.
  if (sameContents(record.document, now.drafts.document))
    return { state: settledOn(now, record, now.drafts.document, world) };
  const unsaved = hasUnsaved(commitAll(now, world));
  const numbered = (document: Declaration): Declaration =>
    record.declarationNo === undefined ? document : withDeclarationNo(document, record.declarationNo);
  const who = cleanLine(record.updatedBy);
  const untouched = sameContents(record.document, numbered(now.sync.record.document));
  if (!unsaved) {
    if (untouched) return { state: settledOn(now, record, record.document, world) };
    const fresh = entryPage(record, now.own);
    const scrolled = { ...fresh, focus: { ...fresh.focus, top: now.focus.top, grid: now.focus.grid } };
    // The form stands behind the last row; in a grid people go on where they are.
    const kept = now.focus.grid
      ? {
          ...scrolled,
          lists: clamped(
            scrolled,
            eachList(list => ({ ...scrolled.lists[list], index: now.lists[list].index })),
          ),
        }
      : scrolled;
    const next = focusStop(withRejection(kept), now.focus.stop, world);
    const message = frontPage(ui).id === now.id ? info(`${who} 保存了新的内容，已换成最新的`) : {};
    return { state: next, ...message };
  }
  // What only the bureau has added does not stand against the changes that are being made.
  if (untouched && isEditable(record.status)) {
    return {
      state: {
        ...now,
        sync: { ...now.sync, record, stored: record.document, staleReason: undefined },
        drafts: { ...now.drafts, document: numbered(now.drafts.document) },
      },
    };
  }
  const what = untouched ? STATUS_MARKS[record.status].word : `${who} 已保存别的内容`;
  return stale(now, `${what}，这里的修改还没有保存；保存时可以比较、选择`, ui);
}

/** What was said before must not stand in front of it. */
function stale(page: EntryPage, behind: string, ui: UiState): Change<EntryPage> {
  return {
    state: { ...page, sync: { ...page.sync, staleReason: behind } },
    ...(frontPage(ui).id === page.id ? warn(behind) : {}),
  };
}

/** The page on a newer record of the same contents: status and lock are others, focus and lists stay. */
function settledOn(now: EntryPage, record: DeclarationRecord, document: Declaration, world: World): EntryPage {
  const next: EntryPage = {
    ...now,
    sync: { ...now.sync, record, stored: document, staleReason: undefined },
    drafts: { ...now.drafts, document },
  };
  if (isEditable(record.status) === isEditable(now.sync.record.status)) return withRejection(next);
  const shown = withRejection(withRowsShown(next));
  return now.focus.session && now.focus.session.text.text !== now.focus.session.before
    ? shown
    : editFocused(shown, world);
}

/** What the bureau found wrong is marked as what the check finds. */
export function withRejection(page: EntryPage): EntryPage {
  const reasons = page.sync.record.status === 'rejected' ? rejectionFaults(page.sync.record) : [];
  return reasons.length > 0 ? { ...page, faults: reasons } : page;
}
