import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { DOUBT_CODES, wordingOf } from '../../src/catalogue/wording.ts';
import { contentsOf, duplicatesOf, marksOf, oldDaysOf, unchangedOf } from '../../src/declaration/doubts.ts';
import { CIGARETTES, inbound, ORANGES, outbound } from '../practice/declarations.ts';

const car = (vin: string) => ({ ...ORANGES, licences: [{ type: '408', vins: [{ vinNo: '1', vin }] }] });

/** A shipment of its own: nothing in it is that of another. */
const shipment = (more: Partial<Declaration> = {}): Declaration =>
  inbound('WI1', [ORANGES], { contractNo: 'HT-9', billOfLadingNo: 'BL-9', arrivalDate: '2017-09-18', ...more });

const boxes = (...numbers: string[]) => [{ spec: '1', numbers, quantity: String(numbers.length) }] as never;

const EARLIER = inbound('WI0', [ORANGES, car('LSVAU033112345678')], {
  contractNo: 'HT-1',
  billOfLadingNo: 'COSU 123',
  arrivalDate: '2017-09-18',
  containers: boxes('TGHU1234567', 'TGHU7654321'),
});

/** What is found between an earlier declaration and a later one. */
// biome-ignore format: table
const CASES: readonly (readonly [name: string, earlier: Declaration, later: Declaration, found: readonly string[]])[] = [
  ['nothing in common',                    EARLIER, shipment(), []],
  ['the contents, whatever number and day', EARLIER, { ...EARLIER, entryNo: 'WI1', declarationDate: '2017-10-24', declarationNo: '1' }, ['duplicate.contents']],
  ['one value changed in a copy',          EARLIER, { ...EARLIER, contactPhone: '1' }, ['duplicate.bill', 'duplicate.container', 'duplicate.vin', 'duplicate.contract']],
  ['the bill',                             EARLIER, shipment({ billOfLadingNo: 'COSU123' }), ['duplicate.bill']],
  ['the bill in full-width letters',       EARLIER, shipment({ billOfLadingNo: 'ｃｏｓｕ１２３' }), ['duplicate.bill']],
  ['the bill of another party',            EARLIER, shipment({ billOfLadingNo: 'COSU123', consigneeName: '别人' }), ['duplicate.bill']],
  ['what is no number',                    shipment({ billOfLadingNo: '无' }), shipment({ billOfLadingNo: '无', contactPhone: '1', contractNo: '2' }), []],
  ['a container',                          EARLIER, shipment({ containers: boxes('TGHU0000000', 'TGHU7654321') }), ['duplicate.container']],
  ['a container after 90 days',            EARLIER, shipment({ containers: boxes('TGHU7654321'), arrivalDate: '2017-12-17' }), ['duplicate.container']],
  ['a container after a season',           EARLIER, shipment({ containers: boxes('TGHU7654321'), arrivalDate: '2017-12-18' }), []],
  ['a container of several parties',       EARLIER, shipment({ containers: boxes('TGHU7654321'), consigneeName: '别人' }), []],
  ['a container without a day',            EARLIER, shipment({ containers: boxes('TGHU7654321'), arrivalDate: undefined as never }), ['duplicate.container']],
  ['a vehicle',                            EARLIER, shipment({ goods: [car('lsvau033112345678')] }), ['duplicate.vin']],
  ['another vehicle',                      EARLIER, shipment({ goods: [car('LSVAU033112345679')] }), []],
  ['a contract with the same goods',       shipment({ billOfLadingNo: 'A1' }), shipment({ billOfLadingNo: 'A2' }), ['duplicate.contract']],
  ['a contract with its goods in another order', shipment({ billOfLadingNo: 'A1', goods: [ORANGES, CIGARETTES] }), shipment({ billOfLadingNo: 'A2', goods: [CIGARETTES, ORANGES] }), ['duplicate.contract']],
  ['a contract with another quantity',     shipment({ billOfLadingNo: 'A1' }), shipment({ billOfLadingNo: 'A2', goods: [{ ...ORANGES, quantity: '11' }] }), []],
  ['a contract with other goods',          shipment({ billOfLadingNo: 'A1' }), shipment({ billOfLadingNo: 'A2', goods: [CIGARETTES] }), []],
  ['a contract of another party',          shipment({ billOfLadingNo: 'A1' }), shipment({ billOfLadingNo: 'A2', consigneeName: '别人' }), []],
  ['outbound: contract and goods',         outbound('WE0'), outbound('WE1', { contactPhone: '1' }), ['duplicate.contract']],
  ['outbound: a container',                outbound('WE0', { containers: boxes('TGHU7654321') }), outbound('WE1', { contractNo: '7', containers: boxes('TGHU7654321') }), ['duplicate.container']],
  ['packaging: contract and goods',        { ...outbound('WP0'), direction: 'pack' }, { ...outbound('WP1'), direction: 'pack', contactPhone: '1' }, ['duplicate.contract']],
  ['another form with the same numbers',   outbound('WE0'), { ...outbound('WP1'), direction: 'pack' }, []],
  ['what came in and goes out',            EARLIER, { ...outbound('WE1', { contractNo: 'HT-1' }), goods: EARLIER.goods, containers: EARLIER.containers }, []],
];

describe('what two declarations have in common', () => {
  test.each(CASES)('%s', (_name, earlier, later, found) => {
    const other = { entryNo: earlier.entryNo ?? '', document: earlier, day: '2017-09-20', status: '已发送' };
    const doubts = duplicatesOf(later, [other]);
    expect(doubts.map(({ fault }) => fault.code)).toEqual(found);
    for (const { fault } of doubts) {
      expect(fault.level).toBe('warning');
      expect(wordingOf(fault)).toMatch(new RegExp(`${earlier.entryNo}（2017-09-20，已发送）`, 'u'));
      expect(wordingOf(fault)).not.toMatch(/[{}]|undefined/u);
    }
    // The index leads to every one of them.
    const marks = new Set(marksOf(earlier));
    if (found.length > 0) expect(marksOf(later).some(mark => marks.has(mark))).toBe(true);
  });

  test('numbers of one kind are told together, the first with its place', () => {
    const containers = [
      { spec: '1', numbers: ['AAAU0000001'] },
      { spec: '2', numbers: ['TGHU7654321', 'TGHU1234567'] },
    ] as never;
    const [doubt] = duplicatesOf(shipment({ containers }), [
      { entryNo: 'WI0', document: EARLIER, day: '', status: '' },
    ]);
    expect(doubt?.fault).toMatchObject({
      path: 'containers[1].numbers',
      params: { value: 'TGHU7654321、TGHU1234567' },
    });
  });
});

// biome-ignore format: table
const DAYS: readonly (readonly [name: string, document: Declaration, paths: readonly string[]])[] = [
  ['of this year',                   shipment(), []],
  ['a year and a day before',        shipment({ arrivalDate: '2016-09-20' }), []],
  ['more than a year before',        shipment({ arrivalDate: '2016-09-18', departureDate: '2016-09-01' }), ['departureDate', 'arrivalDate']],
  ['without a day of declaration',   shipment({ arrivalDate: '2016-10-20', declarationDate: undefined as never }), ['arrivalDate']],
  ['no day at all',                  shipment({ arrivalDate: '去年' }), []],
  ['of an outbound shipment',        outbound('WE1', { shipmentDate: '2015-10-01' }), ['shipmentDate']],
  ['not on this form',               outbound('WE1', { arrivalDate: '2015-10-01' }), []],
];

test.each(DAYS)('days of a shipment: %s', (_name, document, paths) => {
  expect(oldDaysOf(document, '2017-10-24').map(({ fault }) => fault.path)).toEqual(paths);
});

test('what was rejected is unchanged until a value is another; number and day are none', () => {
  const sent = contentsOf(EARLIER);
  expect(unchangedOf({ ...EARLIER, declarationNo: '1', declarationDate: '2017-10-24' }, sent)).toHaveLength(1);
  expect(unchangedOf({ ...EARLIER, contactPhone: '1' }, sent)).toEqual([]);
  expect(unchangedOf(EARLIER, undefined)).toEqual([]);
});

test('every doubt has a case, and its code the usual form', () => {
  const found = new Set([
    ...CASES.flatMap(([, , , codes]) => codes),
    'date.year-old',
    'rejected.unchanged',
    'code.list-changed',
  ]);
  expect(DOUBT_CODES.filter(code => !found.has(code))).toEqual([]);
  expect([...found].filter(code => !DOUBT_CODES.includes(code))).toEqual([]);
  expect(DOUBT_CODES.filter(code => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/u.test(code))).toEqual([]);
});
