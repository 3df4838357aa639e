/**
 * The cells of what was copied in a spreadsheet: a line a row, tabs between cells; a cell that begins with a quotation mark holds line breaks
 * and doubled quotation marks. Rows without anything are left out; undefined for a single cell, which is a text like any other.
 */
export function pastedCells(text: string): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    rows.at(-1)?.push(cell.trim());
    if (text[end] === '\n') rows.push([]);
    at = end + 1;
  }
  const filled = rows.filter(row => row.some(cell => cell !== ''));
  return filled.length > 1 || (filled[0]?.length ?? 0) > 1 ? filled : undefined;
}

interface Cell {
  readonly cell: string;
  /** Where the tab or the line break behind it stands. */
  readonly end: number;
}

function plainCell(text: string, from: number): Cell {
  const length = text.slice(from).search(/[\t\n]/u);
  const end = length < 0 ? text.length : from + length;
  return { cell: text.slice(from, end), end };
}

/** A quotation mark that nothing closes before the cell ends is one that was written there. */
function quotedCell(text: string, from: number): Cell {
  const [whole, inside = ''] = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/u.exec(text.slice(from)) ?? [];
  if (whole === undefined) return plainCell(text, from);
  return { cell: inside.replaceAll('""', '"'), end: from + whole.length };
}
