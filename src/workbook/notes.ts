import { codesOf, type Field, fieldOf, isInForce, isScalar, sizeOf } from '../catalogue/catalogue.ts';
import { DIALECTS } from '../catalogue/dialect.ts';
import { dialectIn, type KnowsDialect } from '../catalogue/dialect-in-force.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { CONTAINER_COLUMNS, GOODS_COLUMNS } from './columns.ts';
import { HEAD_BLOCKS, LIST_CELLS, NOTES_SHEET } from './layout.ts';
import type { TemplateName } from './recognise.ts';
import type { OutSheet } from './write-sheets.ts';

const DIRECTION_NAMES: Readonly<Record<Direction, string>> = { in: '入境', out: '出境', pack: '出境包装' };
const WIDTHS = [20, 8, 8, 10, 52, 24];

// biome-ignore format: table
const GENERAL: Readonly<Record<TemplateName, readonly string[]>> = {
  goods:       ['每行一项货物，不要改动表头；用不到的列可以留空或删去。', '标准重量与标准数量都是 HS 标准量，填其中一个。'],
  containers:  ['每行一个集装箱；同一规格的箱号合成一行，数量自动计算。'],
  declaration: [
    '“单证类型”填 入境、出境 或 出境包装；每个栏目的内容填在其右边一格。',
    '货物与集装箱各为一张表，行数不够时插入行；不要改动表头。',
    '企业资质、使用人、产品资质、更多包装、箱货对应关系和标记附件各用一张表，样子见导出的工作簿；也可以导入后录入。',
  ],
};
const COMMON = [
  '代码栏填代码或代码表中的名称均可；重量、数量、单价可以连同单位填写，如 23.235千克。',
  '单元格请保持“文本”格式，否则代码开头的 0 会丢失。',
];

/** What the second sheet of a template says: which columns are required on which form, and what goes in. */
export function notesOf(
  name: TemplateName,
  direction: Direction | undefined,
  book: KnowsDialect | undefined,
): Pick<OutSheet, 'rows' | 'widths'> {
  const directions = direction ? [direction] : DIRECTIONS;
  const lines = labelled(name).flatMap(({ label, field }) => {
    if (field.extras.message && !directions.some(each => isInForce(book ?? {}, field, each))) return [];
    return [
      [
        label,
        ...directions.map(each => useOf(field, each)),
        formOf(field, directions[0] as Direction),
        tablesOf(field, directions, book),
      ],
    ];
  });
  const heading = ['栏目', ...directions.map(each => DIRECTION_NAMES[each]), '形式', '代码表'];
  const text = [...GENERAL[name], ...COMMON].map(line => [line]);
  const widths = direction ? [WIDTHS[0], WIDTHS[3], ...WIDTHS.slice(4)] : WIDTHS;
  return { rows: [[NOTES_SHEET], ...text, [], heading, ...lines], widths: widths.map(width => width ?? 10) };
}

function labelled(name: TemplateName): { readonly label: string; readonly field: Field }[] {
  const columns = (table: typeof GOODS_COLUMNS | typeof CONTAINER_COLUMNS) =>
    Object.values(table).map(({ title, field }) => ({ label: title, field: fieldOf(field) }));
  if (name === 'goods') return columns(GOODS_COLUMNS);
  if (name === 'containers') return columns(CONTAINER_COLUMNS);
  const head = HEAD_BLOCKS.flatMap(block => block.lines.flat()).map(id => ({
    label: fieldOf(id).label,
    field: fieldOf(id),
  }));
  return [...head, ...columns(GOODS_COLUMNS), ...columns(CONTAINER_COLUMNS)];
}

function useOf(field: Field, direction: Direction): string {
  const use = field.use[direction];
  if (use === 'R') return field.extras.requiredWhen ? '视情况必填' : '必填';
  return use === '-' ? '无此栏' : '可填';
}

function formOf(field: Field, direction: Direction): string {
  const list = LIST_CELLS[field.id];
  if (list)
    return list.number
      ? '代码、名称或快捷字符，以逗号分开；编号写在冒号后，如 合同:HT2017001'
      : '代码或名称，以逗号分开';
  if (!isScalar(field)) return '';
  const { max, scale = 0 } = sizeOf(field, direction);
  switch (field.kind) {
    case 'code':
      return `代码或名称，代码最长 ${max} 位`;
    case 'codes':
      return '代码或名称，几个以逗号分开';
    case 'list':
      return '几个以逗号分开';
    case 'integer':
      return `整数，最多 ${max} 位`;
    case 'decimal':
      return `数字，整数最多 ${max - scale} 位，小数最多 ${scale} 位`;
    case 'date':
      return '日期，如 2017-09-20 或 20170920';
    case 'flag':
      return '1 是，0 否';
    case 'flags':
      return `${max} 位 0 或 1`;
    case 'phone':
      return '电话号码';
    default:
      return `文字，最多 ${max} 字`;
  }
}

function tablesOf(field: Field, directions: readonly Direction[], book: KnowsDialect | undefined): string {
  const list = LIST_CELLS[field.id];
  const coded = list ? field.children.find(child => child.name === list.code) : field;
  const names = directions.flatMap(direction =>
    (book ? [dialectIn(book, direction)] : DIALECTS).flatMap(
      dialect => (coded && codesOf(coded, direction, dialect)) ?? [],
    ),
  );
  return [...new Set(names)].join('、');
}
