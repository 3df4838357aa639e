import type { ContextName } from '../../../../src/keys/table.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { focusedField } from '../value-path.ts';

/** The contexts of a cell: keys move from cell to cell until something is typed or chosen in it; `session` are those of its field. */
export function gridContexts(page: EntryPage, session: readonly ContextName[]): readonly ContextName[] {
  const around: readonly ContextName[] = ['gridRows', 'grid', 'entry'];
  if (lockedBecause(page) !== undefined) return ['gridCell', 'sent', ...around];
  if (isEditing(page)) return [...session, ...around];
  return [...(focusedField(page)?.kind === 'flag' ? (['flag'] as const) : []), 'gridCell', ...around];
}

function isEditing({ focus: { session } }: EntryPage): boolean {
  if (!session) return false;
  const { text, matches, calendar, before } = session;
  if (matches || calendar || text.text !== before) return true;
  return text.text !== '' && !text.selected;
}
