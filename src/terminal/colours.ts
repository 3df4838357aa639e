/** How many colours a terminal shows. `none` is the user's wish (NO_COLOR, https://no-color.org): bold, reverse, underline stay. */
export type ColourDepth = 'none' | '16' | '256' | 'true';

export type Rgb = readonly [red: number, green: number, blue: number];

/** The sixteen of xterm, by which the nearest is chosen; terminals differ, but not so much that another would be nearer. */
// biome-ignore format: table
const SIXTEEN: readonly Rgb[] = [
  [0, 0, 0],       [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238],    [205, 0, 205], [0, 205, 205], [229, 229, 229],
  [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255],  [255, 0, 255], [0, 255, 255], [255, 255, 255],
];

const CUBE = [0, 95, 135, 175, 215, 255] as const;

/** The colour of a number of the 256-colour palette. */
export function paletteColour(index: number): Rgb {
  if (index < 16) return SIXTEEN[index] ?? [0, 0, 0];
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const cube = index - 16;
  return [CUBE[Math.floor(cube / 36)] ?? 0, CUBE[Math.floor(cube / 6) % 6] ?? 0, CUBE[cube % 6] ?? 0];
}

/**
 * The SGR parameters of one colour as parameters that the terminal knows: `[38, 2, r, g, b]`, `[48, 5, n]`, `[31]` and so on.
 * Empty if there is no colour to show.
 */
export function reduceColour(codes: readonly number[], depth: ColourDepth): string {
  if (depth === 'none') return '';
  const [code = 39, kind, ...rest] = codes;
  if (kind === undefined) return String(code);
  if (kind === 5) {
    const index = rest[0] ?? 0;
    if (index > 255) return '';
    if (index < 16) return sixteen(code, index);
    return depth === '16' ? sixteen(code, nearest(paletteColour(index), 0, 16)) : `${code};5;${index}`;
  }
  const [red = 0, green = 0, blue = 0] = rest;
  if (Math.max(red, green, blue) > 255) return '';
  if (depth === 'true') return `${code};2;${red};${green};${blue}`;
  if (depth === '256') return `${code};5;${nearest([red, green, blue], 16, 256)}`;
  return sixteen(code, nearest([red, green, blue], 0, 16));
}

function sixteen(code: number, index: number): string {
  const first = code === 48 ? 40 : 30;
  return String(index < 8 ? first + index : first + 60 + index - 8);
}

const MAX_NEAREST = 512;
const nearestKnown = new Map<string, number>();

function nearest(colour: Rgb, from: number, to: number): number {
  const key = `${colour.join()},${to}`;
  const found = nearestKnown.get(key);
  if (found !== undefined) return found;
  let best = from;
  for (let index = from; index < to; index++)
    if (distance(paletteColour(index), colour) < distance(paletteColour(best), colour)) best = index;
  if (nearestKnown.size >= MAX_NEAREST) nearestKnown.clear();
  nearestKnown.set(key, best);
  return best;
}

function distance(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of colours. */
export function colourDepth(env: Environment): ColourDepth {
  if (env.NO_COLOR) return 'none';
  const term = env.TERM ?? '';
  if (term === 'dumb') return 'none';
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || env.WT_SESSION) return 'true';
  if (/kitty|ghostty|alacritty|foot|wezterm|direct/.test(term)) return 'true';
  if (term.includes('256color')) return '256';
  return '16';
}
