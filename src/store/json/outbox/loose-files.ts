import { join } from 'node:path';
import { BYTES, DONE, ENTRY, type OutboxPlace } from './files.ts';

export interface LooseFile {
  file: string;
  what: 'no-bytes' | 'no-entry';
}

/** Entries without bytes and bytes without entry, as paths. */
export async function looseFiles({ disk, layout }: Pick<OutboxPlace, 'disk' | 'layout'>): Promise<LooseFile[]> {
  const folders = [layout.at('outbox'), layout.at('outbox', DONE)];
  const files: { folder: string; name: string }[] = [];
  for (const folder of folders) files.push(...(await disk.list(folder)).map(name => ({ folder, name })));
  const all = new Set(files.map(({ name }) => name));
  return files.flatMap(({ folder, name }): LooseFile[] => {
    const file = join(folder, name);
    if (name.endsWith(ENTRY) && !all.has(name.replace(ENTRY, BYTES))) return [{ file, what: 'no-bytes' }];
    if (name.endsWith(BYTES) && !all.has(name.replace(BYTES, ENTRY))) return [{ file, what: 'no-entry' }];
    return [];
  });
}
