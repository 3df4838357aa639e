/** Which sides a box character reaches: up, right, down, left. */
// biome-ignore format: table
const SIDES: Readonly<Record<string, string>> = {
  '─': 'rl',  '━': 'rl',  '╌': 'rl',  '┄': 'rl',  '═': 'rl',
  '│': 'ud',  '┃': 'ud',  '┆': 'ud',  '┊': 'ud',  '║': 'ud',
  '┌': 'rd',  '╭': 'rd',  '┏': 'rd',  '╔': 'rd',  '┐': 'dl',  '╮': 'dl',  '┓': 'dl',  '╗': 'dl',
  '└': 'ur',  '╰': 'ur',  '┗': 'ur',  '╚': 'ur',  '┘': 'ul',  '╯': 'ul',  '┛': 'ul',  '╝': 'ul',
  '├': 'urd', '┣': 'urd', '╠': 'urd', '┤': 'udl', '┫': 'udl', '╣': 'udl',
  '┬': 'rdl', '┳': 'rdl', '╦': 'rdl', '┴': 'url', '┻': 'url', '╩': 'url', '┼': 'urdl', '╋': 'urdl', '╬': 'urdl',
};

/** A box character as lines from the middle of its cell, so that borders close whatever the font; undefined for any other. */
export function boxPath(glyph: string, x: number, y: number, width: number, height: number): string | undefined {
  const sides = SIDES[glyph];
  if (sides === undefined) return undefined;
  const middle = `M${x + width / 2} ${y + height / 2}`;
  const ends: Readonly<Record<string, string>> = { u: `V${y}`, d: `V${y + height}`, l: `H${x}`, r: `H${x + width}` };
  return Array.from(sides, side => middle + ends[side]).join('');
}
