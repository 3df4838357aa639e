import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { fillEmpty, type OfficeKnows } from '../../src/declaration/fill-empty.ts';

const party = (code: string, name: string, nameEn = '', address = '') => ({ code, name, nameEn, address });

const KNOWS: OfficeKnows = {
  enterprises: [
    {
      number: '4401000001',
      name: '一号报检',
      defaults: {
        all: {
          registrationNo: '4401000001',
          enterpriseName: '一号报检',
          contactPerson: '陈',
          contactPhone: '020-1',
          tradeMode: '11',
          'goods.purpose': '12',
        },
        in: { category: '13', tradeMode: '15', 'goods.originCountry': '840' },
        out: { category: '24', 'goods.manufacturerNo': '4400001', 'goods.manufacturerName': '某果园' },
        pack: {},
      },
    },
    {
      number: '4401000002',
      name: '二号报检',
      defaults: {
        all: { registrationNo: '4401000002', enterpriseName: '二号报检', storagePlace: '二仓' },
        in: {},
        out: {},
        pack: {},
      },
    },
  ],
  parties: [party('A1', '深圳甲', 'SHENZHEN A', '罗湖'), party('B1', '同名', 'FIRST'), party('B2', '同名', 'SECOND')],
};

const HEAD = { registrationNo: '9', consigneeCode: 'x' };
const one = (document: Partial<Declaration>): Declaration => ({
  direction: 'in',
  containers: [],
  goods: [],
  ...document,
});

// biome-ignore format: table
const CASES: readonly (readonly [string, Partial<Declaration>, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ['the first registration where none is named, one form before all',
    {}, { registrationNo: '4401000001', enterpriseName: '一号报检', contactPerson: '陈', contactPhone: '020-1', tradeMode: '15', category: '13' },
    ['registrationNo', 'enterpriseName', 'contactPerson', 'contactPhone', 'tradeMode', 'category']],
  ['the registration of the number', { registrationNo: '4401000002' }, { enterpriseName: '二号报检', storagePlace: '二仓' }, ['enterpriseName', 'storagePlace']],
  ['the registration of the name', { enterpriseName: '二号报检' }, { registrationNo: '4401000002' }, ['registrationNo', 'storagePlace']],
  ['nothing under a strange number', { registrationNo: '9' }, { registrationNo: '9' }, []],
  ['nothing under a strange name', { enterpriseName: '别人' }, { enterpriseName: '别人' }, []],
  ['values that are there win, and the phone of another person stays out',
    { contactPerson: '李', tradeMode: '99', category: '14' }, { contactPerson: '李', tradeMode: '99', category: '14' }, ['registrationNo', 'enterpriseName']],
  ['the phone of the same person', { contactPerson: '陈', tradeMode: '1', category: '1' }, { contactPhone: '020-1' }, ['registrationNo', 'enterpriseName', 'contactPhone']],
  ['each goods line what it lacks',
    { registrationNo: '4401000001', enterpriseName: 'x', contactPerson: 'x', tradeMode: 'x', category: 'x', goods: [{ purpose: '16' }, { name: '梨' }] },
    { goods: [{ purpose: '16', originCountry: '840' }, { name: '梨', purpose: '12', originCountry: '840' }] },
    ['goods[1].purpose', 'goods[0].originCountry', 'goods[1].originCountry']],
  ['what stands for a form alone not on another; a maker with its number',
    { direction: 'out', ...HEAD, registrationNo: '4401000001', enterpriseName: 'x', contactPerson: 'x', tradeMode: 'x', goods: [{ purpose: '1', manufacturerName: '别的厂' }, { purpose: '1' }] },
    { goods: [{ purpose: '1', manufacturerName: '别的厂' }, { purpose: '1', manufacturerNo: '4400001', manufacturerName: '某果园' }] },
    ['category', 'goods[1].manufacturerNo', 'goods[1].manufacturerName']],
  ['a party by its code', { ...HEAD, consigneeCode: 'a1' }, { consigneeCode: 'a1', consigneeName: '深圳甲', consigneeNameEn: 'SHENZHEN A', consigneeAddress: '罗湖' },
    ['consigneeName', 'consigneeNameEn', 'consigneeAddress']],
  ['a party by its name', { registrationNo: '9', consignorName: '深圳甲', consignorAddress: '福田' }, { consignorCode: 'A1', consignorAddress: '福田' }, ['consignorCode', 'consignorNameEn']],
  ['no party by a name that two have', { registrationNo: '9', consigneeName: '同名' }, {}, []],
  ['one of two by code and name', { registrationNo: '9', consigneeName: '同名', consigneeCode: 'B2' }, { consigneeNameEn: 'SECOND' }, ['consigneeNameEn']],
  ['no party where code and name are of two', { registrationNo: '9', consigneeName: '同名', consigneeCode: 'A1' }, { consigneeName: '同名' }, []],
];

describe('what a declaration from outside leaves empty', () => {
  it.each(CASES)('%s', (_name, given, expected, paths) => {
    const { document, filled } = fillEmpty(one(given), KNOWS);
    expect(filled).toEqual(paths);
    expect(document).toMatchObject(expected);
  });

  it('stays empty where the value could not be read, and so does what goes with it', () => {
    const { filled } = fillEmpty(one({}), KNOWS, path => ['contactPerson', 'category'].includes(path));
    expect(filled).toEqual(['registrationNo', 'enterpriseName', 'tradeMode']);
  });
});
