import { DIALECT } from '../catalogue/dialect.ts';
import {
  contentsOf,
  type Doubt,
  duplicatesOf,
  marksOf,
  type Other,
  oldDaysOf,
  unchangedOf,
} from '../declaration/doubts.ts';
import { isEditable, STATUS_MARKS, type Status } from '../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { reinterpretedOf } from '../declaration/reinterpreted.ts';
import { UserError } from '../errors.ts';
import { dayOf } from './clock.ts';
import type { Office } from './office.ts';

/** How doubts are met: `ask` lets only those pass that were passed before · `pass` lets all pass · or these, by their keys. */
export type Sure = 'ask' | 'pass' | readonly string[];

/** What is known of a declaration that is looked at; of one from a file only the document. */
export type Looked = Pick<DeclarationRecord, 'document'> &
  Partial<
    Pick<DeclarationRecord, 'entryNo' | 'status' | 'dialect' | 'sentContents' | 'confirmed' | 'split' | 'splitFrom'>
  >;

/** The others that are read at most, the newest first: whoever has more of the same number knows it after these. */
const MAX_READ = 20;

/** All that should be asked about before a declaration is saved or sent, asked before or not. */
export async function doubtsOf(office: Office, record: Looked): Promise<readonly Doubt[]> {
  const { document } = record;
  return [
    ...unchangedOf(document, await rejectedContents(office, record)),
    ...duplicatesOf(document, await othersLike(office, record)),
    ...oldDaysOf(document, dayOf(office.now())),
    ...(record.status === undefined ? [] : reinterpretedOf(document, record.dialect ?? DIALECT, office.book)),
  ];
}

/** The doubts that are still to be asked about. */
export function openDoubts({ confirmed = [] }: Looked, doubts: readonly Doubt[], sure: Sure): readonly Doubt[] {
  if (sure === 'pass') return [];
  const passed = new Set([...confirmed, ...(sure === 'ask' ? [] : sure)]);
  return doubts.filter(({ key }) => !passed.has(key));
}

/** What a record keeps of the doubts that people have passed. */
export function passed(doubts: readonly Doubt[]): Pick<DeclarationRecord, 'confirmed'> {
  return doubts.length > 0 ? { confirmed: doubts.map(({ key }) => key) } : {};
}

/** The digest of what the bureau rejected, if this is what it was. */
async function rejectedContents(
  office: Office,
  { entryNo, status, sentContents }: Looked,
): Promise<string | undefined> {
  if (status === 'rejected' && sentContents === undefined && entryNo !== undefined)
    return contentsOf((await office.store.get(entryNo)).document);
  return status === undefined || isEditable(status) ? sentContents : undefined;
}

/** The declarations that may be the same as this one, as the index says; the numbers themselves tell. */
async function othersLike(office: Office, record: Looked): Promise<readonly Other[]> {
  const { entryNo = '', document } = record;
  const whole = splitOf(record);
  const rows = office.store.rows();
  const own = rows.indexOf(entryNo);
  const others: Other[] = [];
  for (const place of rows.holding('marks', new Set(marksOf(document)))) {
    const row = rows.at(place);
    if (!row || place === own || !isDeclared(row.status, place > own)) continue;
    const other = await found(office, row.entryNo);
    if (!other || givenUp(other) || (whole !== undefined && splitOf(other) === whole)) continue;
    const { word } = STATUS_MARKS[row.status];
    others.push({ entryNo: row.entryNo, document: other.document, day: row.date, status: word });
    if (others.length === MAX_READ) break;
  }
  return others;
}

/** What a declaration is a part of: parts of one split have bill and containers in common. */
const splitOf = ({ entryNo, split, splitFrom }: Looked): string | undefined => splitFrom ?? (split && entryNo);

/**
 * Whether a declaration counts as declared: drafts do not, and of two that are only saved the older one, so that not each asks about the
 * other. What was withdrawn from view has been at the bureau.
 */
const isDeclared = (status: Status, older: boolean): boolean => status !== 'draft' && (status !== 'saved' || older);

/** Withdrawn from view while nothing of it was in force at the bureau. */
const givenUp = ({ underneath }: DeclarationRecord): boolean => underneath !== undefined && isEditable(underneath);

/** Undefined when it has just been deleted, or cannot be read. */
async function found(office: Office, entryNo: string): Promise<DeclarationRecord | undefined> {
  try {
    return await office.store.get(entryNo);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
