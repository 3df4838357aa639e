import { LIST_NAMES } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import { hasErrors } from '../../../src/declaration/check.ts';
import { sentenceOf } from '../../../src/declaration/describe.ts';
import type { Doubt } from '../../../src/declaration/doubts.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { UserError } from '../../../src/errors.ts';
import { keepDraft, saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { type Sent, sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { StoreConflict } from '../../../src/store/store.ts';
import type { Change, Effect, Reply, Tools } from '../../contract/change.ts';
import { good, linesOf, type Message, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { askAboutDoubts } from '../../dialogs/doubts.ts';
import { notice } from '../../dialogs/question.ts';
import { held, holdOf } from '../../exchange/send.ts';
import { taskNote } from '../../exchange/tasks.ts';
import { checkOf, faultsOf, journalled } from './change.ts';
import { conflict } from './conflict.ts';
import type { DraftEdit } from './drafts.ts';
import { commitOrDiscard, focusStop, stopOf } from './focus.ts';
import { gridOf, onLine } from './grid/place.ts';
import { editLine, listsLine } from './journal-lines.ts';
import { commitForms, loadRow } from './list-edits.ts';
import { keepOffer } from './party-offer.ts';
import { confirmPopup } from './popup/open.ts';
import { openPath } from './popup/open-path.ts';
import { action } from './run-action.ts';
import { baseOf, type EntryPage, withRowsShown } from './state.ts';

/** How a page is kept: checked and saved, kept as a draft without checks, or saved and sent. */
export type SaveMode = 'save' | 'draft' | 'send';

/** Everything that is typed taken into the document, also what is filled in in popups, which close. */
export function commitAll(page: EntryPage, world: World): EntryPage {
  const closed = page.popups.reduce(at => confirmPopup(at, world), page);
  return commitForms(commitOrDiscard(closed, world), world);
}

/** What follows when the page is kept, and the doubts that people have passed. */
interface SaveMore {
  /** The page is closed for it. */
  readonly next?: Effect | undefined;
  /** The page stays. */
  readonly after?: Effect | undefined;
  readonly sure?: readonly string[];
}

/** Saves, keeps or sends the page (K3, K4, K6). With errors nothing is stored: the first is shown, and the list of all is a key away. */
export function save(page: EntryPage, way: SaveMode, world: World, more: SaveMore = {}): Change<EntryPage> {
  const whole = commitAll(page, world);
  if (way === 'draft')
    return { state: focusStop(whole, whole.focus.stop, world), effects: [saveEffect(whole, way, more)] };
  // What the bureau rejected does not keep anybody from sending it again: it may have been settled otherwise.
  const faults = checkOf(whole, world);
  const checked = { ...whole, faults };
  if (!hasErrors(faults))
    return { state: focusStop(checked, checked.focus.stop, world), effects: [saveEffect(checked, way, more)] };
  return refused({ ...whole, faults: faultsOf(whole, world) }, faults, world);
}

/** The page at the first of the errors that kept it from being stored. */
function refused(page: EntryPage, faults: readonly Fault[], world: World): Change<EntryPage> {
  const errors = faults.filter(({ level }) => level === 'error');
  const first = errors[0] as Fault;
  return {
    state: focusFault(page, first, world),
    message: {
      tone: 'error',
      text: `${errors.length} 处差错，F3 列出全部。${sentenceOf(first, page.drafts.document.direction)}`,
    },
  };
}

/** The page with the focus on what a fault is about; a row is brought into its form, and the popups open that it leads into. */
export function focusFault(page: EntryPage, fault: Fault, world: World): EntryPage {
  const [, list, number] = /^(\w+)\[(\d+)\]/u.exec(fault.path) ?? [];
  const own = LIST_NAMES.find(name => name === list);
  const index = Number(number);
  const inGrid =
    own && onLine({ ...page, focus: { ...page.focus, stop: stopOf(page, fault.path), list: undefined } }, own, index);
  const asRow = own && inGrid && gridOf(inGrid) && index < page.drafts.document[own].length ? inGrid : undefined;
  const shown =
    asRow ??
    (own && page.lists[own].editingIndex !== index && index < page.drafts.document[own].length
      ? loadRow(page, own, index, world)
      : page);
  return openPath(focusStop(shown, stopOf(shown, fault.path), world), fault.path, world);
}

const LABELS: Readonly<Record<SaveMode, string>> = { save: '正在保存', draft: '正在暂存', send: '正在保存并发送' };

function saveEffect(page: EntryPage, way: SaveMode, more: SaveMore): Effect {
  const { next, after, sure = [] } = more;
  const record: DeclarationRecord = { ...baseOf(page), document: page.drafts.document };
  return {
    label: LABELS[way],
    async run(tools) {
      try {
        const outcome =
          way === 'draft'
            ? { saved: true, faults: [], doubts: [], record: await keepDraft(tools.office, record) }
            : await saveDeclaration(tools.office, record, sure);
        if (outcome.doubts.length > 0) return doubtful(page, way, outcome.doubts, more);
        // The codes may be others by now than when the page was checked.
        if (!outcome.saved) {
          const { faults } = outcome;
          return replyTo(
            page,
            action((now, { world }) => refused({ ...now, faults }, faults, world)),
          );
        }
        const kept = outcome.record;
        tools.office.local.journals.drop(page.id);
        if (way === 'send') return await sending(page, kept, tools);
        return replyTo(page, now => ({
          ...stored(now, kept, page.drafts.document),
          ...message(way, kept, way === 'save' ? keepOffer(now, kept.document) : '', tools.office.user),
          ...(next && { close: true }),
          ...((next ?? after) && { effects: [next, after].filter(each => each !== undefined) }),
        }));
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
        const { theirs } = error as StoreConflict<DeclarationRecord>;
        return conflict(page, theirs, {
          again: (now, world) => save(now, way, world, more),
          done: ({ status }) => way === 'draft' || (way === 'save' && status !== 'draft'),
          next,
        });
      }
    },
  };
}

/** Asks about what is in doubt; whoever goes back stands at the field. */
function doubtful(page: EntryPage, way: SaveMode, doubts: readonly Doubt[], more: SaveMore): Reply {
  const verb = way === 'send' ? '发送' : '保存';
  const sure = [...(more.sure ?? []), ...doubts.map(({ key }) => key)];
  const goOn = replyTo(
    page,
    action((now, { world }) => save(now, way, world, { ...more, sure })),
  );
  const path = doubts.find(({ fault }) => fault.path !== '')?.fault;
  const back = path && replyTo(page, (now, { world }) => ({ state: focusFault(now, path, world) }));
  return replyTo(page, () => ({ open: askAboutDoubts(verb, [{ entryNo: page.id, doubts }], goOn, back) }));
}

function message(way: SaveMode, record: DeclarationRecord, more: string, me: string): { readonly message: Message } {
  const { entryNo } = record;
  return good(way === 'draft' ? `${entryNo} 已暂存为草稿` : `${entryNo} 已保存${more}${finishing(record, me)}`);
}

/** The key that goes on to what is placed with them next. */
const finishing = (record: DeclarationRecord, me: string): string =>
  taskNote(record, me) === undefined ? '' : '；Alt+) 办完，开下一份';

/** What is stored now; edits made in the meantime stay unsaved. */
function stored(now: EntryPage, record: DeclarationRecord, document: Declaration): Change<EntryPage> {
  const same = now.drafts.document === document;
  // A receipt may have come while it was being saved.
  const newest = now.sync.record.revision > record.revision ? now.sync.record : record;
  const next = withRowsShown({
    ...now,
    sync: {
      ...now.sync,
      record: newest,
      merged: undefined,
      staleReason: undefined,
      stored: same ? record.document : document,
    },

    drafts: { ...now.drafts, document: same ? record.document : now.drafts.document },

    journal: { ...now.journal, begun: false, unwritten: [] },
  });
  if (same) return { state: next };
  // The journal went with what was stored: what has come since begins another one.
  const edit: DraftEdit = { draft: 'document', edit: { op: 'replace', document: now.drafts.document } };
  const journal = journalled(next, [editLine(edit), listsLine(now.lists)]);
  const { unwritten } = journal;
  return { state: { ...next, journal: { ...journal, unwritten: [] } }, effects: [journalAnew(now.id, unwritten)] };
}

function journalAnew(id: string, lines: readonly unknown[]): Effect {
  return {
    run({ office: { local } }) {
      local.journals.drop(id);
      for (const line of lines) local.journals.append(id, line);
      return undefined;
    },
  };
}

async function sending(page: EntryPage, kept: DeclarationRecord, { office, signal }: Tools): Promise<Reply> {
  const hold = await holdOf(office);
  const sent = await sendDeclaration(office, page.id, { signal, hold, review: 'ask' }).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    return error;
  });
  if (sent instanceof UserError) {
    // It is saved, whatever kept it from being sent.
    return replyTo(page, now => ({
      ...stored(now, kept, page.drafts.document),
      open: failure(`${kept.entryNo} 已保存，没有发送`, sent),
    }));
  }
  const record = await office.store.get(page.id);
  return replyTo(page, now => ({
    ...stored(now, record, page.drafts.document),
    ...sentMessage(record, sent, office.user),
    ...held([sent]),
    ...(sent.error && { open: failure(sent.text, sent.error) }),
  }));
}

function sentMessage(record: DeclarationRecord, { outcome, text }: Sent, me: string): { readonly message: Message } {
  const { entryNo } = record;
  if (outcome === 'held') return good(`${entryNo} 已保存，等待发送${finishing(record, me)}`);
  const done = outcome === 'taken' || outcome === 'already';
  return done
    ? good(`${entryNo} 已保存并发送，等待接收回执${finishing(record, me)}`)
    : warn(`${entryNo} 已保存。${text}`);
}

const failure = (text: string, error: UserError) => notice('没有送达', [text, ...linesOf(error)]);
