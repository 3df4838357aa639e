import { join } from 'node:path';
import type { Disk } from '../disk.ts';
import type { RowChange } from './rows.ts';
import { BrokenIndex } from './snapshot.ts';

/** The journal of one generation: JSON lines, only ever added to. */
export function journalFile(folder: string, generation: number): string {
  return join(folder, `journal-${generation}.jsonl`);
}

/** The generation in the name of a journal; undefined for other names. */
export function generationOf(name: string): number | undefined {
  const match = /^journal-(\d+)\.jsonl$/u.exec(name);
  return match === null ? undefined : Number(match[1]);
}

export function encodeChange<Row>({ entryNo, row }: RowChange<Row>): Buffer {
  return Buffer.from(`${JSON.stringify(row === null ? { gone: entryNo } : { row })}\n`);
}

export interface JournalTail<Row> {
  changes: RowChange<Row>[];
  /** Where the next line begins. */
  end: number;
  /** Bytes behind `end`: a line that is being written, or was when the power went. */
  torn: number;
}

/** The whole lines from `start` on. `BrokenIndex` when the journal is missing, shorter than `start`, or holds nonsense. */
export async function readJournal<Row extends { entryNo: string }>(
  disk: Disk,
  file: string,
  start: number,
): Promise<JournalTail<Row>> {
  const facts = await disk.facts(file);
  if (facts === undefined || facts.size < start) throw new BrokenIndex('The journal is missing or cut off');
  if (facts.size === start) return { changes: [], end: start, torn: 0 };
  const bytes = await disk.readRange(file, start, facts.size - start);
  const length = bytes.lastIndexOf(10) + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n');
  lines.pop();
  const changes: RowChange<Row>[] = [];
  for (const [index, line] of lines.entries()) {
    const change = parseLine<Row>(line);
    if (change === undefined) {
      // Only the last line can be nonsense without being whole: what a power loss left of it.
      if (index < lines.length - 1) throw new BrokenIndex('The journal is damaged');
      const end = start + length - Buffer.byteLength(line) - 1;
      return { changes, end, torn: start + bytes.length - end };
    }
    changes.push(change);
  }
  return { changes, end: start + length, torn: bytes.length - length };
}

function parseLine<Row extends { entryNo: string }>(line: string): RowChange<Row> | undefined {
  try {
    const json = JSON.parse(line) as { row?: Row; gone?: unknown };
    if (typeof json.gone === 'string') return { entryNo: json.gone, row: null };
    return typeof json.row?.entryNo === 'string' ? { entryNo: json.row.entryNo, row: json.row } : undefined;
  } catch {
    return undefined;
  }
}
