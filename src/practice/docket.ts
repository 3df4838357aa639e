import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { PaperlessWay } from '../declaration/record.ts';
import type { PlannedReceipt } from './course.ts';
import { openJournal } from './journal.ts';
import type { Verdict } from './verdict.ts';

/** One message that the bureau has taken, and what it will say to it. */
export interface Case {
  readonly messageId: string;
  readonly entryNo: string;
  /** The user of the account that sent it; empty without one. */
  readonly account: string;
  /** Hash of the declaration, to know another one under the same message id. */
  readonly digest: string;
  readonly serial: number;
  readonly taken: number;
  readonly outcome: Verdict['outcome'];
  readonly receipts: readonly PlannedReceipt[];
}

export interface WaitingReceipt extends PlannedReceipt {
  readonly entryNo: string;
}

/** One report of documents that the bureau has taken, and what it will say to it. */
export interface Reported {
  readonly messageId: string;
  /** The message of the declaration that it is about. */
  readonly of: string;
  readonly way: PaperlessWay;
  readonly digest: string;
  readonly outcome: 'reported' | 'returned';
  readonly receipt: PlannedReceipt;
}

/** All cases, kept in one folder. What has been awaited survives `kill -9` and a power cut. */
export interface Docket {
  /** The number that the next case gets; each is given once. */
  nextSerial(): number;
  byMessage(messageId: string): Case | undefined;
  /** The last case of an entry number. */
  byEntry(entryNo: string): Case | undefined;
  /** The case that a declaration number was given to. */
  byDeclaration(declarationNo: string): Case | undefined;
  /** A report of documents, by its message. */
  report(messageId: string): Reported | undefined;
  /** The reports about a declaration, oldest first, by the message of the declaration. */
  reportsOf(messageId: string): readonly Reported[];
  /** As `keep`. */
  keepReport(reported: Reported): Promise<void>;
  /** Resolves when the case is on disk. A message that is being kept already is waited for, so nobody is told of it too early. */
  keep(taken: Case): Promise<void>;
  kept(messageId: string): Promise<void>;
  /** Receipts that are due and not acknowledged, in the order of their cases; of all accounts or entry numbers when none is named. */
  waiting(of: { account: string | undefined; entryNos: readonly string[]; now: number }): WaitingReceipt[];
  acknowledge(identities: readonly string[]): Promise<void>;
  count(): number;
  clear(): Promise<void>;
  close(): Promise<void>;
}

type Event = { readonly taken: Case } | { readonly reported: Reported } | { readonly acknowledged: readonly string[] };

const RECEIPT = v.object({
  identity: v.string(),
  due: v.number(),
  code: v.string(),
  text: v.string(),
  dealNo: v.string(),
  ledgerNo: v.exactOptional(v.string()),
});
const EVENT = v.union([
  v.object({
    taken: v.object({
      messageId: v.string(),
      entryNo: v.string(),
      account: v.string(),
      digest: v.string(),
      serial: v.number(),
      taken: v.number(),
      outcome: v.picklist(['rejected', 'released', 'accepted']),
      receipts: v.array(RECEIPT),
    }),
  }),
  v.object({
    reported: v.object({
      messageId: v.string(),
      of: v.string(),
      way: v.picklist(['archive', 'electronic']),
      digest: v.string(),
      outcome: v.picklist(['reported', 'returned']),
      receipt: RECEIPT,
    }),
  }),
  v.object({ acknowledged: v.array(v.string()) }),
]);

function readEvent(json: unknown): Event | undefined {
  const result = v.safeParse(EVENT, json);
  return result.success ? result.output : undefined;
}

export const DOCKET_FILE = 'docket.jsonl';

export async function openDocket(folder: string): Promise<Docket> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let serial = 0;
  const byMessage = new Map<string, Case>();
  const byEntry = new Map<string, Case[]>();
  const open = new Map<string, { readonly of: Case; readonly left: Map<string, PlannedReceipt> }>();
  const ofReceipt = new Map<string, string>();
  const byDeclaration = new Map<string, Case>();
  const reports = new Map<string, Reported>();
  const keeping = new Map<string, Promise<void>>();

  const add = (taken: Case) => {
    serial = Math.max(serial, taken.serial);
    byMessage.set(taken.messageId, taken);
    byEntry.set(taken.entryNo, [...(byEntry.get(taken.entryNo) ?? []), taken]);
    open.set(taken.messageId, { of: taken, left: new Map(taken.receipts.map(receipt => [receipt.identity, receipt])) });
    for (const { identity, dealNo } of taken.receipts) {
      ofReceipt.set(identity, taken.messageId);
      byDeclaration.set(dealNo, taken);
    }
  };
  const addReport = (reported: Reported) => {
    const of = byMessage.get(reported.of);
    if (!of) return;
    reports.set(reported.messageId, reported);
    const waiting = open.get(reported.of) ?? { of, left: new Map<string, PlannedReceipt>() };
    waiting.left.set(reported.receipt.identity, reported.receipt);
    open.set(reported.of, waiting);
    ofReceipt.set(reported.receipt.identity, reported.of);
  };
  const remove = (taken: Case) => {
    byMessage.delete(taken.messageId);
    byEntry.set(taken.entryNo, byEntry.get(taken.entryNo)?.filter(other => other !== taken) ?? []);
    open.delete(taken.messageId);
    for (const { identity, dealNo } of taken.receipts) {
      ofReceipt.delete(identity);
      byDeclaration.delete(dealNo);
    }
  };
  const cross = (identity: string) => {
    const messageId = ofReceipt.get(identity);
    const entry = messageId === undefined ? undefined : open.get(messageId);
    if (messageId === undefined || !entry) return;
    ofReceipt.delete(identity);
    entry.left.delete(identity);
    if (entry.left.size === 0) open.delete(messageId);
  };
  const journal = await openJournal<Event>(join(folder, DOCKET_FILE), {
    read: readEvent,
    replay: event => {
      if ('taken' in event) add(event.taken);
      else if ('reported' in event) addReport(event.reported);
      else event.acknowledged.forEach(cross);
    },
  });

  /** Keeps what was added for a message; it goes again where it could not be kept. */
  const keep = async (messageId: string, event: Event, undo: () => void) => {
    const kept = journal.append(event);
    keeping.set(messageId, kept);
    try {
      await kept;
    } catch (error) {
      undo();
      throw error;
    } finally {
      keeping.delete(messageId);
    }
  };

  return {
    nextSerial: () => ++serial,
    byMessage: messageId => byMessage.get(messageId),
    byEntry: entryNo => byEntry.get(entryNo)?.at(-1),
    async keep(taken) {
      add(taken);
      await keep(taken.messageId, { taken }, () => remove(taken));
    },
    byDeclaration: declarationNo => byDeclaration.get(declarationNo),
    report: messageId => reports.get(messageId),
    reportsOf: messageId => [...reports.values()].filter(({ of }) => of === messageId),
    async keepReport(reported) {
      addReport(reported);
      await keep(reported.messageId, { reported }, () => {
        reports.delete(reported.messageId);
        cross(reported.receipt.identity);
      });
    },
    kept: async messageId => keeping.get(messageId),
    waiting({ account, entryNos, now }) {
      const cases =
        entryNos.length > 0 ? entryNos.flatMap(entryNo => byEntry.get(entryNo) ?? []) : [...byMessage.values()];
      return cases
        .filter(taken => account === undefined || taken.account === account)
        .flatMap(({ messageId, entryNo }) =>
          [...(open.get(messageId)?.left.values() ?? [])]
            .filter(receipt => receipt.due <= now)
            .map(receipt => ({ ...receipt, entryNo })),
        );
    },
    async acknowledge(identities) {
      const known = identities.filter(identity => ofReceipt.has(identity));
      if (known.length === 0) return;
      await journal.append({ acknowledged: known });
      known.forEach(cross);
    },
    count: () => byMessage.size,
    async clear() {
      await journal.clear();
      for (const map of [byMessage, byEntry, byDeclaration, open, ofReceipt, reports]) map.clear();
      serial = 0;
    },
    close: () => journal.close(),
  };
}
