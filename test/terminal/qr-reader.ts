/** The modules that lines of half blocks show, with the light ones around them. */
export function modulesIn(lines: readonly string[]): boolean[][] {
  return lines.flatMap(each => {
    const cells = [...each];
    return [cells.map(cell => cell === ' ' || cell === '▄'), cells.map(cell => cell === ' ' || cell === '▀')];
  });
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A finder: seven by seven, as it stands in three corners. */
const FINDER = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];

/**
 * Reads a code of byte mode and of one block (versions 1 to 5), from wherever it stands among modules, as ISO/IEC 18004 says: where the finders are, the
 * mask from the format, then the words in their zigzag. Nothing is corrected: a wrong module gives a wrong text.
 */
export function readModules(modules: readonly (readonly boolean[])[]): string | undefined {
  const isFinder = (x: number, y: number) =>
    FINDER.every((row, dy) => [...row].every((dot, dx) => (modules[y + dy]?.[x + dx] === true) === (dot === '1')));
  const spots = modules.flatMap((row, y) => row.flatMap((_, x) => (isFinder(x, y) ? [{ x, y }] : [])));
  const [corner] = spots;
  const right = corner && spots.find(({ x, y }) => y === corner.y && x > corner.x);
  if (!corner || !right) return undefined;
  const size = right.x - corner.x + 7;
  const dark = (x: number, y: number) => modules[corner.y + y]?.[corner.x + x] === true;
  const version = (size - 17) / 4;
  if (!Number.isInteger(version) || version > 5) return undefined;

  // The first bits of the format stand beside the upper left finder; the mask is its bits 10 to 12, behind the fixed pattern.
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map(x => dark(x, 8));
  const pattern = [true, false, true, false, true, false, false, false];
  const plain = format.map((bit, at) => bit !== pattern[at]);
  const mask = [2, 3, 4].reduce((sum, at) => sum * 2 + (plain[at] ? 1 : 0), 0);

  const centre = size - 7;
  const isFixed = (x: number, y: number) =>
    (x <= 8 && y <= 8) ||
    (x >= size - 8 && y <= 8) ||
    (x <= 8 && y >= size - 8) ||
    x === 6 ||
    y === 6 ||
    (version > 1 && Math.abs(x - centre) <= 2 && Math.abs(y - centre) <= 2);
  const bits: number[] = [];
  for (let column = size - 1, up = true; column > 0; column -= 2, up = !up) {
    if (column === 6) column = 5;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [column, column - 1]) if (!isFixed(x, y)) bits.push(dark(x, y) !== MASKS[mask]?.(x, y) ? 1 : 0);
    }
  }
  const number = (from: number, count: number) => bits.slice(from, from + count).reduce((sum, bit) => sum * 2 + bit, 0);
  if (number(0, 4) !== 4) return undefined;
  const length = number(4, 8);
  return new TextDecoder().decode(Uint8Array.from({ length }, (_, at) => number(12 + at * 8, 8)));
}
