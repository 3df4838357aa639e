import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareEntryNo, formatEntryNo, isEntryNo, monthOf, nextNumber } from '../../src/local/entry-number.ts';
import { entryNo, paper } from '../store/paper.ts';
import { openPapers } from '../store/stage.ts';

test('a number has letters, 13 digits of time and two of a counter, 17 characters in all', () => {
  expect(formatEntryNo('WI', nextNumber(0, 1_507_627_158_556))).toBe('WI150762715855600');
});

test('numbers only grow, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10, max: 9_999_999_999_998 }), { minLength: 1 }), clock => {
      let last = 0;
      for (const now of clock) {
        const next = nextNumber(last, now);
        expect(next).toBeGreaterThan(last);
        expect(isEntryNo(formatEntryNo('WE', next))).toBe(true);
        last = next;
      }
    }),
  );
});

test('a clock that goes back does not repeat a number, and neither does a number that came from elsewhere', async () => {
  let now = 1_600_000_000_000;
  const store = await openPapers(undefined, { now: () => now });
  const first = await store.nextEntryNo('WI');
  now -= 3_600_000;
  const second = await store.nextEntryNo('WI');
  expect([first, second]).toEqual(['WI160000000000000', 'WI160000000000001']);
  await store.save(paper('WI160000000000002'), { expect: 0 });
  expect(await store.nextEntryNo('WI')).toBe('WI160000000000003');
});

// biome-ignore format: table
const forms: [text: string, ok: boolean][] = [
  ['WI15076271585562',    true],
  ['WI150762685828110',   true],
  ['WE1507627158556',     true],
  ['WI150762715855',      false],
  ['WI1507627158556001',  false],
  ['wi1507627158556',     false],
  ['1507627158556',       false],
  ['WI1507627158556\n',   false],
];

test.each(forms)('%j is an entry number: %s', (text, ok) => {
  expect(isEntryNo(text)).toBe(ok);
});

test('the month is that of the time in the number', () => {
  expect(monthOf('WI15076271585562')).toBe('2017-10');
  expect(monthOf(entryNo(0))).toBe('2017-10');
});

test('newest first', () => {
  const sorted = ['WE1507627158556', 'WI15076271585562', 'WI1507627158557', 'WE15076271585562'].sort(compareEntryNo);
  expect(sorted).toEqual(['WI1507627158557', 'WE15076271585562', 'WI15076271585562', 'WE1507627158556']);
});
