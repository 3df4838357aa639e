import type { Disk } from '../../../disk/disk.ts';
import type { ChainFault, Verified } from '../../audit.ts';
import { type AuditLine, type AuditMark, BEGINNING, isWhole, parseLine } from '../../audit-line.ts';
import { fileOfMonth, linesForwards, monthsIn } from './files.ts';

/** What was said last of a declaration. */
export type Known = Pick<AuditLine, 'seq' | 'at' | 'by' | 'revision' | 'digest' | 'was' | 'gone'>;

const MAX_FAULTS = 50;

/** Every line is what its hash says and follows the one before; the first follows what was dropped for its age. */
export async function verified(disk: Disk, folder: string): Promise<Verified> {
  const faults: ChainFault[] = [];
  const dropped: AuditMark[] = [];
  let [lines, first, last] = [0, undefined as AuditLine | undefined, undefined as AuditLine | undefined];
  let begin: ChainFault | undefined;
  for (const month of await monthsIn(disk, folder)) {
    const file = `audit/${fileOfMonth(month)}`;
    let number = 0;
    for await (const { text, torn } of linesForwards(disk, folder, month)) {
      // It is being written now, or was when the power went: nobody was told that it is there.
      if (torn) continue;
      number += 1;
      const at = (what: string): ChainFault => ({ file, line: number, text: what });
      const line = parseLine(text);
      if (line === undefined) {
        if (faults.length < MAX_FAULTS) faults.push(at('读不懂'));
        continue;
      }
      if (!isWhole(text)) faults.push(at('内容与校验值不符，被改过'));
      if (first === undefined) begin = at('前面的记录不见了');
      else if (last && !follows(last, line)) faults.push(at(`与前一条（第 ${last.seq} 条）接不上，中间被删或被改过`));
      if (line.dropped) dropped.push(line.dropped);
      first ??= line;
      last = line;
      lines += 1;
      if (faults.length >= MAX_FAULTS) return { lines, first, head: last, faults };
    }
  }
  if (begin && first && ![BEGINNING, ...dropped].some(mark => follows(mark, first as AuditLine))) faults.unshift(begin);
  return { lines, first, head: last, faults };
}

const follows = (mark: AuditMark, line: AuditLine): boolean => line.seq === mark.seq + 1 && line.prev === mark.hash;

/** What the lines say last of each declaration. */
export async function knownBy(disk: Disk, folder: string): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const month of await monthsIn(disk, folder)) {
    for await (const { text, torn } of linesForwards(disk, folder, month)) {
      const line = torn ? undefined : parseLine(text);
      if (line?.entryNo === undefined || line.revision === undefined) continue;
      const { seq, at, by, revision, digest, was, gone } = line;
      known.set(line.entryNo, {
        seq,
        at,
        by,
        revision,
        ...(digest !== undefined && { digest }),
        ...(was !== undefined && { was }),
        ...(gone !== undefined && { gone }),
      });
    }
  }
  return known;
}
