import { join } from 'node:path';
import type { Disk } from '../../../disk/disk.ts';
import { SUM_LENGTH, sumOf, sumText } from '../../../disk/sums.ts';
import { type AuditLine, isLine } from '../../audit-line.ts';
import type { RowChange } from '../../rows/rows.ts';
import type { JournalPlace } from './index-place.ts';
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

/** A line; its sum is that of all lines of the journal up to it. */
export function encodeChange<Row>(
  { entryNo, row, audit }: RowChange<Row>,
  before: number,
): { bytes: Buffer; sum: number } {
  const body = JSON.stringify({ ...(row === null ? { gone: entryNo } : { row }), ...(audit && { audit }) }).slice(
    0,
    -1,
  );
  const sum = sumOf(body, before);
  return { bytes: Buffer.from(`${body}${SUM_NAME}${sumText(sum)}"}\n`), sum };
}

const SUM_NAME = ',"sum":"';
const TAIL_LENGTH = SUM_NAME.length + SUM_LENGTH + '"}'.length;

export interface JournalTail<Row> {
  changes: RowChange<Row>[];
  /** Where the next line begins, and the sum up to there. */
  end: number;
  sum: number;
  /** Bytes behind `end`: a line that is being written, or was when the power went. */
  torn: number;
}

/**
 * The whole lines from a place on. `BrokenIndex` when the journal is missing, holds nonsense, or is not the one that has reached `mark`.
 */
export async function readJournal<Row extends { entryNo: string }>(
  disk: Disk,
  folder: string,
  from: JournalPlace,
  mark: Pick<JournalPlace, 'end' | 'sum'> = from,
): Promise<JournalTail<Row>> {
  const { end: start } = from;
  const file = journalFile(folder, from.generation);
  const facts = await disk.facts(file);
  if (facts === undefined || facts.size < Math.max(start, mark.end))
    throw new BrokenIndex('The journal is missing or cut off');
  if (facts.size === start) return { changes: [], end: start, sum: from.sum, torn: 0 };
  const bytes = await disk.readRange(file, start, facts.size - start);
  const length = bytes.lastIndexOf(10) + 1;
  const changes: RowChange<Row>[] = [];
  let { sum } = from;
  for (let at = 0; at < length; ) {
    const lineEnd = bytes.indexOf(LINE_FEED, at);
    const found = parseLine<Row>(bytes.subarray(at, lineEnd), sum);
    const end = start + lineEnd + 1;
    if (found === undefined) {
      // Only the last line can be nonsense without damage: what a power loss left of it. The mark is written when a line is whole.
      if (lineEnd + 1 < length || end <= mark.end) throw new BrokenIndex('The journal is damaged');
      return { changes, end: start + at, sum, torn: bytes.length - at };
    }
    sum = found.sum;
    const isPassed = start + at < mark.end && end >= mark.end;
    if (isPassed && (end !== mark.end || sum !== mark.sum)) throw new BrokenIndex('The journal is another one');
    changes.push(found.change);
    at = lineEnd + 1;
  }
  return { changes, end: start + length, sum, torn: bytes.length - length };
}

const LINE_FEED = 10;

function parseLine<Row extends { entryNo: string }>(
  line: Buffer,
  before: number,
): { change: RowChange<Row>; sum: number } | undefined {
  const sum = sumOf(line.subarray(0, Math.max(0, line.length - TAIL_LENGTH)), before);
  try {
    const json = JSON.parse(line.toString('utf8')) as { row?: Row; gone?: unknown; audit?: unknown; sum?: unknown };
    if (json.sum !== sumText(sum)) return undefined;
    const audit = isLine(json.audit) ? { audit: json.audit } : undefined;
    if (typeof json.gone === 'string') return { change: { entryNo: json.gone, row: null, ...audit }, sum };
    const { row } = json;
    return typeof row?.entryNo === 'string' ? { change: { entryNo: row.entryNo, row, ...audit }, sum } : undefined;
  } catch {
    return undefined;
  }
}

/** The lines of the audit that rode in the journals that are there, oldest first, whether or not the index can be used. */
export async function auditLinesIn(disk: Disk, folder: string): Promise<readonly AuditLine[]> {
  const generations = (await disk.list(folder)).flatMap(name => generationOf(name) ?? []).sort((a, b) => a - b);
  const found: AuditLine[] = [];
  for (const generation of generations) {
    const text = (await disk.read(journalFile(folder, generation))).toString('utf8');
    for (const line of text.split('\n')) {
      const audit = line.includes('"audit":') ? auditOf(line) : undefined;
      if (isLine(audit)) found.push(audit);
    }
  }
  return found;
}

function auditOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { audit?: unknown }).audit;
  } catch {
    return undefined;
  }
}
