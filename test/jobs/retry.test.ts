import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryPause } from '../../src/jobs/retry.ts';

// biome-ignore format: table
const pauses: [tries: number, seconds: number][] = [
  [0, 5], [1, 5], [2, 10], [3, 20], [4, 40], [8, 640], [9, 1280], [10, 1800], [1000, 1800],
];

test.each(pauses)('after %i tries the pause is at most %i seconds', (tries, seconds) => {
  expect(retryPause(tries, () => 1)).toBe(seconds * 1000);
  expect(retryPause(tries, () => 0)).toBe(seconds * 800);
});

test('pauses never shrink by more than chance', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
      expect(retryPause(tries + 1, () => chance)).toBeGreaterThanOrEqual(retryPause(tries, () => chance));
    }),
  );
});
