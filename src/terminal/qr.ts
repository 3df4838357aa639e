/*
 * QR codes (ISO/IEC 18004) of short texts: byte mode, level L, versions 1 to 9, which hold 230 bytes. Larger ones fit no terminal.
 */

/** Of each version: codewords in all, those for correction in a block, blocks, and the centres of the alignment patterns. */
// biome-ignore format: table
const VERSIONS: readonly (readonly [words: number, correction: number, blocks: number, centres: readonly number[]])[] = [
  [26,  7,  1, []],
  [44,  10, 1, [6, 18]],
  [70,  15, 1, [6, 22]],
  [100, 20, 1, [6, 26]],
  [134, 26, 1, [6, 30]],
  [172, 18, 2, [6, 34]],
  [196, 20, 2, [6, 22, 38]],
  [242, 24, 2, [6, 24, 42]],
  [292, 30, 2, [6, 26, 46]],
];

/** A square of modules, row by row; true is dark. */
export type QrCode = readonly (readonly boolean[])[];

/** The code of a text; undefined where it is too long. */
export function qrCode(text: string): QrCode | undefined {
  const bytes = new TextEncoder().encode(text);
  const at = VERSIONS.findIndex(([words, correction, blocks]) => bytes.length + 2 <= words - correction * blocks);
  const spec = VERSIONS[at];
  if (!spec) return undefined;
  const [words, correction, blocks, centres] = spec;
  const stream = interleaved(dataWords(bytes, words - correction * blocks), correction, blocks);
  const size = 17 + 4 * (at + 1);
  const blank = patterns(size, at + 1, centres);
  const codes = MASKS.map((mask, number) => masked(blank, stream, mask, number, size));
  const worst = codes.map(penalty);
  return codes[worst.indexOf(Math.min(...worst))];
}

function dataWords(bytes: Uint8Array, count: number): Uint8Array {
  const whole = new Uint8Array(count);
  // Four bits of mode, eight of length, and the bytes behind them, so that all stand half a byte off.
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap(byte => [byte >> 4, byte & 15]), 0];
  for (const [index, nibble] of nibbles.entries()) {
    const word = index >> 1;
    whole[word] = (whole[word] ?? 0) | (index % 2 === 0 ? nibble << 4 : nibble);
  }
  for (let at = Math.ceil(nibbles.length / 2), pad = 0; at < count; at += 1, pad += 1)
    whole[at] = pad % 2 === 0 ? 0xec : 0x11;
  return whole;
}

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  EXP[power + 255] = value;
  LOG[value] = power;
  value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0));

/** The correction words of a block: what is left when it is divided by the generator of that degree. */
function correctionOf(block: Uint8Array, degree: number): Uint8Array {
  let generator = [1];
  for (let power = 0; power < degree; power += 1) {
    const next = [...generator, 0];
    for (const [at, factor] of generator.entries()) next[at + 1] = (next[at + 1] ?? 0) ^ times(factor, EXP[power] ?? 0);
    generator = next;
  }
  const rest = new Uint8Array(block.length + degree);
  rest.set(block);
  for (let at = 0; at < block.length; at += 1) {
    const lead = rest[at] ?? 0;
    for (const [offset, factor] of generator.entries())
      rest[at + offset] = (rest[at + offset] ?? 0) ^ times(factor, lead);
  }
  return rest.subarray(block.length);
}

function interleaved(data: Uint8Array, degree: number, blocks: number): readonly number[] {
  const length = data.length / blocks;
  const parts = Array.from({ length: blocks }, (_, at) => data.subarray(at * length, (at + 1) * length));
  const corrections = parts.map(part => correctionOf(part, degree));
  const across = (rows: readonly Uint8Array[], columns: number) =>
    Array.from({ length: columns }, (_, at) => rows.map(row => row[at] ?? 0)).flat();
  return [...across(parts, length), ...across(corrections, degree)];
}

/** Undefined is free for data. */
type Grid = (boolean | undefined)[][];

const put = (grid: Grid, x: number, y: number, dark: boolean): void => {
  const row = grid[y];
  if (row && x >= 0 && x < row.length) row[x] = dark;
};

/** All that stands in each code of a version, the places of the format as light. */
function patterns(size: number, version: number, centres: readonly number[]): Grid {
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined));
  for (let at = 0; at < size; at += 1) {
    put(grid, 6, at, at % 2 === 0);
    put(grid, at, 6, at % 2 === 0);
  }
  const ring = (cx: number, cy: number, reach: number, light: (distance: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1)
        put(grid, cx + dx, cy + dy, !light(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(x, y, 4, far => far === 2 || far === 4);
  const last = centres.at(-1) ?? 0;
  for (const y of centres)
    for (const x of centres) {
      const inFinder = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
      if (!inFinder) ring(x, y, 2, far => far === 1);
    }
  withFormat(grid, 0, size);
  if (version >= 7) {
    let rest = version;
    for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let at = 0; at < 18; at += 1) {
      const [a, b] = [size - 11 + (at % 3), Math.floor(at / 3)];
      put(grid, a, b, ((bits >> at) & 1) === 1);
      put(grid, b, a, ((bits >> at) & 1) === 1);
    }
  }
  return grid;
}

/** The level (L) and the mask, twice. */
function withFormat(grid: Grid, mask: number, size: number): void {
  const data = (1 << 3) | mask;
  let rest = data;
  for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  const bit = (at: number) => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at += 1) {
    const along = at < 6 ? at : at < 8 ? at + 1 : 0;
    if (at < 8) put(grid, 8, along, bit(at));
    else put(grid, at === 8 ? 7 : 14 - at, 8, bit(at));
    if (at < 8) put(grid, size - 1 - at, 8, bit(at));
    else put(grid, 8, size - 15 + at, bit(at));
  }
  put(grid, 8, size - 8, true);
}

// biome-ignore format: table
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x      => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The data in the free places, two columns at a time from the right, up and down in turn. */
function masked(
  blank: Grid,
  stream: readonly number[],
  mask: (x: number, y: number) => boolean,
  number: number,
  size: number,
): QrCode {
  const grid = blank.map(row => [...row]);
  let next = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (blank[y]?.[x] !== undefined) continue;
        const dark = (((stream[next >> 3] ?? 0) >> (7 - (next & 7))) & 1) === 1;
        put(grid, x, y, dark !== mask(x, y));
        next += 1;
      }
    }
  }
  withFormat(grid, number, size);
  return grid.map(row => row.map(dark => dark === true));
}

/** How hard a code is to read: runs of one colour, blocks of four, what looks like a corner, and more dark than light. */
function penalty(code: QrCode): number {
  const size = code.length;
  const lines = [...code, ...code.map((_, x) => code.map(row => row[x] ?? false))];
  let points = 0;
  for (const each of lines) {
    const text = each.map(dark => (dark ? '1' : '0')).join('');
    for (const run of text.match(/0{5,}|1{5,}/gu) ?? []) points += run.length - 2;
    points += 40 * (text.match(/(?=10111010000)|(?=00001011101)/gu) ?? []).length;
  }
  for (let y = 1; y < size; y += 1)
    for (let x = 1; x < size; x += 1) {
      const dark = code[y]?.[x];
      if (code[y]?.[x - 1] === dark && code[y - 1]?.[x] === dark && code[y - 1]?.[x - 1] === dark) points += 3;
    }
  const share = code.flat().filter(Boolean).length / (size * size);
  return points + 10 * Math.floor(Math.abs(share * 20 - 10));
}

/** Light modules around a code; four are the rule, two are enough where it stands alone on a screen. */
const QUIET = 2;

/** A code in half blocks, two rows of modules a line; what is light is drawn, so that dark letters on white or a dark screen alike make it. */
export function qrLines(code: QrCode, quiet = QUIET): readonly string[] {
  const side = code.length + 2 * quiet;
  const isLight = (x: number, y: number) => code[y - quiet]?.[x - quiet] !== true && y < side;
  return Array.from({ length: Math.ceil(side / 2) }, (_, row) =>
    Array.from({ length: side }, (__, x) => {
      const [top, bottom] = [isLight(x, row * 2), isLight(x, row * 2 + 1)];
      return top ? (bottom ? '█' : '▀') : bottom ? '▄' : ' ';
    }).join(''),
  );
}
