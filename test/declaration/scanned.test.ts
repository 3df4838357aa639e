import { describe, expect, it } from 'vitest';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { mayHold, placesOf, type ScannedAround } from '../../src/declaration/scanned.ts';
import { SHIPPED } from './shipped-book.ts';

/** An office that has declared before. */
const PAST = {
  bill: ['COSU6201234567', 'COSU6201234568', 'MRKU4795280'],
  contract: ['HT-2017-001', 'HT-2017-002', 'ZX/17A'],
} as Readonly<Record<string, readonly string[]>>;

const around = (direction: ScannedAround['direction'], past = PAST): ScannedAround => ({
  direction,
  book: SHIPPED,
  past: column => past[column] ?? [],
});

describe('what a text can only be', () => {
  // biome-ignore format: table
  it.each<[text: string, direction: ScannedAround['direction'], places: readonly string[]]>([
    ['MRKU6105297',        'in',   ['containers.numbers']],
    [' mrku6105297\n',     'out',  ['containers.numbers']],
    ['ＭＲＫＵ6105297',     'in',   ['containers.numbers']],
    ['MRKU6105297',        'pack', []],
    ['1M8GDM9AXKP042788',  'in',   ['goods.licences.vins.vin']],
    ['0805100000',         'in',   ['goods.hsCode']],
    ['0805100000101',      'in',   ['goods.ciqCode']],
    ['UN1263',             'in',   ['goods.danger.unNo']],
    ['un 1263',            'out',  ['goods.danger.unNo']],
    ['91350100M000100Y43', 'in',   ['consigneeCode', 'consignorCode']],
    ['COSU6209999999',     'in',   ['billOfLadingNo']],
    ['HT-2018-123',        'in',   ['contractNo']],
    ['HT-2018-123',        'out',  ['contractNo']],
  ])('%s on %s', (text, direction, places) => {
    expect(placesOf(text, around(direction)).map(({ id }) => id)).toEqual(places);
  });

  // biome-ignore format: table
  it.each<[why: string, text: string]>([
    ['a container with another check digit',               'MRKU6105298'],
    ['a container that is cut off',                        'MRKU610529'],
    ['a container of a category that there is not',        'MRKX6105297'],
    ['two containers at once',                             'MRKU6105297 NYKU8527234'],
    ['a VIN with another check digit',                     '1M8GDM9A1KP042788'],
    ['seventeen figures that pass the check of a VIN',     '11111111111111111'],
    ['the number of a person',                             '11010519491231002X'],
    ['a credit code with another check character',         '91350100M000100Y44'],
    ['ten figures that no table has, such as a telephone', '4008123456'],
    ['a registration',                                     '3100000001'],
    ['thirteen figures of a goods label',                  '6901234567892'],
    ['a year, or four figures of UN without the letters',  '1263'],
    ['a bill of a shape that was never declared',          'OOLU123'],
    ['a shape that was declared once',                     'ZX/18B'],
    ['a word',                                             'Orange'],
    ['a name',                                             '广州远洋贸易有限公司'],
    ['nothing',                                            '  '],
  ])('%s is nothing', (_why, text) => {
    expect(placesOf(text, around('in')).map(({ id }) => id)).toEqual([]);
  });

  it('a number whose shape both columns know is offered both', () => {
    const past = { bill: ['AB-12345', 'CD-12345'], contract: ['EF-99999', 'GH-99999'] };
    expect(placesOf('XY-55555', around('in', past)).map(({ id }) => id)).toEqual(['billOfLadingNo', 'contractNo']);
  });

  it('the UN number is held without its letters', () => {
    expect(placesOf('UN 1263', around('in'))[0]?.text).toBe('1263');
  });
});

describe('whether the field at hand may be meant', () => {
  // biome-ignore format: table
  it.each<[text: string, field: FieldId, may: boolean]>([
    ['MRKU6105297',        'containers.numbers', true],
    ['MRKU6105297',        'contractNo',         false],
    ['MRKU6105297',        'arrivalDate',        false],
    ['MRKU6105297',        'goods.quantity',     false],
    ['MRKU6105297',        'tradeMode',          false],
    ['MRKU6105297',        'marks',              true],
    ['MRKU6105297',        'goods.specification', true],
    ['MRKU6105297',        'consigneeName',      false],
    ['0805100000',         'goods.quantity',     true],
    ['0805100000',         'contractNo',         true],
    ['0805100000',         'arrivalDate',        false],
    ['0805100000',         'goods.ciqCode',      false],
    ['COSU6209999999',     'contractNo',         false],
    ['COSU6209999999',     'conveyanceNo',       true],
    ['COSU6209999999',     'billOfLadingNo',     true],
    ['COSU6209999999',     'arrivalDate',        false],
    ['91350100M000100Y43', 'consigneeCode',      true],
    ['91350100M000100Y43', 'contactPerson',      false],
  ])('%s in %s: %s', (text, id, may) => {
    const past = around('in');
    expect(mayHold(fieldOf(id), text, placesOf(text, past), past)).toBe(may);
  });

  it('a bill that looks like a container stays where such bills were declared', () => {
    const past = around('in', { bill: ['MRKU4795280', 'MSKU0366377'] });
    expect(mayHold(fieldOf('billOfLadingNo'), 'MRKU6105297', placesOf('MRKU6105297', past), past)).toBe(true);
  });
});
