import type { MessageName } from './dialect.ts';
import { type FieldExtras, type FieldKind, type FieldRow, field, type Table } from './row.ts';

/** The form of the message that alone has these fields. */
const MESSAGE: MessageName = 'dec';

/** A field that only a customs declaration has: pages show it and checks ask for it where that is what is sent. */
function customs<K extends FieldKind, const T extends Table = Table>(
  label: string,
  kind: K,
  size: Parameters<typeof field>[2],
  uses: Parameters<typeof field>[3],
  codes = '',
  extras: Omit<FieldExtras<T>, 'at'> = {},
): FieldRow<K, T, undefined> {
  return field<K, T>(label, kind, size, uses, codes, { ...extras, message: MESSAGE });
}

/** What imports call 消费使用单位 exports call 生产销售单位; workbooks may say either, or both. */
const owner = (what: string, headings: readonly string[]) => {
  const labels = { in: `消费使用${what}`, out: `生产销售${what}` } as const;
  return { labels, headings: [...headings, labels.in, labels.out] };
};

// biome-ignore format: table
/** 监管证件 of a customs declaration (随附单证): one letter or digit, and the number of the paper */
const SUPERVISION = {
  type:               customs('单证代码',             'code',     1,      'RR-', 'customs-attached-documents'),
  number:             customs('单证编号',             'text',     32,     'RR-'),
} as const;

// biome-ignore format: table
/** 报关信息: what a customs declaration needs of the whole consignment and a declaration for inspection has not */
export const CUSTOMS = {
  operation:                customs('操作类型',           'code',     1,      'RR-', 'customs-operations'),
  entryType:                customs('报关单类型',         'code',     1,      'RR-', 'customs-entry-types'),
  declarationMark:          customs('报关标志',           'code',     1,      'RR-', 'customs-declaration-marks'),
  borderCustoms:            customs('进出境关别',         'code',     4,      'RR-', 'customs-offices'),
  supervisionMode:          customs('监管方式',           'code',     4,      'RR-', 'customs-trade-modes'),
  levyNature:               customs('征免性质',           'code',     3,      'OO-', 'customs-levy-natures'),
  manualNo:                 customs('备案号',             'text',     12,     'OO-'),
  importLicenceNo:          customs('许可证号',           'text',     20,     'OO-'),
  exportBillNo:             customs('出口提运单号',       'text',     32,     '-O-'),
  exportTradeCountry:       customs('贸易国(地区)',       'code',     3,      '-R-', 'countries'),
  packageCount:             customs('件数',               'integer',  9,      'RR-'),
  packageKind:              customs('整批包装种类',       'code',     2,      'RR-', 'customs-packages'),
  grossWeight:              customs('毛重',               'decimal',  '19,5', 'RR-'),
  netWeight:                customs('净重',               'decimal',  '19,5', 'RR-'),
  tradeTerms:               customs('成交方式',           'code',     1,      'RR-', 'customs-terms'),
  freightMark:              customs('运费标记',           'code',     1,      'OO-', 'customs-charge-marks'),
  freight:                  customs('运费',               'decimal',  '19,5', 'RR-', '',                 { requiredWhen: 'freightMarked' }),
  freightCurrency:          customs('运费币制',           'code',     3,      'OO-', 'currencies'),
  insuranceMark:            customs('保费标记',           'code',     1,      'OO-', 'customs-charge-marks'),
  insurance:                customs('保费',               'decimal',  '19,5', 'RR-', '',                 { requiredWhen: 'insuranceMarked' }),
  insuranceCurrency:        customs('保费币制',           'code',     3,      'OO-', 'currencies'),
  chargesMark:              customs('杂费标记',           'code',     1,      'OO-', 'customs-charge-marks'),
  charges:                  customs('杂费',               'decimal',  '19,5', 'RR-', '',                 { requiredWhen: 'chargesMarked' }),
  chargesCurrency:          customs('杂费币制',           'code',     3,      'OO-', 'currencies'),
  traderCode:               customs('收发货人海关编码',   'text',     10,     'RR-', '',                 { form: 'customsRegistration' }),
  traderCiqCode:            customs('收发货人检疫编码',   'text',     10,     'OO-'),
  ownerName:                customs('消费使用/产销单位',  'text',     100,    'RR-', '',                 owner('单位', ['消费使用/生产销售单位', '产销单位'])),
  ownerCode:                customs('使用/产销海关编码',   'text',     10,     'OO-', '',                 owner('海关编码', ['产销单位海关编码'])),
  ownerCreditCode:          customs('使用/产销信用代码',   'text',     18,     'RR-', '',                 { form: 'creditCode', ...owner('信用代码', ['产销单位信用代码']) }),
  ownerCiqCode:             customs('使用/产销检疫编码',   'text',     10,     'OO-', '',                 owner('检疫编码', ['产销单位检疫编码'])),
  specialRelation:          customs('特殊关系确认',       'code',     1,      'RR-', 'customs-price-answers'),
  priceInfluence:           customs('价格影响确认',       'code',     1,      'RR-', 'customs-price-answers'),
  royalties:                customs('特许权使用费确认',   'code',     1,      'RR-', 'customs-price-answers'),
  formulaPrice:             customs('公式定价确认',       'code',     1,      'RR-', 'customs-price-answers'),
  provisionalPrice:         customs('暂定价格确认',       'code',     1,      'RR-', 'customs-price-answers'),
  supervisionDocuments:     customs('监管证件',           'rows',     0,      'OO-', '',                 { popup: 'P18', fields: SUPERVISION }),
  customsRemarks:           customs('报关备注',           'text',     255,    'OO-'),
  agentCode:                customs('申报单位海关编码',   'text',     10,     'RR-', '',                 { form: 'customsRegistration' }),
  agentCreditCode:          customs('申报单位信用代码',   'text',     18,     'RR-', '',                 { form: 'creditCode' }),
  enteringFirm:             customs('录入单位名称',       'text',     70,     'RR-'),
  enteringFirmCode:         customs('录入单位代码',       'text',     9,      'RR-', '',                 { form: 'organisationCode' }),
  enteringFirmCreditCode:   customs('录入单位信用代码',   'text',     18,     'OO-', '',                 { form: 'creditCode' }),
  enteringCard:             customs('录入员IC卡号',       'text',     30,     'RR-'),
  enteringPerson:           customs('录入员姓名',         'text',     32,     'RR-'),
  customsDeclarantNo:       customs('报关人员编码',       'text',     13,     'OO-'),
} as const;

// biome-ignore format: table
/** What it needs of each goods line. */
export const CUSTOMS_GOODS = {
  elements:                 customs('申报要素',           'text',     255,    'OO-'),
  dutyMode:                 customs('征免方式',           'code',     1,      'RR-', 'customs-duty-modes'),
  finalCountry:             customs('最终目的国',         'code',     3,      'RR-', 'countries'),
  exportOrigin:             customs('出口货物原产国',     'code',     3,      '-R-', 'countries'),
  district:                 customs('境内目的/货源地',    'code',     5,      'RR-', 'customs-districts'),
  secondQuantity:           customs('第二法定数量',       'decimal',  '19,5', 'RR-', '',                 { requiredWhen: 'secondUnitGiven' }),
  secondUnit:               customs('第二法定单位',       'code',     3,      'RR-', 'units',            { requiredWhen: 'secondQuantityGiven' }),
  manualItem:               customs('备案序号',           'integer',  9,      'OO-'),
} as const;
