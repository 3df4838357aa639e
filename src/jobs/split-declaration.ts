import type { Declaration } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { check } from '../declaration/check.ts';
import { adopted } from '../declaration/create.ts';
import { isEditable, nextStatus, STATUS_MARKS } from '../declaration/life-cycle.ts';
import type { DeclarationRecord, SplitNote } from '../declaration/record.ts';
import { type Split, type SplitPart, type Splitting, splitOf } from '../declaration/split.ts';
import { UserError } from '../errors.ts';
import { StoreConflict } from '../store/store.ts';
import { dayOf, stampOf } from './clock.ts';
import { digestOf } from './digest.ts';
import { checkContextFor } from './former-prices.ts';
import { beginWith, keepDraft, removeDeclaration } from './keep-declarations.ts';
import type { Office } from './office.ts';

const refused = (code: string, text: string, ...next: readonly string[]): UserError =>
  new UserError(code, text, { exit: 'faults', next });

/** What a declaration would become. Throws `split.refused` where it cannot be split. */
export async function foreseeSplit(office: Office, entryNo: string, splitting: Splitting) {
  const record = await office.store.get(entryNo);
  return { record, split: splittable(record, splitting) };
}

function splittable(record: DeclarationRecord, splitting: Splitting): Extract<Split, { refused?: never }> {
  if (!isEditable(record.status))
    throw refused(
      'split.refused',
      `${record.entryNo} ${STATUS_MARKS[record.status].word}，不能拆单`,
      '先复制为新的单证（copy）再拆',
    );
  if (record.split)
    throw refused(
      'split.refused',
      `${record.entryNo} 已拆成 ${record.split.into.length + 1} 份`,
      '先撤回拆单（split --undo），或拆其中的另一份',
    );
  const split = splitOf(record.document, splitting);
  if (split.refused !== undefined) throw refused('split.refused', split.refused, '单证没有改动');
  return split;
}

/** What came of it: the parts in their order, the declaration itself first. */
export interface Made {
  readonly records: readonly DeclarationRecord[];
  readonly parts: readonly SplitPart[];
  readonly notes: readonly string[];
  /** What is wrong with each of them now. */
  readonly faults: readonly (readonly Fault[])[];
}

/**
 * Splits a declaration: it becomes the first part itself, the others are new, all of them drafts. The others are kept first, so that at no
 * moment a goods line is nowhere; when somebody changes the declaration meanwhile they go to the trash again.
 */
export async function splitDeclaration(office: Office, entryNo: string, splitting: Splitting): Promise<Made> {
  const { record, split } = await foreseeSplit(office, entryNo, splitting);
  const { parts, notes } = split;
  const [first, ...others] = parts as readonly [SplitPart, ...SplitPart[]];
  const made = await keptParts(
    office,
    others.map(({ document }) => document),
    record,
  );
  const note: SplitNote = {
    into: made.map(each => each.entryNo),
    contents: [first.document, ...made.map(each => each.document)].map(digestOf),
    at: stampOf(office.now()),
    by: office.user,
    status: record.status,
    sending: record.sending,
    receipts: record.receipts.length,
    before: record.document,
  };
  const own = await saveFirst(office, { ...record, document: first.document, split: note }, made);
  const records = [own, ...made];
  return { records, parts, notes, faults: await faultsIn(office, records) };
}

async function saveFirst(office: Office, record: DeclarationRecord, made: readonly DeclarationRecord[]) {
  const status = nextStatus(record.status, 'keep') ?? record.status;
  try {
    return await office.store.save(
      { ...record, status, updated: stampOf(office.now()), updatedBy: office.user },
      { expect: record.revision },
    );
  } catch (error) {
    // Of any other failure nobody knows whether it is saved: better twice than nowhere.
    if (!(error instanceof StoreConflict)) throw error;
    await removeAll(office, made);
    throw refused('split.changed', `${record.entryNo} 刚被别人改过，没有拆单`, '看一看现在的内容，再拆一次');
  }
}

async function removeAll(office: Office, made: readonly DeclarationRecord[]): Promise<void> {
  for (const { entryNo } of made) await removeDeclaration(office, entryNo);
}

async function faultsIn(office: Office, records: readonly DeclarationRecord[]) {
  await office.readLevels();
  const found: (readonly Fault[])[] = [];
  for (const { document } of records) found.push(check(document, await checkContextFor(office, document)));
  return found;
}

/** Parts as declarations of their own, of the day of the whole. */
async function keptParts(
  office: Office,
  documents: readonly Declaration[],
  { entryNo, splitFrom = entryNo, dialect }: DeclarationRecord,
): Promise<readonly DeclarationRecord[]> {
  const made: DeclarationRecord[] = [];
  try {
    for (const document of documents) {
      const record = await beginWith(office, document, dialect);
      const own = adopted(document, { entryNo: record.entryNo, today: dayOf(office.now()) });
      made.push(await keepDraft(office, { ...record, document: own, splitFrom }));
    }
  } catch (error) {
    await removeAll(office, made);
    throw error;
  }
  return made;
}

/** A split that can be taken back, and which of its parts were changed since. */
export interface Undoable {
  readonly record: DeclarationRecord;
  readonly note: SplitNote;
  readonly changed: readonly string[];
}

/**
 * What taking a split back would do, asked of any of its parts. Throws `split.none` where there is none, `split.sent` where a part was sent,
 * `split.again` where one was split again.
 */
export async function foreseeUndo(office: Office, entryNo: string): Promise<Undoable> {
  const asked = await office.store.get(entryNo);
  const record = asked.split ? asked : await wholeOf(office, asked);
  const note = record?.split;
  if (!record || !note) throw refused('split.none', `${entryNo} 没有拆过单`, '写拆成的任何一份的录入序号');
  const changed: string[] = [];
  for (const [place, part] of [record.entryNo, ...note.into].entries()) {
    const held = part === record.entryNo ? record : await found(office, part);
    if (!held) continue;
    const before = part === record.entryNo ? note : { sending: 0, receipts: 0 };
    if (held.sending > before.sending || held.receipts.length > before.receipts || !isEditable(held.status))
      throw refused('split.sent', `${part} ${STATUS_MARKS[held.status].word}，拆单不能再撤回`, '各份分别处理');
    if (part !== record.entryNo && held.split)
      throw refused('split.again', `${part} 又拆过单`, `先撤回它的拆单：split ${part} --undo`);
    if (digestOf(held.document) !== note.contents[place]) changed.push(part);
  }
  return { record, note, changed };
}

/** The declaration of whose parts this is one. */
async function wholeOf(office: Office, { entryNo, splitFrom }: DeclarationRecord) {
  if (splitFrom === undefined) return undefined;
  const root = await found(office, splitFrom);
  for (const each of [root, ...(await partsOf(office, root))]) if (each?.split?.into.includes(entryNo)) return each;
  return undefined;
}

/** The parts of a split, and those of parts that were split again. */
async function partsOf(office: Office, whole: DeclarationRecord | undefined): Promise<readonly DeclarationRecord[]> {
  const parts: DeclarationRecord[] = [];
  for (const entryNo of whole?.split?.into ?? []) {
    const part = await found(office, entryNo);
    if (part) parts.push(part, ...(await partsOf(office, part)));
  }
  return parts;
}

/** Undefined when it was deleted. */
async function found(office: Office, entryNo: string): Promise<DeclarationRecord | undefined> {
  return office.store.rows().indexOf(entryNo) < 0 ? undefined : await office.store.get(entryNo);
}

/**
 * Takes a split back: the others go to the trash, the declaration is as it was before. Where parts were changed since, only when that is meant;
 * throws `split.changed` else.
 */
export async function undoSplit(office: Office, entryNo: string, sure = false): Promise<Undoable> {
  const undoable = await foreseeUndo(office, entryNo);
  const { record, note, changed } = undoable;
  if (changed.length > 0 && !sure)
    throw refused('split.changed', `${changed.join('、')} 拆单以后改过，撤回就没有这些修改了`, '照样撤回：加 --sure');
  // The declaration still knows of its parts when this breaks off, and it can be done again.
  for (const part of note.into) if (await found(office, part)) await removeDeclaration(office, part);
  const { split: _, ...rest } = record;
  await office.store.save(
    { ...rest, document: note.before, status: note.status, updated: stampOf(office.now()), updatedBy: office.user },
    { expect: record.revision },
  );
  return undoable;
}
