import { ENTERPRISE_IDENTITY } from '../catalogue/carry.ts';
import { bookFor } from '../catalogue/code-book.ts';
import { DIALECT, type Dialect } from '../catalogue/dialect.ts';
import { dialectIn, messageIn } from '../catalogue/dialect-in-force.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import type { Direction } from '../catalogue/row.ts';
import { check, hasErrors } from '../declaration/check.ts';
import { adopted, copyOf, ENTRY_PREFIX, newDeclaration } from '../declaration/create.ts';
import { derivedEdits } from '../declaration/derive.ts';
import type { Doubt } from '../declaration/doubts.ts';
import { applyAll, type Edit } from '../declaration/edit.ts';
import { isEditable, nextStatus, STATUS_MARKS } from '../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { dayOf, stampOf } from './clock.ts';
import { doubtsOf, openDoubts, passed, type Sure } from './doubts.ts';
import { checkContextFor } from './former-prices.ts';
import type { Office } from './office.ts';
import { enterprisesOf } from './own-lists.ts';

/** A blank declaration with its number, today's date and what is carried in (E8). Nothing is stored yet. */
export async function beginDeclaration(office: Office, direction: Direction): Promise<DeclarationRecord> {
  const [enterprise] = await enterprisesOf(office);
  const entryNo = await office.store.nextEntryNo(ENTRY_PREFIX[direction]);
  const last = await lastOf(office, direction);
  const today = dayOf(office.now());
  const under = {
    direction,
    ...(enterprise && { [ENTERPRISE_IDENTITY.number]: enterprise.number }),
    containers: [],
    goods: [],
  };
  const message = messageIn(bookFor(office.book, under), direction);
  return recordOf(
    office,
    newDeclaration(direction, {
      entryNo,
      today,
      ...(enterprise && { defaults: enterprise.defaults }),
      ...(last && { last }),
      ...(message && { message }),
    }),
    entryNo,
  );
}

/** A document from outside as a new record under a number of its own, with what follows from its values filled in. Nothing is stored yet. */
export async function adoptDocument(office: Office, document: Declaration): Promise<DeclarationRecord> {
  const entryNo = await office.store.nextEntryNo(ENTRY_PREFIX[document.direction]);
  const ours = adopted(document, { entryNo, today: dayOf(office.now()) });
  return recordOf(office, applyAll(ours, derivedEdits(ours, office.book)).document, entryNo);
}

/** A copy of a declaration as a new record (K2). Nothing is stored yet. */
export async function copyDeclaration(office: Office, entryNo: string): Promise<DeclarationRecord> {
  const { document, dialect } = await office.store.get(entryNo);
  return await beginWith(office, document, dialect);
}

/**
 * The contents of a document, whose codes were chosen in this dialect, as a new record under a number of its own, of today. Nothing is stored
 * yet.
 */
export async function beginWith(
  office: Office,
  document: Declaration,
  dialect: Dialect | undefined,
): Promise<DeclarationRecord> {
  const entryNo = await office.store.nextEntryNo(ENTRY_PREFIX[document.direction]);
  const copy = recordOf(office, copyOf(document, { entryNo, today: dayOf(office.now()) }), entryNo);
  return markedAs(dialect, copy);
}

/** The record with the dialect in which its codes were chosen. */
function markedAs(dialect: Dialect | undefined, { dialect: _, ...record }: DeclarationRecord): DeclarationRecord {
  return dialect === undefined || dialect === DIALECT ? record : { ...record, dialect };
}

/** The record as one whose codes people have seen in the dialect in force. */
const asOfNow = ({ book }: Office, record: DeclarationRecord): DeclarationRecord =>
  markedAs(dialectIn(bookFor(book, record.document), record.document.direction), record);

function recordOf(office: Office, document: Declaration, entryNo: string): DeclarationRecord {
  const stamp = stampOf(office.now());
  return asOfNow(office, {
    version: 1,
    revision: 0,
    entryNo,
    document,
    status: 'draft',
    created: stamp,
    updated: stamp,
    updatedBy: office.user,
    sending: 0,
    receipts: [],
  });
}

async function lastOf(office: Office, direction: Direction): Promise<Declaration | undefined> {
  const rows = office.store.rows();
  const [directionAt, statusAt] = [rows.reader('direction'), rows.reader('status')];
  for (let index = 0; index < rows.length; index += 1) {
    const entryNo =
      directionAt(index) === direction && statusAt(index) !== 'draft' ? rows.at(index)?.entryNo : undefined;
    if (entryNo !== undefined) return (await office.store.get(entryNo)).document;
  }
  return undefined;
}

/** A saved record and what the check found. */
export interface Saved {
  readonly record: DeclarationRecord;
  readonly faults: readonly Fault[];
}

/** Keeps as draft: no checks (K4). */
export async function keepDraft(office: Office, record: DeclarationRecord): Promise<DeclarationRecord> {
  return await store(office, record, 'keep');
}

/** What became of a declaration that was to be saved, and the doubts that people are to be asked about first. */
export interface SaveOutcome extends Saved {
  readonly saved: boolean;
  readonly doubts: readonly Doubt[];
}

/**
 * Saves when nothing blocks (K3): with errors nothing is stored and the faults say why; warnings are given and never block. With doubts that
 * nobody has passed nothing is stored either.
 */
export async function saveDeclaration(
  office: Office,
  record: DeclarationRecord,
  sure: Sure = 'ask',
): Promise<SaveOutcome> {
  mayChange(record);
  await office.readLevels();
  const faults = check(record.document, await checkContextFor(office, record.document));
  if (hasErrors(faults)) return { record, faults, saved: false, doubts: [] };
  const doubts = await doubtsOf(office, record);
  const open = openDoubts(record, doubts, sure);
  if (open.length > 0) return { record, faults, saved: false, doubts: open };
  return {
    record: await store(office, { ...asOfNow(office, record), ...passed(doubts) }, 'save'),
    faults,
    saved: true,
    doubts: [],
  };
}

/** Saves when nothing blocks, else keeps as draft: for imports, where nothing that came in may be lost. Doubts are asked about before it is sent. */
export async function saveOrKeep(
  office: Office,
  record: DeclarationRecord,
): Promise<Saved & { readonly saved: boolean }> {
  mayChange(record);
  await office.readLevels();
  const faults = check(record.document, await checkContextFor(office, record.document));
  const saved = !hasErrors(faults);
  return { record: await store(office, record, saved ? 'save' : 'keep'), faults, saved };
}

/** Many times what a declaration can have; beyond it the screens would no longer follow the keys. */
export const MAX_ROWS = 5000;

function checkRows(document: Declaration): void {
  const most = Math.max(0, ...Object.values(document).map(value => (Array.isArray(value) ? value.length : 0)));
  if (most <= MAX_ROWS) return;
  throw new UserError('declaration.too-many-rows', `单证里有一张表 ${most} 行，最多 ${MAX_ROWS} 行，没有存入`, {
    exit: 'faults',
    next: ['分成几份单证'],
  });
}

async function store(office: Office, record: DeclarationRecord, event: 'keep' | 'save'): Promise<DeclarationRecord> {
  const status = mayChange(record, event);
  checkRows(record.document);
  return await office.store.save(
    { ...record, status, updated: stampOf(office.now()), updatedBy: office.user },
    { expect: record.revision },
  );
}

function mayChange(record: DeclarationRecord, event: 'keep' | 'save' = 'save') {
  const status = nextStatus(record.status, event);
  if (status === undefined || !isEditable(record.status)) {
    const { word } = STATUS_MARKS[record.status];
    throw new UserError('declaration.not-editable', `${record.entryNo} ${word}，不能修改`, {
      exit: 'faults',
      next: ['复制为新的单证后再修改（copy）'],
    });
  }
  return status;
}

/** Applies edits to a stored declaration with nobody in between; `edits` makes them from the document found. A changed one is a draft until it is saved again. */
export async function editDeclaration(
  office: Office,
  entryNo: string,
  edits: (document: Declaration) => readonly Edit[],
): Promise<Saved> {
  const record = await office.store.update(entryNo, found => {
    const status = mayChange(found, 'keep');
    const edited = applyAll(found.document, edits(found.document)).document;
    const document = applyAll(edited, derivedEdits(edited, office.book)).document;
    checkRows(document);
    return { ...found, document, status, updated: stampOf(office.now()), updatedBy: office.user };
  });
  await office.readLevels();
  return { record, faults: check(record.document, await checkContextFor(office, record.document)) };
}

/** What became of a declaration that was to be taken away. */
export type Removal = 'removed' | 'withdrawn';

/** Deletes what the bureau never had (it stays in the trash); what was sent is only withdrawn from view (L5). */
export async function removeDeclaration(office: Office, entryNo: string): Promise<Removal> {
  const record = await office.store.get(entryNo);
  if (record.sending === 0) {
    const removed = { at: stampOf(office.now()), by: office.user };
    await office.store.remove(entryNo, { expect: record.revision, stamp: found => ({ ...found, removed }) });
    return 'removed';
  }
  await refuseUnderway(office, record);
  await office.store.update(entryNo, found => {
    const status = nextStatus(found.status, 'withdraw');
    if (status === undefined) return found;
    return { ...found, status, underneath: found.status, updated: stampOf(office.now()), updatedBy: office.user };
  });
  return 'withdrawn';
}

/** What is out of view must not go to the bureau by itself later. */
async function refuseUnderway(office: Office, { entryNo, status, messageId = '' }: DeclarationRecord): Promise<void> {
  const entry = status === 'sent' && messageId ? await office.store.outbox.find(messageId) : undefined;
  if (entry?.state !== 'waiting' && entry?.state !== 'asking') return;
  throw new UserError('declaration.in-outbox', `${entryNo} 还在发送队列里，没有删除`, {
    exit: 'faults',
    next: [entry.state === 'waiting' ? `先取消发送：outbox cancel ${messageId}` : '等它有了结果再删除：outbox deliver'],
  });
}

/** Brings a withdrawn declaration back into view as what it is underneath. */
export async function showAgain(office: Office, entryNo: string): Promise<DeclarationRecord> {
  return await office.store.update(entryNo, ({ underneath, ...found }) =>
    underneath === undefined ? found : { ...found, status: underneath },
  );
}
