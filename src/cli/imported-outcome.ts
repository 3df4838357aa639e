import { EXIT } from '../errors.ts';
import type { ImportedList } from '../jobs/imported-list.ts';
import { faultDocuments, faultLines } from './fault-lines.ts';
import { type Input, shortName } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import { unknownLines } from './unknown-lines.ts';

/** What became of a workbook that was taken into a list of the office. */
export function importedOutcome(
  input: Input,
  { added, changed, unchanged, refused, faults, unknown }: ImportedList,
): Outcome {
  const name = shortName(input);
  const left = refused > 0 ? `，有差错未导入 ${refused}` : '';
  return {
    input: name,
    ok: !faults.some(({ level }) => level === 'error'),
    document: { added, changed, unchanged, refused, faults: faultDocuments(faults), unknown },
    lines: [
      `${name}：新增 ${added}，改变 ${changed}，不变 ${unchanged}${left}`,
      ...faultLines(faults),
      ...unknownLines(unknown),
    ],
    exit: EXIT.faults,
  };
}
