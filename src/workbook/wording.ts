import { findField } from '../catalogue/catalogue.ts';
import { wordingOf } from '../catalogue/wording.ts';
import type { LeftWhy } from './left-lines.ts';
import type { CellFault } from './reading.ts';

/** The one wording of what only workbooks can have wrong; all else is worded by the catalogue. `{x}` are params. */
// biome-ignore format: table
const WORDINGS: Readonly<Record<string, string>> = {
  'cell.controls':          '含有控制字符，已去掉',
  'cell.error':             '单元格是错误值 {text}，没有内容可用',
  'cell.formula':           '公式没有存下结果，请在 Excel 或 WPS 里打开、保存后再导入，或改为数值',
  'cell.digits-lost':       '数字超过 15 位，Excel 已丢失末尾几位，请把单元格设为文本后重新填写',
  'cell.scientific':        '{text} 是科学计数，原来的数字已丢失，请把单元格设为文本后重新填写',
  'cell.rounded':           '科学计数按 {text} 读取，请核对',
  'cell.serial':            '{text} 是没有日期格式的日期，按 {day} 读取，请核对',
  'cell.zeros':             '{text} 前面的 0 已丢失，按 {code} 读取',
  'cell.conflict':          '与 {cell} 的“{value}”不一致，采用 {cell}',
  'cell.heading-unit':      '表头里的“{unit}”不是代码表里的单位，这一列没有采用',
  'cell.merged-amount':     '{text} 写在合并的单元格 {cell} 里，只作为那一行的，这一行请另填',
  'cell.decimals':          '{text} 有 {digits} 位小数，最多 {scale} 位；Excel 里显示的可能更短，请改用 ROUND(…,{scale})，或按 {rounded} 填写',
  'cell.heading-doubled':   '与 {cell} 是同一栏，采用 {cell}',
  'cell.container-doubled': '箱号 {number} 与 {cell} 重复，只采用前一个',
  'cell.day-behind':        '“{text}”按 {day} 读取，请核对',
  'cell.day-or-month':      '“{text}”可能是 {first}，也可能是 {second}，请改成年月日的写法',
  'cell.no-row':            '没有{heading}为“{text}”的一项',
  'cell.party-doubled':    '代码 {code} 与 {cell} 重复，只采用前一个',
  'cell.article-doubled':  '与 {cell} 是同一个商品（种类、收发货人、货名、HS编码都相同），只采用前一个',
  'cell.unused':            '由系统或局端给出，未采用',
  'cell.direction':         '“{text}”不是单证类型，应为 入境、出境 或 出境包装',
  'cell.other-direction':   '单证类型写的是“{text}”，与所选的不同，按所选的读取',
  'code.no-name':           '代码表中没有“{name}”{near}',
  'code.short':             '{text} 只有 {count} 位，应为 {size} 位；以它开头的有 {codes}',
  'code.ambiguous':         '“{name}”有几个代码：{codes}，请填写代码',
  'code.two-meanings':      '“{text}”按 {code} {name} 读取；也可能是 {other}，请核对',
  'code.read-as':           '{text} → {here}（前者是 {era}的代码，按后者读取）',
  'cell.percent':           '{text} 是百分数，这一栏要填数值',
  'cell.per-other':         '单价是每“{unit}”的，与数量单位不同，请核对',
  'cell.per-unread':        '“/{unit}”不是代码表里的单位，只采用单价',
  'sheet.no-goods':         '没有找到货物表头：至少要有“HS编码”或“货物中文名”和另一栏',
  'sheet.no-containers':    '没有找到集装箱表头“集装箱号”，第一列也不是箱号',
  'sheet.no-articles':      '没有找到表头：要有“货物名称”和“HS编码”',
  'sheet.no-parties':       '没有找到表头：要有“收发货人代码”和“收发货人中文”',
  'sheet.no-heading':       '没有找到自定义的表头“{heading}”',
  'sheet.other-list':       '这一页是{list}，没有导入',
  'sheet.other-table':      '第 {lines} 行是{what}，没有导入',
  'sheet.hidden':           '第 {lines} 行是隐藏的（或被筛选掉的），没有导入',
  'sheet.hidden-columns':   '{columns} 栏是隐藏的，没有导入',
  'sheet.line-unread':      '这一行读不出，没有导入',
  'sheet.no-direction':     '看不出是入境、出境还是出境包装，请填写“单证类型”',
};

/** Why a line is left out, in a word. */
export const LEFT_WORDS: Readonly<Record<LeftWhy, string>> = {
  hidden: '隐藏的行',
  'hidden-sheet': '隐藏的工作表',
  'other-table': '表外内容',
  sum: '合计',
  remark: '备注',
  unread: '读不出',
};

/** Every permanent word that a reading adds to those of the catalogue. */
export const CELL_FAULT_CODES: readonly string[] = Object.keys(WORDINGS);

/** What a fault of a reading says, in Chinese, without its place. */
export function cellWordingOf(fault: Pick<CellFault, 'code' | 'params'>): string {
  const own = WORDINGS[fault.code];
  if (own === undefined) return wordingOf(fault);
  return own.replace(/\{(\w+)\}/gu, (_, name: string) => String(fault.params?.[name] ?? ''));
}

/** `货物!D7 数量：不是数字` */
export function sayCellFault(fault: CellFault): string {
  const label = fault.label ?? findField(fault.path.replace(/\[\d+\]/gu, ''))?.label ?? '';
  return `${fault.sheet}!${fault.cell}${label && ` ${label}`}：${cellWordingOf(fault)}`;
}
