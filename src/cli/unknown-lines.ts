import type { FoundDeclaration } from '../jobs/read-workbooks.ts';

/** What a workbook says and nobody asked for, one a line with its cell. */
export function unknownLines(unknown: FoundDeclaration['unknown']): readonly string[] {
  return unknown.map(({ label, sheet, cell }) => `  ? ${sheet}!${cell} 不认识“${label}”，未采用`);
}
