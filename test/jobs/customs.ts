import type { Declaration, Goods } from '../../src/catalogue/document.ts';

/** What a good inbound declaration has beside, when it goes as a customs declaration. */
export const CUSTOMS: Partial<Declaration> = {
  operation: 'C',
  entryType: 'M',
  declarationMark: '1',
  customsOffice: '5316',
  borderCustoms: '5316',
  supervisionMode: '0110',
  packageCount: '10',
  packageKind: '22',
  grossWeight: '120',
  netWeight: '100',
  tradeTerms: '1',
  traderCode: '4401960456',
  ownerName: '广州甲食品有限公司',
  ownerCreditCode: 'NO',
  specialRelation: '0',
  priceInfluence: '0',
  royalties: '0',
  formulaPrice: '9',
  provisionalPrice: '9',
  agentCode: '4403180123',
  agentCreditCode: 'NO',
  enteringFirm: '深圳市某某报关有限公司',
  enteringFirmCode: '279341234',
  enteringCard: '8930000012345',
  enteringPerson: '王五',
  declarantName: '王五',
};

export const CUSTOMS_LINE: Partial<Goods> = { dutyMode: '1', finalCountry: '156', district: '44031' };
