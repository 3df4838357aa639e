import type { Disk } from '../../disk/disk.ts';
import { openJson } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import { NOTHING_OWED, type OwedDocument, type OwedPlace, shapeOwed } from '../owed.ts';
import type { Layout } from './home.ts';

export const OWED_FILE = 'owed.json';

interface OwedOptions {
  readonly disk: Disk;
  readonly modes: Modes;
  readonly layout: Layout;
  readonly lock: StoreLock;
}

/** What is owed, in `receipts/owed.json`. */
export function owedFile({ disk, modes, layout, lock }: OwedOptions): OwedPlace {
  const open = () => openJson<OwedDocument>({ disk, modes, file: layout.at('receipts', OWED_FILE), shape: shapeOwed });
  return {
    read: async () => (await open()).data ?? undefined,
    change: change =>
      lock.run(async () => {
        const low = await open();
        const held = low.data ?? NOTHING_OWED;
        const made = change(held);
        if (made === held) return;
        low.data = made;
        await low.write();
      }),
  };
}
