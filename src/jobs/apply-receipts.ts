import type { Status } from '../declaration/life-cycle.ts';
import { owingNotices } from '../declaration/notices.ts';
import type { Receipt } from '../declaration/receipt.ts';
import { withReceipts } from '../declaration/receive.ts';
import type { DeclarationRecord, PaperlessStatus } from '../declaration/record.ts';
import { stampOf, timeOf } from './clock.ts';
import type { NoticeRound } from './notices.ts';
import type { Office } from './office.ts';
import { loadWire } from './wire.ts';

/** A declaration whose receipts came: its status before and after. */
export interface Changed {
  readonly entryNo: string;
  readonly from: Status;
  readonly to: Status;
  /** How it stands with its documents, where that is another way than before. */
  readonly paperless?: PaperlessStatus;
  readonly receipts: readonly Receipt[];
}

/** What was applied, and whether any of it was not with the declaration yet. */
export interface Applied {
  readonly record: DeclarationRecord;
  readonly change: Changed;
  readonly isNew: boolean;
}

/** Receipts that a crash left between the disk and their declarations. */
export async function applyKept(office: Office, notices: NoticeRound): Promise<readonly Changed[]> {
  const kept = (await office.store.receipts.unapplied()).filter(({ matched }) => matched);
  if (kept.length === 0) return [];
  const { readReceipts } = await loadWire();
  const applied = await applyAll(
    office,
    kept.flatMap(({ raw, identity }) =>
      readReceipts(raw, timeOf(office.now())).receipts.map(receipt => ({ ...receipt, identity })),
    ),
    notices,
  );
  // Another program may be telling of them just now: it has said what became of them.
  return applied.filter(({ isNew }) => isNew).map(({ change }) => change);
}

/** Declarations that are changed at the same time: in a home they share a wait for the disk. */
const CHANGED_AT_ONCE = 16;

/** Applies receipts to their declarations, one save a declaration. Those without a declaration are left where they are. */
export async function applyAll(office: Office, receipts: readonly Receipt[], notices: NoticeRound): Promise<Applied[]> {
  const byEntry = new Map<string, Receipt[]>();
  for (const receipt of receipts) byEntry.set(receipt.entryNo, [...(byEntry.get(receipt.entryNo) ?? []), receipt]);
  const here = [...byEntry].filter(([entryNo]) => office.store.rows().indexOf(entryNo) >= 0);
  const all: Applied[] = [];
  for (let at = 0; at < here.length; at += CHANGED_AT_ONCE) {
    const some = here.slice(at, at + CHANGED_AT_ONCE);
    const applied = await Promise.all(
      some.map(([entryNo, theirs]) => applyTo(office, entryNo, theirs, notices.wanted)),
    );
    all.push(...applied);
    // What others are to be told of is marked when they were: after a crash it is found again.
    const done = applied.filter(({ record, change }) => !notices.take(record, change.receipts));
    if (done.length > 0) await office.store.receipts.markApplied(done.flatMap(({ change }) => change.receipts));
  }
  return all;
}

async function applyTo(
  { store, now }: Office,
  entryNo: string,
  receipts: readonly Receipt[],
  wanted: NoticeRound['wanted'],
): Promise<Applied> {
  let from: Status = 'sent';
  let before: PaperlessStatus | undefined;
  let isNew = false;
  const record = await store.update(entryNo, found => {
    from = found.status;
    before = found.paperless;
    const told = withReceipts(found, receipts, stampOf(now()));
    isNew = told !== found;
    return owingNotices(found, told, wanted);
  });
  const { status: to, paperless } = record;
  const change = { entryNo, from, to, receipts, ...(paperless && paperless !== before && { paperless }) };
  return { record, change, isNew };
}
