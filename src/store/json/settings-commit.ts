import type { Disk } from '../../disk/disk.ts';
import { asObject, parseSealed, sealed } from '../../disk/json-bytes.ts';
import { readOrNothing, replaceFile } from '../../disk/json-file.ts';
import type { Modes } from '../../disk/modes.ts';
import { UserError } from '../../errors.ts';
import type { Layout } from './home.ts';

/*
 * The record of a change of several documents of which some lie outside the home: their names, on the disk from when all their new bytes lie
 * there under temporary names until all have taken their places. Whoever finds it makes the change whole.
 */

/** Names the documents of a change while it is made; not a name that a document can have. */
export const RECORD = 'changing.commit';

interface Room {
  disk: Disk;
  modes: Modes;
  layout: Layout;
}

const fileOf = ({ layout }: Pick<Room, 'layout'>): string => layout.at('settings', RECORD);

export async function hasRecord(room: Room): Promise<boolean> {
  return (await room.disk.facts(fileOf(room))) !== undefined;
}

export async function recordNames(room: Room, names: readonly string[]): Promise<void> {
  const { disk, modes, layout } = room;
  // The new files have to be found under their temporary names by whoever finds the record.
  await disk.syncFolder(layout.at('settings'));
  await replaceFile(disk, modes, fileOf(room), sealed(JSON.stringify({ version: 1, names }, null, 1)));
}

/** Undefined when there is no record. */
export async function recordedNames(room: Room): Promise<readonly string[] | undefined> {
  const bytes = await readOrNothing(room.disk, fileOf(room));
  return bytes && namesIn(bytes, fileOf(room));
}

export async function forgetNames(room: Room): Promise<void> {
  if (!(await hasRecord(room))) return;
  await room.disk.remove(fileOf(room));
  await room.disk.syncFolder(room.layout.at('settings'));
}

/** None in a record that a disk has damaged: what had not been changed then stays as it was. */
function namesIn(bytes: Buffer, file: string): readonly string[] {
  try {
    const { names } = asObject(parseSealed(bytes, file), file);
    return Array.isArray(names) ? names.map(String) : [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
