/** What somebody is to do with a declaration, and until when (交办). */
export interface Task {
  /** Whom it was placed with, by the name that others are told. */
  readonly for: string;
  /** What is to be done, in a word or two; nothing where that goes without saying. */
  readonly word: string;
  /** The day until which, `yyyy-MM-dd`, or nothing. */
  readonly by: string;
  /** Who placed it, and when (ISO time). */
  readonly from: string;
  readonly at: string;
  /** It is behind them, and since when. */
  readonly done?: { readonly by: string; readonly at: string };
}

/** The task as long as it is open. */
export const openTask = (task: Task | undefined): Task | undefined => (task?.done === undefined ? task : undefined);

/** How a task stands on a day: nothing where it has no day. */
export function dueOf(by: string, today: string): 'overdue' | 'today' | 'later' | undefined {
  if (by === '') return undefined;
  return by < today ? 'overdue' : by === today ? 'today' : 'later';
}

/** Whom and what, in a few columns. */
export function taskText({ for: who, word, by }: Pick<Task, 'for' | 'word' | 'by'>): string {
  return [who, word, by.slice(5)].filter(Boolean).join(' ');
}
