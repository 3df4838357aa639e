import { basename } from 'node:path';
import { textOfFault } from '../../src/jobs/fault-text.ts';
import type { ImportedList } from '../../src/jobs/imported-list.ts';
import { cleanLine } from '../../src/text.ts';
import { good, warn } from '../contract/message.ts';
import { openReading, type ReadingDialog } from './reading.ts';

/** What is said of a workbook that was taken into a list of the office; all that is wrong with it is there to be read. */
export function importSaid(
  path: string,
  { added, changed, unchanged, refused, faults, unknown }: ImportedList,
): ReturnType<typeof good> & { readonly open?: ReadingDialog } {
  const counts = `新增 ${added}，改变 ${changed}，不变 ${unchanged}${refused > 0 ? `，有差错没有采用 ${refused}` : ''}`;
  const notes = [
    ...faults.map(fault => `${fault.level === 'error' ? '✗' : '!'} ${textOfFault(fault)}`),
    ...unknown.map(
      ({ sheet, cell, label }) => `! ${cleanLine(`${sheet} ${cell}`)}：没有采用“${cleanLine(label)}”这一列`,
    ),
  ];
  const isWhole = refused === 0 && faults.every(({ level }) => level !== 'error');
  return {
    ...(isWhole ? good(counts) : warn(counts)),
    ...(notes.length > 0 && { open: openReading(`${cleanLine(basename(path))}：${counts}`, notes) }),
  };
}
