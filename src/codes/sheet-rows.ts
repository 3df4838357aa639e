import type { CodeTable } from './code-table.ts';
import { readColumn, shown } from './column-value.ts';
import { initialsOf } from './initials.ts';
import { LIMITS } from './limits.ts';
import type { CodeRow } from './row.ts';
import { codeText, type GridRow, type SheetGrid, sameName } from './sheet-columns.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { TABLES, type TableName } from './tables.ts';

/** Rows of a sheet that do not come into the table, and why. */
export interface LeftOut {
  readonly why: string;
  readonly rows: number;
  /** The first of them, each with its place. */
  readonly examples: readonly string[];
}

export interface RowFault {
  /** As in a table program. */
  readonly row: number;
  readonly column: string;
  readonly what: string;
}

export interface RowsOrder {
  readonly plan: SheetPlan;
  readonly grid: SheetGrid;
  /** The cells as they came, for their lengths. */
  readonly cells: readonly (readonly string[])[];
  readonly before: readonly CodeRow[];
  readonly units: CodeTable;
  /** Leaves out rows that cannot be read, instead of refusing the sheet. */
  readonly skipFaults: boolean;
}

export interface SheetRows {
  readonly rows: readonly CodeRow[];
  readonly leftOut: readonly LeftOut[];
  readonly faults: readonly RowFault[];
}

const WHY = {
  heading: '分组标题或说明',
  short: '类目的短代码',
  same: '与前面的行相同',
  otherName: '代码已有别的名称，取前一个',
  stopped: '已停用',
  fault: '读不懂',
} as const;
const EXAMPLES = 3;
const STOPPED = /^(禁用|停用|已停用|作废|废止|无效)$/u;

/** The rows of a sheet as the plan reads them. */
export function readSheetRows(order: RowsOrder): SheetRows {
  const { plan, grid, before, skipFaults } = order;
  const known = new Map(before.map(row => [keyOf(plan.table, row), row]));
  const out = new Map<string, { rows: number; examples: string[] }>();
  const faults: RowFault[] = [];
  const taken = new Map<string, number>();
  const rows: CodeRow[] = [];
  const leave = (why: string, { number, cells }: GridRow): void => {
    const held = out.get(why) ?? { rows: 0, examples: [] };
    held.rows++;
    const text = cells.filter(cell => cell !== '').slice(0, 2);
    if (held.examples.length < EXAMPLES) held.examples.push(`第 ${number} 行 ${text.map(shown).join(' ')}`);
    out.set(why, held);
  };
  const shorts = shortCodes(grid, plan);
  let above = '';

  for (const row of grid.rows) {
    const { cells } = row;
    // Cells that are merged over several rows hold their value in the first of them.
    if (plan.suffix !== undefined && (cells[plan.code] ?? '') !== '') above = cells[plan.code] ?? '';
    const code = codeOf(plan, cells, above);
    const why = isHeading(grid, row, plan, code)
      ? WHY.heading
      : shorts.has(row)
        ? WHY.short
        : isStopped(plan, cells)
          ? WHY.stopped
          : undefined;
    if (why !== undefined) {
      leave(why, row);
      continue;
    }
    const made = readRow(order, row, code, known);
    if (made.faults.length > 0) {
      if (skipFaults) leave(WHY.fault, row);
      else faults.push(...made.faults);
      continue;
    }
    const key = keyOf(plan.table, made.row);
    const earlier = taken.get(key);
    if (earlier === undefined) {
      taken.set(key, rows.length);
      rows.push(made.row);
      continue;
    }
    const first = rows[earlier] as CodeRow;
    rows[earlier] = withPairs(first, made.row);
    leave(sameName(first.name, made.row.name) ? WHY.same : WHY.otherName, row);
  }
  return { rows, faults, leftOut: [...out].map(([why, held]) => ({ why, ...held })) };
}

function codeOf({ code, suffix }: SheetPlan, cells: readonly string[], above: string): string {
  const text = codeText(cells[code] ?? '');
  return suffix === undefined ? text : `${text || codeText(above)}${codeText(cells[suffix] ?? '')}`;
}

/** A row that heads a group, says something of the table, or repeats its headings on a new page. */
function isHeading(grid: SheetGrid, { cells }: GridRow, plan: SheetPlan, code: string): boolean {
  if (cells.every((cell, at) => cell === '' || cell === grid.headings[at])) return true;
  const filled = cells.filter(cell => cell !== '').length;
  const part = plan.suffix === undefined ? plan.code : plan.suffix;
  if ((cells[part] ?? '') === '') return true;
  // One cell alone is a title or a note, unless it is a code whose name was forgotten.
  return filled === 1 && !/^[0-9A-Z.]+$/iu.test(code);
}

/**
 * Codes that are too short and head the longer ones below them, such as a chapter among goods. One figure less is a zero that a table
 * program has dropped, and a fault.
 */
function shortCodes(grid: SheetGrid, plan: SheetPlan): ReadonlySet<GridRow> {
  const { codeForm } = TABLES[plan.table];
  const found = new Set<GridRow>();
  if (plan.suffix !== undefined || plan.byToday !== undefined) return found;
  const doubtful: GridRow[] = [];
  const lengths = new Set<number>();
  let below = '';
  let full = 0;
  for (const row of [...grid.rows].reverse()) {
    const code = codeText(row.cells[plan.code] ?? '').replaceAll('.', '');
    if (codeForm.test(code)) {
      below = code;
      full = code.length;
    } else if (code !== '' && code.length <= full - 2 && /^[0-9A-Z]+$/u.test(code)) {
      if (below.startsWith(code)) {
        found.add(row);
        lengths.add(code.length);
      } else {
        doubtful.push(row);
        // What stands above it does not head what stands below it.
        below = '';
      }
    }
  }
  // One whose own codes are missing is still known by its length.
  for (const row of doubtful)
    if (found.size > 1 && lengths.has(codeText(row.cells[plan.code] ?? '').length)) found.add(row);
  return found;
}

/** Whether a cell of no known column says that the row is out of use. */
function isStopped(plan: SheetPlan, cells: readonly string[]): boolean {
  return cells.some((cell, at) => at !== plan.name && at !== plan.code && STOPPED.test(cell));
}

function readRow(
  { plan, grid, cells: raw, units }: RowsOrder,
  { number, cells }: GridRow,
  code: string,
  known: ReadonlyMap<string, CodeRow>,
): { readonly row: CodeRow; readonly faults: readonly RowFault[] } {
  const { codeForm, codeHint, columns } = TABLES[plan.table];
  const { headings } = grid;
  const faults: RowFault[] = [];
  const report = (place: number, what: string) => faults.push({ row: number, column: headings[place] ?? '', what });
  const name = cells[plan.name] ?? '';
  const surplus = cells.findIndex((value, place) => place >= headings.length && value !== '');
  if (surplus >= 0) faults.push({ row: number, column: `第 ${surplus + 1} 列`, what: '表头之外还有内容' });
  if (plan.byToday === undefined && !codeForm.test(code)) report(plan.code, `“${shown(code)}”应为 ${codeHint}`);
  if (name === '') report(plan.name, '名称不能为空');
  (raw[number - 1] ?? []).forEach((cell, place) => {
    if (cell.length > LIMITS.cellLength) report(place, `超过 ${LIMITS.cellLength} 个字符`);
  });
  const old = known.get(keyOf(plan.table, { code, name }));
  const extra: Record<string, string> = {};
  for (const column of columns) {
    const place = plan.columns.get(column);
    extra[column] =
      place === undefined
        ? (old?.extra[column] ?? '')
        : readColumn(column, cells[place] ?? '', units, what => report(place, what));
  }
  // The initials of a name are its own, so a name that has not changed need not be read again.
  return { row: { code, name, initials: old?.name === name ? old.initials : initialsOf(name), extra }, faults };
}

/** A code of today that stands on several rows, one for each of e-CIQ. */
function withPairs(first: CodeRow, again: CodeRow): CodeRow {
  if (first.extra.eciq === undefined) return first;
  const all = `${first.extra.eciq} ${again.extra.eciq ?? ''}`.split(' ').filter(code => code !== '');
  return { ...first, extra: { ...first.extra, eciq: [...new Set(all)].join(' ') } };
}

/** What makes two rows the same row: the code, or code and name where codes repeat. */
export function keyOf(table: TableName, row: { readonly code: string; readonly name: string }): string {
  return TABLES[table].repeats ? `${row.code}\t${row.name}` : row.code;
}
