import type { CodeBook } from '../../src/catalogue/code-book.ts';
import type { Declaration, Goods } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';

const TABLES: Readonly<Record<string, Readonly<Record<string, readonly [name: string, group?: string]>>>> = {
  units: { '035': ['千克', 'weight'], '007': ['个', 'count'], '070': ['吨', 'weight'] },
  hs: { '8703234110': ['仅装有点燃往复式活塞内燃发动机小轿车'], '0805100000': ['鲜或干的橙'] },
  ciq: { '8703234110101': ['小轿车'], '0805100000101': ['橙'.repeat(60)] },
  'package-types': { '4M': ['木箱'], '190': ['其他桶'] },
  'required-certificates': { '11': ['品质证书'], '16': ['卫生证书'] },
};

export const BOOK: CodeBook = {
  find(table, code) {
    const row = TABLES[table]?.[code];
    return row && { code, name: row[0], extra: row[1] ? { group: row[1] } : {} };
  },
  named: () => undefined,
  complete: () => false,
  loaded: table => table in TABLES,
  fits: () => true,
};

const HEAD = {
  entryNo: 'WI15076271585562',
  declarationDate: '2017-10-10',
  category: '13',
  registrationNo: '4403000005',
  enterpriseName: '深圳市某某报关有限公司',
  contactPerson: '张三',
  contactPhone: '0755-12345678',
  acceptingOrg: '470000',
  certificateOrg: '470000',
  portOrg: '470100',
  attachedDocuments: [{ type: '101001', name: '合同' }],
} as const;

const LINE: Goods = {
  hsCode: '0805100000',
  ciqCode: '0805100000101',
  name: '鲜橙',
  standardQuantity: '1200.5',
  standardUnit: '035',
  packages: [{ type: '4M', quantity: '100' }],
};

/** What each form cannot do without, by and large. */
export const MINIMAL: Readonly<Record<Direction, Declaration>> = {
  in: { ...HEAD, direction: 'in', billOfLadingNo: '001', tradeCountry: '840', containers: [], goods: [LINE] },
  out: {
    ...HEAD,
    direction: 'out',
    entryNo: 'WE15076271585562',
    category: '24',
    destinationCountry: '036',
    containers: [],
    goods: [LINE],
  },
  pack: { ...HEAD, direction: 'pack', entryNo: 'WP15076271585562', category: '24', containers: [], goods: [LINE] },
};

const FULL_HEAD = {
  ...HEAD,
  consignorCode: '91440300MA5DA1234X',
  consignorName: '深圳市发货有限公司',
  consignorNameEn: 'SHENZHEN SHIPPER CO., LTD.',
  consignorAddress: '深圳市南山区某路1号',
  enterpriseQualifications: [
    {
      type: '00101',
      typeName: '食品生产许可证',
      number: 'SC10144030000001',
      enterprise: '某某食品厂',
      organisationCode: '12345678-5',
    },
    { type: '00102', typeName: '卫生注册证', number: 'WS-2' },
  ],
  declarantName: '李四',
  declarantNo: '4403001234',
  tradeMode: '11',
  contractNo: 'HT-2017/001',
  transportMode: '2',
  conveyanceName: 'EVER GIVEN',
  conveyanceNo: '0123E',
  storagePlace: '盐田港三期',
  customsOffice: '5316',
  customsRegistrationNo: '4403160001',
  relatedDeclarationNo: '117000001234567',
  relationReason: '01',
  specialBusiness: '0100',
  marks: 'N/M\n第二行',
  control: { value: '1', grossWeight: '2', packages: '3' },
  markFiles: [{ name: '唛头.jpg', type: '01', content: 'aGVsbG8=' }],
  users: [{ code: '4403000006', name: '用货单位', contact: '王五', phone: '13800138000' }],
  specialRequirements: '请尽快放行',
  certificatesAsked: [
    { code: '11', originals: '1', copies: '2' },
    { code: '16', copies: '1' },
  ],
  attachedDocuments: [
    {
      type: '101001',
      name: '合同',
      number: 'HT-1',
      writeOffGoodsNo: '1',
      writeOffQuantity: '2.5',
      detailLeft: '3',
      left: '4.00001',
    },
    { type: '101002', name: '发票' },
  ],
} as const;

const PARTY_IN = {
  consigneeCode: '91440300MA5DA0000X',
  consigneeName: '深圳市收货有限公司',
  consigneeNameEn: 'SHENZHEN BUYER CO., LTD.',
  consigneeAddress: '深圳市福田区',
} as const;

const FULL_LINE = {
  hsCode: '8703234110',
  ciqCode: '8703234110101',
  inspectionCategory: 'L.M/',
  attributes: ['11', '18'],
  specification: '2.0T',
  name: '小轿车',
  nameEn: 'CAR',
  purpose: '99',
  productionDate: '2017-01-01;2017-02-01',
  quantity: '2',
  quantityUnit: '007',
  weight: '3000.5',
  weightUnit: '035',
  standardQuantity: '2',
  standardUnit: '007',
  packages: [
    {
      type: '4M',
      shortName: '木',
      quantity: '2',
      factory: '某厂',
      material: '松木',
      length: '4.5',
      width: '1.8',
      height: '1.5',
    },
    { type: '190', quantity: '1' },
  ],
  unitPrice: '20000.12345',
  totalValue: '40000.2469',
  currency: '840',
  model: 'X5',
  brand: '某牌',
  ingredients: '钢',
  batchNo: 'B001',
  licences: [
    {
      type: '408',
      typeName: '强制性产品认证',
      number: '2017010101',
      validFrom: '2017-01-01',
      validUntil: '2020-01-01',
      writeOffGoodsNo: '1',
      writeOffQuantity: '2',
      detailLeft: '8',
      left: '8',
      vins: [
        {
          vinNo: '1',
          vin: 'LSVAM4187C2184847',
          billDate: '2017-09-20',
          quality: '24个月',
          motorNo: 'M1',
          chassisNo: 'C1',
          invoiceQuantity: '1',
          unitPrice: '20000.12345',
          name: '小轿车',
          nameEn: 'CAR',
          modelEn: 'X5',
        },
        { vinNo: '2', vin: '1M8GDM9AXKP042788' },
      ],
    },
    { type: '325', typeName: '检疫许可证', number: 'AP1', validFrom: '2017-01-01', validUntil: '2017-12-31' },
  ],
  notDangerous: true,
  spare: { one: '备用甲', two: '备用乙' },
  danger: { unNo: '1263', name: '涂料', packClass: 'II', packSpec: '4G' },
} as const satisfies Goods;

const SHELF = { validUntil: '2020-01-01', shelfLife: '365' } as const;
const LINKS = [
  {
    spec: '211',
    container: 'CSQU3054383',
    transportType: '11',
    quantity: '2',
    quantityUnit: '007',
    weight: '3000.5',
    weightUnit: '035',
    standard: '2',
    standardUnit: '007',
  },
] as const;
const CONTAINERS = [
  { spec: '211', numbers: ['CSQU3054383', 'MSKU1234565'], quantity: '2', shared: false },
  { spec: '221', numbers: ['TEMU0000001'], quantity: '1', shared: true },
] as const;

const OUTBOUND = {
  ...FULL_HEAD,
  category: '24',
  inspectionPlace: '470100',
  departurePort: '470100',
  arrivalPort: '840432',
  destinationCountry: '840',
  shipmentDate: '2017-10-12',
  specialClearance: '010',
} as const;
const MADE = { originPlace: '440300', manufacturerNo: '4400600001', manufacturerName: '某某厂' } as const;

/** Every field of the form filled. */
export const FULL: Readonly<Record<Direction, Declaration>> = {
  in: {
    ...FULL_HEAD,
    ...PARTY_IN,
    direction: 'in',
    declarationNo: '117000001234568',
    destinationOrg: '470000',
    tradeCountry: '840',
    departureCountry: '840',
    loadingPort: '840432',
    transitPort: '344001',
    entryPort: '470100',
    destination: '440300',
    deliveryOrderNo: 'TH001',
    billOfLadingNo: 'BL001',
    houseBillNo: 'HB001',
    departureDate: '2017-09-01',
    arrivalDate: '2017-10-01',
    dischargeDate: '2017-10-02',
    claimDeadline: '2017-12-01',
    originalContainer: false,
    specialClearance: '0010',
    containers: CONTAINERS,
    goods: [
      { ...FULL_LINE, ...SHELF, originCountry: '276', overseasManufacturer: 'BMW AG', containers: LINKS },
      { ...LINE, originCountry: '840', totalValue: '100', currency: '840' },
    ],
  },
  out: {
    ...OUTBOUND,
    ...PARTY_IN,
    entryNo: 'WE15076271585562',
    declarationNo: '217000001234568',
    direction: 'out',
    containers: CONTAINERS,
    goods: [{ ...FULL_LINE, ...SHELF, ...MADE, currency: '156', containers: LINKS }, LINE],
  },
  pack: {
    ...OUTBOUND,
    entryNo: 'WP15076271585562',
    declarationNo: '217000001234569',
    direction: 'pack',
    containers: [],
    goods: [{ ...FULL_LINE, ...MADE }],
  },
};

const RARE_TEXT = '𠮷䶮 & < > " \' ]]> 😀 <b>&amp;&copy;&#65;&#x41;</b> <![CDATA[x]]>';

/** Characters that XML, terminals and databases stumble over. */
export const RARE: Declaration = {
  ...MINIMAL.in,
  consigneeName: RARE_TEXT,
  contractNo: 'A\u0000B\u0007C\ud800D\uffffE',
  marks: '第一行\n第二行\u202e',
  goods: [{ ...LINE, name: RARE_TEXT, specification: '-- --> <!-- ?> \u{10ffff}' }],
};

export const CONTEXT = {
  messageId: '6F9619FF8B86D011B42D00C04FC964FF',
  book: BOOK,
  organisationCode: '123456785',
} as const;
