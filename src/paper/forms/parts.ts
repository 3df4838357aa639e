import type { Value } from '../form.ts';
import {
  across,
  BOLD,
  bar,
  cell,
  columns,
  frame,
  heads,
  LEFT,
  label,
  line,
  OVER,
  optional,
  RIGHT,
  rows,
  tick,
  value,
} from './rows.ts';

/** Year, month and day around their words, ending at the right edge. */
export function dateParts(x: number, y: number, h: number, size: number, field: string) {
  return [
    optional(x, y, 9.72, h, `{${field}|year}`, size, 'right'),
    label(x + 10.05, y, 3.69, h, '年', size, 'center'),
    optional(x + 13.74, y, 5.7, h, `{${field}|month}`, size, 'center'),
    label(x + 19.44, y, 3.69, h, '月', size, 'center'),
    optional(x + 23.13, y, 5.7, h, `{${field}|day}`, size, 'center'),
    label(x + 28.82, y, 3.69, h, '日', size, 'center'),
  ];
}

/** Bar code, titles and the two lines over the frame; `word` is 报检 or 申请. */
// biome-ignore format: table
export function head(title: string, word: string) {
  return [
    bar     (115.5,  7,    77,  9,   '{@number}'),
    optional(115.5, 16.3,  77,  3.9, '{@number}',                        9,   'center'),
    label   ( 17.5, 21,   175,  8,   '中华人民共和国出入境检验检疫',    16,   'center', BOLD),
    label   ( 17.5, 29.5, 175,  8.5, title,                             18,   'center', BOLD),
    label   ( 17.5, 39.7,  33,  5.9,  `${word}单位(加盖公章):`,           9.5, 'left'),
    value   ( 51,   39.7,  80,  5.9, '{enterpriseName}',                 9.5, 'left'),
    line    ( 50.5, 45.6,  82,  0,                                       0.3),
    label   (136.5, 39.7,  14,  5.9, '*编号',                            9.5, 'left'),
    optional(150.5, 39.7,  42,  5.9, '{@number}',                        9.5, 'left', OVER),
    line    (149.5, 45.6,  43,  0,                                       0.3),
    label   ( 17.5, 46.2,  28,  6,   `${word}单位登记号:`,               9.5, 'left'),
    value   ( 45.5, 46.2,  25,  6,   '{registrationNo}',                 9.5, 'left'),
    label   ( 71.5, 46.2,  13,  6,   '联系人:',                          9.5, 'left'),
    value   ( 84.5, 46.2,  20,  6,   '{contactPerson}',                  9.5, 'left'),
    label   (104.5, 46.2,  10,  6,   '电话:',                            9.5, 'left'),
    value   (114.5, 46.2,  28,  6,   '{contactPhone}',                   9.5, 'left'),
    label   (142.5, 46.2,  17,  6,   `${word}日期:`,                     9.5, 'left'),
    ...dateParts(159, 46.2, 6, 9.5, 'declarationDate'),
  ];
}

/** One of the two parties, with its name in Chinese and in letters; `short` leaves room at the right of the first line. */
// biome-ignore format: table
export function party(y: number, word: string, name: string, nameEn: string, short = false) {
  return [
    label(17.5, y,       20,               16,   word,       10,   'center'),
    line (37.5, y,        0,               16),
    label(39,   y,       12,                8,   '(中文)',    9,   'left'),
    value(50.5, y + 0.4, short ? 79 : 141,  7.2, name,        9.5, 'left'),
    line (37.5, y + 8,  155,                0),
    label(39,   y + 8,   12,                8,   '(外文)',    9,   'left'),
    value(50.5, y + 8.4, 141,               7.2, nameEn,      9.5, 'left'),
    across(y + 16),
  ];
}

const GOODS_EDGES = [17.5, 65.5, 92.5, 115.5, 141.5, 167.5, 192.5] as const;

/** The six columns of the goods with room for four lines. */
// biome-ignore format: table
export function goodsTable(origin: string, originText: string) {
  const cells: readonly Value[] = [
    value( 18.3, 93.4, 46.4, 10.7, '{goods[].name}\n{goods[].nameEn}',                8.5, 'left'),
    value( 66.3, 93.4, 25.4, 10.7, '{goods[].hsCode}\n{goods[].inspectionCategory}',  8.5, 'center'),
    value( 93.3, 93.4, 21.4, 10.7, originText,                                        8.5, 'center'),
    value(116.3, 93.4, 24.4, 10.7, '{@goodsQuantity}\n{@goodsWeight}',                8.5, 'center'),
    value(142.3, 93.4, 24.4, 10.7, '{goods[].totalValue}\n{goods[].currency|name}',   8.5, 'center'),
    value(168.3, 93.4, 23.4, 10.7, '{@goodsPackages}',                                8.5, 'center'),
  ];
  const words = ['货物名称(中/外文)', 'H.S.编码', origin, '数/重量', '货物总值', '包装种类及数量'];
  return [
    ...heads(85, 8, GOODS_EDGES, words),
    across(93),
    ...columns(93, 46, ...GOODS_EDGES.slice(1, -1)),
    rows('goods', 17.5, 93, 175, 46, 4, 'annex', words, cells),
    across(139),
  ];
}

/** The whole text of a list of containers, and what stands for it when their numbers have no room. */
export const CONTAINERS = {
  numbers: true,
  instead: { text: '{@containerSizes} 号码见附件', paper: 'container-annex' },
} as const;

/** Three cells in a row. */
export function three(
  y: number,
  words: readonly [string, string, string],
  texts: readonly [string, string, string],
  edges = [17.5, 46.5, 82.5, 109.5, 137.5, 161.5, 192.5],
) {
  return [
    ...words.flatMap((word, at) => {
      const [x = 0, split = 0, end = 0] = edges.slice(at * 2);
      return cell(x, split, end, y, 8.5, word, texts[at] ?? '');
    }),
    across(y + 8.5),
  ];
}

/** Two cells in a row. */
export function two(
  y: number,
  h: number,
  words: readonly [string, string],
  texts: readonly [string, string],
  edges: readonly [number, number, number],
  size = 9,
) {
  const [first, middle, second] = edges;
  return [
    ...cell(LEFT, first, middle, y, h, words[0], texts[0], size),
    ...cell(middle, second, RIGHT, y, h, words[1], texts[1], size),
    across(y + h),
  ];
}

/** The fee, which the bureau fills; `h` is the height of each of its three lines. */
// biome-ignore format: table
export function fee(y: number, h: number) {
  return [
    label(142.5, y, 50, 7, '*检验检疫费', 9, 'center'),
    line (142.5, y + 7, 50, 0),
    ...['总金额(人民币元)', '计费人', '收费人'].flatMap((word, at) => [
      label(142.8, y + 7 + at * h, 25.4, h, word, 8.2, 'center'),
      line (168.5, y + 7 + at * h,  0,   h),
      ...(at < 2 ? [line(142.5, y + 7 + (at + 1) * h, 50, 0)] : []),
    ]),
  ];
}

/** The statement and its signature at the left, receiving the certificates at the right, and the rules around them. */
// biome-ignore format: table
export function foot(y: number, h: number, statement: string, size = 9) {
  const half = (h - 7) / 2;
  return [
    across(y),
    label( 19.5, y + 1,     121, h - 8,  statement,   size, 'left', { top: true }),
    label( 79.5, y + h - 8,  14, 7,      '签名:',        9, 'right'),
    line ( 94.5, y + h - 2.2, 40, 0,                      0.4),
    line (142.5, y,            0, h),
    label(142.5, y,           50, 7,      '领取证单',     10, 'center'),
    line (142.5, y + 7,       50, 0),
    label(143,   y + 7,       16, half,   '日期',          9, 'center'),
    line (159.5, y + 7,        0, h - 7),
    line (142.5, y + 7 + half, 50, 0),
    label(143,   y + 7 + half, 16, half,  '签名',          9, 'center'),
    frame(17.5, 53, 175, y + h - 53),
  ];
}

/** The lines under the frame. */
// biome-ignore format: table
export function notes(y: number, number = '') {
  return [
    label( 17.5, y,       95, 5,   '注:有"*"号栏由出入境检验检疫机关填写', 8.5, 'left'),
    label(112.5, y,       80, 5,   '◆国家出入境检验检疫局制',              8.5, 'right'),
    ...(number ? [label(142.5, y + 4.2, 50, 4.5, number, 8, 'right')] : []),
  ];
}

/** Three lines for documents that have no box of their own; the last one takes all the rest. */
export function moreDocuments(x: number, y: number, w: number, step: number, count: number) {
  return Array.from({ length: count }, (_, at) => {
    const text = `{@otherDocuments[${at}${at === count - 1 ? '+' : ''}]}`;
    return [
      tick(x, y + at * step, 5, step, '', 8.5, text),
      optional(x + 4.5, y + at * step, w - 4, step, text, 8, 'left', OVER),
      line(x + 4.3, y + (at + 1) * step - 0.4, w - 4, 0, 0.25),
    ];
  }).flat();
}
