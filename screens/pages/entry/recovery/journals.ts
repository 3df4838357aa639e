import type { Declaration } from '../../../../src/catalogue/document.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import { readRecord } from '../../../../src/declaration/shape.ts';
import type { Office } from '../../../../src/jobs/office.ts';
import type { FoundJournal } from '../../../../src/local/found-journals.ts';
import { cleanLine } from '../../../../src/text.ts';
import type { OwnLists } from '../../../fields/field-editor.ts';
import type { JournalLine } from '../journal-lines.ts';
import { replay, typingLine } from '../replay.ts';
import { type EntryPage, entryPage } from '../state.ts';

/** A journal on the disk and the page that it tells. */
export interface Draft {
  readonly journal: FoundJournal;
  /** Undefined when the journal cannot be understood. */
  readonly page: EntryPage | undefined;
  /** The page is not as it was begun. */
  readonly changed: boolean;
  readonly by: string;
}

interface Line {
  readonly base?: { readonly document?: Declaration };
  readonly form?: Declaration;
  readonly on?: unknown;
  readonly typing?: JournalLine['typing'];
  readonly popups?: readonly unknown[];
}

/** The page that a journal tells; it is from a file, so nothing in it is taken for granted. */
export function draftOf(journal: FoundJournal, { local }: Pick<Office, 'local'>): Draft {
  const { by, lines } = local.journals.contents(journal);
  const page = pageOf(journal, lines);
  const writer = by || page?.sync.record.updatedBy || '';
  return {
    journal,
    page,
    changed: page === undefined ? lines.length > 0 : isChanged(page, lines),
    by: cleanLine(writer),
  };
}

function pageOf({ entryNo }: FoundJournal, lines: readonly unknown[], own?: OwnLists): EntryPage | undefined {
  try {
    const page = replay(lines, base => entryPage(readRecord(base, entryNo), own));
    if (!page || page.id !== entryNo) return undefined;
    readRecord({ ...page.sync.record, document: page.drafts.document }, entryNo);
    return page;
  } catch {
    // Whatever is wrong with it, a journal must not keep the program from starting.
    return undefined;
  }
}

/** Whether there is anything to go on with; in doubt there is. */
function isChanged({ drafts: { document, form } }: EntryPage, lines: readonly unknown[]): boolean {
  const [first, ...rest] = lines as readonly Line[];
  const noPopup = ({ popups }: Line) => popups?.length === 0;
  const known = rest.every(line => line.on !== undefined || line.typing !== undefined || noPopup(line));
  return !known || !sameContents(document, first?.base?.document) || !sameContents(form, first?.form);
}

/** A page that is ours to go on with, and the last line of its journal. */
export interface Taken {
  readonly page: EntryPage;
  readonly last: unknown;
}

/** Takes a journal over: from here on it is the one of this run. Undefined when somebody else has it by now. */
export async function takeDraft(
  { journal }: Draft,
  { local }: Pick<Office, 'local'>,
  own: OwnLists,
): Promise<Taken | undefined> {
  if (!(await local.journals.takeOver(journal))) return undefined;
  const lines = local.journals.read(journal.entryNo);
  const page = pageOf(journal, lines, own);
  if (!page) return undefined;
  // What was being edited is in the document now, and counts also when other lines follow.
  const last = lines.at(-1);
  const { typing } = (last ?? {}) as Line;
  const before = typing && pageOf(journal, lines.slice(0, -1), own);
  const taken = before && typingLine(before, typing);
  if (taken) local.journals.append(journal.entryNo, taken);
  return { page: { ...page, journal: { ...page.journal, begun: true } }, last };
}
