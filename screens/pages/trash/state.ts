import { matcherOf } from '../../../src/declaration/query.ts';
import type { Trashed } from '../../../src/jobs/trash.ts';
import type { World } from '../../contract/world.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';

/** What was deleted and can be brought back (L8). */
export interface TrashPage {
  readonly kind: 'trash';
  readonly id: 'trash';
  readonly all: readonly Trashed[];
  /** The rows of the store as it was read: deleting and restoring make others. */
  readonly rows: ReturnType<World['rows']> | undefined;
  /** What is searched for; typing changes it. */
  readonly words: TextState;
  readonly index: number;
}

export const NEW_TRASH: TrashPage = {
  kind: 'trash',
  id: 'trash',
  all: [],
  rows: undefined,
  words: emptyText(),
  index: 0,
};

/** What the words find, as in a list, or who has deleted it. */
export function foundIn({ all, words: { text } }: TrashPage): readonly Trashed[] {
  const words = text.trim();
  if (words === '') return all;
  const fits = matcherOf({ words, withdrawn: true });
  return all.filter(
    ({ entryNo, row, removed }) =>
      (row ? fits(row) : entryNo.includes(words.toUpperCase())) || removed?.by.includes(words),
  );
}
