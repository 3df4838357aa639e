import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDate } from '../../src/kinds/date.ts';
import { dayMeant } from '../../src/kinds/day-meant.ts';

// biome-ignore format: table
const MEANT: readonly [today: string, text: string, day: string | undefined][] = [
  // a day of the month nearest today
  ['2017-10-24', '22',           '2017-10-22'],
  ['2017-10-24', '24',           '2017-10-24'],
  ['2017-10-24', '5',            '2017-11-05'],
  ['2017-10-24', '05',           '2017-11-05'],
  ['2017-10-24', '9',            '2017-10-09'],
  ['2017-10-24', '10',           '2017-10-10'],
  ['2017-10-24', '２２',         '2017-10-22'],
  ['2017-10-24', '22日',         '2017-10-22'],
  ['2017-10-24', '22号',         '2017-10-22'],
  ['2017-10-02', '30',           '2017-09-30'],
  ['2017-12-30', '2',            '2018-01-02'],
  ['2018-01-02', '30',           '2017-12-30'],
  // as near before as behind: the later one
  ['2017-10-16', '1',            '2017-10-01'],
  ['2017-09-16', '1',            '2017-10-01'],
  // a day that not every month has
  ['2017-11-16', '31',           '2017-10-31'],
  ['2017-11-15', '31',           '2017-10-31'],
  ['2017-09-16', '31',           '2017-08-31'],
  ['2017-09-30', '31',           '2017-08-31'],
  ['2017-02-15', '30',           '2017-01-30'],
  ['2017-02-20', '30',           '2017-01-30'],
  ['2017-02-25', '29',           '2017-01-29'],
  ['2017-02-28', '29',           '2017-03-29'],
  ['2016-02-28', '29',           '2016-02-29'],
  ['2017-10-24', '32',           undefined],
  ['2017-10-24', '0',            undefined],
  ['2017-10-24', '00',           undefined],
  // month and day of the nearest year
  ['2017-10-24', '1022',         '2017-10-22'],
  ['2017-10-24', '10-22',        '2017-10-22'],
  ['2017-10-24', '10.22',        '2017-10-22'],
  ['2017-10-24', '10/22',        '2017-10-22'],
  ['2017-10-24', '10月22日',     '2017-10-22'],
  ['2017-10-24', '1-2',          '2018-01-02'],
  ['2017-12-31', '0101',         '2018-01-01'],
  ['2018-01-01', '1231',         '2017-12-31'],
  ['2018-03-01', '0827',         '2018-08-27'],
  ['2018-03-01', '0901',         '2017-09-01'],
  ['2017-10-24', '0229',         '2016-02-29'],
  ['2018-10-24', '0229',         '2020-02-29'],
  ['1900-06-01', '0229',         '1904-02-29'],
  ['2017-10-24', '0230',         undefined],
  ['2017-10-24', '0431',         undefined],
  ['2017-10-24', '1301',         undefined],
  ['2017-10-24', '0022',         undefined],
  ['2017-10-24', '1000',         undefined],
  // a year of two digits
  ['2017-10-24', '171022',       '2017-10-22'],
  ['2017-10-24', '17-10-22',     '2017-10-22'],
  ['2017-10-24', '17.1.2',       '2017-01-02'],
  ['2017-10-24', '991231',       '1999-12-31'],
  ['2017-10-24', '160229',       '2016-02-29'],
  ['2017-10-24', '170229',       undefined],
  ['2017-10-24', '171322',       undefined],
  // whole dates
  ['2017-10-24', '20171022',     '2017-10-22'],
  ['2017-10-24', '2017.10.22',   '2017-10-22'],
  ['2017-10-24', '2017-10-22',   '2017-10-22'],
  ['2017-10-24', '2017年1月2日', '2017-01-02'],
  ['2017-10-24', '20170229',     undefined],
  // days from today
  ['2017-10-24', '+3',           '2017-10-27'],
  ['2017-10-24', '-1',           '2017-10-23'],
  ['2017-10-24', '－１',         '2017-10-23'],
  ['2017-10-24', '+0',           '2017-10-24'],
  ['2017-10-31', '+1',           '2017-11-01'],
  ['2018-01-01', '-1',           '2017-12-31'],
  ['2016-02-28', '+1',           '2016-02-29'],
  ['2017-02-28', '+1',           '2017-03-01'],
  ['2016-03-01', '-1',           '2016-02-29'],
  ['2199-12-31', '+1',           undefined],
  ['2017-10-24', '昨',           '2017-10-23'],
  ['2017-10-24', '今',           '2017-10-24'],
  ['2017-10-31', '明',           '2017-11-01'],
  ['2017-10-24', '明天',         '2017-10-25'],
  ['2017-10-24', '今日',         '2017-10-24'],
  ['2017-10-24', '后天',         '2017-10-26'],
  // nothing of the sort
  ['2017-10-24', '',             undefined],
  ['2017-10-24', '+',            undefined],
  ['2017-10-24', '-',            undefined],
  ['2017-10-24', '10-',          undefined],
  ['2017-10-24', '102',          undefined],
  ['2017-10-24', '20171',        undefined],
  ['2017-10-24', '2017102',      undefined],
  ['2017-10-24', '下周',         undefined],
];

test.each(MEANT)('on %s %s is %s', (today, text, day) => {
  expect(dayMeant(text, today)).toBe(day);
});

const DAY = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map(day => day.toISOString().slice(0, 10));
const distance = (one: string, other: string): number => Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;

test('a day is what was typed, and never further than there can be one nearer', () => {
  fc.assert(
    fc.property(DAY, fc.integer({ min: 1, max: 31 }), (today, day) => {
      const meant = dayMeant(String(day), today) ?? '';
      expect(isDate(meant)).toBe(true);
      expect(Number(meant.slice(8))).toBe(day);
      const nearer = Array.from({ length: distance(meant, today) }, (_, by) => [by, -by]).flat();
      for (const by of nearer) {
        const other = new Date(Date.parse(today) + by * 86_400_000).toISOString();
        expect(Number(other.slice(8, 10))).not.toBe(day);
      }
    }),
  );
});

test('any day near today is meant by its month and day', () => {
  fc.assert(
    fc.property(DAY, fc.integer({ min: -180, max: 180 }), (today, by) => {
      const day = new Date(Date.parse(today) + by * 86_400_000).toISOString().slice(0, 10);
      expect(dayMeant(day.slice(5).replace('-', ''), today)).toBe(day);
      expect(dayMeant(day.slice(2).replaceAll('-', ''), today)).toBe(day);
    }),
  );
});

// biome-ignore format: table
test.each([
  ['2017-10-24', '22',       '2017-10-22'],
  ['2017-10-24', '5',        '2017-10-05'],
  ['2017-10-24', '28',       '2017-09-28'],
  ['2017-10-24', '0401',     '2017-04-01'],
  ['2017-10-24', '1025',     '2016-10-25'],
  ['2017-10-24', '2018-1-1', '2018-01-01'],
  ['2017-10-24', '+3',       '2017-10-27'],
])('on %s %s has been on %s for who asks about what has been', (today, text, day) => {
  expect(dayMeant(text, today, true)).toBe(day);
});
