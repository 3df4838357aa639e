import type { Note, NotedPage } from '../../../contract/noted-page.ts';

/** The notes that take pages away from a run that is gone. */
export const closing = (ids: readonly string[]): readonly Note[] => ids.map(close => ({ close }));

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
