/** A column beside code and name. Values are cleaned lines; `form` applies to values that are not empty. */
export interface ColumnSpec {
  /** Headings under which an imported file may bring it, beside its own id; compared without blanks, width and case. */
  readonly headings: readonly string[];
  readonly form?: RegExp;
  /** What `form` asks for, in the words of the user. */
  readonly hint?: string;
  /** A row without it is refused. */
  readonly needed?: boolean;
  /** Other ways of writing a value, such as 入境 for `in`. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Makes the usual ways of writing a value one, before `form` is asked. */
  readonly tidy?: (text: string) => string;
  /** Names that a sheet may have beside the one that counts: in English, or longer. */
  readonly names?: 'english' | 'full';
  /** A name of this table may stand for its code. */
  readonly codes?: 'units';
}

export interface TableSpec {
  readonly title: string;
  /** What is shipped is only a part: an unknown code is a warning until a table is imported. */
  readonly starter: boolean;
  /** Not shipped: the table is empty until one is imported, and any code of the right form is taken. */
  readonly loadOnly: boolean;
  /** Several rows may carry the same code (one UN number, several names). */
  readonly repeats: boolean;
  readonly codeForm: RegExp;
  /** What `codeForm` asks for, in the words of the user. */
  readonly codeHint: string;
  readonly columns: readonly ColumnId[];
  /** The two parts of a code that is published in two columns. */
  readonly joined?: readonly [RegExp, RegExp];
  /** Codes that only head a group of others: whatever a table says of them, they are not in it. */
  readonly groupCodes?: readonly string[];
  /** Made of pairs, a place within a place: without its zeros a code stands for the place itself, such as 4401 for 440100. */
  readonly pairs?: true;
  /** Columns that a search also looks into, after code, name and initials. */
  readonly searched: readonly ColumnId[];
}

const DIRECTION = {
  headings: ['方向', '出入境', '进出口'],
  form: /^(in|out)$/,
  hint: 'in（入境）或 out（出境）',
  needed: true,
  synonyms: { 入境: 'in', 进境: 'in', 进口: 'in', 入: 'in', 出境: 'out', 出口: 'out', 出: 'out' },
} as const;
const UNIT = { form: /^\d{3}$/, hint: '3 位数字的计量单位代码或单位名称', codes: 'units' } as const;
/** Official notices write P.R/Q.S and PQ for what is here P/R/Q/S and P/Q. */
const spacedLetters = (text: string): string =>
  /^[A-Z./\s]+$/.test(text) ? Array.from(text.replace(/[^A-Z]/g, '')).join('/') : text;
const CODE_LIST = { form: /^[0-9A-Z]+( [0-9A-Z]+)*$/, hint: 'e-CIQ 代码，以空格分开' } as const;
const COUNT = { form: /^\d{1,2}$/, hint: '0 至 99 的份数' } as const;

// biome-ignore format: table
const COLUMN_SPECS = {
  direction:  DIRECTION,
  position:   { headings: ['位置', '位'], form: /^[1-4]$/, hint: '1 至 4', needed: true },
  fixed:      { headings: ['固定值'], form: /^0$/, hint: '0 或空' },
  shortcut:   { headings: ['快捷字符', '快捷键'], form: /^[0-9A-Z]$/, hint: '一个数字或大写字母' },
  nameEn:     { headings: ['英文名称', '英文名', '英文', 'englishname', 'nameenglish', 'namee', 'ename', '英文全称'], names: 'english' },
  iso3:       { headings: ['三字代码', '三字码', 'iso三字码', 'iso3代码', 'iso三字代码'], form: /^[A-Z]{3}$/, hint: '3 个大写字母' },
  customs:    { headings: ['海关旧代码', '海关代码', '原海关代码', '原报关代码', '报关旧代码'], form: /^\d{3}$/, hint: '3 位数字' },
  code2018:   { headings: ['2018代码', '新代码'], form: /^[0-9A-Z]{6}$/, hint: '6 位数字或大写字母' },
  group:      { headings: ['组', '类组', '单位组'], form: /^(area|count|fee|length|money|other|time|volume|weight)$/, hint: 'area、count、fee、length、money、other、time、volume 或 weight' },
  originals:  { headings: ['正本', '正本数', '正本份数'], ...COUNT },
  copies:     { headings: ['副本', '副本数', '副本份数'], ...COUNT },
  inspection: { headings: ['检验检疫类别', '检验检疫', '检验检疫监管条件'], form: /^[A-Z](\/[A-Z])*$/, hint: '大写字母，以 / 分开，如 P/Q', tidy: spacedLetters },
  conditions: { headings: ['监管条件', '海关监管条件', '监管证件'], form: /^[0-9A-Za-z]{1,20}$/, hint: '监管证件代码字符，如 46AOxy' },
  unit1:      { headings: ['第一单位', '第一计量单位', '第一法定单位', '法定第一单位', '第一法定计量单位', '法定第一计量单位', '法定单位', '计量单位'], ...UNIT },
  unit2:      { headings: ['第二单位', '第二计量单位', '第二法定单位', '法定第二单位', '第二法定计量单位', '法定第二计量单位'], ...UNIT },
  class:      { headings: ['类别', '危险类别', '类别或项别', '类项'] },
  mayBeEmpty: { headings: ['可空', '可为空'], form: /^[01]$/, hint: '0 或 1' },
  fullName:   { headings: ['全称', '中文全称', '名称全称'], names: 'full' },
  eciq:       { headings: ['eciq代码', '原检验检疫代码', '检验检疫旧代码', '检验检疫代码', '原报检代码', '报检代码', '原国检代码', '国检代码', 'ciq代码', '原ciq代码'], ...CODE_LIST },
  proposed:   { headings: ['建议对应'], ...CODE_LIST },
  preferred:  { headings: ['首选对应'], ...CODE_LIST },
} satisfies Record<string, ColumnSpec>;

export type ColumnId = keyof typeof COLUMN_SPECS;
export const COLUMNS: Readonly<Record<ColumnId, ColumnSpec>> = COLUMN_SPECS;

const digits = (n: number) => ({ codeForm: new RegExp(`^\\d{${n}}$`), codeHint: `${n} 位数字` });
const letters = (n: number) => ({ codeForm: new RegExp(`^[A-Z]{${n}}$`), codeHint: `${n} 个大写字母` });
const full = { starter: false, loadOnly: false, repeats: false, columns: [], searched: [] } as const;
const starter = { ...full, starter: true } as const;
const loadOnly = { ...full, loadOnly: true } as const;

// biome-ignore format: table
const TABLE_SPECS = {
  'declaration-categories':    { title: '报检类别',               ...full, ...digits(2), columns: ['direction'] },
  'inspection-orgs':           { title: '检验检疫机构',           ...full, ...digits(6), pairs: true },
  'trade-modes':               { title: '贸易方式',               ...full, ...digits(2) },
  'transport-modes':           { title: '运输方式',               ...full, ...digits(1) },
  'domestic-ports':            { title: '国内口岸',               ...full, ...digits(6) },
  'world-ports':               { title: '世界港口',               ...full, ...digits(6), columns: ['nameEn', 'code2018'], searched: ['nameEn'] },
  'countries':                 { title: '国家和地区',             ...full, ...digits(3), columns: ['nameEn', 'iso3', 'customs'], searched: ['nameEn', 'iso3'] },
  'admin-divisions':           { title: '国内行政区划',           ...full, ...digits(6), pairs: true },
  'purposes':                  { title: '货物用途',               ...full, ...digits(2) },
  'goods-attributes':          { title: '货物属性（2018年起）',   ...full, ...digits(2) },
  'goods-attributes-2017':     { title: '货物属性',               ...full, ...digits(2) },
  'relation-reasons':          { title: '关联理由',               ...full, ...digits(1) },
  'required-certificates':     { title: '所需单证',               ...full, ...digits(2), columns: ['originals', 'copies'] },
  // 19 of about 30 rows are known: a code that is missing here may well be right.
  'enterprise-qualifications': { title: '企业资质类别',           ...starter, codeForm: /^(0|\d{3})$/, codeHint: '3 位数字', groupCodes: ['0', '100', '200', '300', '400'] },
  // The manual prints one and says that there are others: those are the office's own rows.
  'enterprise-types':          { title: '企业类型',               ...full, codeForm: /^\d{1,2}$/, codeHint: '1 至 2 位数字' },
  'danger-pack-classes':       { title: '危包类别',               ...full, ...digits(1) },
  'container-specs':           { title: '集装箱规格',             ...full, ...digits(3) },
  'transport-means':           { title: '运输工具类型',           ...full, ...digits(2) },
  'units':                     { title: '计量单位',               ...full, ...digits(3), columns: ['group'] },
  'package-types':             { title: '包装种类',               ...full, codeForm: /^[0-9][0-9A-Z]{1,3}$/, codeHint: '2 至 4 位数字或大写字母，以数字开头' },
  'currencies':                { title: '币种',                   ...full, ...digits(3) },
  'product-licences-in':       { title: '产品资质类别（入境）',   ...full, ...digits(3) },
  'product-licences-out':      { title: '产品资质类别（出境）',   ...full, ...digits(3) },
  'attached-documents':        { title: '随附单据',               ...full, ...digits(6), columns: ['direction', 'shortcut'] },
  'inspection-categories':     { title: '检验检疫类别',           ...full, codeForm: /^[A-Z]$/, codeHint: '一个大写字母', columns: ['direction'] },
  'special-business':          { title: '特殊业务标识',           ...full, ...digits(1) },
  // The source has no code, only direction and position; together they are unique.
  'special-clearance':         { title: '特殊通关模式',           ...full, codeForm: /^(in|out)[1-4]$/, codeHint: 'in 或 out 加位置，如 in1', columns: ['direction', 'position', 'fixed'] },
  // Case matters here: A and a are two documents.
  'supervision-documents':     { title: '监管证件',               ...full, codeForm: /^[0-9A-Za-z]$/, codeHint: '一个数字或字母' },
  'hs-chapters':               { title: '税则章名',               ...full, ...digits(2) },
  'hs':                        { title: 'HS 编码',                ...starter, ...digits(10), columns: ['inspection', 'conditions', 'unit1', 'unit2'] },
  'ciq':                       { title: 'CIQ 代码',               ...starter, ...digits(13), joined: [/^\d{10}$/, /^\d{3}$/] },
  // What the forms since 2018 write in the place of the codes of e-CIQ; `TODAYS` says which table of those each belongs to.
  'customs-countries':         { title: '国家和地区（2018年起）', ...full, ...letters(3), columns: ['nameEn', 'customs', 'eciq', 'proposed', 'preferred'], searched: ['nameEn'] },
  'customs-currencies':        { title: '币种（2018年起）',       ...full, ...letters(3), columns: ['nameEn', 'customs', 'eciq', 'proposed', 'preferred'], searched: ['nameEn'] },
  'customs-trade-modes':       { title: '监管方式（2018年起）',   ...full, ...digits(4), columns: ['fullName', 'eciq', 'proposed', 'preferred'], searched: ['fullName'] },
  'customs-transport-modes':   { title: '运输方式（2018年起）',   ...full, codeForm: /^[0-9A-Z]$/, codeHint: '一个数字或大写字母', columns: ['eciq', 'proposed', 'preferred'] },
  'customs-units':             { title: '计量单位（2018年起）',   ...full, ...digits(3), columns: ['eciq', 'proposed', 'preferred'] },
  'customs-packages':          { title: '包装种类（2018年起）',   ...full, ...digits(2), columns: ['eciq', 'proposed', 'preferred'] },
  'customs-containers':        { title: '集装箱规格（2018年起）', ...full, codeForm: /^(\d\d|N)$/, codeHint: '2 位数字或 N', columns: ['eciq', 'proposed', 'preferred'] },
  'customs-declaration-marks': { title: '报关标志',               ...full, ...digits(1) },
  'customs-entry-types':       { title: '报关单类型',             ...full, codeForm: /^[0-9A-Z]$/, codeHint: '一个数字或大写字母' },
  'customs-operations':        { title: '报关单操作类型',         ...full, ...letters(1) },
  'customs-terms':             { title: '成交方式',               ...full, ...digits(1) },
  'customs-charge-marks':      { title: '运费、保费、杂费标记',   ...full, ...digits(1) },
  'customs-price-answers':     { title: '价格说明',               ...full, ...digits(1) },
  'customs-levy-natures':      { title: '征免性质',               ...full, ...digits(3), columns: ['fullName'], searched: ['fullName'] },
  'customs-duty-modes':        { title: '征免方式',               ...full, ...digits(1) },
  // Case matters here as in the table of before.
  'customs-attached-documents': { title: '监管证件（2018年起）',  ...full, codeForm: /^[0-9A-Za-z#@]$/, codeHint: '一个数字、字母、# 或 @' },
  'customs-districts':         { title: '境内目的地、货源地',     ...loadOnly, codeForm: /^\d{4}[0-9A-Z]$/, codeHint: '5 位数字，末位可为大写字母' },
  'customs-offices':           { title: '关区',                   ...loadOnly, codeForm: /^[0-9A-Z]\d{3}$/, codeHint: '4 位数字，首位可为大写字母' },
  'dangerous-goods':           { title: '危险货物（UN 编号）',    ...loadOnly, ...digits(4), repeats: true, columns: ['nameEn', 'class'], searched: ['nameEn'] },
  'origin-regions':            { title: '原产地区',               ...loadOnly, codeForm: /^\d(\d{3}(\d{3})?)?$/, codeHint: '1、4 或 7 位数字' },
  'declaration-elements':      { title: '规范申报要素',           ...loadOnly, codeForm: /^\d{4,10}$/, codeHint: '4 至 10 位数字的 HS 前缀', repeats: true, columns: ['mayBeEmpty'] },
} satisfies Record<string, TableSpec>;

export type TableName = keyof typeof TABLE_SPECS;
/** Every table that the program knows, whether shipped or only loaded by the user. */
export const TABLES: Readonly<Record<TableName, TableSpec>> = TABLE_SPECS;
export const TABLE_NAMES = Object.keys(TABLE_SPECS) as readonly TableName[];

/**
 * Where the forms since 2018 write other codes than e-CIQ: the table that has them, or the column of the table itself.
 * Of all other tables both write the same.
 */
export const TODAYS: Partial<
  Record<TableName, { readonly table: TableName } | { readonly column: ColumnId; readonly form: RegExp }>
> = {
  'trade-modes': { table: 'customs-trade-modes' },
  'transport-modes': { table: 'customs-transport-modes' },
  'world-ports': { column: 'code2018', form: /^[A-Z]{3}\d{3}$/ },
  countries: { table: 'customs-countries' },
  'container-specs': { table: 'customs-containers' },
  units: { table: 'customs-units' },
  'package-types': { table: 'customs-packages' },
  currencies: { table: 'customs-currencies' },
};

/** The table of e-CIQ whose codes of today this one has, or undefined for any other. */
export function eciqTableOf(name: TableName): TableName | undefined {
  return TABLE_NAMES.find(each => {
    const todays = TODAYS[each];
    return todays !== undefined && 'table' in todays && todays.table === name;
  });
}

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(TABLE_SPECS, name);
}
