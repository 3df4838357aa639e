/** Points from the upper left, a byte each, 0 for black. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

/** Shades; print on paper needs no more. */
const SHADES = 8;
const BAND = 6;

/** The picture as sixel (DEC STD 070): bands of six rows, each shade of a band over the ones before. */
export function sixelOf({ width, height, points }: GrayImage): string {
  const out = [`\x1bP0;1;0q"1;1;${width};${height}`];
  for (let shade = 0; shade < SHADES; shade += 1) {
    const percent = Math.round((shade / (SHADES - 1)) * 100);
    out.push(`#${shade};2;${percent};${percent};${percent}`);
  }
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top);
    const masks = Array.from({ length: SHADES }, () => new Uint8Array(width));
    const used = new Set<number>();
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const point = points[(top + row) * width + column] ?? 255;
        const shade = Math.min(SHADES - 1, Math.floor((point * SHADES) / 256));
        const mask = masks[shade] as Uint8Array;
        mask[column] = (mask[column] ?? 0) | (1 << row);
        used.add(shade);
      }
    }
    out.push([...used].map(shade => `#${shade}${runsOf(masks[shade] as Uint8Array)}`).join('$'), '-');
  }
  out.push('\x1b\\');
  return out.join('');
}

/** `!5?` is five times `?`, shorter from four on. */
function runsOf(mask: Uint8Array): string {
  let out = '';
  for (let at = 0; at < mask.length; ) {
    let end = at + 1;
    while (end < mask.length && mask[end] === mask[at]) end += 1;
    const sixel = String.fromCharCode(63 + (mask[at] ?? 0));
    out += end - at > 3 ? `!${end - at}${sixel}` : sixel.repeat(end - at);
    at = end;
  }
  return out;
}

/** A binary PGM of 255 shades, as rasterisers write it. */
export function grayImageOf(pgm: Uint8Array): GrayImage | undefined {
  const text = Buffer.from(pgm.subarray(0, 64)).toString('latin1');
  const [head, width, height] = /^P5\s+(?:#.*\s+)?(\d+)\s+(\d+)\s+255\s/u.exec(text) ?? [];
  if (head === undefined) return undefined;
  return { width: Number(width), height: Number(height), points: pgm.subarray(head.length) };
}
