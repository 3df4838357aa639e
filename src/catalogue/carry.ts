import type { FieldId } from './catalogue.ts';
import type { Direction } from './row.ts';

const OUTBOUND: readonly FieldId[] = [
  'category',
  'acceptingOrg',
  'inspectionPlace',
  'portOrg',
  'certificateOrg',
  'departurePort',
  'destinationCountry',
  'goods.manufacturerNo',
  'goods.manufacturerName',
  'goods.originPlace',
];

/** What an office has once, and a customs declaration asks for each time. */
const CUSTOMS_OFFICE = [
  'operation',
  'entryType',
  'declarationMark',
  'agentCode',
  'agentCreditCode',
  'enteringFirm',
  'enteringFirmCode',
  'enteringFirmCreditCode',
  'enteringCard',
  'enteringPerson',
  'customsDeclarantNo',
] as const satisfies readonly FieldId[];

/** What most of its imports, or of its exports, say alike. */
const CUSTOMS_SIDE = [
  'borderCustoms',
  'supervisionMode',
  'levyNature',
  'tradeTerms',
  'packageKind',
  'specialRelation',
  'priceInfluence',
  'royalties',
  'formulaPrice',
  'provisionalPrice',
  'goods.dutyMode',
  'goods.district',
] as const satisfies readonly FieldId[];

/** What an enterprise of the office sets as its defaults (S1): for every form, and for one form only. */
export const ENTERPRISE_FIELDS: Readonly<Record<'all' | Direction, readonly FieldId[]>> = {
  all: [
    'registrationNo',
    'enterpriseName',
    'contactPerson',
    'contactPhone',
    'transportMode',
    'tradeMode',
    'storagePlace',
    'goods.currency',
    'goods.packageType',
    'goods.purpose',
    ...CUSTOMS_OFFICE,
  ],
  out: [...OUTBOUND, ...CUSTOMS_SIDE, 'exportTradeCountry', 'goods.exportOrigin'],
  in: [
    'category',
    'acceptingOrg',
    'certificateOrg',
    'portOrg',
    'destinationOrg',
    'tradeCountry',
    'departureCountry',
    'loadingPort',
    'entryPort',
    'destination',
    'goods.originCountry',
    ...CUSTOMS_SIDE,
    'goods.finalCountry',
  ],
  pack: OUTBOUND,
};

/** The fields of a declaration that say which registration of the office declares: they hold its number and its name. */
export const ENTERPRISE_IDENTITY = {
  number: 'registrationNo',
  name: 'enterpriseName',
} as const satisfies Record<string, FieldId>;

/** Fields that say one thing together: a default of one is none for a value of another that differs from its own default. */
export const AGREEING: readonly (readonly FieldId[])[] = [
  ['contactPerson', 'contactPhone'],
  ['goods.manufacturerNo', 'goods.manufacturerName'],
];

/** What the office knows of a party (S6) that a declaration has a field for. */
export type PartyColumn = 'code' | 'name' | 'nameEn' | 'address';

/** The fields of each party of a declaration. */
export const PARTY_FIELDS = [
  { code: 'consigneeCode', name: 'consigneeName', nameEn: 'consigneeNameEn', address: 'consigneeAddress' },
  { code: 'consignorCode', name: 'consignorName', nameEn: 'consignorNameEn', address: 'consignorAddress' },
] as const satisfies readonly Readonly<Record<PartyColumn, FieldId>>[];

/**
 * What a goods line takes from the line before it: goods of one shipment come from one place, in one kind of package, for one purpose, and are
 * paid in one currency. Attributes, units and codes are what each line is judged by: they are typed, or remembered with its name.
 */
export const LINE_TO_LINE: readonly FieldId[] = [
  'goods.purpose',
  'goods.originCountry',
  'goods.originPlace',
  'goods.packageType',
  'goods.currency',
  'goods.manufacturerNo',
  'goods.manufacturerName',
  'goods.dutyMode',
  'goods.finalCountry',
  'goods.exportOrigin',
  'goods.district',
];

/**
 * 带出规则: what a new declaration takes from the last one of the same form where the enterprise has no default (E8); from one of another
 * enterprise nothing, whose contact and declarant would stand under the wrong number.
 * The manual names the rule and does not print it; these are the values that stay the same from one declaration to the next.
 */
export const LAST_USED: readonly FieldId[] = [
  'category',
  'registrationNo',
  'enterpriseName',
  'contactPerson',
  'contactPhone',
  'declarantName',
  'declarantNo',
  'acceptingOrg',
  'inspectionPlace',
  'certificateOrg',
  'portOrg',
  'destinationOrg',
  'tradeMode',
  'transportMode',
  'departurePort',
  'entryPort',
  'customsOffice',
  'customsRegistrationNo',
  ...CUSTOMS_OFFICE,
  ...CUSTOMS_SIDE.filter(id => !id.includes('.')),
];

/**
 * Smart memory (E9, manual 3.3.7) brings the whole last declaration of a party: all but numbers, dates and statuses. These belong to
 * one shipment, so a broker who left them as they came would declare another shipment's; those with an `identity` stay out as well.
 *
 * What does come although it looks like a number: licences with their numbers and terms (they hold for many shipments, and the check
 * says when one has run out), quantities and prices of the goods (a known party orders the same again), registrations of companies.
 */
export const ONE_SHIPMENT: readonly FieldId[] = [
  // The papers and the voyage of this shipment. The ship comes: a liner is the same, and the empty voyage beside it asks to look.
  'contractNo',
  'conveyanceNo',
  'deliveryOrderNo',
  'billOfLadingNo',
  'houseBillNo',
  // A reason without the declaration that it relates to says nothing.
  'relatedDeclarationNo',
  'relationReason',
  'shipmentDate',
  'departureDate',
  'arrivalDate',
  'dischargeDate',
  'claimDeadline',
  // Weights and papers of this shipment; 监管证件 are numbers for one of them.
  'exportBillNo',
  'importLicenceNo',
  'packageCount',
  'grossWeight',
  'netWeight',
  'freight',
  'insurance',
  'charges',
  'supervisionDocuments',
  // Pictures of these very packages.
  'markFiles',
  // The totals of these very papers.
  'control',
  // Which papers go along is the same each time; the paper itself is another one, with an account of its own.
  'attachedDocuments.number',
  'attachedDocuments.writeOffGoodsNo',
  'attachedDocuments.writeOffQuantity',
  'attachedDocuments.detailLeft',
  'attachedDocuments.left',
  // The count follows from the numbers, and an old one would stand against the new numbers.
  'containers.numbers',
  'containers.quantity',
  'goods.containers',
  'goods.productionDate',
  'goods.batchNo',
  'goods.validUntil',
  // The licence stays; what this shipment took from it and what is left is its state on that day. Each vehicle has a number of its own.
  'goods.licences.writeOffQuantity',
  'goods.licences.detailLeft',
  'goods.licences.left',
  'goods.licences.vins',
];

/**
 * The lane of change: what differs from one shipment of a party to the next, in the order of the page, until its declarations have taught
 * better. The amounts of a goods line that follow from its quantity come behind it where that is another one.
 */
export const CHANGING: readonly FieldId[] = [
  'contractNo',
  'conveyanceNo',
  'deliveryOrderNo',
  'billOfLadingNo',
  'shipmentDate',
  'arrivalDate',
  'packageCount',
  'grossWeight',
  'netWeight',
  'containers.numbers',
  'goods.quantity',
];

/** Numbers that people count on: the next one is offered. A bill of lading is the carrier's own. */
export const COUNTED_ON: readonly FieldId[] = ['contractNo', 'conveyanceNo'];

/** A question of the form that makes the first registration of an office, and the defaults that its answer fills. */
export interface FirstQuestion {
  readonly key: string;
  /** How it is asked and checked: as this field of this form. */
  readonly id: FieldId;
  readonly direction: Direction;
  /** What it is called where the field alone does not say it. */
  readonly label?: string;
  readonly help: string;
  readonly required?: true;
  readonly fills: Readonly<Partial<Record<'all' | Direction, readonly FieldId[]>>>;
}

const OFFICES: readonly FieldId[] = ['acceptingOrg', 'inspectionPlace', 'portOrg', 'certificateOrg'];

/** What a first declaration needs of the office, asked once: a small office goes to one bureau for everything. */
// biome-ignore format: table
export const FIRST_QUESTIONS: readonly FirstQuestion[] = [
  { key: 'number',      id: 'registrationNo', direction: 'in',  help: '报检登记号，10 位数字',                        required: true, fills: { all: ['registrationNo'] } },
  { key: 'name',        id: 'enterpriseName', direction: 'in',  help: '报检单位全称',                                 required: true, fills: { all: ['enterpriseName'] } },
  { key: 'contact',     id: 'contactPerson',  direction: 'in',  help: '新单证上的联系人',                             fills: { all: ['contactPerson'] } },
  { key: 'phone',       id: 'contactPhone',   direction: 'in',  help: '新单证上的联系电话',                           fills: { all: ['contactPhone'] } },
  { key: 'bureau',      id: 'acceptingOrg',   direction: 'in',  label: '检验检疫机构', help: '报检地、口岸、目的地、领证地都填它；不同的以后在设置里改',
    fills: { in: ['acceptingOrg', 'certificateOrg', 'portOrg', 'destinationOrg'], out: OFFICES, pack: OFFICES } },
  { key: 'categoryIn',  id: 'category',       direction: 'in',  label: '入境报检类别', help: '新的入境单证用它；不办入境就不填',   fills: { in: ['category'] } },
  { key: 'categoryOut', id: 'category',       direction: 'out', label: '出境报检类别', help: '新的出境单证用它；不办出境就不填',   fills: { out: ['category'] } },
];

/** The defaults of the parts of a registration that these answers make. */
export function firstDefaults(
  answers: Readonly<Record<string, string>>,
): Readonly<Record<'all' | Direction, Readonly<Record<string, string>>>> {
  const part = (side: 'all' | Direction) =>
    Object.fromEntries(
      FIRST_QUESTIONS.flatMap(({ key, fills }) => {
        const answer = answers[key]?.trim() ?? '';
        return answer === '' ? [] : (fills[side] ?? []).map(id => [id, answer]);
      }),
    );
  return { all: part('all'), in: part('in'), out: part('out'), pack: part('pack') };
}

/** 随附单证 of an export customs declaration that names the 电子底账 of its application: the list, the columns of a row, and the letter of the paper. */
export const LEDGER_PAPER = {
  list: 'supervisionDocuments',
  type: 'supervisionDocuments.type',
  number: 'supervisionDocuments.number',
  code: 'B',
} as const satisfies Readonly<Record<'list' | 'type' | 'number', FieldId> & { code: string }>;

/** What the customs declaration of an application has in each goods line, and the application once. */
export const FROM_APPLICATION: readonly { readonly to: FieldId; readonly from: FieldId }[] = [
  { to: 'goods.finalCountry', from: 'destinationCountry' },
];

/** What even a copy does not take over: it is typed from the papers, to hold the lines against them. */
export const NEVER_COPIED: readonly FieldId[] = ['control'];
