import { describe, expect, test } from 'vitest';
import { ENTERPRISE_FIELDS } from '../../src/catalogue/carry.ts';
import { fieldOf, isWanted } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import {
  copyOf,
  type Defaults,
  defaultsFor,
  newDeclaration,
  newGoods,
  withDeclarationNo,
} from '../../src/declaration/create.ts';

const TODAY = { entryNo: 'WI15088098517356', today: '2017-10-24' };
const DEFAULTS: Defaults = {
  all: { registrationNo: '4403000005', tradeMode: '11', 'goods.currency': '840', 'goods.purpose': '12' },
  in: { acceptingOrg: '470000', 'goods.originCountry': '250' },
  out: { acceptingOrg: '440300', tradeMode: '12', departurePort: '440101', 'goods.originPlace': '440300' },
  pack: {},
};
const LAST: Declaration = {
  direction: 'in',
  entryNo: 'WI1',
  declarationNo: '117000004025958',
  declarationDate: '2017-09-01',
  registrationNo: '4403000005',
  contactPerson: '张三',
  tradeMode: '27',
  entryPort: '470001',
  consigneeName: '深圳公司',
  marks: '唛头',
  containers: [{ numbers: ['MRKU6105297'] }],
  goods: [{ name: '酒' }],
};

describe('a new declaration', () => {
  test('with nothing to carry in', () => {
    expect(newDeclaration('in', TODAY)).toEqual({
      direction: 'in',
      entryNo: TODAY.entryNo,
      declarationDate: '2017-10-24',
      marks: 'N/M',
      containers: [],
      goods: [],
    });
  });

  test('takes the defaults of the enterprise, those of the form first', () => {
    expect(newDeclaration('in', { ...TODAY, defaults: DEFAULTS })).toMatchObject({
      registrationNo: '4403000005',
      tradeMode: '11',
      acceptingOrg: '470000',
    });
    expect(newDeclaration('out', { ...TODAY, defaults: DEFAULTS })).toMatchObject({
      tradeMode: '12',
      acceptingOrg: '440300',
      departurePort: '440101',
    });
  });

  test('and of the last one what stays, where the enterprise has no default', () => {
    const { document, last } = {
      document: newDeclaration('in', { ...TODAY, defaults: DEFAULTS, last: LAST }),
      last: LAST,
    };
    expect(document).toMatchObject({
      registrationNo: '4403000005',
      tradeMode: '11',
      contactPerson: last.contactPerson,
      entryPort: last.entryPort,
      marks: 'N/M',
      entryNo: TODAY.entryNo,
      declarationDate: TODAY.today,
    });
    for (const name of ['declarationNo', 'consigneeName'] as const) expect(document[name]).toBeUndefined();
    expect([document.containers, document.goods]).toEqual([[], []]);
  });

  test('of a last one of another enterprise nothing: its contact and declarant are not ours', () => {
    const last: Declaration = { ...LAST, registrationNo: '3100910186', declarantNo: '3100012345' };
    const document = newDeclaration('in', { ...TODAY, defaults: DEFAULTS, last });
    for (const name of ['contactPerson', 'declarantNo', 'entryPort'] as const) expect(document[name]).toBeUndefined();
    expect(document.registrationNo).toBe('4403000005');
  });

  test('nothing that the form has not', () => {
    const document = newDeclaration('out', { ...TODAY, last: LAST });
    expect(document.entryPort).toBeUndefined();
    expect(document.contactPerson).toBe('张三');
  });
});

describe('a new goods line', () => {
  test('takes the defaults for goods', () => {
    expect(newGoods('in', DEFAULTS)).toEqual({ currency: '840', purpose: '12', originCountry: '250' });
    expect(newGoods('out', DEFAULTS)).toEqual({ currency: '840', purpose: '12', originPlace: '440300' });
    const before = {
      purpose: '16',
      originCountry: '076',
      attributes: ['18'],
      quantity: '3',
      packages: [{ type: '4M', quantity: '9' }],
    };
    expect(newGoods('in', DEFAULTS, before)).toEqual({
      currency: '840',
      purpose: '16',
      originCountry: '076',
      packages: [{ type: '4M' }],
    });
    expect(newGoods('in')).toEqual({});
  });

  test('of the registration under which the declaration stands', () => {
    const other: Defaults = { ...DEFAULTS, all: { 'goods.currency': '156' } };
    const registrations = [
      { number: '4403000005', defaults: DEFAULTS },
      { number: '3100910186', defaults: other },
    ];
    expect(defaultsFor({ ...LAST, registrationNo: '3100910186' }, registrations)).toBe(other);
    expect(defaultsFor({ ...LAST, registrationNo: '1' }, registrations)).toBe(DEFAULTS);
    expect(defaultsFor(LAST, [])).toBeUndefined();
  });

  test('the type of package stands in the first package', () => {
    const defaults: Defaults = { ...DEFAULTS, all: { 'goods.packageType': '4C13' } };
    expect(newGoods('pack', defaults)).toEqual({ packages: [{ type: '4C13' }] });
  });

  test.each([undefined, 'dec' as const])('every default of an enterprise that the form %s has arrives', message => {
    for (const direction of DIRECTIONS) {
      const ids = [...ENTERPRISE_FIELDS.all, ...ENTERPRISE_FIELDS[direction]];
      const all = Object.fromEntries(ids.map(id => [id, '1']));
      const defaults: Defaults = { all, in: {}, out: {}, pack: {} };
      const wanted = ids.filter(id => isWanted(fieldOf(id), direction, message));
      expect(wanted.length).toBeGreaterThan(5);
      const document = newDeclaration(direction, { ...TODAY, defaults, ...(message && { message }) });
      const goods = newGoods(direction, defaults, undefined, message);
      expect(JSON.stringify([document, goods]).match(/"1"/gu)).toHaveLength(wanted.length);
    }
  });

  test('every default of an enterprise is one of a form that is sent', () => {
    const forms = [undefined, 'dec' as const];
    const lost = ENTERPRISE_FIELDS.all.filter(id =>
      DIRECTIONS.every(direction => !forms.some(message => isWanted(fieldOf(id), direction, message))),
    );
    expect(lost).toEqual([]);
  });
});

describe('a copy', () => {
  test('has the contents under a number and a day of its own', () => {
    const copy = copyOf(LAST, TODAY);
    expect(copy).toEqual({ ...without(LAST, 'declarationNo'), entryNo: TODAY.entryNo, declarationDate: TODAY.today });
    expect(LAST.declarationNo).toBe('117000004025958');
  });
});

test('the number that the bureau gives stands in the document', () => {
  expect(withDeclarationNo(LAST, '117000004025959').declarationNo).toBe('117000004025959');
  expect('declarationNo' in withDeclarationNo(LAST, undefined)).toBe(false);
});

function without(document: Declaration, name: keyof Declaration): object {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
}
