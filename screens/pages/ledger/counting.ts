import { beginCount, COUNT_AT_ONCE } from '../../../src/ledger/count.ts';
import type { ActionContext, Change, Effect } from '../../contract/change.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { within } from '../../widgets/list-moves.ts';
import { askedOf, groupsOf, type LedgerPage, NEW_LEDGER } from './state.ts';

/** Changes of other people come in bursts: so many milliseconds they are collected. */
const BURST = 60;

/** Milliseconds of counting between two looks at the keyboard: a slow machine counts less in them. */
const AT_ONCE = 20;

/** Brings the statistics to the front; what was asked before still stands there. */
export const showLedger: Effect = {
  run: () =>
    replyToApp(context => {
      const open = context.ui.pages.find((page): page is LedgerPage => page.kind === 'ledger');
      if (open) return { activate: open.id };
      const { state = NEW_LEDGER, effects = [] } = count(NEW_LEDGER, context);
      return { page: state, effects };
    }),
};

/** Counts what the page now asks; what was counted before is shown until then. */
export function count(page: LedgerPage, { world }: ActionContext): Change<LedgerPage> {
  const rows = world.rows();
  const { query } = page;
  const at = beginCount(rows, askedOf(query, world.now()), query.by);
  const serial = page.serial + 1;
  const begun = { ...page, serial, counting: { at, rows, serial } };
  return { state: begun, ...advanced(begun, { world }) };
}

/** One step of the count; the next one follows when the keys typed meanwhile have had their turn. */
function advanced(page: LedgerPage, { world }: Pick<ActionContext, 'world'>): Change<LedgerPage> {
  const { counting, query } = page;
  if (!counting) return {};
  const { at, rows, serial } = counting;
  const begun = world.now();
  do at.advance(COUNT_AT_ONCE);
  while (at.seen < at.length && world.now() - begun < AT_ONCE);
  if (at.seen >= at.length) {
    const counted = { rows, ledger: at.result(), by: query.by, direction: query.direction };
    return { state: kept({ ...page, counting: undefined, counted }) };
  }
  const next: Effect = {
    async run({ office }) {
      await office.wait(0);
      return replyTo(page, (now, context) => (now.counting?.serial === serial ? advanced(now, context) : {}));
    },
  };
  // Nothing is to be seen before all is counted, so nothing is drawn.
  return { effects: [next] };
}

/** The cursor stays with its group, and in it with its line. */
function kept(page: LedgerPage): LedgerPage {
  const groups = groupsOf(page);
  const same = groups.findIndex(({ key }) => key === page.key);
  const index = same >= 0 && page.index > 0 ? same : within(page.index, groups.length);
  const inside = page.inside && groups.find(({ key }) => key === page.inside?.key);
  return {
    ...page,
    index,
    key: groups[index]?.key ?? '',
    inside:
      inside && page.inside ? { ...page.inside, index: within(page.inside.index, inside.places.length) } : undefined,
  };
}

/** The store has changed: counts again in a moment. */
export function rowsChanged(page: LedgerPage, { world }: ActionContext): Change<LedgerPage> {
  if (page.stale || world.rows() === (page.counting?.rows ?? page.counted?.rows)) return {};
  const again: Effect = {
    async run({ office }) {
      await office.wait(BURST);
      return replyTo(page, (now, context) => count({ ...now, stale: false }, context));
    },
  };
  return { state: { ...page, stale: true }, effects: [again] };
}
