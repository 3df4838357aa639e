/**
 * Makes data/codes from a folder of official tables: `npx tsx tools/bring-codes.ts FROM_DIR [TO_DIR]`.
 * Cleans, corrects, sorts, adds pinyin initials, and writes the provenance of each table. The same input gives the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initialsOf } from '../src/codes/initials.ts';
import { type CodeRow, compareCodes } from '../src/codes/row.ts';
import { formatTable } from '../src/codes/table-file.ts';
import { COLUMNS, TABLE_NAMES, TABLES, type TableName } from '../src/codes/tables.ts';
import { cleanLine } from '../src/text.ts';
import { todaysRows } from './bring-todays.ts';

const ECIQ = '质检总局 e-CIQ 报检代码表（2015-2018）';
const CUSTOMS_2018 = '海关总署关检融合通关参数（2018-07/08）';
const TODAY = '国际贸易单一窗口对照表（2022-06）；关检融合通关参数（2018-08）';
const INTERFACE = '货物申报报关单导入接口说明（2026）';
const MANUAL = '九城电子报检云服务系统用户手册 V2.0';

/** Source and known thin spots of each shipped table. */
// biome-ignore format: table
const PROVENANCE: Partial<Record<TableName, readonly [source: string, note?: string]>> = {
  'declaration-categories':    [ECIQ],
  'inspection-orgs':           [CUSTOMS_2018],
  'trade-modes':               [ECIQ, '19 与 35 同名'],
  'transport-modes':           [ECIQ],
  'domestic-ports':            [CUSTOMS_2018],
  'world-ports':               [CUSTOMS_2018, '更正：450015 英文名补右括号；012018 与 012019 的名称互换（2022 年参数表）；906000 的 2018 代码更正，548008 的去掉（与 554008 重复）'],
  'countries':                 [CUSTOMS_2018, '更正：999 为国(地)别不详，来源取了共用 999 的第一个地区'],
  'admin-divisions':           [`GB/T 2260；${CUSTOMS_2018}`],
  'purposes':                  [ECIQ, '31-33 未经核实'],
  'goods-attributes':          ['检验检疫货物属性代码表（2018）', '2018 年起的报文所用'],
  'goods-attributes-2017':     [MANUAL, '2016-2017 年的报文所用'],
  'relation-reasons':          [ECIQ],
  'required-certificates':     [ECIQ, '24、94-96 仅见于一个来源'],
  'enterprise-qualifications': [ECIQ, '不全：约 35 项中的 19 项，表外代码只作警告；类别名称 0、100、200、300、400 不是资质，不收'],
  'enterprise-types':          [MANUAL, '只收手册印出的一种；单位自己的用 codes add 增加'],
  'danger-pack-classes':       ['检验检疫危包类别代码表'],
  'container-specs':           [ECIQ],
  'transport-means':           [ECIQ],
  'units':                     [ECIQ, '更正：149 百万贝可、163 部、164 亿株不是重量单位，由 weight 组改入 count 组；补 170 人份'],
  'package-types':             [ECIQ],
  'currencies':                [ECIQ, '含已停用的欧元区旧币'],
  'product-licences-in':       ['产品资质类别代码表（入境）'],
  'product-licences-out':      ['产品资质类别代码表（出境）'],
  'attached-documents':        [MANUAL],
  'inspection-categories':     ['法检目录'],
  'special-business':          [MANUAL],
  'special-clearance':         [ECIQ, '编码由方向与位置合成；入境第 2 位恒为 0'],
  'supervision-documents':     [CUSTOMS_2018, '更正：D 的名称补右括号；hs 表监管条件中的 U、q 在此表无对应'],
  'hs-chapters':               ['进出口税则'],
  'hs':                        ['进出口税则；法检目录', '起步集：01-25、87 章及 26、29、62、84、85、86 章的一部分'],
  'customs-countries':         [TODAY, '2018-08 起报关单与检验检疫申请所用；HRA、HRB 没有对应的 e-CIQ 代码'],
  'customs-currencies':        [TODAY, '31 种 e-CIQ 币种中 22 种有对应'],
  'customs-trade-modes':       [TODAY, '0139、3039、5200 没有对应的 e-CIQ 代码'],
  'customs-transport-modes':   [TODAY, 'P、S 没有对应的 e-CIQ 代码'],
  'customs-units':             [TODAY, '195 个 e-CIQ 单位中 124 个有对应'],
  'customs-packages':          [TODAY, 'proposed 列按材质和形状推定，其余为官方对照'],
  'customs-containers':        [TODAY, '31、N 没有对应的 e-CIQ 代码'],
  'customs-declaration-marks': [INTERFACE, '不收转关提前的 3、5：转关单不写'],
  'customs-entry-types':       [INTERFACE],
  'customs-operations':        [INTERFACE, '不收带转关单和电子手册的 B、D、E'],
  'customs-terms':             [TODAY],
  'customs-charge-marks':      ['海关进出口货物报关单填制规范'],
  'customs-price-answers':     [INTERFACE],
  'customs-levy-natures':      [TODAY],
  'customs-duty-modes':        [TODAY],
  'customs-attached-documents': [TODAY],
  'ciq':                       ['CIQ 代码', '起步集：范围同 hs；个别名称在来源中括号不配对'],
};

/** Slips of the sources. A row that reads neither `wrong` nor `right` stops the run, so that none goes stale unseen. */
// biome-ignore format: table
const CORRECTIONS: readonly { table: TableName; code: string; column: string; wrong: string; right: string }[] = [
  { table: 'units',                 code: '149',    column: 'group',  wrong: 'weight', right: 'count' },
  { table: 'units',                 code: '163',    column: 'group',  wrong: 'weight', right: 'count' },
  { table: 'units',                 code: '164',    column: 'group',  wrong: 'weight', right: 'count' },
  { table: 'supervision-documents', code: 'D',      column: 'name',   wrong: '出/入境货物通关单（毛坯钻石用', right: '出/入境货物通关单（毛坯钻石用）' },
  { table: 'countries',             code: '999',    column: 'name',   wrong: '加那利群岛', right: '国(地)别不详' },
  { table: 'countries',             code: '999',    column: 'nameEn', wrong: 'Canary Islands', right: 'Country or region unknown' },
  { table: 'countries',             code: '999',    column: 'iso3',   wrong: 'CAI', right: 'ZZZ' },
  { table: 'countries',             code: '999',    column: 'customs', wrong: '207', right: '701' },
  { table: 'world-ports',           code: '012018', column: 'name',   wrong: '塞港（阿尔及利亚）', right: '科洛（阿尔及利亚）' },
  { table: 'world-ports',           code: '012018', column: 'nameEn', wrong: 'Port Say, Algeria', right: 'Collo, Algeria' },
  { table: 'world-ports',           code: '012018', column: 'code2018', wrong: 'DZA018', right: 'DZA019' },
  { table: 'world-ports',           code: '012019', column: 'name',   wrong: '科洛（阿尔及利亚）', right: '塞港（阿尔及利亚）' },
  { table: 'world-ports',           code: '012019', column: 'nameEn', wrong: 'Collo, Algeria', right: 'Port Say, Algeria' },
  { table: 'world-ports',           code: '012019', column: 'code2018', wrong: 'DZA019', right: 'DZA018' },
  { table: 'world-ports',           code: '548008', column: 'code2018', wrong: 'NZL008', right: '' },
  { table: 'world-ports',           code: '906000', column: 'code2018', wrong: 'ZAF000', right: 'ZAO000' },
  { table: 'customs-countries',     code: 'ZZZ',    column: 'nameEn', wrong: 'Countries(reg.) unknow', right: 'Country or region unknown' },
  { table: 'customs-units',         code: '170',    column: 'eciq',   wrong: '', right: '170' },
  { table: 'world-ports',           code: '450015', column: 'nameEn', wrong: 'Fort Dauphin(Toalagnaro, Madagascar', right: 'Fort Dauphin(Toalagnaro), Madagascar' },
];

/** Rows that the sources lack. One that a source has learned of stops the run. */
const ADDITIONS: readonly { readonly table: TableName; readonly cells: Cells }[] = [
  { table: 'units', cells: { code: '170', name: '人份', group: 'count' } },
];

/** Tables that are no sheets anywhere: printed in the manual (3.4.4.10), in the description of the interface, or in a notice. */
const PRINTED: Partial<Record<TableName, readonly Cells[]>> = {
  'enterprise-types': [{ code: '1', name: '代理企业' }],
  'customs-declaration-marks': [
    { code: '1', name: '普通报关' },
    { code: '6', name: '普通报关（南方直转）' },
  ],
  'customs-entry-types': [
    { code: '0', name: '普通报关单' },
    { code: 'L', name: '带清单的报关单' },
    { code: 'W', name: '无纸报关' },
    { code: 'D', name: '带清单的无纸报关' },
    { code: 'M', name: '通关无纸化' },
  ],
  'customs-operations': [
    { code: 'A', name: '上载' },
    { code: 'C', name: '申报' },
    { code: 'G', name: '暂存' },
  ],
  'customs-charge-marks': [
    { code: '1', name: '率' },
    { code: '2', name: '单价' },
    { code: '3', name: '总价' },
  ],
  'customs-price-answers': [
    { code: '0', name: '否' },
    { code: '1', name: '是' },
    { code: '9', name: '不填' },
  ],
  'goods-attributes-2017': [
    { code: '11', name: '3C目录内' },
    { code: '12', name: '3C目录外' },
    { code: '13', name: '无需办理3C认证' },
    { code: '14', name: '转基因产品' },
    { code: '15', name: '非转基因产品' },
    { code: '16', name: '首次进出口' },
    { code: '17', name: '废品' },
    { code: '18', name: '旧品' },
  ],
};

type Cells = Record<string, string>;

export function bringCodes(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const made = new Map<TableName, ReadonlySet<string>>();
  const sources = ['table\trows\tsource\tstarter\tnote'];
  for (const table of TABLE_NAMES.filter(name => !TABLES[name].loadOnly)) {
    const rows = readRows(table, from, (other, code) => made.get(other)?.has(code) === true);
    check(table, rows);
    made.set(table, new Set(rows.map(row => row.code)));
    writeFileSync(join(to, `${table}.tsv`), formatTable(table, rows));
    const [source, note = ''] = PROVENANCE[table] ?? [];
    if (source === undefined) throw new Error(`${table}: no source is known`);
    sources.push([table, rows.length, source, TABLES[table].starter ? 'yes' : 'no', note].join('\t'));
  }
  writeFileSync(join(to, 'SOURCES.tsv'), `${sources.join('\n')}\n`);
}

function readRows(table: TableName, from: string, known: (table: TableName, code: string) => boolean): CodeRow[] {
  const { groupCodes = [] } = TABLES[table];
  const read = (sheet: string) => readCells(join(from, `${sheet}.tsv`));
  const rows = PRINTED[table] ?? todaysRows(table, read, known) ?? read(table);
  if (table === 'special-clearance') rows.forEach(composeClearanceCode);
  for (const correction of CORRECTIONS) if (correction.table === table) correct(rows, correction);
  const added = ADDITIONS.flatMap(addition => (addition.table === table ? [addition.cells] : []));
  return [...rows, ...added]
    .map(cells => toRow(table, cells))
    .filter(({ code }) => !groupCodes.includes(code))
    .sort((a, b) => compareCodes(a.code, b.code));
}

function readCells(file: string): Cells[] {
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const columns = heading.split('\t');
  return lines.map(line => {
    const values = line.split('\t').map(cleanLine);
    return Object.fromEntries(columns.map((column, at) => [column, values[at] ?? '']));
  });
}

/** The source tells the flags apart by direction and position only. */
function composeClearanceCode(cells: Cells): void {
  cells.code = `${cells.direction}${cells.position}`;
  const unused = cells.name === '(always 0)';
  cells.fixed = unused ? '0' : '';
  if (unused) cells.name = '恒为0';
}

function correct(rows: readonly Cells[], { table, code, column, wrong, right }: (typeof CORRECTIONS)[number]): void {
  const row = rows.find(cells => cells.code === code);
  if (row?.[column] !== wrong && row?.[column] !== right)
    throw new Error(`${table} ${code}: ${column} is ${row?.[column]}`);
  row[column] = right;
}

function toRow(table: TableName, cells: Cells): CodeRow {
  const { code = '', name = '' } = cells;
  const extra = Object.fromEntries(TABLES[table].columns.map(column => [column, cells[column] ?? '']));
  return { code, name, initials: initialsOf(name), extra };
}

function check(table: TableName, rows: readonly CodeRow[]): void {
  rows.forEach(({ code, name, extra }, at) => {
    if (!TABLES[table].codeForm.test(code)) throw new Error(`${table}: code ${code} is not of the form`);
    if (code === rows[at - 1]?.code) throw new Error(`${table}: code ${code} is doubled`);
    if (name === '') throw new Error(`${table}: code ${code} has no name`);
    for (const column of TABLES[table].columns) {
      const value = extra[column] ?? '';
      const { form, needed } = COLUMNS[column];
      if (value === '' ? needed : form?.test(value) === false)
        throw new Error(`${table} ${code}: ${column} is ${value}`);
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to = fileURLToPath(new URL('../data/codes', import.meta.url))] = process.argv.slice(2);
  if (from === undefined) throw new Error('usage: tsx tools/bring-codes.ts FROM_DIR [TO_DIR]');
  bringCodes(from, to);
}
