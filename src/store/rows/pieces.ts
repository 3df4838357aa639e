/** Whether a text, pieces of one length after each other, has one of these. */
export function hasPiece(text: string, pieces: ReadonlySet<string>): boolean {
  const length = lengthOf(pieces);
  for (let at = 0; at + length <= text.length; at += length) {
    if (pieces.has(text.substring(at, at + length))) return true;
  }
  return false;
}

/** The rows whose text has one of the pieces, asked one by one. */
export function rowsHolding(
  rows: number,
  textOf: (row: number) => unknown,
  pieces: ReadonlySet<string>,
): readonly number[] {
  const found: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const text = textOf(row);
    if (typeof text === 'string' && hasPiece(text, pieces)) found.push(row);
  }
  return found;
}

/**
 * The same for the texts of a column in one piece of memory, `endOf` telling where each ends: a text from all 200,000 rows would take longer to make
 * than these bytes take to read. Every text consists of whole pieces, so the pieces of all of them stand in line.
 */
export function rowsWithPieces(
  bytes: Buffer,
  endOf: (row: number) => number,
  rows: number,
  pieces: ReadonlySet<string>,
): readonly number[] {
  const length = lengthOf(pieces);
  // Most pieces are told apart by their first two bytes.
  const begins = new Uint8Array(0x1_00_00);
  for (const piece of pieces) begins[piece.charCodeAt(0) | (piece.charCodeAt(1) << 8)] = 1;
  const found: number[] = [];
  for (let at = 0; at + length <= bytes.length; at += length) {
    if (begins[(bytes[at] as number) | ((bytes[at + 1] as number) << 8)] === 0) continue;
    if (!pieces.has(bytes.toString('latin1', at, at + length))) continue;
    const row = rowAt(at, endOf, rows);
    if (found.at(-1) !== row) found.push(row);
  }
  return found;
}

/** The first row whose text ends behind a byte. */
function rowAt(byte: number, endOf: (row: number) => number, rows: number): number {
  let low = 0;
  let high = rows - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (endOf(middle) > byte) high = middle;
    else low = middle + 1;
  }
  return low;
}

function lengthOf(pieces: ReadonlySet<string>): number {
  for (const piece of pieces) return Math.max(2, piece.length);
  return 2;
}
