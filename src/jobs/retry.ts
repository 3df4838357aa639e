const FIRST = 5_000;
const LONGEST = 30 * 60_000;

/**
 * Milliseconds to wait after the given number of failed tries: 5 seconds, doubled each time, never more than half an hour.
 * A fifth is left to chance, so that an office's programs do not all come back in the same second.
 */
export function retryPause(tries: number, random: () => number): number {
  const pause = Math.min(LONGEST, FIRST * 2 ** Math.min(Math.max(tries - 1, 0), 30));
  return Math.round(pause * (0.8 + 0.2 * random()));
}
