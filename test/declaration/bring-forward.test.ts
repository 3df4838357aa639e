import { expect, test } from 'vitest';
import { broughtForward } from '../../src/declaration/bring-forward.ts';
import { inbound, outbound } from '../practice/declarations.ts';

test('the last day of the shipment becomes today, all others keep their distance; the rest stays', () => {
  const days = { departureDate: '2017-08-12', arrivalDate: '2017-09-18', claimDeadline: '2017-12-17' };
  const sample = inbound('', undefined, days);
  expect(broughtForward(sample, '2026-11-26')).toEqual({
    ...sample,
    departureDate: '2026-10-20',
    arrivalDate: '2026-11-26',
    claimDeadline: '2027-02-24',
  });
});

test('a declaration without such a day, or with one that is none, stays as it is', () => {
  const { shipmentDate: _, ...sample } = outbound('');
  expect(broughtForward(sample, '2026-11-26')).toBe(sample);
  const wrong = inbound('', undefined, { arrivalDate: '明天' });
  expect(broughtForward(wrong, '2026-11-26')).toBe(wrong);
});
