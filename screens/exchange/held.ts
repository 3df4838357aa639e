import type { HeldGroup } from '../contract/ui.ts';

type Groups = readonly HeldGroup[];

/** What leaves now. A clock that was set back by more than a minute leaves the rest to the outbox, which knows how long it was to be held. */
function dueOf(groups: Groups, now: number): Groups {
  return groups.filter(({ until }) => until <= now);
}

/** Seconds until the last group leaves, which is the one that can be taken back next; undefined when nothing is held. */
function secondsLeft(groups: Groups, now: number): number | undefined {
  const last = groups.at(-1);
  return last && Math.max(0, Math.ceil((last.until - now) / 1000));
}

export const countOf = (groups: Groups): number => groups.reduce((sum, { messages }) => sum + messages.length, 0);

/** What people are told while something is held: what leaves, when, and how to take it back. */
export function heldLine(groups: Groups, now: number): string | undefined {
  const last = groups.at(-1);
  if (!last) return undefined;
  const others = countOf(groups) - last.messages.length;
  const more = others > 0 ? `，另有 ${others} 份` : '';
  return `发送 ${last.messages.length} 份，${secondsLeft(groups, now)} 秒后${more}；Ctrl+_ 收回`;
}

/** What is done at every look at the clock: what is due leaves, and when the seconds that are shown have become others they are shown. */
export function watchHolds({
  now,
  held,
  leave,
  show,
}: {
  readonly now: () => number;
  readonly held: () => Groups;
  readonly leave: (due: Groups) => void;
  readonly show: () => void;
}): () => void {
  let shown: number | undefined;
  return () => {
    const due = dueOf(held(), now());
    if (due.length > 0) leave(due);
    const left = secondsLeft(held(), now());
    if (due.length === 0 && left !== shown) show();
    shown = left;
  };
}
