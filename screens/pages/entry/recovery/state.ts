import type { Direction } from '../../../../src/catalogue/row.ts';
import type { Draft } from './journals.ts';

/** One of them. */
export interface Row {
  readonly draft: Draft;
  /** What the declaration is; undefined when the journal cannot be understood. */
  readonly about: { readonly direction: Direction; readonly party: string; readonly goodsCount: number } | undefined;
}

/** What was closed without being saved in the last 30 days, and what a crash has left (K1, E10). */
export interface RecoverDialog {
  readonly kind: 'recover';
  readonly rows: readonly Row[];
  readonly index: number;
}
