import type { Direction } from '../../src/catalogue/row.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';

/** A page as the notes of a run tell it: a list, or a declaration with what it began from while it has never been stored. */
export interface NotedPage {
  readonly id: string;
  readonly list?: Direction;
  readonly begun?: DeclarationRecord;
}

/** One line of the notes of a run: what the next start offers after a crash follows from them. */
export interface Note {
  readonly open?: NotedPage;
  readonly close?: string;
  /** The page in front; null for one that needs no note. */
  readonly front?: string | null;
}
