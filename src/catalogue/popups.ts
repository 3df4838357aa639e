import { field } from './row.ts';

// biome-ignore format: table
/** P1 企业资质 */
export const QUALIFICATIONS = {
  type:               field('资质类别代码',           'code',     5,      'RRR', 'enterprise-qualifications', { groupCodes: ['0', '100', '200', '300', '400'] }),
  typeName:           field('资质类别名称',           'text',     100,    'RRR'),
  number:             field('资质编号',               'text',     40,     'RRR'),
  enterprise:         field('企业名称',               'text',     100,    'OOO'),
  organisationCode:   field('组织机构代码',           'text',     20,     'OOO', '', { form: 'organisationCode' }),
} as const;

// biome-ignore format: table
/** P4 标记及号码: the files beside the text; `content` is base64 */
export const MARK_FILES = {
  name:               field('附件名称',               'text',     80,     'RRR'),
  type:               field('附件类型',               'text',     2,      'OOO'),
  content:            field('附件内容',               'text',     2800000, 'RRR'),
} as const;

// biome-ignore format: table
/** P5 使用人 */
export const USERS = {
  code:               field('使用人代码',             'text',     20,     'OOO', '', { own: 'enterprises' }),
  name:               field('名称',                   'text',     100,    'RRR'),
  contact:            field('联系人',                 'text',     20,     'OOO'),
  phone:              field('联系电话',               'phone',    20,     'OOO', '', { form: 'telephone' }),
} as const;

// biome-ignore format: table
/** P7 所需单据 */
export const CERTIFICATES = {
  code:               field('证书',                   'code',     2,      'RRR', 'required-certificates'),
  originals:          field('正本数',                 'integer',  2,      'OOO'),
  copies:             field('副本数',                 'integer',  2,      'OOO'),
} as const;

// biome-ignore format: table
/** P8 随附单据 */
export const DOCUMENTS = {
  type:               field('单据',                   'code',     6,      'RRR', 'attached-documents'),
  name:               field('随附单据名称',           'text',     100,    'RRR'),
  number:             field('单据编号',               'text',     40,     'OOO'),
  writeOffGoodsNo:    field('核销货物序号',           'integer',  2,      'OOO'),
  writeOffQuantity:   field('核销数量',               'decimal',  '19,5', 'OOO'),
  detailLeft:         field('明细余量',               'decimal',  '19,5', 'OOO'),
  left:               field('核销后余量',             'decimal',  '19,5', 'OOO'),
} as const;

// biome-ignore format: table
/** P11 包装数量: the first row is the main package */
export const PACKAGES = {
  type:               field('包装种类',               'code',     4,      'RRR', 'package-types'),
  shortName:          field('中文简称',               'text',     50,     'OOO'),
  quantity:           field('包装件数',               'integer',  9,      'RRR'),
  factory:            field('加工工厂',               'text',     100,    'OOO'),
  material:           field('材料种类',               'text',     50,     'OOO'),
  length:             field('长',                     'decimal',  '19,5', 'OOO'),
  width:              field('宽',                     'decimal',  '19,5', 'OOO'),
  height:             field('高',                     'decimal',  '19,5', 'OOO'),
} as const;

// biome-ignore format: table
/** P13 VIN码: licence type and number are those of the licence that the row stands under */
const VINS = {
  licenceType:        field('证书类型',               'computed', 0,      'SSS'),
  licenceNo:          field('证书编号',               'computed', 0,      'SSS'),
  vinNo:              field('VIN序号',                'text',     100,    'RRR'),
  vin:                field('车辆识别代码(VIN)',      'text',     20,     'RRR', '', { form: 'vin', headings: ['车辆识别代码', 'VIN', 'VIN码'] }),
  billDate:           field('提/运单日期',            'date',     10,     'OOO'),
  quality:            field('质量保质期',             'text',     100,    'OOO'),
  motorNo:            field('发动机号或电机号',       'text',     100,    'OOO'),
  chassisNo:          field('底盘(车架)号',           'text',     20,     'OOO'),
  invoiceQuantity:    field('发票所列数量',           'decimal',  '19,5', 'OOO'),
  unitPrice:          field('单价',                   'decimal',  '19,5', 'OOO'),
  name:               field('品名(中文)',             'text',     500,    'OOO'),
  nameEn:             field('品名(英文)',             'text',     500,    'OOO'),
  modelEn:            field('型号(英文)',             'text',     500,    'OOO'),
} as const;

// biome-ignore format: table
/** P12 产品资质 */
export const LICENCES = {
  type:               field('产品资质类别代码',       'code',     5,      'RRR', 'product-licences-in|product-licences-out'),
  typeName:           field('资质类别名称',           'text',     100,    'RRR'),
  number:             field('产品资质编号',           'text',     40,     'RRR'),
  validFrom:          field('生效日期',               'date',     10,     'RRR'),
  validUntil:         field('截止日期',               'date',     10,     'RRR'),
  writeOffGoodsNo:    field('核销货物序号',           'integer',  2,      'OOO'),
  writeOffQuantity:   field('核销数量',               'decimal',  '19,5', 'OOO'),
  detailLeft:         field('明细余量',               'decimal',  '19,5', 'OOO'),
  left:               field('核销后余量',             'decimal',  '19,5', 'OOO'),
  vins:               field('VIN码',                  'rows',     0,      'OOO', '', { popup: 'P13', fields: VINS }),
} as const;

// biome-ignore format: table
/** P14 箱货对应关系: line number, HS code and name are those of the goods line that the row stands under */
export const LINKS = {
  goodsNo:            field('货物序号',               'computed', 0,      'SSS'),
  hsCode:             field('HS编码',                 'computed', 0,      'SSS'),
  name:               field('货物名称',               'computed', 0,      'SSS'),
  spec:               field('集装箱规格',             'code',     3,      'OO-', 'container-specs'),
  container:          field('集装箱号码',             'text',     20,     'RR-'),
  transportType:      field('类型',                   'code',     2,      'OO-', 'transport-means'),
  quantity:           field('数量',                   'decimal',  '19,5', 'OO-'),
  quantityUnit:       field('数量单位',               'code',     3,      'OO-', 'units'),
  weight:             field('重量',                   'decimal',  '19,5', 'OO-'),
  weightUnit:         field('重量单位',               'code',     3,      'OO-', 'units', { group: 'weight' }),
  standard:           field('标准量',                 'decimal',  '19,5', 'OO-'),
  standardUnit:       field('标准量单位',             'code',     3,      'OO-', 'units'),
} as const;

// biome-ignore format: table
/** P15 备用信息 */
export const SPARE = {
  one:                field('备用信息一',             'text',     100,    'OOO'),
  two:                field('备用信息二',             'text',     100,    'OOO'),
} as const;

// biome-ignore format: table
/** P16 危险货物信息 */
export const DANGER = {
  unNo:               field('UN编码',                 'code',     20,     'OOO', 'dangerous-goods'),
  name:               field('危险货物名称',           'text',     80,     'OOO'),
  packClass:          field('危包类别',               'code',     4,      'OOO', 'danger-pack-classes'),
  packSpec:           field('危包规格',               'text',     24,     'OOO'),
} as const;

// biome-ignore format: table
/** P19 控制总数：what the papers say all goods come to, of the office's own, for nobody else. */
export const CONTROL = {
  value:              field('发票总值',               'decimal',  '19,5', 'OOO'),
  grossWeight:        field('总毛重(千克)',           'decimal',  '19,5', 'OOO'),
  packages:           field('总件数',                 'integer',  9,      'OOO'),
} as const;
