import type { FoundDeclaration } from '../jobs/read-workbooks.ts';
import { cleanLine } from '../text.ts';
import { LEFT_WORDS } from '../workbook/wording.ts';

/** What a workbook has in its tables beside rows, one a line with its cell; what is hidden or cannot be read is told by its fault. */
export function leftLines(left: FoundDeclaration['left']): readonly string[] {
  return left
    .filter(({ why }) => why === 'sum' || why === 'remark')
    .map(({ sheet, cell, why, text }) => cleanLine(`– ${sheet}!${cell} ${LEFT_WORDS[why]}，未采用：${text}`))
    .map(line => `  ${line}`);
}

/** The same for scripts, whatever the reason. */
export function leftDocuments(left: FoundDeclaration['left']): readonly unknown[] {
  return left.map(({ sheet, cell, why, text }) => ({ sheet, cell, why, text }));
}
