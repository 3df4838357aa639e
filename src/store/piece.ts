import type { Accounts } from '../accounts/member.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OwedDocument } from './owed.ts';
import type { PaperlessFolder } from './paperless-folder.ts';
import type { RecallUse } from './recall.ts';
import type { Receipt } from './receipts.ts';
import type { Sealed } from './sealing.ts';

/** What an office keeps, one thing at a time, without saying how: each kind of store reads its own and takes in those of another. */
export type Piece<R> =
  | { readonly kind: 'declaration'; readonly record: R }
  | { readonly kind: 'trash'; readonly record: R }
  | { readonly kind: 'message'; readonly entry: OutboxEntry; readonly bytes: Buffer }
  | { readonly kind: 'receipt'; readonly receipt: Receipt; readonly applied: boolean }
  | { readonly kind: 'owed'; readonly owed: OwedDocument }
  | { readonly kind: 'setting'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'member'; readonly accounts: Accounts }
  | { readonly kind: 'secret'; readonly name: string; readonly sealed: Sealed }
  | { readonly kind: 'attachment'; readonly entryNo: string; readonly sum: string; readonly bytes: Buffer }
  | { readonly kind: 'paperless'; readonly folder: PaperlessFolder }
  /** A line of the audit, in the order of the chain. */
  | { readonly kind: 'audit'; readonly line: string }
  | { readonly kind: 'recall'; readonly name: string; readonly version: number; readonly uses: readonly RecallUse[] }
  /** A file of an imported code table, by its name. */
  | { readonly kind: 'code'; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: 'number'; readonly last: number };

export type PieceKind = Piece<never>['kind'];

/** All that an office keeps at one moment. */
export interface Pieces<R> {
  /** From the first one, each time that it is asked. Ends with the place of what cannot be read. */
  all(): AsyncIterable<Piece<R>>;
  /** What the secrets among them are under, where it came along. */
  readonly key?: Buffer;
}

/** How many there are of each kind of thing. */
export type Contents = Readonly<Partial<Record<PieceKind, number>>>;

export async function countPieces<R>(pieces: Pieces<R>): Promise<Contents> {
  const counts: Partial<Record<PieceKind, number>> = {};
  for await (const { kind } of pieces.all()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
