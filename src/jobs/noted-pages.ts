import type { Direction } from '../catalogue/row.ts';
import type { DeclarationRecord } from '../declaration/record.ts';

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

/** The pages that a run had open, in their order, and the one in front. */
export function pagesOf(notes: readonly unknown[]): {
  readonly pages: readonly NotedPage[];
  readonly front: string | undefined;
} {
  const pages = new Map<string, NotedPage>();
  let front: string | undefined;
  for (const note of notes as readonly Note[]) {
    if (typeof note?.open?.id === 'string') pages.set(note.open.id, note.open);
    if (note?.close !== undefined) pages.delete(note.close);
    if (note?.front !== undefined) front = note.front ?? undefined;
  }
  return { pages: [...pages.values()], front };
}
