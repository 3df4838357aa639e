import type { FieldId } from '../../catalogue/catalogue.ts';
import { fieldAt } from '../../declaration/path.ts';
import { totalsOf } from '../../declaration/totals.ts';
import { type Part, partOfDate, pathsOf, type Sheet, textAt, textsOf } from '../field-text.ts';

/** A value of the papers that no single field holds. `row` is the row of the list that it stands in, `of` what is in brackets behind its name. */
export interface Derived {
  readonly label: string;
  readonly text: (
    sheet: Sheet,
    at: { readonly row: number; readonly of: string; readonly part: Part | undefined },
  ) => string;
}

const inbound = ({ record }: Sheet) => record.document.direction === 'in';
const joined = (texts: readonly string[], between = ',') =>
  [...new Set(texts)].filter(text => text !== '').join(between);
const words = (...texts: readonly string[]) => texts.filter(text => text !== '').join(' ');

/** The kinds of attached documents that are licences. */
const LICENCE_KINDS = ['101011', '101030', '101031', '101032', '101038', '102011', '102038'];
const CREDIT_KINDS = ['101003', '102003'];
const PACKAGE_RESULT = ['102042'];

/** The numbers of the attached documents of these kinds. */
const numbersOf = (sheet: Sheet, kinds: readonly string[]) =>
  pathsOf(sheet, 'attachedDocuments')
    .filter(row => kinds.includes(textAt(sheet, `${row}.type`)))
    .map(row => textAt(sheet, `${row}.number`));

/** Amount and unit of a row without a blank between. */
const amount = (sheet: Sheet, row: string, value: string, unit: string) => {
  const number = textAt(sheet, `${row}.${value}`);
  return number === '' ? '' : number + textAt(sheet, `${row}.${unit}`, 'name');
};

const packagesOf = (sheet: Sheet, goods: string, between: string) => {
  const rows = pathsOf(sheet, `${goods}.packages`);
  return rows.map(row => {
    const [quantity, type] = [textAt(sheet, `${row}.quantity`), textAt(sheet, `${row}.type`, 'name')];
    return between === '' ? quantity + type : [type, quantity].filter(Boolean).join(between);
  });
};

/** The goods lines that are linked to the containers of a row, or all of them where none is linked to any. */
const goodsIn = (sheet: Sheet, row: number) => {
  const goods = pathsOf(sheet, 'goods');
  const numbers = new Set(textAt(sheet, `containers[${row}].numbers`).split(','));
  const linksOf = (line: string) =>
    pathsOf(sheet, `${line}.containers`).map(link => textAt(sheet, `${link}.container`));
  const linked = goods.filter(line => linksOf(line).some(number => numbers.has(number)));
  return goods.some(line => linksOf(line).length > 0) ? linked : goods;
};

/** How many containers a row has: what is written, else its numbers counted. */
const countOf = (sheet: Sheet, row: number) =>
  textAt(sheet, `containers[${row}].quantity`) ||
  String(textAt(sheet, `containers[${row}].numbers`).split(',').filter(Boolean).length || '');

const sizeOf = (sheet: Sheet, row: number) =>
  [textAt(sheet, `containers[${row}].spec`, 'name'), countOf(sheet, row)].filter(Boolean).join(' X ');

/** Something of every row of containers, those with nothing left out. */
const eachRow = (sheet: Sheet, text: (row: number) => string) =>
  sheet.record.document.containers.map((_, row) => text(row)).filter(Boolean);

/** The sums of one kind, each with the name of its unit. */
const sums = (sheet: Sheet, kind: 'quantity' | 'weight' | 'packages') =>
  totalsOf(sheet.record.document.goods).flatMap(({ of, unit, sum }) => {
    if (of !== kind) return [];
    const table = kind === 'packages' ? 'package-types' : 'units';
    return [sum + ((unit && sheet.book.find(table, unit)?.name) ?? unit ?? '')];
  });

/** The n-th of some texts; `2+` joins all from the second place on. */
const nth = (texts: readonly string[], of: string) =>
  of.endsWith('+') ? texts.slice(Number.parseInt(of, 10)).join('、') : (texts[Number(of)] ?? '');

/** Rows whose code has no box of its own on the form. */
const unprinted = (sheet: Sheet, list: string, code: string) =>
  pathsOf(sheet, list).filter(row => {
    const id = fieldAt(`${row}.${code}`)?.id ?? '';
    return !sheet.printed[id]?.has(textAt(sheet, `${row}.${code}`));
  });

const copiesText = (sheet: Sheet, row: string) =>
  [
    ['originals', '正'],
    ['copies', '副'],
  ]
    .map(([name, word]) => {
      const count = textAt(sheet, `${row}.${name}`);
      return count && count + word;
    })
    .join('');

const certificateCount =
  (name: string): Derived['text'] =>
  (sheet, { of }) =>
    joined(
      pathsOf(sheet, 'certificatesAsked')
        .filter(row => textAt(sheet, `${row}.code`) === of)
        .map(row => textAt(sheet, `${row}.${name}`)),
      '+',
    );

/** 深圳局本部 is 深圳; an office below it is named behind: 北京局平谷办事处. */
const bureau = (sheet: Sheet) => {
  const name = textAt(sheet, 'acceptingOrg', 'name');
  const [, place = name, office = ''] = /^(.+?)局(?:本部)?(.*)$/u.exec(name) ?? [];
  return { place, office };
};

const client = (sheet: Sheet) => textAt(sheet, inbound(sheet) ? 'consigneeName' : 'consignorName');
const names = (sheet: Sheet) => textsOf(sheet, 'goods.name');
const newest = ({ record }: Sheet) => record.receipts.toReversed();

const goodsNames = (sheet: Sheet) => {
  const [first = '', second] = names(sheet);
  return second === undefined ? first : `${first} 等${sheet.record.document.goods.length}项`;
};

const quantities = (sheet: Sheet) => words(...sums(sheet, 'quantity'), ...sums(sheet, 'weight'));

/** What is treated: the containers where there are some, else the goods; and how much of it. */
const treatmentObject = (sheet: Sheet) => {
  if (sheet.record.document.containers.length === 0) return joined(names(sheet));
  return joined(textsOf(sheet, 'containers.spec', 'name').map(spec => `${spec}集装箱`)) || '集装箱';
};
const treatmentQuantity = (sheet: Sheet) => {
  const counts = eachRow(sheet, row => countOf(sheet, row));
  return counts.length === 0 ? quantities(sheet) : `${counts.reduce((sum, count) => sum + (Number(count) || 0), 0)}个`;
};

/** A party by its name in Chinese, else in letters, and the agent behind it. */
const withAgent = (sheet: Sheet, name: FieldId, nameEn: FieldId, isOurs: boolean) =>
  [textAt(sheet, name) || textAt(sheet, nameEn), isOurs ? textAt(sheet, 'enterpriseName') : '']
    .filter(Boolean)
    .join('/');

const partyLine = (sheet: Sheet) => {
  const name = client(sheet);
  return name && `${inbound(sheet) ? '收货人' : '发货人'}中文: ${name}`;
};

const officeName = (sheet: Sheet) => {
  const { place, office } = bureau(sheet);
  return place && `${place}出入境检验检疫局${office}`;
};

const receiptDate = (sheet: Sheet) => {
  const day = newest(sheet)[0]?.time.slice(0, 10) ?? '';
  return day && `${partOfDate(day, 'year')}年${partOfDate(day, 'month')}月${partOfDate(day, 'day')}日`;
};

const otherDocuments = (sheet: Sheet) =>
  unprinted(sheet, 'attachedDocuments', 'type').map(
    row => textAt(sheet, `${row}.name`) || textAt(sheet, `${row}.type`, 'name'),
  );
const otherCertificates = (sheet: Sheet) =>
  unprinted(sheet, 'certificatesAsked', 'code').map(row =>
    words(textAt(sheet, `${row}.code`, 'name'), copiesText(sheet, row)),
  );

const portsThere = (sheet: Sheet) =>
  inbound(sheet)
    ? joined([textAt(sheet, 'loadingPort', 'name'), textAt(sheet, 'transitPort', 'name')])
    : textAt(sheet, 'departurePort', 'name');

// biome-ignore format: table
export const DERIVED: Readonly<Record<string, Derived>> = {
  number:             { label: '编号',           text: ({ record }) => record.declarationNo ?? record.applicationNo ?? '' },
  conveyance:         { label: '运输工具',       text: sheet => words(textAt(sheet, 'transportMode', 'name'), textAt(sheet, 'conveyanceName'), textAt(sheet, 'conveyanceNo')) },
  bill:               { label: '提/运单号',      text: sheet => [textAt(sheet, 'billOfLadingNo'), textAt(sheet, 'houseBillNo')].filter(Boolean).join('/') },
  licences:           { label: '许可证/审批号',  text: sheet => joined([...numbersOf(sheet, LICENCE_KINDS), ...textsOf(sheet, 'goods.licences.number')]) },
  creditNo:           { label: '信用证号',       text: sheet => joined(numbersOf(sheet, CREDIT_KINDS)) },
  packageResultNo:    { label: '性能结果单号',   text: sheet => joined(numbersOf(sheet, PACKAGE_RESULT)) },
  purposes:           { label: '用途',           text: sheet => joined(textsOf(sheet, 'goods.purpose', 'name')) },
  manufacturers:      { label: '生产单位注册号', text: sheet => joined(textsOf(sheet, 'goods.manufacturerNo')) },
  containers:          { label: '集装箱',         text: sheet => eachRow(sheet, row => words(sizeOf(sheet, row), textAt(sheet, `containers[${row}].numbers`))).join('; ') },
  containerSizes:      { label: '集装箱规格',     text: sheet => eachRow(sheet, row => sizeOf(sheet, row)).join('; ') },
  containerSize:      { label: '集装箱规格',     text: (sheet, { row }) => sizeOf(sheet, row) },
  goodsInContainer:   { label: '装载货物',       text: (sheet, { row }) => joined(goodsIn(sheet, row).map(line => textAt(sheet, `${line}.name`))) },
  packagesInContainer:{ label: '包装种类及数量', text: (sheet, { row }) => joined(goodsIn(sheet, row).flatMap(line => packagesOf(sheet, line, 'X'))) },
  goodsNo:            { label: '货物序号',       text: (_sheet, { row }) => String(row + 1) },
  goodsQuantity:      { label: '数量',           text: (sheet, { row }) => amount(sheet, `goods[${row}]`, 'quantity', 'quantityUnit') },
  goodsWeight:        { label: '重量',           text: (sheet, { row }) => amount(sheet, `goods[${row}]`, 'weight', 'weightUnit') },
  goodsPackages:      { label: '包装种类及数量', text: (sheet, { row }) => packagesOf(sheet, `goods[${row}]`, '').join('\n') },
  goodsOrigin:        { label: '原产国(地区)',   text: (sheet, { row }) => textAt(sheet, `goods[${row}].${inbound(sheet) ? 'originCountry' : 'originPlace'}`, 'name') },
  goodsNames:          { label: '货物名称',       text: goodsNames },
  hsCodes:            { label: 'H.S.编码',       text: sheet => joined(textsOf(sheet, 'goods.hsCode')) },
  totalQuantity:       { label: '数量/重量',      text: quantities },
  totalPackages:      { label: '包装',           text: sheet => joined(sums(sheet, 'packages')) },
  origins:            { label: '产地',           text: sheet => joined(textsOf(sheet, inbound(sheet) ? 'goods.originCountry' : 'goods.originPlace', 'name')) },
  party:               { label: '收发货人',       text: partyLine },
  client:             { label: '委托人',         text: client },
  clientCode:         { label: '委托人代码',     text: sheet => textAt(sheet, inbound(sheet) ? 'consigneeCode' : 'consignorCode') },
  consigneeWithAddress: { label: '收货单位及地址', text: sheet => (inbound(sheet) ? words(textAt(sheet, 'consigneeName'), textAt(sheet, 'consigneeAddress')) : '') },
  consignorWithAgent:  { label: '发货人/代理人',  text: sheet => withAgent(sheet, 'consignorName', 'consignorNameEn', !inbound(sheet)) },
  consigneeWithAgent:  { label: '收货人/代理人',  text: sheet => withAgent(sheet, 'consigneeName', 'consigneeNameEn', inbound(sheet)) },
  dateThere:          { label: '离境/到达日期', text: (sheet, { part }) => textAt(sheet, inbound(sheet) ? 'arrivalDate' : 'shipmentDate', part) },
  tradeDate:          { label: '进出口日期',     text: (sheet, { part }) => textAt(sheet, inbound(sheet) ? 'arrivalDate' : 'shipmentDate', part) },
  countryThere:       { label: '启运/到达国家',  text: sheet => textAt(sheet, inbound(sheet) ? 'departureCountry' : 'destinationCountry', 'name') },
  portsThere:          { label: '启运及经停地点', text: portsThere },
  portHere:           { label: '离境/到达口岸',  text: sheet => textAt(sheet, inbound(sheet) ? 'entryPort' : 'departurePort', 'name') },
  destinationHere:    { label: '目的地',         text: sheet => textAt(sheet, inbound(sheet) ? 'destination' : 'arrivalPort', 'name') },
  place:              { label: '报检地',         text: sheet => bureau(sheet).place },
  office:              { label: '报检地',         text: officeName },
  treatmentObject:     { label: '处理对象',       text: treatmentObject },
  treatmentQuantity:   { label: '数量/重量',      text: treatmentQuantity },
  otherDocuments:      { label: '随附单据',       text: (sheet, { of }) => nth(otherDocuments(sheet).filter(Boolean), of) },
  otherCertificates:   { label: '需要证单',       text: (sheet, { of }) => nth(otherCertificates(sheet).filter(Boolean), of) },
  originals:          { label: '正本数',         text: certificateCount('originals') },
  copies:             { label: '副本数',         text: certificateCount('copies') },
  receiptTexts:       { label: '回执',           text: sheet => newest(sheet).map(({ text }) => text).join('\n') },
  receiptDate:         { label: '回执日期',       text: receiptDate },
  users:              { label: '使用人',         text: sheet => joined(textsOf(sheet, 'users.name')) },
  packageNames:       { label: '包装容器',       text: sheet => joined(textsOf(sheet, 'goods.packages.type', 'name')) },
  packageMakers:      { label: '包装生产厂',     text: sheet => joined(textsOf(sheet, 'goods.packages.factory')) },
  packageMaterials:   { label: '包装材料',       text: sheet => joined(textsOf(sheet, 'goods.packages.material')) },
  productionDates:    { label: '生产日期',       text: sheet => joined(textsOf(sheet, 'goods.productionDate'), ';') },
  unNumbers:          { label: '联合国编号',     text: sheet => joined(textsOf(sheet, 'goods.danger.unNo')) },
  title:              { label: '',               text: ({ title = '' }) => title },
  page:               { label: '页',             text: ({ page }) => String(page ?? '') },
  pages:              { label: '页',             text: ({ pages }) => String(pages ?? '') },
  none:               { label: '',               text: () => '' },
};
