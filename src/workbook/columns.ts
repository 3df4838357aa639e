import type { FieldId } from '../catalogue/catalogue.ts';

/** A column of a table in a workbook: the heading that templates carry, and the field it leads to. */
export interface Column {
  readonly title: string;
  readonly field: FieldId;
  /** Other headings that people use for it; the field's own label and its catalogue headings count too, unless another column has them. */
  readonly headings: readonly string[];
  /** The field that takes the unit of a cell such as `23.235千克`. */
  readonly unit?: FieldId;
  /** The field that takes what a price is for: 箱 of `USD98/箱`. */
  readonly per?: FieldId;
  /** A row of headings needs one of these to be the head of this table. */
  readonly key?: true;
}

const column = (
  title: string,
  field: FieldId,
  headings: readonly string[] = [],
  extras: Pick<Column, 'unit' | 'per' | 'key'> = {},
): Column => ({ title, field, headings, ...extras });

// biome-ignore format: table
/** The default template of goods import, in its order (manual 3.4.5, 8). The ids are those of the mapping of settings S3. */
const GOODS_TEMPLATE = {
  hsCode:             column('HS编码',       'goods.hsCode',           ['商品编码', '商品编号', '海关编码', 'HSCODE', 'HS', '税则号列', '税号'], { key: true }),
  name:               column('货物中文名',   'goods.name',             ['货物名称', '品名', '中文品名', '商品名称', '货名', '中文名称'], { key: true }),
  nameEn:             column('货物英文名',   'goods.nameEn',           ['英文品名', '英文名']),
  specification:      column('规格',         'goods.specification',    ['规格型号']),
  originPlace:        column('原产地',       'goods.originPlace',      ['产地']),
  originCountry:      column('原产国',       'goods.originCountry',    ['原产国(地区)', '原产国别']),
  weight:             column('重量',         'goods.weight',           ['净重', '重量(带单位)'], { unit: 'goods.weightUnit' }),
  weightUnit:         column('重量单位',     'goods.weightUnit'),
  standardWeight:     column('标准重量',     'goods.standardQuantity', ['标准重量(带单位)'], { unit: 'goods.standardUnit' }),
  standardWeightUnit: column('标准重量单位', 'goods.standardUnit'),
  quantity:           column('数量',         'goods.quantity',         ['数量(带单位)'], { unit: 'goods.quantityUnit' }),
  quantityUnit:       column('数量单位',     'goods.quantityUnit'),
  standardQuantity:   column('标准数量',     'goods.standardQuantity', ['HS标准量', '法定数量', '标准量', '标准数量(带单位)'], { unit: 'goods.standardUnit' }),
  standardUnit:       column('标准数量单位', 'goods.standardUnit',     ['HS标准量单位', '法定单位', '标准量单位']),
  packageQuantity:    column('包装件数',     'goods.packageQuantity',  ['件数'], { unit: 'goods.packageType' }),
  packageType:        column('包装种类',     'goods.packageType',      ['包装类型', '包装方式']),
  currency:           column('币种',         'goods.currency',         ['货币', '币制']),
  unitPrice:          column('单价',         'goods.unitPrice',        [], { unit: 'goods.currency', per: 'goods.quantityUnit' }),
} satisfies Record<string, Column>;

/** The columns that can be mapped to a user's own headings (S3). */
export type GoodsColumnId = keyof typeof GOODS_TEMPLATE;
export const GOODS_COLUMN_IDS = Object.keys(GOODS_TEMPLATE) as readonly GoodsColumnId[];

// biome-ignore format: table
/** What the manual's template leaves out, though a declaration needs it. Rows inside a goods line (licences, further packages, container links) come by JSON. */
const GOODS_MORE = {
  ciqCode:              column('CIQ代码',          'goods.ciqCode',              ['CIQ编码', '检验检疫编码', 'CIQ']),
  attributes:           column('货物属性',         'goods.attributes'),
  purpose:              column('用途',             'goods.purpose'),
  totalValue:           column('货物总值',         'goods.totalValue',           ['总值', '总价', '金额', '货值'], { unit: 'goods.currency' }),
  productionDate:       column('生产日期',         'goods.productionDate'),
  model:                column('货物型号',         'goods.model',                ['型号']),
  brand:                column('货物品牌',         'goods.brand',                ['品牌']),
  ingredients:          column('成分/原料',        'goods.ingredients',          ['成分', '原料', '成份/原料']),
  batchNo:              column('生产批号',         'goods.batchNo',              ['批号']),
  manufacturerNo:       column('生产单位注册号',   'goods.manufacturerNo',       ['生产企业注册号']),
  manufacturerName:     column('生产单位名称',     'goods.manufacturerName',     ['生产企业名称', '生产单位']),
  overseasManufacturer: column('境外生产企业名称', 'goods.overseasManufacturer', ['境外生产企业']),
  validUntil:           column('产品有效期',       'goods.validUntil'),
  shelfLife:            column('产品保质期',       'goods.shelfLife',            ['保质期', '保质期(天)']),
  notDangerous:         column('非危险化学品',     'goods.notDangerous'),
  unNo:                 column('UN编码',           'goods.danger.unNo',          ['UN编号', 'UN号']),
  dangerName:           column('危险货物名称',     'goods.danger.name'),
  packClass:            column('危包类别',         'goods.danger.packClass'),
  packSpec:             column('危包规格',         'goods.danger.packSpec'),
  elements:             column('申报要素',         'goods.elements'),
  dutyMode:             column('征免方式',         'goods.dutyMode',             ['征免']),
  finalCountry:         column('最终目的国',       'goods.finalCountry',         ['最终目的国(地区)']),
  exportOrigin:         column('出口货物原产国',   'goods.exportOrigin'),
  district:             column('境内目的/货源地',  'goods.district',             ['境内目的地', '境内货源地']),
  secondQuantity:       column('第二法定数量',     'goods.secondQuantity',       ['第二数量'], { unit: 'goods.secondUnit' }),
  secondUnit:           column('第二法定单位',     'goods.secondUnit',           ['第二单位']),
  manualItem:           column('备案序号',         'goods.manualItem'),
  spareOne:             column('备用信息一',       'goods.spare.one'),
  spareTwo:             column('备用信息二',       'goods.spare.two'),
} satisfies Record<string, Column>;

export const GOODS_COLUMNS: Readonly<Record<GoodsColumnId, Column>> & Readonly<Record<string, Column>> = {
  ...GOODS_TEMPLATE,
  ...GOODS_MORE,
};

// biome-ignore format: table
/** The container template (manual 3.4.5, 8.4); one container a line, several of one size become one row of the document. */
export const CONTAINER_COLUMNS = {
  number: column('集装箱号', 'containers.numbers', ['集装箱号码', '箱号', '柜号', 'CONTAINERNO', 'CONTAINERNUMBER'], { key: true }),
  spec:   column('规格',     'containers.spec',    ['集装箱规格', '箱型', '箱型尺寸', '柜型']),
  shared: column('拼箱标识', 'containers.shared',  ['拼箱']),
} satisfies Record<string, Column>;

/** Takes how many containers a row came to. */
export const CONTAINER_COUNT: FieldId = 'containers.quantity';

/** Headings that number the lines and carry nothing. */
export const IGNORED_HEADINGS: readonly string[] = ['序号', '项号', '行号', '货物序号', 'NO', 'NO.', '报检台核对'];
/** What stands in the first filled cell of a line that only adds up. */
export const TOTAL_WORDS: readonly string[] = [
  '合计',
  '总计',
  '小计',
  '共计',
  '总共',
  'TOTAL',
  'SUBTOTAL',
  'GRANDTOTAL',
];
/** What a line begins with that only says something to people. */
export const REMARK_WORDS: readonly string[] = [
  '备注',
  '附注',
  '注意',
  '注',
  '说明',
  '声明',
  '制表',
  '制表人',
  '制单',
  '审核',
  '复核',
  '签字',
  '签名',
  '盖章',
  '填表人',
  '日期',
  'REMARKS?',
  'NOTES?',
];

// biome-ignore format: table
/** Words in headings that people choose themselves, by the column that they speak of; what stands in the column must agree. */
export const HEADING_WORDS: Readonly<Partial<Record<string, RegExp>>> = {
  hsCode:             /HS|税则|税号|海关.*[码号]|商品编|ТНВЭД/u,
  ciqCode:            /CIQ|检验检疫.*[码号]/u,
  name:               /品名|名称|货名|货物|商品|产品|描述|DESCRIPTION|COMMODITY|PRODUCT|GOODS|품명|BEZEICHNUNG|BESCHREIBUNG|D[EÉ]SIGNATION|DESCRIPCI|НАИМЕНОВАНИЕ/u,
  nameEn:             /英文|ENGLISH/u,
  specification:      /规格|SPEC|규격/u,
  originCountry:      /原产|产地|产国|国别|国家|ORIGIN|COUNTRY|원산지|URSPRUNG|ORIGEN|СТРАНА/u,
  weight:             /净重|重量|^N\.?W|NET|WEIGHT|^KGS?$|중량|GEWICHT|POIDS|PESO|НЕТТО/u,
  quantity:           /数量|个数|数目|QTY|QUANTIT|^PCS$|수량|MENGE|ANZAHL|CANTIDAD|КОЛИЧЕСТВО/u,
  packageQuantity:    /件数|箱数|包数|CTNS?$|CARTONS?$|PKGS?$|PACKAGES?$/u,
  packageType:        /包装|PACKING|PACKAGETYPE/u,
  currency:           /币|通货|CURRENCY|^CUR|통화|WÄHRUNG|DEVISE|MONEDA|ВАЛЮТА/u,
  unitPrice:          /单价|价格|PRICE|단가|PREIS|PRIX|PRECIO|ЦЕНА/u,
  totalValue:         /总价|总值|总额|总金额|金额|货值|AMOUNT|TOTAL|VALUE|금액|BETRAG|MONTANT|IMPORTE|СУММА|СТОИМОСТЬ/u,
  productionDate:     /生产日期|制造日期|PRODUCTIONDATE|MFG/u,
  model:              /型号|MODEL/u,
  brand:              /品牌|牌子|BRAND/u,
  batchNo:            /批号|批次|BATCH|^LOT/u,
  purpose:            /用途|PURPOSE|USAGE/u,
};

/** Behind a heading these are its unit, though alone they may be one. */
export const UNIT_HEADINGS = /^(PCS|KGS?|SETS?|CTNS?|CARTONS?|PKGS?|PACKAGES?)$/u;

/** Below the heading of a number and beside that of its unit these say that it is the number. */
export const NUMBER_HEADINGS = /^(数值|数字|数|值|VALUE|NUMBER)$/u;

/** Headings that speak of something else, whatever words they have. */
export const OTHER_HEADINGS = /毛重|GROSS|^G\.?W|体积|CBM|备注|REMARK|箱号|柜号|封号|SEAL|占比|折扣/u;

/** Codes that show without a heading what they are. */
export const SHOWN_BY_VALUES: readonly string[] = ['hsCode', 'originCountry', 'currency'];

/** What numbers of a line have to do with each other: the first two multiplied are the third. */
export const PRODUCT = { count: 'quantity', price: 'unitPrice', total: 'totalValue' } as const;

/** The column of names, where nothing but the length of its texts shows it. */
export const NAME_COLUMN = 'name';

/** What a column of the program is called. */
export const columnTitle = (list: 'goods' | 'containers', id: string): string =>
  (list === 'goods' ? GOODS_COLUMNS : (CONTAINER_COLUMNS as Readonly<Record<string, Column>>))[id]?.title ?? id;

/** Heads the column in which what is wrong with a workbook is written back. */
export const RESULT_HEADING = '报检台核对';
