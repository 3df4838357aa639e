import { cleanLine } from '../text.ts';
import { fold } from './fold.ts';
import { LIMITS } from './limits.ts';
import type { CodeRow } from './row.ts';
import type { ColumnId, TableName } from './tables.ts';

/** Headings that say code or name and nothing else; compared without blanks, width, case and marks. */
// biome-ignore format: table
export const CODE_HEADINGS: readonly string[] = ['code', '代码', '编码', '编号', '序号代码', 'hs', 'hs编码', 'hs代码', 'hscode', 'hsprefix', 'hs前缀', '商品编码', '商品编号', '税号', '税则号列', 'ciq', 'ciq代码', 'ciq编码', 'ciqcode', '检验检疫编码', 'un', 'un编号', 'un编码', 'un号', 'unno', '联合国编号', '关区代码', '口岸代码', '机构代码', '国别代码'];
// biome-ignore format: table
const NAME_HEADINGS: readonly string[] = ['name', '名称', '中文名称', '中文名', 'namec', 'namecn', 'cname', 'namechs', '商品名称', '货物名称', 'hs名称', 'ciq名称', 'ciqname', '检验检疫名称', '关区名称', '口岸名称', '机构名称', '国别名称', '要素', '申报要素', '要素名称', 'element'];
const CODE_LIKE = /代码|编码|编号|代号|code|ciq|三字码/u;
const CODE_END = /(代码|编码|编号|代号|code\d?)$/u;
const NAME_LIKE = /名|name|简称|全称|说明|描述/u;
/** Headings of codes that others have taken the place of. */
export const OLD = /旧|原|old|former|previous/u;
/** Headings of what a code of inspection and quarantine is, beside that of customs. */
export const OF_CIQ = /ciq|检验检疫|报检|国检/u;

export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_()[\].:*/-]/gu, '');
}

/** Of a heading with both words the last one counts: 代码名称 is a name, 名称代码 a code. */
export const saysCode = (plain: string): boolean =>
  (CODE_HEADINGS.includes(plain) || CODE_LIKE.test(plain)) && !saysName(plain);
export const saysName = (plain: string): boolean => rankOfName(plain) !== undefined && !CODE_END.test(plain);

/** How plainly a heading says name, smaller first: the word itself, a short name, a full one, anything with a name in it. */
export function rankOfName(plain: string): number | undefined {
  if (NAME_HEADINGS.includes(plain)) return 0;
  if (/简称|short/u.test(plain)) return 1;
  if (/全称|full/u.test(plain)) return 3;
  return NAME_LIKE.test(plain) ? 2 : undefined;
}

/** Half of the cells or more: the rest are headings between rows, notes and slips. */
export const MOSTLY = 0.5;

/** A table as it came: its headings, and the rows below them that have anything. */
export interface SheetGrid {
  readonly headings: readonly string[];
  readonly plain: readonly string[];
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  /** As in a table program, counted from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface PlanOrder {
  readonly table: TableName;
  readonly grid: SheetGrid;
  /** What the user says a column is. */
  readonly said: ReadonlyMap<SaidColumn, number>;
  readonly known: (table: TableName) => ReadonlyMap<string, CodeRow>;
}

export type SaidColumn = 'code' | 'suffix' | 'name' | ColumnId;

/** A code as tables hold it: half-width, and a long one without the points and blanks that tariffs are printed with. */
export function codeText(cell: string): string {
  const text = cell.normalize('NFKC');
  const digits = /^[\d. ]+$/u.test(text) ? text.replace(/[. ]/gu, '') : '';
  return digits.length >= 8 ? digits : text;
}

/** The share of the cells of a column that are of a form, of those that hold anything; 0 when none does. */
export function fitOf(grid: SheetGrid, column: number, form: RegExp): number {
  let filled = 0;
  let fitting = 0;
  for (const { cells } of grid.rows) {
    const text = codeText(cells[column] ?? '');
    if (text === '') continue;
    filled++;
    if (form.test(text)) fitting++;
  }
  return filled === 0 ? 0 : fitting / filled;
}

const CHINESE = /\p{Script=Han}/u;
export const chineseOf = (grid: SheetGrid, column: number): number => fitOf(grid, column, CHINESE);

/** Names are the same but for width, case, blanks and marks. */
export const sameName = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (name: string): string => fold(name).replace(/[\s\p{P}\p{S}]/gu, '');

/** The share of rows whose code is known under the name that stands beside it. */
export function agreementOf(
  grid: SheetGrid,
  code: number,
  name: number | undefined,
  known: (code: string) => CodeRow | undefined,
): number {
  if (name === undefined) return 0;
  return shareOf(grid, cells => {
    const row = known(codeText(cells[code] ?? ''));
    return row !== undefined && sameName(row.name, cells[name] ?? '');
  });
}

export function shareOf(grid: SheetGrid, holds: (cells: readonly string[]) => boolean): number {
  if (grid.rows.length === 0) return 0;
  return grid.rows.filter(({ cells }) => holds(cells)).length / grid.rows.length;
}

/** Cut before it is cleaned, so that a hostile cell costs no more than a long one; its length is a fault all the same. */
export function cleanCell(cell: string): string {
  return cleanLine(cell.slice(0, LIMITS.cellLength));
}
