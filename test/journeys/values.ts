import { frontPage } from '../../screens/contract/ui.ts';
import type { EntryPage } from '../../screens/pages/entry/state.ts';
import { stopAt } from '../../screens/pages/entry/state.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { TestProgram } from './program.ts';

/** What a broker types into an inbound declaration, field by field; what is not here is passed by Enter. */
export const INBOUND: Readonly<Record<string, string>> = {
  category: '13',
  registrationNo: '4401012345',
  enterpriseName: '广州报检有限公司',
  contactPerson: '陈𠮷',
  contactPhone: '020-87654321',
  consigneeCode: 'A001',
  consigneeName: '广州某某贸易有限公司',
  consignorNameEn: 'AUS WINE PTY LTD',
  acceptingOrg: '440100',
  certificateOrg: '440100',
  portOrg: '440100',
  destinationOrg: '440100',
  tradeMode: 'ybmy',
  contractNo: 'HT-1',
  transportMode: '水路',
  conveyanceName: 'COSCO STAR',
  conveyanceNo: 'V017',
  storagePlace: '黄埔码头仓库',
  tradeCountry: '036',
  departureCountry: '036',
  loadingPort: '036000',
  entryPort: '440001',
  destination: '440100',
  billOfLadingNo: 'COSU123456',
  arrivalDate: '20171020',
  attachedDocuments: '123',
};

export const WINE: Readonly<Record<string, string>> = {
  'goods.hsCode': '22042100',
  'goods.attributes': '16',
  'goods.purpose': '12',
  'goods.originCountry': '036',
  'goods.quantity': '1200',
  'goods.quantityUnit': '095',
  'goods.weight': '1500',
  'goods.weightUnit': '035',
  'goods.standardQuantity': '1200',
  'goods.packageQuantity': '100',
  'goods.packageType': '4M',
  'goods.totalValue': '6000',
  'goods.currency': '840',
};

/** What a broker types into an outbound declaration, with names and initials where they are quicker than codes. */
export const OUTBOUND: Readonly<Record<string, string>> = {
  category: '24',
  registrationNo: '4401012345',
  enterpriseName: '广州报检有限公司',
  contactPerson: '陈𠮷',
  contactPhone: '020-87654321',
  consigneeAddress: '1-2 MARUNOUCHI, TOKYO',
  consignorCode: 'B001',
  consignorName: '深圳䶮达出口有限公司',
  consignorNameEn: 'SHENZHEN YANDA EXPORT CO LTD',
  consignorAddress: '深圳市罗湖区人民南路1号',
  acceptingOrg: '440100',
  inspectionPlace: '440100',
  certificateOrg: '440100',
  portOrg: '440100',
  tradeMode: '一般贸易',
  contractNo: 'HT-2',
  transportMode: '水路',
  conveyanceName: 'EVER GREEN',
  conveyanceNo: '018W',
  departurePort: '440301',
  destinationCountry: '392',
  shipmentDate: '20171028',
  storagePlace: '一号仓',
  attachedDocuments: '12',
};

export const ORANGES: Readonly<Record<string, string>> = {
  'goods.hsCode': '0805100000',
  'goods.ciqCode': '0805100000101',
  'goods.attributes': '18',
  'goods.name': '鲜橙',
  'goods.purpose': '12',
  'goods.originPlace': '440300',
  'goods.quantity': '10000',
  'goods.quantityUnit': '035',
  'goods.weight': '10000',
  'goods.weightUnit': '035',
  'goods.standardQuantity': '10000',
  'goods.packageQuantity': '500',
  'goods.packageType': '4C11',
  'goods.totalValue': '8000',
  'goods.currency': '840',
  'goods.manufacturerNo': '4400001',
  'goods.manufacturerName': '某某果园',
};

export function entryOf(program: TestProgram): EntryPage {
  const page = frontPage(program.state());
  if (page.kind !== 'entry') throw new Error(`the page in front is ${page.kind}`);
  return page;
}

/** The row that is being filled in in the outermost popup, as deep in its document as it will stand. */
export function popupRow(program: TestProgram): Declaration {
  const { rows } = entryOf(program).drafts;
  return rows[0] ?? { direction: 'in', containers: [], goods: [] };
}

export const focusOf = (program: TestProgram): string => stopAt(entryOf(program)).id;

/** Fills the three sections in front of the goods, and then line after line of goods. */
export async function fillPage(
  program: TestProgram,
  head: Readonly<Record<string, string>>,
  ...lines: readonly Readonly<Record<string, string>>[]
): Promise<void> {
  await fillSection(program, head);
  await fillSection(program, head);
  await fillSection(program, {});
  for (const line of lines) await fillSection(program, line);
}

/** Types the values from the field that has the focus to the last one of its section, with Enter after each. */
export async function fillSection(program: TestProgram, values: Readonly<Record<string, string>>): Promise<void> {
  const { section } = stopAt(entryOf(program));
  const first = focusOf(program);
  do {
    await program.press(values[focusOf(program)] ?? '', '<enter>');
  } while (stopAt(entryOf(program)).section === section && focusOf(program) !== first);
}
