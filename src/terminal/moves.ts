/** A place on the screen, from 0 at the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Up to this many lines a line feed each is shorter than a move. Each stays above the last row, so nothing scrolls. */
const MAX_FEEDS = 3;

/** The shortest sequence that takes the cursor from one place (undefined: nobody knows where) to another. */
export function move(from: Point | undefined, to: Point): string {
  let best = to.x === 0 ? (to.y === 0 ? '\x1b[H' : `\x1b[${to.y + 1}H`) : `\x1b[${to.y + 1};${to.x + 1}H`;
  if (!from) return best;
  for (const candidate of relative(from, to)) if (candidate.length < best.length) best = candidate;
  return best;
}

function relative(from: Point, to: Point): string[] {
  const right = to.x - from.x;
  const down = to.y - from.y;
  const found: string[] = [];
  if (down === 0) {
    if (right === 0) return [''];
    found.push(right > 0 ? step(right, 'C') : step(-right, 'D'));
    if (right < 0 && right > -4) found.push('\b'.repeat(-right));
    if (to.x === 0) found.push('\r');
    found.push(step(to.x + 1, 'G'));
  } else if (right === 0) found.push(down > 0 ? step(down, 'B') : step(-down, 'A'));
  if (to.x === 0 && down > 0 && down <= MAX_FEEDS) found.push(`\r${'\n'.repeat(down)}`);
  return found;
}

function step(count: number, letter: string): string {
  return count === 1 ? `\x1b[${letter}` : `\x1b[${count}${letter}`;
}
