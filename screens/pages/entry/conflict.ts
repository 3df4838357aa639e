import type { Declaration } from '../../../src/catalogue/document.ts';
import { type Choices, type Comparison, compare } from '../../../src/declaration/compare.ts';
import { isEditable, STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { merged } from '../../../src/declaration/merge.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { timeOf } from '../../../src/jobs/clock.ts';
import { adoptDocument, keepDraft } from '../../../src/jobs/keep-declarations.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Change, Effect, Reply } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { openCompare, type Ways } from '../../dialogs/compare/dialog.ts';
import { ask } from '../../dialogs/question.ts';
import { change } from './change.ts';
import { focusStop } from './focus.ts';
import { action } from './run-action.ts';
import { baseOf, type EntryPage, entryPage } from './state.ts';

/** What was under way when somebody else turned out to have been faster. */
export interface Underway {
  /** Goes on with it once there is one version again. */
  readonly again: (page: EntryPage, world: World) => Change<EntryPage>;
  /** Whether a record that holds the same already needs nothing more. */
  readonly done: (record: DeclarationRecord) => boolean;
  readonly next?: Effect | undefined;
}

/** Somebody else was faster: both versions side by side, and what can be done (D2). `theirs` is undefined when they removed it. */
export function conflict(page: EntryPage, theirs: DeclarationRecord | undefined, underway: Underway): Reply {
  return replyTo(page, (now, { world }) => comparing(now, theirs, underway, world));
}

function comparing(
  now: EntryPage,
  theirs: DeclarationRecord | undefined,
  underway: Underway,
  world: World,
): Change<EntryPage> {
  const base = baseOf(now).document;
  const mine = now.drafts.document;
  // Of what is gone there is only what I made of it.
  const comparison = compare(base, mine, theirs?.document ?? base);
  if (theirs && comparison.differences.length === 0) return resolved(now, theirs.document, theirs, underway, world);
  const versions = {
    comparison,
    direction: mine.direction,
    who: theirs?.updatedBy ?? '对方',
    when: theirs ? momentOf(theirs.updated) : '已删除',
    only: onlyBecause(theirs),
  };
  return {
    state: {
      ...now,
      sync: { ...now.sync, staleReason: now.sync.staleReason ?? '别人已保存别的内容；保存时可以比较、选择' },
    },
    open: openCompare(versions, waysOf(now, comparison, theirs, underway)),
  };
}

function onlyBecause(theirs: DeclarationRecord | undefined): string | undefined {
  if (!theirs) return '这份单证已被别人删除：可以放弃这里的修改，或另存为新单';
  if (isEditable(theirs.status)) return undefined;
  const { word } = STATUS_MARKS[theirs.status];
  return `这份单证${word}，不能再改：只能接受对方的，或把这里的内容另存为新单`;
}

/** `10-24 10:01`, in Beijing. */
function momentOf(stamp: string): string {
  const time = Date.parse(stamp);
  return Number.isNaN(time) ? '' : timeOf(time).slice(5, 16);
}

function waysOf(
  page: EntryPage,
  comparison: Comparison,
  theirs: DeclarationRecord | undefined,
  underway: Underway,
): Ways {
  const take = (choices: Choices): Reply =>
    replyTo(page, (now, { world }) => {
      // What was compared has changed under the comparison: it is made anew.
      if (!theirs || now.drafts.document !== page.drafts.document) return comparing(now, theirs, underway, world);
      return resolved(now, merged(comparison, choices), theirs, underway, world);
    });
  return {
    confirm: take,
    accept: theirs ? take(comparison.differences.map(() => 'theirs')) : replyTo(page, now => givingUp(now, underway)),
    asNew: replyTo(page, now => ({ effects: [adopting(now)] })),
  };
}

/** The page on the version that there is now, as one step of undo, and on with what was under way. */
function resolved(
  now: EntryPage,
  document: Declaration,
  theirs: DeclarationRecord,
  underway: Underway,
  world: World,
): Change<EntryPage> {
  const locked = !isEditable(theirs.status);
  const who = cleanLine(theirs.updatedBy);
  const theirsAlone = JSON.stringify(document) === JSON.stringify(theirs.document);
  // The forms begin anew: the rows that they were taken from may stand elsewhere now.
  const fresh = entryPage({ ...theirs, document }, now.own);
  const onTheirs: EntryPage = {
    ...now,
    sync: { ...now.sync, record: theirs, stored: theirs.document, staleReason: undefined },
  };
  const whole = change(
    onTheirs,
    [
      { draft: 'document', edit: { op: 'replace', document } },
      { draft: 'form', edit: { op: 'replace', document: fresh.drafts.form } },
    ],
    world,
    { lists: fresh.lists, name: theirsAlone ? `换成${who}的内容` : `合并${who}的修改` },
  );
  if (!locked && !(theirsAlone && underway.done(theirs))) {
    const step = whole.history.undo.at(-1);
    const merging: EntryPage = { ...whole, sync: { ...whole.sync, merged: step && { step, base: baseOf(now) } } };
    // A step of its own: what the others filled in is no edit that this page has anything to add to.
    const again = action((page, context) => underway.again(page, context.world));
    return { state: merging, reply: replyTo(merging, again) };
  }
  const taken: EntryPage = {
    ...whole,
    drafts: { ...whole.drafts, document: theirs.document },
    journal: { ...whole.journal, begun: false, unwritten: [] },
  };
  const { next } = underway;
  return {
    ...(next ? { close: true } : { state: focusStop(taken, now.focus.stop, world) }),
    // What was given up can still be got back.
    effects: [{ run: ({ office }) => void office.local.journals.giveUp(now.id) }, ...(next ? [next] : [])],
    ...good(`已换成${who}保存的内容`),
  };
}

/** They removed it, and so do I: asked once more, for the page goes with all that was done on it. */
function givingUp({ id }: EntryPage, { next }: Underway): Change<EntryPage> {
  const answer: Reply = {
    page: id,
    action: () => ({
      close: true,
      effects: [{ run: ({ office }) => void office.local.journals.giveUp(id) }, ...(next ? [next] : [])],
    }),
  };
  return {
    open: ask(
      '放弃修改',
      [`${id} 已被别人删除。放弃这里的修改并关闭页面？`],
      [{ label: '回去' }, { label: '放弃', reply: answer }],
    ),
  };
}

function adopting(page: EntryPage): Effect {
  return {
    label: '正在另存为新的单证',
    async run({ office }) {
      const record = await adoptDocument(office, page.drafts.document);
      const kept = await keepDraft(office, record);
      office.local.journals.drop(page.id);
      return replyTo(page, (_now, context) => ({
        close: true,
        page: focusStop(entryPage(kept, page.own), 0, context.world),
        ...good(`已另存为 ${kept.entryNo}，是草稿`),
      }));
    },
  };
}
