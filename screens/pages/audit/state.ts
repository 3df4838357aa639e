import type { ShownLine } from '../../../src/jobs/audit/show.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';

/** Who did what, newest first (D6). */
export interface AuditPage {
  readonly kind: 'audit';
  readonly id: 'audit';
  /** What is searched for; typing changes it. */
  readonly words: TextState;
  /** What the words found, and the words that they were found by: until then those of before are seen. */
  readonly lines: readonly ShownLine[];
  readonly foundBy: string | undefined;
  /** There are more than are listed. */
  readonly more: boolean;
  readonly index: number;
}

export const NEW_AUDIT: AuditPage = {
  kind: 'audit',
  id: 'audit',
  words: emptyText(),
  lines: [],
  foundBy: undefined,
  more: false,
  index: 0,
};
