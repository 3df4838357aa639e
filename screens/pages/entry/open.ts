import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { newDeclaration } from '../../../src/declaration/create.ts';
import { MOST_TAUGHT } from '../../../src/declaration/lane.ts';
import { get } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import { declareToCustoms } from '../../../src/jobs/declare-to-customs.ts';
import { beginDeclaration, copyDeclaration } from '../../../src/jobs/keep-declarations.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { lastFewOfParty } from '../../../src/jobs/party-memory.ts';
import type { Effect, Reply } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { reviewNote, taskNote } from '../../exchange/tasks.ts';
import { ownLists } from '../../fields/own-lists.ts';
import { change } from './change.ts';
import { focusStop } from './focus.ts';
import { enterLane } from './lane.ts';
import { withPins } from './pinned-values.ts';
import { pastPinned } from './pins.ts';
import { withOwnLists } from './renew-own.ts';
import { action } from './run-action.ts';
import { focusFault } from './save.ts';
import { type EntryPage, entryPage } from './state.ts';
import { withRejection } from './sync-with-store.ts';

/** The settings may have been changed on another page. */
export function renewOwnLists(page: EntryPage): Effect {
  return {
    async run({ office }) {
      const own = await ownLists(office);
      return replyTo(page, (now, { ui, world }) => ({
        state: withOwnLists(now, { ...own, pins: ui.session.pins }, world),
      }));
    },
  };
}

/** The reply that shows a record in an entry page of its own. */
async function showing(
  office: Office,
  record: DeclarationRecord,
  text: string,
  past: readonly Declaration[] = [],
  isBlank = false,
): Promise<Reply> {
  const own = await ownLists(office);
  return replyToApp(({ ui: { session }, world }) => {
    const { pins } = session;
    const page = entryPage(isBlank ? withPins(record, pins) : record, { ...own, pins });
    return { page: enterLane(focusStop(page, pastPinned(page, 0, 1), world), past, world), ...good(text) };
  });
}

/** What the party of a declaration declared before it. */
async function pastOf(office: Office, document: Declaration, entryNo: string): Promise<readonly Declaration[]> {
  const party = String(get(document, SUMMARY.party[document.direction]) ?? '');
  const past = await lastFewOfParty(office, document.direction, party, MOST_TAUGHT, entryNo);
  return past.slice(0, MOST_TAUGHT - 1).map(each => each.document);
}

/** Shows a declaration that is not stored yet. What came by a `step` of that name is a change of a blank one: it counts as not saved, and can be taken back. */
export function showEntry(record: DeclarationRecord, message: string, step?: string): Effect {
  return {
    run: async ({ office }) => {
      if (step === undefined) return await showing(office, record, message);
      const { entryNo, document } = record;
      const own = await ownLists(office);
      const blank = newDeclaration(document.direction, { entryNo, today: dayOf(office.now()) });
      const begun = entryPage({ ...record, document: blank }, own);
      const filling = action((page, { world }) =>
        focusStop(
          change(page, [{ draft: 'document', edit: { op: 'replace', document } }], world, { name: step }),
          0,
          world,
        ),
      );
      return replyToApp(({ world }) => ({
        page: focusStop(begun, 0, world),
        reply: replyTo(begun, filling),
        ...good(message),
      }));
    },
  };
}

/** Opens an entry page on a new declaration (L5 new). */
export function beginEntry(direction: Direction): Effect {
  return {
    label: '正在新建单证',
    run: async ({ office }) => {
      const record = await beginDeclaration(office, direction);
      return await showing(office, record, `新单证 ${record.entryNo}`, [], true);
    },
  };
}

/** Opens a stored declaration; a page that has it already comes to the front (L5 open). The focus is on the first of the faults, or of what the bureau rejected. */
export function openEntry(entryNo: string, faults: readonly Fault[] = []): Effect {
  return {
    label: `正在打开 ${entryNo}`,
    run: async ({ office }) => {
      const record = await office.store.get(entryNo);
      const own = await ownLists(office);
      return replyToApp(({ ui, world }) => {
        if (ui.pages.some(({ id }) => id === entryNo)) return { activate: entryNo };
        const page = withRejection(entryPage(record, own));
        const marked = focusStop(faults.length > 0 ? { ...page, faults } : page, 0, world);
        const [first] = marked.faults ?? [];
        const note = reviewNote(record) ?? taskNote(record, world.me?.() ?? '');
        return { page: first ? focusFault(marked, first, world) : marked, ...(note && info(note)) };
      });
    },
  };
}

/** Opens a copy of a stored declaration in a page of its own (K2). */
export function copyEntry(entryNo: string): Effect {
  return {
    label: `正在复制 ${entryNo}`,
    run: async ({ office }) => {
      const record = await copyDeclaration(office, entryNo);
      const { document } = await office.store.get(entryNo);
      const past = await pastOf(office, document, entryNo);
      return await showing(office, record, `${record.entryNo} 是 ${entryNo} 的副本，还没有保存`, [document, ...past]);
    },
  };
}

/** Opens the customs declaration of an outbound application in a page of its own (结转报关单). */
export function customsEntry(entryNo: string): Effect {
  return {
    label: `正在结转 ${entryNo}`,
    run: async ({ office }) => {
      const record = await declareToCustoms(office, entryNo);
      return await showing(office, record, `${record.entryNo} 是 ${entryNo} 的报关单，带有电子底账，还没有保存`);
    },
  };
}
