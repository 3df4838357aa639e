import { join } from 'node:path';
import type { Disk } from '../../disk/disk.ts';
import { DAMAGED, FOLDERS, type Layout, NEIGHBOURS } from './home.ts';

interface Found {
  folders: string[];
  files: string[];
  /** Links, pipes and devices: they are nobody's work here, and what they lead to is none of ours. */
  foreign: string[];
}

/** Everything in a home but the locks, the index and what was found damaged before. */
export async function walk(disk: Disk, layout: Layout): Promise<Found> {
  const found: Found = { folders: [layout.home], files: [], foreign: [] };
  const skipped: readonly string[] = ['locks', 'index', DAMAGED];
  const ours: readonly string[] = [...FOLDERS, ...NEIGHBOURS, DAMAGED];
  const visit = async (path: string, isTop: boolean, name: string): Promise<void> => {
    const facts = await disk.facts(path);
    if (facts === undefined) return;
    if (facts.plain) found.files.push(path);
    else if (!facts.folder) found.foreign.push(path);
    else if (!isTop || ours.includes(name)) {
      found.folders.push(path);
      if (isTop && skipped.includes(name)) return;
      for (const inner of await disk.list(path)) await visit(join(path, inner), false, inner);
    }
  };
  for (const name of await disk.list(layout.home)) await visit(layout.at(name), true, name);
  return found;
}
