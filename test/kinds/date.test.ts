import fc from 'fast-check';
import { expect, test } from 'vitest';
import { date, isDate } from '../../src/kinds/date.ts';

const SIZE = { max: 10 };

// biome-ignore format: table
const TAKEN = [
  ['20170920',            '2017-09-20'],
  ['2017。9。20',         '2017-09-20'],
  ['20170920T15:40:11',   '2017-09-20'],
  ['2017-09-19T16:00:00Z',         '2017-09-20'],
  ['2017-09-19T15:59:59.999Z',     '2017-09-19'],
  ['2017-09-20T00:00:00+08:00',    '2017-09-20'],
  ['2017-09-20T23:30:00-0500',     '2017-09-21'],
  ['２０１７０９２０',    '2017-09-20'],
  ['2017-9-2',            '2017-09-02'],
  ['2017/09/20',          '2017-09-20'],
  ['2017.9.20',           '2017-09-20'],
  ['2017年9月20日',       '2017-09-20'],
  ['2017-09-20 08:30:00', '2017-09-20'],
  ['2017-09-20T08:30:00', '2017-09-20'],
  ['20160229',            '2016-02-29'],
  ['20000229',            '2000-02-29'],
  ['19000101',            '1900-01-01'],
  ['21991231',            '2199-12-31'],
] as const;

// biome-ignore format: table
const REFUSED = [
  ['20170229',   'date.impossible'],
  ['19000229',   'date.impossible'],
  ['20171301',   'date.impossible'],
  ['20170001',   'date.impossible'],
  ['20170100',   'date.impossible'],
  ['20170431',   'date.impossible'],
  ['18991231',   'date.impossible'],
  ['22000101',   'date.impossible'],
  ['2017920',    'date.form'],
  ['201709201',  'date.form'],
  ['明天',       'date.form'],
  ['09/20/2017', 'date.form'],
] as const;

test.each(TAKEN)('%s is the day %s', (text, value) => {
  expect(date.parse(text, SIZE)).toEqual({ value });
  expect(date.format(value)).toBe(value);
});

test.each(REFUSED)('%s is no day: %s', (text, code) => {
  expect(date.parse(text, SIZE)).toEqual({ fault: { code } });
});

test('the same days as the calendar of the machine', () => {
  const number = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), number(14), number(33), (year, month, day) => {
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const real = new Date(Date.UTC(year, month - 1, day));
      const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === day && real.getUTCFullYear() === year;
      expect(isDate(text)).toBe(exists);
      expect(date.parse(text.replaceAll('-', ''), SIZE).value === text).toBe(exists);
    }),
  );
});
