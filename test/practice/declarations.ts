import { join } from 'node:path';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import type { Declaration, Goods } from '../../src/catalogue/document.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { TableName } from '../../src/codes/tables.ts';

export const DATA = join(import.meta.dirname, '../../data');

const codes = openCodes({ shipped: join(DATA, 'codes') });
const table = (name: string) => codes.table(name as TableName);

/** The tables that the program carries. */
export const BOOK: CodeBook = {
  find: (name, code) => table(name).get(code),
  named: (name, text) => table(name).named(text),
  complete: name => table(name).complete,
  loaded: name => table(name).loaded,
  fits: (name, code) => table(name).codeForm.test(code),
};

const common = {
  declarationDate: '2017-09-20',
  registrationNo: '4403000005',
  enterpriseName: '深圳某某报检有限公司',
  contactPerson: '张三',
  contactPhone: '0755-25551234',
  acceptingOrg: '440100',
  certificateOrg: '440100',
  portOrg: '440100',
  tradeMode: '11',
  contractNo: 'HT-1',
  transportMode: '1',
  conveyanceName: 'EVER GREEN',
  conveyanceNo: '018W',
  storagePlace: '一号仓',
  attachedDocuments: [],
} as const;

/** Oranges: subject to inspection. */
export const ORANGES: Goods = {
  hsCode: '0805100000',
  ciqCode: '0805100000101',
  attributes: ['16'],
  name: '鲜橙',
  purpose: '12',
  originCountry: '392',
  quantity: '10',
  quantityUnit: '035',
  weight: '10',
  weightUnit: '035',
  standardQuantity: '10',
  standardUnit: '035',
  packages: [{ type: '4C11', quantity: '1' }],
  totalValue: '100',
  currency: '840',
};

/** Cigarettes: the tariff gives them no inspection category. */
export const CIGARETTES: Goods = {
  ...ORANGES,
  hsCode: '2402200000',
  ciqCode: '2402200000999',
  name: '卷烟',
};

export function inbound(
  entryNo: string,
  goods: readonly Goods[] = [ORANGES],
  more: Partial<Declaration> = {},
): Declaration {
  return {
    ...common,
    direction: 'in',
    entryNo,
    category: '13',
    consigneeCode: '91440300708461136T',
    consigneeName: '深圳某某进口有限公司',
    consigneeAddress: '深圳市罗湖区',
    consignorName: '某某株式会社',
    consignorNameEn: 'SOMEBODY INC.',
    destinationOrg: '440100',
    tradeCountry: '392',
    departureCountry: '392',
    loadingPort: '392003',
    entryPort: '440301',
    destination: '440300',
    billOfLadingNo: 'BL-1',
    arrivalDate: '2017-09-18',
    attachedDocuments: [{ type: '101001', name: '合同' }],
    containers: [],
    goods,
    ...more,
  };
}

export function outbound(entryNo: string, more: Partial<Declaration> = {}): Declaration {
  const { originCountry: _, ...line } = ORANGES;
  return {
    ...common,
    direction: 'out',
    entryNo,
    category: '24',
    consignorCode: '91440300708461136T',
    consignorName: '深圳某某出口有限公司',
    consignorNameEn: 'SOMEBODY LTD.',
    consignorAddress: '深圳市罗湖区',
    consigneeNameEn: 'SOMEBODY K.K.',
    consigneeAddress: 'TOKYO',
    inspectionPlace: '440100',
    departurePort: '440301',
    destinationCountry: '392',
    shipmentDate: '2017-09-25',
    attachedDocuments: [{ type: '102001', name: '合同' }],
    containers: [],
    goods: [{ ...line, originPlace: '440300', manufacturerNo: '4400001', manufacturerName: '某某果园' }],
    ...more,
  };
}
