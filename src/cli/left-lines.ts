import type { ReviewedRow } from '../jobs/reviewed-rows.ts';
import { cleanLine } from '../text.ts';
import { LEFT_WORDS } from '../workbook/wording.ts';

interface Left {
  readonly sheet: string;
  readonly cell: string;
  readonly why: keyof typeof LEFT_WORDS;
  readonly text: string;
}

/** The lines of a review that were left out. */
export function leftIn(rows: readonly ReviewedRow[]): readonly Left[] {
  return rows.flatMap(({ at, why, text, taken }) => (!taken && why && at ? [{ ...at, why, text }] : []));
}

/** What a workbook has in its tables beside rows, one a line with its cell; what is hidden or cannot be read is told by its fault. */
export function leftLines(left: readonly Left[]): readonly string[] {
  return left
    .filter(({ why }) => why === 'sum' || why === 'remark')
    .map(({ sheet, cell, why, text }) => cleanLine(`– ${sheet}!${cell} ${LEFT_WORDS[why]}，未采用：${text}`))
    .map(line => `  ${line}`);
}

/** The same for scripts, whatever the reason. */
export function leftDocuments(left: readonly Left[]): readonly unknown[] {
  return left.map(({ sheet, cell, why, text }) => ({ sheet, cell, why, text }));
}
