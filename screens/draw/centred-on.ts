/** The first of `count` lines to show so that line `at` is in the middle of the `rows` that are seen, as far as there are lines. */
export function centredOn(at: number, rows: number, count: number): number {
  return Math.max(0, Math.min(count - rows, at - Math.floor(rows / 2)));
}
