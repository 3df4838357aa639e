import { type CellFault, faultAt, warningNote } from './reading.ts';
import { type Layout, scan } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** What is said of the lines that a sheet hides, a stretch at a time. */
export function hiddenFaults(sheets: readonly Sheet[], layout?: Layout): CellFault[] {
  return sheets.flatMap(sheet => {
    if (!sheet.hidden) return [];
    const heads = new Set(scan(sheet, layout).map(block => (block.kind === 'pairs' ? -1 : block.headAt)));
    const lines = sheet.hidden.filter(line => !heads.has(line));
    return stretchesOf(lines).map(([first, last]) => {
      const at = Math.max(0, sheet.rows[first]?.findIndex(cell => cell !== '') ?? 0);
      const params = { lines: first === last ? first + 1 : `${first + 1}-${last + 1}` };
      return faultAt({ sheet: sheet.name, cell: cellName(first, at) }, '', warningNote('sheet.hidden', params));
    });
  });
}

/** Numbers in order → the first and last of each run without a hole. */
function stretchesOf(numbers: readonly number[]): (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (const number of numbers) {
    const open = stretches.at(-1);
    if (open?.[1] === number - 1) open[1] = number;
    else stretches.push([number, number]);
  }
  return stretches;
}
