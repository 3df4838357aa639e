import { headingOf } from './headings.ts';
import { NOTES_SHEET } from './layout.ts';
import { tablesOf } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';
import type { GoodsMapping } from './table-headings.ts';

/** A heading of somebody's own workbook, with a value below it that shows what the column holds. */
export interface OwnHeading {
  readonly heading: string;
  readonly sheet: string;
  readonly cell: string;
  /** The first filled cell below; '' when there is none. */
  readonly example: string;
}

/** A value is looked for in so many rows below a heading. */
const EXAMPLE_ROWS = 20;

/**
 * The headings of workbooks whose words nobody knows yet: where the goods are recognised their head, else the first row with
 * two filled cells or more that has another below it. Each heading once.
 */
export function ownHeadings(sheets: readonly Sheet[], mapping?: GoodsMapping): readonly OwnHeading[] {
  const found = new Map<string, OwnHeading>();
  for (const sheet of sheets) {
    const [table] = tablesOf(sheet, 'goods', { mapping });
    const at = table?.block.headAt ?? firstHead(sheet);
    for (const [column, heading] of (sheet.rows[at] ?? []).entries()) {
      const { key } = headingOf(heading);
      if (key === '' || found.has(key)) continue;
      const example = sheet.rows.slice(at + 1, at + 1 + EXAMPLE_ROWS).find(row => row[column])?.[column] ?? '';
      found.set(key, { heading, sheet: sheet.name, cell: cellName(at, column), example });
    }
  }
  return [...found.values()];
}

/** The number of the row, -1 when there is none. */
function firstHead({ name, rows }: Sheet): number {
  if (headingOf(name).key === NOTES_SHEET || rows[0]?.[0] === NOTES_SHEET) return -1;
  const filled = rows.map(row => row.filter(cell => cell !== '').length);
  return filled.findIndex((count, at) => count > 1 && filled.slice(at + 1).some(below => below > 0));
}
