import type { FieldId } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';

/** A block of label/value pairs in the whole-declaration workbook: lines of up to four fields. */
interface Block {
  readonly title: string;
  readonly lines: readonly (readonly FieldId[])[];
}

/** The template of whole-declaration import (manual 3.4.5, 8.3), with the fields that its print left out. 企业资质, 使用人 and mark files come by JSON. */
/** Signs that stand for two codes of a table: the first is what they mean in a sheet of ours, and is said. */
export const DOUBTFUL_WORDS: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  currencies: { '¥': ['156', '392'] },
};

export const HEAD_BLOCKS: readonly Block[] = [
  {
    title: '基本信息',
    lines: [
      ['declarationDate', 'category'],
      ['registrationNo', 'enterpriseName'],
      ['declarantNo', 'declarantName', 'contactPerson', 'contactPhone'],
      ['consigneeCode', 'consigneeName', 'consigneeNameEn', 'consigneeAddress'],
      ['consignorCode', 'consignorName', 'consignorNameEn', 'consignorAddress'],
    ],
  },
  {
    title: '基本信息【其他】',
    lines: [
      ['acceptingOrg', 'certificateOrg', 'portOrg', 'inspectionPlace'],
      ['contractNo', 'transportMode', 'conveyanceName', 'conveyanceNo'],
      ['tradeMode', 'destinationCountry', 'departurePort', 'arrivalPort'],
      ['storagePlace', 'shipmentDate'],
      ['deliveryOrderNo', 'billOfLadingNo', 'houseBillNo', 'originalContainer'],
      ['loadingPort', 'departureCountry', 'tradeCountry', 'transitPort'],
      ['entryPort', 'destination', 'destinationOrg'],
      ['departureDate', 'arrivalDate', 'dischargeDate', 'claimDeadline'],
      ['customsOffice', 'customsRegistrationNo', 'relatedDeclarationNo', 'relationReason'],
      ['marks', 'specialBusiness', 'specialClearance'],
      ['certificatesAsked', 'specialRequirements', 'attachedDocuments'],
    ],
  },
  {
    title: '报关信息',
    lines: [
      ['operation', 'entryType', 'declarationMark', 'borderCustoms'],
      ['supervisionMode', 'levyNature', 'manualNo', 'importLicenceNo'],
      ['exportBillNo', 'exportTradeCountry'],
      ['packageCount', 'packageKind', 'grossWeight', 'netWeight'],
      ['tradeTerms', 'freightMark', 'freight', 'freightCurrency'],
      ['insuranceMark', 'insurance', 'insuranceCurrency'],
      ['chargesMark', 'charges', 'chargesCurrency'],
      ['traderCode', 'traderCiqCode', 'ownerName', 'ownerCode'],
      ['ownerCreditCode', 'ownerCiqCode'],
      ['specialRelation', 'priceInfluence', 'royalties', 'formulaPrice'],
      ['provisionalPrice', 'customsRemarks'],
      ['agentCode', 'agentCreditCode', 'enteringFirm', 'enteringFirmCode'],
      ['enteringFirmCreditCode', 'enteringCard', 'enteringPerson', 'customsDeclarantNo'],
    ],
  },
];

/** Other labels for a field: what the manual prints, and what people write. */
export const HEAD_LABELS: Readonly<Partial<Record<FieldId, readonly string[]>>> = {
  originalContainer: ['原箱装载标识:1是0不是', '原箱装载'],
  dischargeDate: ['卸单日期'],
  billOfLadingNo: ['提运单号', '提单号', '运单号'],
  departureCountry: ['启运国'],
  tradeCountry: ['贸易国', '贸易国家'],
  marks: ['标记号码', '标记唛码', '唛头'],
  specialBusiness: ['特种业务标示'],
  contactPhone: ['电话'],
  conveyanceNo: ['航次号', '航次'],
  contractNo: ['合同编号'],
};

/** Labels of the printed template that a new declaration does not take: the bureau or the program gives them. */
export const UNUSED_LABELS: readonly string[] = ['报检号', '录入序号', '用户标识'];

export const DIRECTION_LABEL = '单证类型';
// biome-ignore format: table
export const DIRECTION_WORDS: Readonly<Record<Direction, readonly string[]>> = {
  in:   ['入境', '进境', '入境报检', '进口', 'IN'],
  out:  ['出境', '出境货物', '出境报检', '出口', 'OUT'],
  pack: ['出境包装', '包装', 'PACK'],
};

export const GOODS_TITLE = '货物信息';
export const CONTAINERS_TITLE = '集装箱信息';
/** The sheet for containers that the form cannot hold a line each. */
export const CONTAINERS_SHEET = '集装箱明细';
/** Lines that only head a block. */
export const TITLES: readonly string[] = [
  ...HEAD_BLOCKS.map(block => block.title),
  GOODS_TITLE,
  CONTAINERS_TITLE,
  '基本信息(其他)',
  '单证信息',
  '其他单证信息',
  '其他信息',
];

/** A sheet that explains and is not read. */
export const NOTES_SHEET = '填写说明';

/** A cell that holds a list of codes, names or shortcut characters: where they go in the rows that come of it. */
export interface ListCell {
  /** The name inside a row that takes the code. */
  readonly code: string;
  /** The name that takes the table's name. */
  readonly name?: string;
  /** The name that takes what stands after a colon. */
  readonly number?: string;
  /** Names that take the table's column of the same name. */
  readonly extra?: readonly string[];
}

export const LIST_CELLS: Readonly<Partial<Record<FieldId, ListCell>>> = {
  attachedDocuments: { code: 'type', name: 'name', number: 'number' },
  certificatesAsked: { code: 'code', extra: ['originals', 'copies'] },
};
