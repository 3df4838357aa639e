import { PARTY_FIELDS } from '../../src/catalogue/carry.ts';
import {
  type FieldId,
  fieldOf,
  isWanted,
  type ListName,
  onForm,
  type SectionName,
} from '../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../src/catalogue/dialect.ts';
import type { Direction } from '../../src/catalogue/row.ts';

/**
 * How much of a line a cell takes: a column; for a long text half a column more, where three stand side by side; for what is
 * longest two columns.
 */
export type CellRoom = 'one' | 'long' | 'wide';

/** One place of the page: a field, or a value and its unit side by side. */
export interface Cell {
  readonly ids: readonly FieldId[];
  readonly room: CellRoom;
}

const one = (id: FieldId): Cell => ({ ids: [id], room: 'one' });
const long = (id: FieldId): Cell => ({ ids: [id], room: 'long' });
const wide = (id: FieldId): Cell => ({ ids: [id], room: 'wide' });
const pair = (id: FieldId, unit: FieldId): Cell => ({ ids: [id, unit], room: 'one' });

/** The entry page (manual 3.4.3): section → groups that begin a new line → cells in printed order. Cells flow into the columns there are. */
// biome-ignore format: table
const PAGE: Readonly<Record<SectionName, readonly (readonly Cell[])[]>> = {
  declaration: [
    [one('entryNo'), one('declarationNo'), one('declarationDate'), one('category'),
     one('registrationNo'), long('enterpriseName'), one('contactPerson'), one('contactPhone')],
    [one('consigneeCode'), long('consigneeName'), long('consigneeNameEn'), long('consigneeAddress')],
    [one('consignorCode'), long('consignorName'), long('consignorNameEn'), long('consignorAddress')],
    [one('enterpriseQualifications'), one('declarantName'), one('declarantNo')],
  ],
  other: [
    [one('acceptingOrg'), one('inspectionPlace'), one('certificateOrg'), one('portOrg'), one('destinationOrg'),
     one('tradeMode'), one('contractNo'), one('transportMode'), one('conveyanceName'), one('conveyanceNo'),
     one('departurePort'), one('arrivalPort'), one('destinationCountry'), one('shipmentDate'), one('storagePlace'),
     one('tradeCountry'), one('departureCountry'), one('loadingPort'), one('transitPort'), one('entryPort'), one('destination'),
     one('deliveryOrderNo'), one('billOfLadingNo'), one('houseBillNo'),
     one('departureDate'), one('arrivalDate'), one('dischargeDate'), one('claimDeadline'), one('originalContainer'),
     one('customsOffice'), one('customsRegistrationNo'), one('relatedDeclarationNo'), one('relationReason'),
     one('specialBusiness'), one('specialClearance')],
    [long('marks'), one('users')],
    [wide('specialRequirements')],
    [wide('certificatesAsked')],
    [wide('attachedDocuments')],
  ],
  customs: [
    [one('operation'), one('entryType'), one('declarationMark'), one('borderCustoms'),
     one('supervisionMode'), one('levyNature'), one('manualNo'), one('importLicenceNo'), one('exportBillNo'), one('exportTradeCountry')],
    [one('packageCount'), one('packageKind'), one('grossWeight'), one('netWeight'), one('tradeTerms')],
    [one('freightMark'), one('freight'), one('freightCurrency'), one('insuranceMark'), one('insurance'), one('insuranceCurrency'),
     one('chargesMark'), one('charges'), one('chargesCurrency')],
    [one('traderCode'), one('traderCiqCode'), long('ownerName'), one('ownerCode'), one('ownerCreditCode'), one('ownerCiqCode')],
    [one('specialRelation'), one('priceInfluence'), one('royalties'), one('formulaPrice'), one('provisionalPrice')],
    [wide('supervisionDocuments')],
    [wide('customsRemarks')],
    [one('agentCode'), one('agentCreditCode'), long('enteringFirm'), one('enteringFirmCode'), one('enteringFirmCreditCode'),
     one('enteringCard'), one('enteringPerson'), one('customsDeclarantNo')],
  ],
  containers: [
    [one('containers.spec'), wide('containers.numbers'), one('containers.quantity'), one('containers.shared')],
  ],
  goods: [
    [long('goods.hsCode'), long('goods.ciqCode'), one('goods.inspectionCategory'), one('goods.attributes'), long('goods.specification'),
     long('goods.name'), long('goods.nameEn'), one('goods.purpose'), one('goods.originCountry'), one('goods.originPlace'), one('goods.productionDate')],
    [pair('goods.quantity', 'goods.quantityUnit'), pair('goods.weight', 'goods.weightUnit'),
     pair('goods.standardQuantity', 'goods.standardUnit'), pair('goods.packageQuantity', 'goods.packageType'),
     one('goods.unitPrice'), pair('goods.totalValue', 'goods.currency')],
    [one('goods.model'), one('goods.brand'), long('goods.ingredients'), one('goods.batchNo'),
     one('goods.manufacturerNo'), long('goods.manufacturerName'), long('goods.overseasManufacturer'), one('goods.validUntil'), one('goods.shelfLife'),
     one('goods.licences'), one('goods.notDangerous'), one('goods.containers'), one('goods.spare'), one('goods.danger')],
    [long('goods.elements'), one('goods.dutyMode'), one('goods.finalCountry'), one('goods.exportOrigin'), one('goods.district'),
     pair('goods.secondQuantity', 'goods.secondUnit'), one('goods.manualItem')],
  ],
};

/** The field with the unit of a number, which stands beside it. */
export const UNITS: Readonly<Partial<Record<FieldId, FieldId>>> = {
  ...Object.fromEntries(
    Object.values(PAGE)
      .flat(2)
      .flatMap(({ ids: [value, unit] }) => (unit === undefined ? [] : [[value, unit]])),
  ),
  'goods.packages.quantity': 'goods.packages.type',
};

/** The cells of a section on one form, by group; what is not on the form, or of another form of the message, is left out. */
export function cellsOf(
  section: SectionName,
  direction: Direction,
  message?: MessageName,
): readonly (readonly Cell[])[] {
  return PAGE[section]
    .map(group => group.filter(({ ids }) => ids.some(id => isWanted(fieldOf(id), direction, message))))
    .filter(group => group.length > 0);
}

/** A column of the list below a form. */
export interface ListColumn {
  readonly id: FieldId;
  /** Columns of the terminal; what is left over goes to the one that grows. */
  readonly columns: number;
  readonly grows?: true;
  /** Numbers stand at the right. */
  readonly right?: true;
  /** Of a coded field only the code, or only the name. */
  readonly part?: 'code' | 'name';
  /** A shorter heading than the field's label. */
  readonly label?: string;
}

// biome-ignore format: table
const LISTS: Readonly<Record<'containers' | 'goods', readonly ListColumn[]>> = {
  containers: [
    { id: 'containers.spec',          columns: 22 },
    { id: 'containers.numbers',       columns: 12, grows: true },
    { id: 'containers.quantity',      columns: 4, right: true },
    { id: 'containers.shared',        columns: 8 },
  ],
  goods: [
    { id: 'goods.hsCode',             columns: 10, part: 'code' },
    { id: 'goods.name',               columns: 12, grows: true },
    { id: 'goods.standardQuantity',   columns: 10, right: true },
    { id: 'goods.standardUnit',       columns: 6, part: 'name', label: '单位' },
    { id: 'goods.totalValue',         columns: 12, right: true },
    { id: 'goods.packageQuantity',    columns: 8, right: true },
    { id: 'goods.originCountry',      columns: 10, part: 'name' },
    { id: 'goods.originPlace',        columns: 10, part: 'name' },
    { id: 'goods.ciqCode',            columns: 13, part: 'code' },
    { id: 'goods.purpose',            columns: 10, part: 'name' },
  ],
};

/** The columns of a list that there is room for, the less needed ones left out. */
export function listColumns(list: 'containers' | 'goods', direction: Direction, room: number): readonly ListColumn[] {
  let left = room;
  return LISTS[list].filter(({ id, columns }) => {
    if (!onForm(fieldOf(id), direction) || columns + 1 > left) return false;
    left -= columns + 1;
    return true;
  });
}

/** How the choices of a coded field are found beside its table. */
export interface Choices {
  /** Only codes that begin with the code in this field of the same row. */
  readonly under?: FieldId;
  /** Searched only from so many characters on, and completed when only one is left (E6). */
  readonly completesFrom?: number;
  /** Those that the code of e-CIQ in this field of the same row stands for come first. */
  readonly meantBy?: FieldId;
}

export const CHOICES: Readonly<Partial<Record<FieldId, Choices>>> = {
  'goods.hsCode': { completesFrom: 5 },
  'goods.ciqCode': { under: 'goods.hsCode' },
  supervisionMode: { meantBy: 'tradeMode' },
};

/** What the office's own lists know of a party or a registration. */
export type OwnColumn = 'code' | 'name' | 'nameEn' | 'address' | 'contact' | 'phone';

/** Which of a registration's defaults tell what a user of goods (P5) is asked for. */
export const OWN_DEFAULTS: Readonly<Partial<Record<OwnColumn, FieldId>>> = {
  contact: 'contactPerson',
  phone: 'contactPhone',
};

/** Each field of a party with the column that it shows. */
const [CONSIGNEE, CONSIGNOR] = PARTY_FIELDS.map(fields =>
  Object.fromEntries(Object.entries(fields).map(([column, id]) => [id, column])),
) as [Fills, Fills];

type Fills = Readonly<Partial<Record<FieldId, OwnColumn>>>;

/** What choosing from an own list fills, by the field that searches it. */
export const OWN_FILLS: Readonly<Partial<Record<FieldId, Fills>>> = {
  registrationNo: { registrationNo: 'code', enterpriseName: 'name' },
  consigneeCode: CONSIGNEE,
  consigneeName: CONSIGNEE,
  consignorCode: CONSIGNOR,
  consignorName: CONSIGNOR,
  'users.code': { 'users.code': 'code', 'users.name': 'name', 'users.contact': 'contact', 'users.phone': 'phone' },
};

/** Fields that hold the name of a code: the field of the same row with the code. Each brings the other (P1, P8, P12, P16). */
export const NAMES: Readonly<Partial<Record<FieldId, FieldId>>> = {
  'enterpriseQualifications.typeName': 'enterpriseQualifications.type',
  'attachedDocuments.name': 'attachedDocuments.type',
  'goods.licences.typeName': 'goods.licences.type',
  'goods.danger.name': 'goods.danger.unNo',
};

/** A field that means a goods line of the declaration. */
export interface LineField {
  /** The field of the same row that holds the line's number. */
  readonly number: FieldId;
  /** What of the line the field shows; the number unless told. */
  readonly shows?: FieldId;
  /** The row belongs to the line: there is always one, and a line that does not exist is refused. */
  readonly always?: true;
}

export const LINE_FIELDS: Readonly<Partial<Record<FieldId, LineField>>> = {
  'attachedDocuments.writeOffGoodsNo': { number: 'attachedDocuments.writeOffGoodsNo' },
  'goods.licences.writeOffGoodsNo': { number: 'goods.licences.writeOffGoodsNo' },
  'goods.containers.goodsNo': { number: 'goods.containers.goodsNo', always: true },
  'goods.containers.hsCode': { number: 'goods.containers.goodsNo', shows: 'goods.hsCode', always: true },
  'goods.containers.name': { number: 'goods.containers.goodsNo', shows: 'goods.name', always: true },
};

/** What a goods line is found by, beside its number. */
export const LINE_WORDS: { readonly code: FieldId; readonly name: FieldId } = {
  code: 'goods.hsCode',
  name: 'goods.name',
};

/** Where the declaration elements of the heading are told, and the field whose code they hang on (E6). */
export const ELEMENTS: Readonly<Partial<Record<FieldId, FieldId>>> = {
  'goods.specification': 'goods.hsCode',
  'goods.elements': 'goods.hsCode',
};

/** Rows that are typed as codes or shortcut characters in their field. */
export interface TypedRows {
  /** The field of the row that holds the code. */
  readonly code: FieldId;
  /** The column of the table with the shortcut character; without one the place in the table counts: 1-9, 0, a-z. */
  readonly shortcut?: string;
  /** Further fields of the row that start with what the table says. */
  readonly filled: readonly FieldId[];
}

export const TYPED_ROWS: Readonly<Partial<Record<FieldId, TypedRows>>> = {
  certificatesAsked: {
    code: 'certificatesAsked.code',
    filled: ['certificatesAsked.originals', 'certificatesAsked.copies'],
  },
  attachedDocuments: { code: 'attachedDocuments.type', shortcut: 'shortcut', filled: [] },
};

/** 生成货物 (E11): which field of a goods line gets a link for every container, and what of the container each field of the link holds. */
export const LINKS = {
  list: 'goods.containers',
  number: 'container',
  spec: { from: 'containers.spec', to: 'spec' },
  numbers: 'containers.numbers',
} as const satisfies { list: FieldId; number: string; spec: { from: FieldId; to: string }; numbers: FieldId };

/** The list that the lines of a declaration are: links, licences and totals are theirs. */
export const MAIN_LIST: ListName = 'goods';
/** What is typed of the papers first, to be held against the lines. */
export const CONTROL_FIELD: FieldId = 'control';
/** The list whose numbers the lines are linked to. */
export const CONTAINER_LIST: ListName = 'containers';

interface ListLayout {
  /** Rows that are shown at once; the rest scrolls inside. */
  readonly rows: number;
  readonly empty: string;
  /** What so many rows are called. */
  readonly count: (count: number) => string;
  /** A new row begins with the defaults of the office and with what stays the same from the row before. */
  readonly carries?: true;
  /** Sums stand below it. */
  readonly sums?: true;
}

export const LIST_LAYOUT: Readonly<Record<ListName, ListLayout>> = {
  containers: { rows: 4, empty: '没有集装箱', count: count => `共 ${count} 行` },
  goods: {
    rows: 8,
    empty: '还没有货物：填好上面的表单，在最后一栏回车，或按 F5 添加',
    count: count => `共 ${count} 项`,
    carries: true,
    sums: true,
  },
};

/** Fields that name one of the containers entered, and what of its row they bring where the own row has nothing yet. */
export const ENTERED: Readonly<
  Partial<Record<FieldId, { readonly numbers: FieldId; readonly shows: FieldId; readonly brings: FieldId }>>
> = {
  'goods.containers.container': {
    numbers: LINKS.numbers,
    shows: LINKS.spec.from,
    brings: 'goods.containers.spec',
  },
};
