import { MOST_TAUGHT } from '../../../src/declaration/lane.ts';
import { UserError } from '../../../src/errors.ts';
import { lastFewOfParty } from '../../../src/jobs/party-memory.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Change, Effect, GuardedAction, Tools } from '../../contract/change.ts';
import { info, type Message, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { isOffered } from '../../widgets/text-state.ts';
import { putHere } from './elsewhere.ts';
import { type Committed, commitFocused } from './focus.ts';
import { gridOf } from './grid/place.ts';
import { gridScrolled } from './grid/view.ts';
import { journalHalfTyped } from './half-typed.ts';
import { enterLane, withoutLeftLane } from './lane.ts';
import { toldOf } from './leaving.ts';
import { scrolledTo } from './lines.ts';
import { namedParty, namesOther, withParty } from './smart-memory.ts';
import { type EntryPage, lockedBecause } from './state.ts';
import { focusedField } from './value-path.ts';

type Run = (page: EntryPage, context: ActionContext) => EntryPage | Change<EntryPage>;

export const isPage = (result: EntryPage | Change<EntryPage>): result is EntryPage => 'kind' in result;

/** Every action ends here: the focus is in view, and what the journal must know is written. */
function finished(page: EntryPage, result: EntryPage | Change<EntryPage>, { ui }: ActionContext): Change<EntryPage> {
  const change: Change<EntryPage> = isPage(result) ? { state: result } : result;
  const next = withoutLeftLane(change.state ?? page);
  const list = next.focus.jump ? undefined : gridOf(next);
  const scrolled = list ? gridScrolled(next, list, areaOf(ui)) : scrolledTo(next, areaOf(ui));
  const shown = journalHalfTyped(page, scrolled);
  // What was given up must not come back from the journal.
  const givenUp = isTyping(page) && !isTyping(shown) && shown.journal.unwritten.length === 0 && shown.journal.begun;
  if (shown.journal.unwritten.length === 0 && !givenUp) return { ...change, state: shown };
  const party = namedParty(page, next);
  const others = namesOther(page, next);
  const lines = givenUp ? [{ typing: null }] : shown.journal.unwritten;
  const write = {
    run: ({ office: { local } }: Tools) => {
      let failure: UserError | undefined;
      for (const line of lines) {
        try {
          local.journals.append(page.id, line);
        } catch (error) {
          // The keys stay on the screen, and the journal makes up for them when there is room again.
          if (!(error instanceof UserError)) throw error;
          failure = error;
        }
      }
      if (failure) return Promise.resolve(notOnDisk(page, failure));
      // A field that was left survives a cut of the power, too; nobody waits for the disk.
      return lines.some(isEdit) ? local.journals.sync(page.id) : undefined;
    },
  };
  return {
    ...change,
    state: { ...shown, journal: { ...shown.journal, unwritten: [] } },
    effects: [
      write,
      ...(others ? [pricing(next)] : []),
      ...(party ? [bringing(next, party)] : []),
      ...(change.effects ?? []),
    ],
  };
}

const notOnDisk = (page: EntryPage, { message }: UserError) =>
  replyTo(page, now => ({
    state: now,
    ...warn(`还没有写到磁盘：${message.split('：')[0]}；腾出空间后再保存，键入的都在`),
  }));

const isTyping = ({ focus: { session } }: EntryPage): boolean =>
  session !== undefined && session.text.text !== session.before && !isOffered(session.text);

/** The prices of another party are those that prices are held against. */
const pricing = ({ drafts: { document } }: EntryPage): Effect => ({
  async run({ former }) {
    await former.refresh(document);
    return undefined;
  },
});

/** Brings the party's last declaration as soon as the index has told it. */
const bringing = (page: EntryPage, party: string): Effect => ({
  async run({ office }) {
    const past = await lastFewOfParty(office, page.drafts.document.direction, party, MOST_TAUGHT, page.id);
    const [last] = past;
    if (!last) return undefined;
    const bring = action((now, { world }) => {
      const change = withParty(now, party, last, world);
      const { session, stop } = now.focus;
      const elsewhere =
        stop !== page.focus.stop || now.popups.length > 0 || (session && session.text.text !== session.before);
      // Whoever has gone on typing is not led away.
      if (!change.state || elsewhere) return change;
      return {
        ...change,
        state: enterLane(
          change.state,
          past.map(({ document }) => document),
          world,
        ),
      };
    });
    return replyTo(page, bring);
  },
});

const isEdit = (line: unknown): boolean => typeof line === 'object' && line !== null && 'edit' in line;

/** What was pasted and is offered another field stays here by whatever people do next. */
export const action =
  (run: Run): Action<EntryPage> =>
  (page, context) =>
    finished(page, run(putHere(page, context.world), context), context);

/** An action that answers where a text belongs that was pasted. */
export const answering =
  (run: Run): Action<EntryPage> =>
  (page, context) =>
    finished(page, run(page, context), context);

/** An action that changes the declaration: it cannot while the bureau has it. */
export const editAction = (run: Run): GuardedAction<EntryPage> => ({ cannot: lockedBecause, run: action(run) });

/** Leaves the field, and goes on only when it could be left. */
export const afterCommit =
  (run: (page: EntryPage, context: ActionContext) => EntryPage | Change<EntryPage>): Action<EntryPage> =>
  (before, context) => {
    const page = putHere(before, context.world);
    const left = commitFocused(page, context.world);
    if (!left.page) return finished(page, { message: { tone: 'error', text: left.refused ?? '' } }, context);
    return finished(page, telling(page, left, run(left.page, context), context), context);
  };

type Left = Extract<Committed, { readonly page: EntryPage }>;

/** What leaving a field came to, with what people must know of the field that they left. A fault is told before what was done; what was done before how a text was understood. */
export function telling(
  page: EntryPage,
  left: Left,
  result: EntryPage | Change<EntryPage>,
  context: ActionContext,
): Change<EntryPage> {
  const change: Change<EntryPage> = isPage(result) ? { state: result } : result;
  const told = messageOf(page, left, context);
  const isFault = told?.tone === 'error' || told?.tone === 'warning';
  const isLesser = change.message?.tone === 'plain' || change.message?.tone === 'good';
  return told && (!change.message || (isFault && isLesser)) ? { ...change, message: told } : change;
}

function messageOf(page: EntryPage, left: Left, { world }: ActionContext): Message | undefined {
  if (left.note !== undefined) return warn(left.note).message;
  const field = focusedField(page);
  const told = field && toldOf(page, left.page, field, world);
  return told ?? (left.echo === undefined ? undefined : info(left.echo).message);
}
