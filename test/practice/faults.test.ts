import { describe, expect, it } from 'vitest';
import { mishapOf, NO_FAULTS, readFaults, seededRandom } from '../../src/practice/faults.ts';

describe('faults on demand', () => {
  it.each([
    [{ drop: 0.3 }, { drop: 0.3 }],
    [
      { slow: 50, duplicate: true, verdict: 'reject' },
      { slow: 50, duplicate: true, verdict: 'reject' },
    ],
    [{}, {}],
    [{ drop: 1.5 }, undefined],
    [{ drop: '0.3' }, undefined],
    [{ unknown: 1 }, undefined],
    [{ verdict: 'maybe' }, undefined],
    [undefined, undefined],
  ])('%j', (value, faults) => expect(readFaults(value)).toEqual(faults));

  it('nothing happens without them', () => {
    expect(mishapOf(NO_FAULTS, () => 0)).toBeUndefined();
  });

  it('a share of 1 always hits, the others never', () => {
    expect(mishapOf({ ...NO_FAULTS, truncate: 1 }, () => 0.999)).toBe('truncate');
    expect(mishapOf({ ...NO_FAULTS, truncate: 0.5 }, () => 0.5)).toBeUndefined();
  });

  it('a seed fixes the row of mishaps, and its share is right', () => {
    const row = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 10_000 }, () => mishapOf({ ...NO_FAULTS, drop: 0.3 }, random));
    };
    expect(row(7)).toEqual(row(7));
    expect(row(7)).not.toEqual(row(8));
    const dropped = row(7).filter(Boolean).length;
    expect(dropped).toBeGreaterThan(2_800);
    expect(dropped).toBeLessThan(3_200);
  });
});
