import type { EntryPage } from '../../screens/entry/state.ts';
import { stopAt } from '../../screens/entry/state.ts';
import { frontPage } from '../../screens/state.ts';
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

export function entryOf(program: TestProgram): EntryPage {
  const page = frontPage(program.state());
  if (page.kind !== 'entry') throw new Error(`the page in front is ${page.kind}`);
  return page;
}

export const focusOf = (program: TestProgram): string => stopAt(entryOf(program)).id;

/** Types the values from the field that has the focus to the last one of its section, with Enter after each. */
export async function fillSection(program: TestProgram, values: Readonly<Record<string, string>>): Promise<void> {
  const { section } = stopAt(entryOf(program));
  const first = focusOf(program);
  do {
    await program.press(values[focusOf(program)] ?? '', '<enter>');
  } while (stopAt(entryOf(program)).section === section && focusOf(program) !== first);
}
