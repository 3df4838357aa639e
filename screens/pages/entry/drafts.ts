import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Edit } from '../../../src/declaration/edit.ts';

/** The documents of a page. */
export interface Drafts {
  /** What is declared. */
  readonly document: Declaration;
  /** One row of each list: the one that is being filled in. */
  readonly form: Declaration;
  /** For each open popup, the first one outermost: the row that is being filled in there, as deep in its document as it will stand. */
  readonly rows: readonly Declaration[];
}

/** Which of them: a number is the depth of a popup, 0 for the outermost. */
export type DraftName = 'document' | 'form' | number;

/** An edit of one of the documents. */
export interface DraftEdit {
  readonly draft: DraftName;
  readonly edit: Edit;
}

/** A document without anything, for rows that are being filled in. */
export function emptyDocument(direction: Declaration['direction']): Declaration {
  return { direction, containers: [], goods: [] };
}

export function draftAt(drafts: Drafts, name: DraftName): Declaration {
  if (typeof name !== 'number') return drafts[name];
  return drafts.rows[name] ?? emptyDocument(drafts.document.direction);
}

export function withDraft(drafts: Drafts, name: DraftName, document: Declaration): Drafts {
  if (typeof name !== 'number') return { ...drafts, [name]: document };
  const rows = Array.from({ length: Math.max(drafts.rows.length, name + 1) }, (_, depth) =>
    depth === name ? document : draftAt(drafts, depth),
  );
  return { ...drafts, rows };
}

/** The drafts with nothing being filled in from this popup on inwards. */
export function withoutRows({ rows, ...drafts }: Drafts, depth: number): Drafts {
  return { ...drafts, rows: rows.slice(0, depth) };
}
