import { readRecord } from '../../../../src/declaration/shape.ts';
import { UserError } from '../../../../src/errors.ts';
import { isOfOther } from '../../../../src/jobs/accounts/seat.ts';
import { type NotedPage, pagesOf } from '../../../../src/jobs/noted-pages.ts';
import type { Office } from '../../../../src/jobs/office.ts';
import type { HeldPages } from '../../../../src/local/open-pages.ts';
import { cleanLine } from '../../../../src/text.ts';
import { areaOf } from '../../../contract/area.ts';
import type { ActionContext, Change, Effect, Reply, Tools } from '../../../contract/change.ts';
import { good, warn } from '../../../contract/message.ts';
import { replyToApp } from '../../../contract/reply.ts';
import type { AnyPage } from '../../../contract/ui.ts';
import { ask } from '../../../dialogs/question.ts';
import type { OwnLists } from '../../../fields/field-editor.ts';
import { ownLists } from '../../../fields/own-lists.ts';
import { DIRECTION_NAMES } from '../../../layout/names.ts';
import { restoreFocus } from '../half-typed.ts';
import { scrolledTo } from '../lines.ts';
import { entryPage } from '../state.ts';
import { syncWithStore, withRejection } from '../sync-with-store.ts';
import { type Draft, draftOf, type Taken, takeDraft } from './journals.ts';

/** How long what nobody has taken up or saved is kept (K1). */
const KEPT = 30 * 86_400_000;

/** Removes what has lain about for longer than it is kept; for a start, beside everything else. */
export const purgeJournals: Effect = {
  async run({ office: { local, now } }) {
    await local.journals.purge(now() - KEPT);
    await local.openPages.purge(now() - KEPT);
    return undefined;
  },
};

/** A page that a run of the program that is gone had open. */
interface LeftPage {
  readonly session: string;
  readonly by: string;
  readonly noted: NotedPage;
  readonly draft: Draft | undefined;
}

interface Left {
  readonly pages: readonly LeftPage[];
  readonly sessions: readonly string[];
  readonly front: string | undefined;
}

/** All that runs of the program that are gone had open, in its order, a declaration once. */
function leftIn(office: Office): Left {
  const { local } = office;
  const drafts = local.journals
    .list()
    .filter(({ abandoned }) => abandoned)
    .map(journal => draftOf(journal, office))
    .filter(({ page, by }) => page !== undefined && !isOfOther(office, by));
  const ours = local.openPages.left().filter(({ by }) => !isOfOther(office, cleanLine(by)));
  const runs = ours.map(run => ({ ...run, ...pagesOf(run.notes) }));
  const noted = runs.flatMap(({ session, by, pages }) =>
    pages.map((page): LeftPage => {
      const draft = drafts.find(({ journal }) => journal.session === session && journal.entryNo === page.id);
      return { session, by: cleanLine(by), noted: page, draft };
    }),
  );
  const loose = drafts
    .filter(draft => draft.changed && !noted.some(page => page.draft === draft))
    .map(
      (draft): LeftPage => ({
        session: draft.journal.session,
        by: draft.by,
        noted: { id: draft.journal.entryNo },
        draft,
      }),
    );
  return {
    pages: once([...noted, ...loose]),
    sessions: runs.map(({ session }) => session),
    front: runs.at(-1)?.front,
  };
}

/** Of several pages of one declaration the one with changes; of those the newest: the others stay where they are. */
function once(pages: readonly LeftPage[]): readonly LeftPage[] {
  const best = new Map<string, LeftPage>();
  const weight = ({ draft }: LeftPage): number =>
    draft === undefined ? 0 : draft.journal.modified + (draft.changed ? Number.MAX_SAFE_INTEGER / 2 : 0);
  for (const page of pages) {
    const other = best.get(page.noted.id);
    if (!other || weight(page) > weight(other)) best.set(page.noted.id, page);
  }
  return pages.filter(page => best.get(page.noted.id) === page);
}

const MAX_NAMED = 8;

/** Offers to go on with the pages that a crash, a closed terminal or a dropped line has left (E10); for the start of the program. */
export const offerRecovery: Effect = {
  run({ office }) {
    const left = leftIn(office);
    const entries = left.pages.filter(({ noted }) => noted.list === undefined);
    const changed = entries.filter(({ draft }) => draft?.changed);
    // Nothing is lost with pages that were only looked at.
    if (changed.length === 0) return forgotten(left, office);
    const names = changed.map(page => nameOf(page, office.user));
    const more = names.length - MAX_NAMED;
    const others = entries.length - changed.length;
    return replyToApp(() => ({
      open: ask(
        '上次没有正常退出',
        [
          '这些单证还开着，未保存的修改都在：',
          ...(more > 0 ? [...names.slice(0, MAX_NAMED), `……另有 ${more} 份`] : names),
          ...(others > 0 ? [`没有修改的 ${others} 份也一起打开`] : []),
        ],
        [{ label: '接着做', reply: replyToApp(() => ({ effects: [goOn(left)] })) }, { label: '以后再说' }],
      ),
    }));
  },
};

/** The notes of runs that left no changes go, so that nobody looks at them again. */
async function forgotten({ sessions }: Left, { local }: Office): Promise<undefined> {
  for (const session of sessions) (await local.openPages.hold(session))?.remove();
}

function nameOf({ noted, draft, by }: LeftPage, user: string): string {
  const goods = (draft?.page?.drafts.document ?? noted.begun?.document)?.goods.length;
  const counted = goods === undefined ? '' : `  ${goods} 项货物`;
  const whose = by !== '' && by !== user ? `  ${by} 的` : '';
  return `${noted.id}${counted}${whose}`;
}

/** Opens all of them again, in their order, with the one in front that was; what somebody else has taken meanwhile is left to them. */
function goOn(left: Left): Effect {
  return {
    label: '正在打开上次的单证',
    async run(tools) {
      const { office } = tools;
      const own = await ownLists(office);
      const held = new Map<string, HeldPages>();
      for (const session of left.sessions) {
        const hold = await office.local.openPages.hold(session);
        if (hold) held.set(session, hold);
      }
      const answers: Reply[] = [];
      let missed = 0;
      for (const page of left.pages) {
        const answer = page.draft
          ? await opened(takeDraft(page.draft, office, own))
          : held.has(page.session)
            ? await reopened(page.noted, tools, own)
            : undefined;
        if (answer) answers.push(answer);
        else missed += 1;
      }
      return inTurn([
        ...answers,
        replyToApp(({ ui }) => {
          const front = ui.pages.find(({ id }) => id === left.front);
          return {
            ...(front && { activate: front.id }),
            ...(missed > 0
              ? warn(`打开了 ${answers.length} 份；另有 ${missed} 份已由别人接着做，或已不在`)
              : good('都打开了，和上次一样；有修改的请保存')),
            // Only once our own notes tell of these pages: a crash in between must not lose any.
            effects: [{ run: () => settled([...held.values()]) }],
          };
        }),
      ]);
    },
  };
}

function settled(held: readonly HeldPages[]): undefined {
  for (const hold of held) hold.remove();
}

/** A page that was taken over. */
async function opened(taking: Promise<Taken | undefined>): Promise<Reply | undefined> {
  const taken = await taking;
  return taken && replyToApp(context => shown(taken, context));
}

/** A page where its journal ends; it says at once when somebody has stored its declaration meanwhile. */
export function shown({ page, last }: Taken, context: ActionContext): Change<AnyPage> {
  const entered = scrolledTo(restoreFocus(page, last, context.world), areaOf(context.ui));
  const { state: next = entered, effects = [] } = syncWithStore(entered, context);
  return { page: next, effects };
}

/** A page without changes, from what is stored or, when it never was, from what it began with. */
async function reopened({ id, list, begun }: NotedPage, tools: Tools, own: OwnLists): Promise<Reply | undefined> {
  if (list !== undefined)
    return DIRECTION_NAMES[list] ? await tools.replyOf({ to: 'list', direction: list }) : undefined;
  try {
    const { store } = tools.office;
    const stored = store.rows().indexOf(id) >= 0;
    const record = stored || begun === undefined ? await store.get(id) : readRecord(begun, id);
    return replyToApp(context => shown({ page: withRejection(entryPage(record, own)), last: undefined }, context));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Deleted by somebody meanwhile.
    return undefined;
  }
}

/** One answer after the other. */
function inTurn([first, ...rest]: readonly Reply[]): Reply | undefined {
  if (!first) return undefined;
  const next = inTurn(rest);
  return replyToApp(context => {
    const change = first.action(context.ui.pages[context.ui.active] as AnyPage, context);
    return next ? { ...change, reply: next } : change;
  });
}
