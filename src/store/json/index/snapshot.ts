import { join } from 'node:path';
import type { Disk } from '../../../disk/disk.ts';
import { readOrNothing, replaceFile } from '../../../disk/json-file.ts';
import type { Modes } from '../../../disk/modes.ts';
import { sumOf, sumText } from '../../../disk/sums.ts';
import type { TableRows } from '../../rows/rows.ts';
import { encodeTable, Table } from '../../rows/table.ts';

/** The first line of a snapshot: readers of an open index look here whether it was folded. */
export interface SnapshotHead {
  /** Counts the foldings; the journal that goes on from here bears the same number. */
  generation: number;
  /** Version of the rows. */
  version: number;
}

/** Bytes of the first line, line feed included, so that it can be read alone. A multiple of 8 keeps the table aligned. */
const HEAD_LENGTH = 64;
const HEAD = /^baojian-index 1 generation (\d+) rows (\d+) *\n$/u;

/** The snapshot or journal cannot be used and has to be made anew from the declarations. */
export class BrokenIndex extends Error {}

export function snapshotFile(folder: string): string {
  return join(folder, 'snapshot');
}

/** Undefined when there is no snapshot; `BrokenIndex` when it is not one. */
export async function readHead(disk: Disk, folder: string): Promise<SnapshotHead | undefined> {
  const file = snapshotFile(folder);
  if ((await disk.facts(file)) === undefined) return undefined;
  return parseHead(await disk.readRange(file, 0, HEAD_LENGTH));
}

/** `check` throws for a head that is not for us, before anything else is looked at. */
export async function readSnapshot(
  disk: Disk,
  folder: string,
  check: (head: SnapshotHead) => void,
): Promise<{ head: SnapshotHead; table: Table } | undefined> {
  const bytes = await readOrNothing(disk, snapshotFile(folder));
  if (bytes === undefined) return undefined;
  const head = parseHead(bytes);
  check(head);
  return { head, table: parseTable(bytes) };
}

/** Replaces the snapshot, durably, and returns its table. */
export async function writeSnapshot<Row extends { entryNo: string }>(
  disk: Disk,
  modes: Modes,
  folder: string,
  head: SnapshotHead,
  rows: TableRows<Row>,
): Promise<Table> {
  const line = `baojian-index 1 generation ${head.generation} rows ${head.version}`;
  const table = encodeTable(rows.length, rows.names, name => rows.column(name as keyof Row & string));
  const bytes = Buffer.concat([inLine(line), inLine(sumLine(table)), table]);
  await replaceFile(disk, modes, snapshotFile(folder), bytes);
  return new Table(table);
}

function parseHead(bytes: Buffer): SnapshotHead {
  const match = HEAD.exec(bytes.toString('latin1', 0, HEAD_LENGTH));
  if (match === null) throw new BrokenIndex('The snapshot has no head');
  return { generation: Number(match[1]), version: Number(match[2]) };
}

function inLine(text: string): Buffer {
  return Buffer.from(`${text.padEnd(HEAD_LENGTH - 1)}\n`);
}

function sumLine(table: Buffer): string {
  return `sum ${sumText(sumOf(table))}`;
}

function parseTable(bytes: Buffer): Table {
  const table = bytes.subarray(2 * HEAD_LENGTH);
  if (!bytes.subarray(HEAD_LENGTH, 2 * HEAD_LENGTH).equals(inLine(sumLine(table)))) {
    throw new BrokenIndex('The snapshot is damaged');
  }
  try {
    return new Table(table);
  } catch (error) {
    throw new BrokenIndex('The snapshot is damaged', { cause: error });
  }
}
