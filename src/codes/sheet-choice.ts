import { UserError } from '../errors.ts';
import type { CodeRow } from './row.ts';
import {
  agreementOf,
  CODE_HEADINGS,
  chineseOf,
  MOSTLY,
  OF_CIQ,
  OLD,
  type PlanOrder,
  rankOfName,
  type SaidColumn,
  type SheetGrid,
  saysCode,
  saysName,
} from './sheet-columns.ts';
import { COLUMNS, eciqTableOf, TABLES, type TableName } from './tables.ts';

export function codeColumns(grid: SheetGrid, taken: ReadonlySet<number>): number[] {
  return grid.plain.flatMap((plain, place) => (saysCode(plain) && !taken.has(place) ? [place] : []));
}

/** The one of several columns with codes of the form: whose names are known, then by what the headings say. */
export function chooseCode(
  { grid }: PlanOrder,
  table: TableName,
  places: readonly number[],
  known: ReadonlyMap<string, CodeRow>,
): number | undefined {
  if (places.length < 2) return places[0];
  const names = namesOf(grid);
  const clear = clearlyBest(places, place => bestAgreement(grid, place, names, known));
  if (clear !== undefined) return clear;
  const heading = (place: number) => grid.plain[place] ?? '';
  const isTodays = eciqTableOf(table) !== undefined;
  const tests: ((plain: string) => boolean)[] = [
    plain => !isTodays && OF_CIQ.test(plain),
    plain => !OLD.test(plain),
    plain => CODE_HEADINGS.includes(plain),
  ];
  let left = places;
  for (const test of tests) {
    const passing = left.filter(place => test(heading(place)));
    if (passing.length > 0) left = passing;
    if (left.length === 1) return left[0];
  }
  throw alike(grid, table, left, '编码', 'code');
}

/** The place with the highest share, when no other comes near it. */
function clearlyBest(places: readonly number[], share: (place: number) => number): number | undefined {
  const [best, second] = places.map(place => ({ place, share: share(place) })).sort((a, b) => b.share - a.share);
  return best && second && best.share >= 0.3 && second.share <= best.share - 0.2 ? best.place : undefined;
}

export function bestAgreement(
  grid: SheetGrid,
  code: number,
  names: readonly number[],
  known: ReadonlyMap<string, CodeRow>,
): number {
  return Math.max(0, ...names.map(name => agreementOf(grid, code, name, text => known.get(text))));
}

export const namesOf = (grid: SheetGrid): readonly number[] =>
  grid.plain.flatMap((plain, place) => (saysName(plain) ? [place] : []));

/** Of what is left a name in English, or a longer one. */
export function leftName(grid: SheetGrid, names: 'english' | 'full', used: ReadonlySet<number>): number | undefined {
  const fits = (place: number): boolean =>
    names === 'english'
      ? chineseOf(grid, place) < 0.2 && /e$|en|英/u.test(grid.plain[place] ?? '')
      : rankOfName(grid.plain[place] ?? '') === 3;
  return namesOf(grid).find(place => !used.has(place) && fits(place));
}

export function nameColumn(order: PlanOrder, table: TableName, code: number, used: ReadonlySet<number>): number {
  const { grid, said, known } = order;
  const told = said.get('name');
  if (told !== undefined) return told;
  const all = namesOf(grid).filter(place => !used.has(place) && ![...said.values()].includes(place));
  const chinese = all.filter(place => chineseOf(grid, place) >= MOSTLY);
  let places = chinese.length > 0 ? chinese : all;
  if (places.length > 1) {
    const ofCiq = places.filter(place => OF_CIQ.test(grid.plain[place] ?? ''));
    const isTodays = eciqTableOf(table) !== undefined;
    const wanted = isTodays ? places.filter(place => !ofCiq.includes(place)) : ofCiq;
    if (wanted.length > 0) places = wanted;
  }
  if (places.length > 1) {
    const rows = known(table);
    const clear = clearlyBest(places, place => agreementOf(grid, code, place, text => rows.get(text)));
    if (clear !== undefined) return clear;
    const rank = (place: number) => rankOfName(grid.plain[place] ?? '') ?? 9;
    const best = Math.min(...places.map(rank));
    places = places.filter(place => rank(place) === best);
  }
  if (places.length > 1) throw alike(grid, table, places, '名称', 'name');
  if (places[0] === undefined)
    throw headingFault(table, '没有名称列', ['哪一列是名称可以指明：--column name=列名或列号']);
  return places[0];
}

export function alike(
  { headings }: SheetGrid,
  table: TableName,
  [first = 0, second = 0]: readonly number[],
  what: string,
  column: SaidColumn,
): UserError {
  return headingFault(
    table,
    `第 ${first + 1} 列“${headings[first]}”与第 ${second + 1} 列“${headings[second]}”都像${what}`,
    [`是哪一列可以指明：--column ${column}=${headings[first]}`],
  );
}

export function headingFault(table: TableName, what: string, next: readonly string[]): UserError {
  const columns = TABLES[table].columns.map(column => `${column}（${COLUMNS[column].headings[0]}）`);
  return new UserError('codes.headings', `表头：${what}`, {
    exit: 'faults',
    next: [`“${TABLES[table].title}”表的表头应为：${['code（编码）', 'name（名称）', ...columns].join('、')}`, ...next],
  });
}
