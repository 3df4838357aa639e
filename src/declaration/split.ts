import { type FieldId, fieldOf, SECTIONS } from '../catalogue/catalogue.ts';
import { type ControlName, controlled, isMet } from '../catalogue/control.ts';
import type { Declaration } from '../catalogue/document.ts';
import {
  BOXES,
  CONTROL_FIELDS,
  DEALT_TOTALS,
  LINE_REFERENCES,
  LINES_OF_A_PART,
  type SplitBasisName,
  splitBasis,
} from '../catalogue/split.ts';
import { add, compare, isNumber } from '../kinds/number.ts';
import { dealtOut } from './apportion.ts';
import { rowsHolding } from './derive.ts';
import { applyAll, type Edit } from './edit.ts';
import { get, pathOf, type Row, valueIn } from './path.ts';

/** By what a declaration is split, and how many goods lines a part has at most. */
export interface Splitting {
  readonly by: SplitBasisName;
  readonly lines: number;
}

/** One of the declarations that it becomes. */
export interface SplitPart {
  readonly document: Declaration;
  /** Its goods lines, by their places in the whole. */
  readonly lines: readonly number[];
  /** The value that its lines have in common, where they were put together by it; nothing where they have none. */
  readonly group: string | undefined;
  /** How many container numbers it has. */
  readonly boxes: number;
}

export type Split =
  | { readonly parts: readonly SplitPart[]; readonly notes: readonly string[]; readonly refused?: never }
  | { readonly refused: string; readonly parts?: never };

interface Group {
  readonly value: string | undefined;
  readonly lines: readonly number[];
}

/** What a declaration becomes, and what people should know of it before it is done. Nothing is lost: each goods line is in one part. */
export function splitOf(document: Declaration, { by, lines }: Splitting): Split {
  const { goods } = document;
  if (!Number.isInteger(lines) || lines < 1 || lines > LINES_OF_A_PART.most)
    return { refused: `每份 1 至 ${LINES_OF_A_PART.most} 项` };
  if (goods.length < 2) return { refused: goods.length === 0 ? '还没有货物' : '只有一项货物，不用拆单' };
  const groups = groupsOf(goods as readonly Row[], by).flatMap(group => inPieces(group, lines));
  if (groups.length < 2) {
    const { label, field } = splitBasis(by);
    const same = field === undefined ? `不超过 ${lines} 项` : `【${fieldOf(field).label}】都一样，也不超过 ${lines} 项`;
    return { refused: `${goods.length} 项货物${same}，${label}拆只有一份` };
  }
  const partOf = new Map(groups.flatMap((group, part) => group.lines.map(line => [line, part] as const)));
  const boxes = boxesOf(document, groups, partOf);
  const totals = totalsOf(document, groups);
  const control = controlOf(document, groups);
  const left = { rows: 0 };
  const parts = groups.map(({ value, lines: own }, part): SplitPart => {
    const held: Declaration = {
      ...document,
      containers: boxes.rows[part] as Declaration['containers'],
      goods: own.map(line => goods[line] as Declaration['goods'][number]),
    };
    const edits = [
      ...(totals.edits[part] ?? []),
      ...(control.edits[part] ?? []),
      ...renumbered(held, own, goods.length, left),
    ];
    return { document: applyAll(held, edits).document, lines: own, group: value, boxes: boxes.counts[part] ?? 0 };
  });
  const unreferenced =
    left.rows > 0 ? [`${left.rows} 行产品资质核销的货物在另一份里，【核销货物序号】已清空，请核对`] : [];
  return { parts, notes: [...boxes.notes, ...totals.notes, ...control.notes, ...unreferenced] };
}

/** Lines that stay together, in the order in which each first comes. */
function groupsOf(goods: readonly Row[], by: SplitBasisName): readonly Group[] {
  const { field } = splitBasis(by);
  if (field === undefined) return [{ value: undefined, lines: [...goods.keys()] }];
  const found = new Map<string, number[]>();
  for (const [line, row] of goods.entries()) {
    const held = valueIn(row, fieldOf(field));
    const value = typeof held === 'string' ? held : '';
    found.set(value, [...(found.get(value) ?? []), line]);
  }
  return [...found].map(([value, lines]) => ({ value, lines }));
}

const inPieces = ({ value, lines }: Group, most: number): readonly Group[] =>
  Array.from({ length: Math.ceil(lines.length / most) }, (_, piece) => ({
    value,
    lines: lines.slice(piece * most, (piece + 1) * most),
  }));

const linksOf = (document: Declaration, line: number): readonly string[] =>
  rowsHolding({ ...document, goods: [document.goods[line] ?? {}] }, fieldOf(BOXES.link)).flatMap(({ row }) => {
    const number = row[fieldOf(BOXES.link).name];
    return typeof number === 'string' ? [number] : [];
  });

/**
 * The containers of each part: those that its lines are in. One that no line names goes where a line does not say where it is, since it may
 * be there; where all lines say so, to the first.
 */
function boxesOf(document: Declaration, groups: readonly Group[], partOf: ReadonlyMap<number, number>) {
  const [numbersField, countField] = [fieldOf(BOXES.numbers), fieldOf(BOXES.count)];
  const parts = new Map<string, Set<number>>();
  const unsaid = new Set<number>();
  for (const line of document.goods.keys()) {
    const part = partOf.get(line) as number;
    const links = linksOf(document, line);
    if (links.length === 0) unsaid.add(part);
    for (const number of links) parts.set(number, (parts.get(number) ?? new Set()).add(part));
  }
  const anywhere: ReadonlySet<number> = unsaid.size > 0 ? unsaid : new Set([0]);
  const rows = (document.containers as readonly Row[]).map(row => {
    const held = row[numbersField.name];
    return { row, numbers: Array.isArray(held) ? (held as readonly string[]) : [] };
  });
  const all = rows.flatMap(({ numbers }) => numbers);
  const own = groups.map((_group, part) =>
    rows.flatMap(({ row, numbers }): { readonly row: Row; readonly count: number }[] => {
      if (numbers.length === 0) return anywhere.has(part) ? [{ row, count: 0 }] : [];
      const mine = numbers.filter(number => (parts.get(number) ?? anywhere).has(part));
      if (mine.length === 0) return [];
      if (mine.length === numbers.length) return [{ row, count: mine.length }];
      const counted = row[countField.name] === undefined ? {} : { [countField.name]: String(mine.length) };
      return [{ row: { ...row, [numbersField.name]: mine, ...counted }, count: mine.length }];
    }),
  );
  const shared = [...new Set(all)].filter(number => (parts.get(number)?.size ?? 0) > 1);
  const unlinked = all.filter(number => !parts.has(number));
  const where = anywhere.size > 1 ? `放在 ${anywhere.size} 份里` : `放在第 ${Math.min(...anywhere) + 1} 份`;
  const notes = [
    ...(shared.length > 0 ? [`${named(shared)} 里的货物分在几份，每份都有这个箱，拼箱标识请核对`] : []),
    ...(unlinked.length > 0 ? [`${named(unlinked)} 没有箱货对应关系，${where}，请核对`] : []),
  ];
  return {
    rows: own.map(held => held.map(({ row }) => row)),
    counts: own.map(held => held.reduce((sum, { count }) => sum + count, 0)),
    notes,
  };
}

const MAX_NAMED = 3;
const named = (numbers: readonly string[]): string =>
  numbers.length > MAX_NAMED
    ? `${numbers.slice(0, MAX_NAMED).join('、')} 等 ${numbers.length} 个箱`
    : numbers.join('、');

const digitsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

/** Totals of the head in parts that sum up to the whole. */
function totalsOf(document: Declaration, groups: readonly Group[]) {
  const edits: Edit[][] = groups.map(() => []);
  const notes: string[] = [];
  for (const { field: id, by, byLabel, onlyWhere } of DEALT_TOTALS) {
    const { label, size } = fieldOf(id);
    const total = get(document, id);
    if (total === undefined || (onlyWhere && get(document, onlyWhere.field) !== onlyWhere.code)) continue;
    if (typeof total !== 'string' || !isNumber(total) || total.startsWith('-')) {
      notes.push(`【${label}】不是数字，每份照旧，请核对`);
      continue;
    }
    const amounts = groups.map(({ lines }) => lines.map(line => by(document.goods[line] ?? {})));
    const known = amounts.every(each => each.every(one => one !== undefined));
    const sums = amounts.map(each => each.reduce<string>((sum, one) => add(sum, one ?? '0'), '0'));
    const counts = known && sums.some(sum => compare(sum, '0') > 0);
    const weights = counts ? sums : groups.map(({ lines }) => String(lines.length));
    const whole = weights.reduce(add, '0');
    const scale = Math.max(digitsOf(total), Math.min(size.scale ?? 0, Math.max(2, ...weights.map(digitsOf))));
    const dealt = dealtOut(total, weights, size.scale === undefined ? digitsOf(total) : scale);
    for (const [part, value] of dealt.entries()) edits[part]?.push({ op: 'set', path: id, value });
    const exact = counts && compare(whole, total) === 0;
    notes.push(
      exact
        ? `【${label}】${total} 是各份${byLabel}之和`
        : `【${label}】${total} ${counts ? `按${byLabel}` : '按项数'}分到各份，请核对`,
    );
  }
  return { edits, notes };
}

/** A control total that the lines come to becomes that of each part; one that they do not come to says nothing of a part, and goes. */
function controlOf(document: Declaration, groups: readonly Group[]) {
  const edits: Edit[][] = groups.map(() => []);
  const notes: string[] = [];
  const met = new Map(controlled(document, document.goods).map(each => [each.of, isMet(each)]));
  for (const [of, id] of Object.entries(CONTROL_FIELDS) as [ControlName, FieldId][]) {
    if (get(document, id) === undefined) continue;
    const sums = groups.map(({ lines }) => {
      const goods = lines.map(line => document.goods[line] ?? {});
      return met.get(of) === true ? controlled({ control: { [of]: '0' } }, goods)[0]?.sum : undefined;
    });
    for (const [part, value] of sums.entries()) edits[part]?.push({ op: 'set', path: id, value });
    const { label } = fieldOf(id);
    notes.push(
      met.get(of) === true ? `控制总数【${label}】随货物分到各份` : `控制总数【${label}】与货物不符，分不开，已清空`,
    );
  }
  return { edits, notes };
}

const isLine = (text: string, lines: number): boolean =>
  /^\d+$/u.test(text) && Number(text) >= 1 && Number(text) <= lines;

/** What names a goods line by its number names it by its number in the part; of a line that is elsewhere nothing is said here. */
function renumbered(part: Declaration, lines: readonly number[], all: number, left: { rows: number }): readonly Edit[] {
  const numbers = new Map(lines.map((line, place) => [String(line + 1), String(place + 1)]));
  return LINE_REFERENCES.flatMap(({ line: id, with: others }) => {
    const field = fieldOf(id);
    return rowsHolding(part, field).flatMap(({ row, at }): readonly Edit[] => {
      const held = row[field.name];
      // What names no line of the whole is a fault there and stays one.
      if (typeof held !== 'string' || !isLine(held, all)) return [];
      const value = numbers.get(String(Number(held)));
      if (value === held) return [];
      if (value === undefined && SECTIONS[field.section].rows) left.rows += 1;
      const cleared = value === undefined ? others.map(other => fieldOf(other).name) : [];
      return [field.name, ...cleared].flatMap((name): Edit[] =>
        row[name] === undefined
          ? []
          : [{ op: 'set', path: pathOf([...at, name]), value: name === field.name ? value : undefined }],
      );
    });
  });
}
