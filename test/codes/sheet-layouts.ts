import type { TableName } from '../../src/codes/tables.ts';

/** A sheet laid out as offices publish them, and what comes of it. */
export interface Layout {
  readonly what: string;
  readonly table: TableName;
  /** A row a line, cells between bars. */
  readonly sheet: string;
  /** What the user says of columns. */
  readonly said?: string;
  /** Where its rows come, unless that is the table itself. */
  readonly into?: TableName;
  /** What is in force then: `code name`, or `code column=value`. */
  readonly has?: readonly string[];
  /** Why rows are left out, and how many. */
  readonly leftOut?: Readonly<Record<string, number>>;
  readonly ignored?: readonly string[];
  readonly unclear?: readonly string[];
  /** The code, and a part of what is said. */
  readonly refused?: readonly [code: string, message: string];
}

export const LAYOUTS: readonly Layout[] = [
  {
    what: 'names of columns of a database',
    table: 'trade-modes',
    sheet: 'CODE|NAME_C\n11|一般贸易\n12|来料加工',
    has: ['11 一般贸易', '12 来料加工'],
  },
  {
    what: 'a name in Chinese and one in English',
    table: 'countries',
    sheet: 'CODE|NAME_CN|NAME_E\n156|中国|China\n840|美国|United States',
    has: ['156 中国', '840 nameEn=United States'],
  },
  {
    what: 'an office under ORG_NAME_C',
    table: 'inspection-orgs',
    sheet: 'ORG_CODE|ORG_NAME_C|ORG_NAME_E\n110000|北京海关本部|Beijing\n310000|上海海关本部|Shanghai',
    has: ['110000 北京海关本部'],
    ignored: ['ORG_NAME_E'],
  },
  {
    what: 'a short name and a full one, where the table has both',
    table: 'customs-trade-modes',
    sheet: '代码|简称|全称\n0110|一般贸易|一般贸易进出口\n2700|展览品|进出境展览品',
    has: ['2700 展览品', '2700 fullName=进出境展览品', '2700 eciq=30'],
  },
  {
    what: 'a short name and a full one, where the table has one',
    table: 'customs-offices',
    sheet: '关区代码|关区简称|关区全称\n0100|北京关区|北京海关\n0101|京机场关|首都机场海关',
    has: ['0101 京机场关'],
    ignored: ['关区全称'],
  },
  {
    what: 'the three letters of countries',
    table: 'countries',
    sheet: '代码|中文名称|英文名称\nUSA|美国|United States\nCHN|中国|China\nSSD|南苏丹|South Sudan',
    into: 'customs-countries',
    has: ['USA 美国', 'USA eciq=840'],
  },
  {
    what: 'the letters of currencies, CODE_T beside CODE',
    table: 'currencies',
    sheet: 'CODE|CODE_T|NAME_C\nUSD|502|美元\nCNY|142|人民币\nEUR|300|欧元',
    into: 'customs-currencies',
    has: ['USD 美元', 'USD eciq=840', 'USD customs=502'],
  },
  {
    what: 'four figures of trade modes',
    table: 'trade-modes',
    sheet: '监管方式代码|监管方式名称\n0110|一般贸易\n0214|来料加工\n2700|展览品',
    into: 'customs-trade-modes',
    has: ['0110 一般贸易', '0110 eciq=11'],
  },
  {
    what: 'letters among the figures of transport',
    table: 'transport-modes',
    sheet: '代码|名称\n2|水路运输\n3|铁路运输\n5|航空运输\nY|保税港区\nZ|出口加工区',
    into: 'customs-transport-modes',
    has: ['2 水路运输', 'Y eciq=9'],
  },
  {
    what: 'the figures of transport alone, told by their names',
    table: 'transport-modes',
    sheet: '代码|名称\n2|水路运输\n3|铁路运输\n4|公路运输\n5|航空运输',
    into: 'customs-transport-modes',
    has: ['5 航空运输', '5 eciq=4'],
  },
  {
    what: 'two figures of packages',
    table: 'package-types',
    sheet: '代码|名称\n00|散装\n01|裸装\n22|纸制或纤维板制盒/箱\n92|再生木托',
    into: 'customs-packages',
    has: ['22 eciq=4M', '92 再生木托'],
  },
  {
    what: 'two figures of containers',
    table: 'container-specs',
    sheet: '代码|名称\n11|普通2*标准箱（L）\n21|普通标准箱（S）\nN|非集装箱',
    into: 'customs-containers',
    has: ['21 eciq=211', 'N 非集装箱'],
  },
  {
    what: 'letters of ports alone: into the column of the table',
    table: 'world-ports',
    sheet: '代码|中文名称\nAFG001|喀布尔（阿富汗）\nUSA999|无此港（美国）',
    has: ['004001 喀布尔（阿富汗）', '004001 code2018=AFG001'],
    leftOut: { '没有对应的 e-CIQ 代码': 1 },
  },
  {
    what: 'letters of ports and the figures of before',
    table: 'world-ports',
    sheet: '代码|中文名称|英文名称|原报检代码\nAFG001|喀布尔（阿富汗）|Kabul|004001\nALB001|都拉斯|Durres|008001',
    has: ['004001 code2018=AFG001', '008001 都拉斯'],
  },
  {
    what: 'a sheet of pairs, a code of today on two rows',
    table: 'countries',
    sheet: '现行代码|名称|原报关代码|原报检代码\nUSA|美国|502|840\nSOC|社会群岛|612|999\nUSA|美国|502|581',
    into: 'customs-countries',
    has: ['USA eciq=840 581', 'USA customs=502', 'SOC eciq=999'],
    leftOut: { 与前面的行相同: 1 },
  },
  {
    what: 'old codes of which it cannot be told whose they are',
    table: 'countries',
    sheet: '代码|名称|原代码\nUSA|美国|777\nCHN|中国|778',
    into: 'customs-countries',
    has: ['USA 美国', 'USA eciq=840', 'USA customs=502'],
    unclear: ['原代码'],
  },
  {
    what: 'the same, told by the user',
    table: 'countries',
    sheet: '代码|名称|原代码\nUSA|美国|777\nCHN|中国|778',
    said: 'eciq=原代码',
    into: 'customs-countries',
    has: ['USA eciq=777'],
  },
  {
    what: 'old codes of e-CIQ beside its own, told by their names',
    table: 'countries',
    sheet: '代码1|代码2|名称\n116|392|日本\n133|410|韩国\n502|840|美国',
    has: ['392 日本', '840 美国'],
    ignored: ['代码1'],
  },
  {
    what: 'two columns of codes that nobody knows',
    table: 'purposes',
    sheet: '代码1|代码2|名称\n71|81|甲用途\n72|82|乙用途',
    refused: ['codes.headings', '第 1 列“代码1”与第 2 列“代码2”都像编码'],
  },
  {
    what: 'the same, told by the user',
    table: 'purposes',
    sheet: '代码1|代码2|名称\n71|81|甲用途\n72|82|乙用途',
    said: 'code=代码2',
    has: ['81 甲用途'],
    ignored: ['代码1'],
  },
  {
    what: 'titles above the headings, notes below the rows',
    table: 'purposes',
    sheet: '附件 2|\n货物用途代码表|\n代码|名称\n11|种用或繁殖\n12|食用\n注：自发布之日起施行|',
    has: ['12 食用'],
    leftOut: { 分组标题或说明: 1 },
  },
  {
    what: 'groups as rows, and the headings once more on a new page',
    table: 'purposes',
    sheet: '代码|名称\n|动物类|\n11|种用或繁殖\n代码|名称\n|食品类\n12|食用',
    has: ['11 种用或繁殖', '12 食用'],
    leftOut: { 分组标题或说明: 3 },
  },
  {
    what: 'chapters and headings among goods',
    table: 'hs',
    sheet:
      '商品编码|商品名称\n01|活动物\n01.01|马、驴\n0101.2100.10|改良种用濒危野马\n77|保留\n0102|牛\n0102210000|改良种用牛',
    has: ['0101210010 改良种用濒危野马', '0102210000 改良种用牛'],
    leftOut: { 类目的短代码: 4 },
  },
  {
    what: 'a code twice with the same name, and once with another',
    table: 'purposes',
    sheet: '代码|名称\n11|种用或繁殖\n11|种用或繁殖\n11|种用\n12|食用',
    has: ['11 种用或繁殖', '12 食用'],
    leftOut: { 与前面的行相同: 1, '代码已有别的名称，取前一个': 1 },
  },
  {
    what: 'CIQ codes in two columns with a name each, HS in the first row of each group',
    table: 'ciq',
    sheet:
      'HS编码|HS名称|CIQ代码|CIQ名称\n0101210010|濒危野马|101|种马（濒危）\n||102|其他马（濒危）\n0101210090|种马|999|种马',
    has: ['0101210010101 种马（濒危）', '0101210010102 其他马（濒危）', '0101210090999 种马'],
    ignored: ['HS名称'],
  },
  {
    what: 'rows that are out of use',
    table: 'admin-divisions',
    sheet: 'code|name|nameEn|flag\n110000|北京市|Beijing|禁用\n110101|东城区|Dongcheng|',
    has: ['110101 东城区'],
    leftOut: { 已停用: 1 },
    ignored: ['nameEn', 'flag'],
  },
  {
    what: 'no headings, told by number',
    table: 'purposes',
    sheet: '11|种用或繁殖\n12|食用',
    said: 'code=1 name=B',
    has: ['11 种用或繁殖'],
  },
  {
    what: 'no headings',
    table: 'purposes',
    sheet: '11|种用或繁殖\n12|食用',
    refused: ['codes.headings', '没有编码列'],
  },
  {
    what: 'codes of another table',
    table: 'container-specs',
    sheet: 'code|name\n20P5|框架箱\n22B0|散货箱',
    refused: ['codes.bad-rows', '“20P5”应为 3 位数字'],
  },
  {
    what: 'a zero that a table program has dropped, not a heading',
    table: 'countries',
    sheet: '代码|名称\n4|阿富汗\n8|阿尔巴尼亚\n400|约旦\n410|韩国\n156|中国',
    refused: ['codes.bad-rows', '第 2 行“代码”：“4”应为 3 位数字'],
  },
];
