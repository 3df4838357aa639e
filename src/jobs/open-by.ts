import { cleanLine } from '../text.ts';
import { pagesOf } from './noted-pages.ts';
import type { Office } from './office.ts';

/** Who has a declaration open, by its entry number. */
export type OpenBy = ReadonlyMap<string, readonly string[]>;

/** Beside a declaration that somebody else has open. */
export const OPEN_MARK = '@';

/** Who has which declarations open just now in other runs of the program, each name once (L8). */
export function openByOthers({ local }: Pick<Office, 'local'>): OpenBy {
  const found = new Map<string, string[]>();
  for (const { by, notes } of local.openPages.others()) {
    const name = cleanLine(by) || '别人';
    for (const { id, list } of pagesOf(notes).pages) {
      if (list !== undefined) continue;
      const names = found.get(id) ?? [];
      if (!names.includes(name)) found.set(id, [...names, name].sort());
    }
  }
  return found;
}
