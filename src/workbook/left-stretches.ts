import { type CellFault, faultAt, warningNote } from './reading.ts';
import { type Layout, scan, type TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** What is said of the lines that a sheet hides, a stretch at a time. */
export function hiddenFaults(sheets: readonly Sheet[], layout?: Layout): CellFault[] {
  return sheets.flatMap(sheet => {
    if (!sheet.hidden) return [];
    const heads = new Set(scan(sheet, layout).map(block => (block.kind === 'pairs' ? -1 : block.headAt)));
    const lines = sheet.hidden.filter(line => !heads.has(line));
    return stretchesOf(lines).map(stretch => stretchFault(sheet, stretch, 'sheet.hidden'));
  });
}

/** What is said of the columns of tables that a sheet hides, at the first of them; of those of both lists unless one is `wanted`. */
export function hiddenColumnFaults(
  sheets: readonly Sheet[],
  layout?: Layout,
  wanted?: TableBlock['kind'],
): CellFault[] {
  return sheets.flatMap(sheet =>
    scan(sheet, layout).flatMap(block => {
      if (block.kind === 'pairs' || (wanted !== undefined && block.kind !== wanted)) return [];
      const read = new Set(block.columns.map(({ at }) => at));
      const lines = [Math.max(0, block.headAt), ...block.rows].map(line => sheet.rows[line] ?? []);
      const hidden = (sheet.hiddenColumns ?? []).filter(at => !read.has(at) && lines.some(row => row[at]));
      return hiddenColumnsFault(sheet, Math.max(0, block.headAt), hidden);
    }),
  );
}

/** What is said of hidden columns below a line of headings; nothing where there are none. */
export function hiddenColumnsFault(sheet: Sheet, headAt: number, hidden: readonly number[]): CellFault[] {
  const [first] = hidden;
  if (first === undefined) return [];
  const head = sheet.rows[headAt] ?? [];
  const names = hidden.map(at => `${cellName(0, at).slice(0, -1)}${head[at] ? `“${head[at]}”` : ''}`);
  const at = { sheet: sheet.name, cell: cellName(headAt, first) };
  return [faultAt(at, '', warningNote('sheet.hidden-columns', { columns: names.join('、') }))];
}

/**
 * What is said of tables that are not taken: those that nobody knows, and those of the other list where only one is `wanted`. Each at the
 * cell where it begins.
 */
export function otherFaults(sheets: readonly Sheet[], wanted?: TableBlock['kind'], layout?: Layout): CellFault[] {
  return sheets.flatMap(sheet =>
    scan(sheet, layout).flatMap(block => {
      if (block.kind === 'pairs') return [];
      const { kind, headAt, rows } = block;
      const isOther = wanted !== undefined && kind !== wanted && rows.length > 0;
      const list = isOther ? [stretchOf([Math.max(0, headAt), rows.at(-1) ?? 0], LISTS[kind])] : [];
      return [...list, ...stretchesOf(block.others).map(lines => stretchOf(lines, '表外的内容'))];

      function stretchOf(lines: readonly [number, number], what: string): CellFault {
        return stretchFault(sheet, lines, 'sheet.other-table', { what });
      }
    }),
  );
}

function stretchFault(
  sheet: Sheet,
  [first, last]: readonly [number, number],
  code: string,
  params: Readonly<Record<string, string>> = {},
): CellFault {
  const at = Math.max(0, sheet.rows[first]?.findIndex(cell => cell !== '') ?? 0);
  const lines = first === last ? first + 1 : `${first + 1}-${last + 1}`;
  return faultAt({ sheet: sheet.name, cell: cellName(first, at) }, '', warningNote(code, { lines, ...params }));
}

const LISTS: Readonly<Record<TableBlock['kind'], string>> = { goods: '货物的表', containers: '集装箱的表' };

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
