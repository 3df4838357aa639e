import type { Dialect } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Status } from './life-cycle.ts';
import type { Receipt } from './receipt.ts';
import type { Task } from './task.ts';

/** A receipt as it is kept with its declaration. */
export interface KeptReceipt extends Receipt {
  /** Which sending of the declaration it came after: a receipt of an earlier one no longer changes the status. */
  readonly sending: number;
  /** When it was stored, ISO time. */
  readonly keptAt: string;
}

/**
 * How a declaration stands with its paperless documents: `asked` for by the bureau and not reported; `sending`: a report has begun and its end is not
 * known; `sent`: the bureau has it and has not answered; `reported`, `returned`: its answer.
 */
export type PaperlessStatus = 'asked' | 'sending' | 'sent' | 'reported' | 'returned';

/** The two ways of manual 3.6.1: the enterprise keeps its papers (企业自存), or hands them over (电子申报). */
export type PaperlessWay = 'archive' | 'electronic';

export type ReviewState = 'asked' | 'approved' | 'refused';

/** What a colleague says of a declaration before it is sent (复核). */
export interface Review {
  readonly state: ReviewState;
  /** A digest of the contents that it is about: of others nothing has been said. */
  readonly contents: string;
  /** Who asked for it, and when (ISO time). */
  readonly by: string;
  readonly at: string;
  /** Who has decided, when, and what they had to say. */
  readonly decided?: { readonly by: string; readonly at: string; readonly note: string };
}

/** A declaration as the store keeps it: the document, and what happened to it. */
export interface DeclarationRecord {
  readonly version: 1;
  /** Goes up by one with every save; a save on top of another revision is refused. */
  readonly revision: number;
  readonly entryNo: string;
  readonly document: Declaration;
  readonly status: Status;
  /** What a withdrawn declaration is underneath; receipts go on working there. */
  readonly underneath?: Status;
  /** The dialect in which people chose its codes; that of 2017 unless told. */
  readonly dialect?: Dialect;
  /** A digest of the contents that were imported, so that the same file is not taken in twice. */
  readonly source?: string;
  /** ISO times. */
  readonly created: string;
  readonly updated: string;
  readonly updatedBy: string;
  /** How often it was sent; 0 before the first time. */
  readonly sending: number;
  readonly sentAt?: string;
  /** A digest of the contents that were sent last, for those who would send them again after a rejection. */
  readonly sentContents?: string;
  /** The doubts that people have been asked about and passed, by their keys. */
  readonly confirmed?: readonly string[];
  /** The message id of the last sending, fixed before its first try. */
  readonly messageId?: string;
  readonly applicationNo?: string;
  readonly declarationNo?: string;
  readonly clearanceNo?: string;
  /** 电子底账数据号, which the customs declaration of the same goods names. */
  readonly ledgerNo?: string;
  /** 统一编号, by which later receipts of the single window name it. */
  readonly seqNo?: string;
  /** 海关编号, of 18 digits. */
  readonly customsNo?: string;
  /** Hit by the bureau's sampling. */
  readonly sampled?: true;
  readonly paperless?: PaperlessStatus;
  /** The message id of the last report of its documents, fixed before the first try. */
  readonly paperlessId?: string;
  /** How many answers about its documents there were when they were sent last. */
  readonly paperlessAnswers?: number;
  readonly printedAt?: string;
  /** Who asks to go on with it while somebody else has it open, and since when (ISO time). */
  readonly wanted?: { readonly by: string; readonly at: string };
  /** What a colleague says of it before it is sent, of the contents that it names. */
  readonly review?: Review;
  /** What somebody is to do with it, or has done last. */
  readonly task?: Task;
  /** Receipts of which nobody outside has been told yet, by their identities. */
  readonly noticesOwed?: readonly string[];
  /** Of one in the trash: when it was deleted (ISO time), and by whom. */
  readonly removed?: Removed;
  /** The declaration that it was split from, the first of all where parts were split again. */
  readonly splitFrom?: string;
  /** What it was split into, and what it was before: as long as none was sent that can be taken back. */
  readonly split?: SplitNote;
  readonly receipts: readonly KeptReceipt[];
}

export interface SplitNote {
  /** The other parts; the first is the declaration itself. */
  readonly into: readonly string[];
  /** Digests of all parts as they were made, its own first. */
  readonly contents: readonly string[];
  /** ISO time. */
  readonly at: string;
  readonly by: string;
  readonly status: Status;
  readonly sending: number;
  readonly receipts: number;
  readonly before: Declaration;
}

export interface Removed {
  readonly at: string;
  readonly by: string;
}
