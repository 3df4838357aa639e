import { basename } from 'node:path';
import { containerNumberFault } from '../catalogue/forms.ts';
import type { Direction } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { DEFAULT_LIMITS } from '../workbook/limits.ts';
import { readGiven } from './find-path.ts';
import type { Office } from './office.ts';
import { readRows } from './read-workbooks.ts';

/** The container numbers of a workbook, each once. */
export interface FoundNumbers {
  readonly numbers: readonly string[];
  /** Those that stood in it more than once. */
  readonly doubled: readonly string[];
  /** Those that ISO 6346 does not know, by the word of the fault. */
  readonly wrong: Readonly<Record<'container.form' | 'container.check-digit', readonly string[]>>;
}

/** Reads the numbers of a workbook of containers, or of one column of numbers (P9). Throws `file.*`, `workbook.*` and `import.not-containers`. */
export async function readContainerNumbers(
  office: Office,
  path: string,
  direction: Direction,
  signal?: AbortSignal,
): Promise<FoundNumbers> {
  const bytes = await readGiven(path, DEFAULT_LIMITS.fileBytes);
  const name = cleanLine(basename(path));
  const { list, rows, faults } = await readRows(
    office,
    { name, bytes, ...(signal && { signal }) },
    direction,
    'containers',
  );
  if (list !== 'containers') {
    throw new UserError('import.not-containers', `${name} 是货物的表，不是箱号`, {
      exit: 'faults',
      next: ['选择一列箱号的工作簿，或有“集装箱号”表头的'],
    });
  }
  const numbers = rows.flatMap(row => ('numbers' in row ? (row.numbers ?? []) : []));
  const doubled = faults.flatMap(({ code, params }) =>
    code === 'cell.container-doubled' ? [String(params?.number ?? '')] : [],
  );
  const wrong = (word: string) => numbers.filter(number => containerNumberFault(number) === word);
  return {
    numbers,
    doubled: [...new Set(doubled)],
    wrong: { 'container.form': wrong('container.form'), 'container.check-digit': wrong('container.check-digit') },
  };
}
