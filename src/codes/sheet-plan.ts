import type { CodeRow } from './row.ts';
import {
  alike,
  bestAgreement,
  chooseCode,
  codeColumns,
  headingFault,
  leftName,
  nameColumn,
  namesOf,
} from './sheet-choice.ts';
import {
  CODE_HEADINGS,
  fitOf,
  MOSTLY,
  type PlanOrder,
  type SaidColumn,
  type SheetGrid,
  shareOf,
} from './sheet-columns.ts';
import { COLUMNS, type ColumnId, eciqTableOf, TABLES, type TableName, TODAYS } from './tables.ts';

/** Which column of an imported sheet holds what. */
export interface SheetPlan {
  /** The table that its rows are of: the one asked for, or that of today's codes for it. */
  readonly table: TableName;
  readonly code: number;
  /** The rest of the code, where it stands in two columns. */
  readonly suffix: number | undefined;
  readonly name: number;
  readonly columns: ReadonlyMap<ColumnId, number>;
  /** The codes are those of today, which this table keeps in a column of its rows. */
  readonly byToday: ColumnId | undefined;
  /** Headings that mean nothing to this table; their cells are not taken. */
  readonly ignored: readonly string[];
  /** Columns that hold codes of which it cannot be told what they are. */
  readonly unclear: readonly string[];
}

/** Columns with codes of other times: a heading alone does not make one, its cells must be of the form. */
const OTHER_CODES: readonly ColumnId[] = ['iso3', 'customs', 'code2018', 'eciq', 'proposed', 'preferred'];
/** Columns of our own form that are worked out anew. */
const DERIVED = ['initials'];

/** Throws `codes.headings`. */
export function planSheet(order: PlanOrder): SheetPlan {
  const { table, said } = order;
  const todays = TODAYS[table];
  const own = optionsFor(order, table, TABLES[table].codeForm);
  const dialect = todays && dialectOf(order, own, todays);
  if (dialect) return dialect;
  const joined = said.has('suffix') || own.code === undefined ? joinedColumns(order, table, own) : undefined;
  if (joined) return joined;
  const code = own.code ?? onlyCode(order, table, own.columns);
  return finish(order, table, code, own.columns);
}

interface Options {
  readonly columns: Map<ColumnId, number>;
  /** The column that holds codes of the form, or undefined when none does. */
  readonly code: number | undefined;
}

/** Whether the codes are those of today: then the plan for the table that keeps them. */
function dialectOf(
  order: PlanOrder,
  own: Options,
  todays: NonNullable<(typeof TODAYS)[TableName]>,
): SheetPlan | undefined {
  const { table, grid, known } = order;
  if ('column' in todays) {
    const today = optionsFor({ ...order, said: withoutCode(order, own) }, table, todays.form).code;
    if (today === undefined) return undefined;
    const columns = new Map(own.columns);
    if (own.code === undefined)
      return {
        ...finish(order, table, today, columns),
        byToday: columns.has(todays.column) ? undefined : todays.column,
      };
    if (today !== own.code) columns.set(todays.column, today);
    return finish(order, table, own.code, columns);
  }
  const other = optionsFor(order, todays.table, TABLES[todays.table].codeForm);
  if (other.code === undefined) return undefined;
  if (own.code === other.code) {
    const names = namesOf(grid);
    const agrees = (of: TableName) => bestAgreement(grid, other.code as number, names, known(of));
    const fits = (of: TableName) => fitOf(grid, other.code as number, TABLES[of].codeForm);
    const isToday =
      fits(todays.table) - fits(table) > 0.1 || (known(table).size > 0 && agrees(todays.table) - agrees(table) > 0.1);
    if (!isToday) return undefined;
  } else if (own.code !== undefined && [...own.columns.values()].includes(other.code)) {
    // The table keeps today's code beside its own, such as the three letters of a country.
    return undefined;
  }
  return finish(order, todays.table, other.code, other.columns);
}

/** The column that was told to be the code may be that of e-CIQ; what today writes is then another. */
function withoutCode({ said }: PlanOrder, own: Options): ReadonlyMap<SaidColumn, number> {
  return own.code === undefined ? said : new Map([...said].filter(([what]) => what !== 'code'));
}

function optionsFor(order: PlanOrder, table: TableName, form: RegExp): Options {
  const { grid, said, known } = order;
  const columns = furtherColumns(order, table);
  const told = said.get('code');
  if (told !== undefined) return { columns, code: fitOf(grid, told, form) >= MOSTLY ? told : undefined };
  const taken = new Set([...columns.values(), ...said.values()]);
  const fitting = codeColumns(grid, taken).filter(place => fitOf(grid, place, form) >= MOSTLY);
  return { columns, code: chooseCode(order, table, fitting, known(table)) };
}

/** Columns beside code and name, by their headings. */
function furtherColumns({ grid, said }: PlanOrder, table: TableName): Map<ColumnId, number> {
  const columns = new Map<ColumnId, number>();
  const taken = new Set(said.values());
  for (const column of TABLES[table].columns) {
    const told = said.get(column);
    const { headings, form } = COLUMNS[column];
    const places = grid.plain.flatMap((plain, at) =>
      !taken.has(at) && (plain === column.toLowerCase() || headings.includes(plain)) ? [at] : [],
    );
    const fitting =
      OTHER_CODES.includes(column) && form && grid.rows.length > 0
        ? places.filter(place => fitOf(grid, place, form) >= MOSTLY || isEmpty(grid, place))
        : places;
    if (told === undefined && fitting.length > 1) throw alike(grid, table, fitting, headings[0] ?? column, column);
    const place = told ?? fitting[0];
    if (place === undefined) continue;
    columns.set(column, place);
    taken.add(place);
  }
  return columns;
}

const isEmpty = (grid: SheetGrid, place: number): boolean => shareOf(grid, cells => (cells[place] ?? '') !== '') === 0;

/** A code in two columns, such as the ten figures of HS and the three that CIQ puts behind them. */
function joinedColumns(order: PlanOrder, table: TableName, own: Options): SheetPlan | undefined {
  const { grid, said } = order;
  const parts = TABLES[table].joined;
  if (parts === undefined) return undefined;
  const taken = new Set(own.columns.values());
  const [first, rest] = parts.map(form =>
    codeColumns(grid, taken).filter(place => fitOf(grid, place, form) >= MOSTLY),
  ) as [number[], number[]];
  const code = said.get('code') ?? first[0];
  const suffix = said.get('suffix') ?? rest[0];
  if (code === undefined || suffix === undefined || code === suffix) return undefined;
  return { ...finish(order, table, code, own.columns, suffix), suffix };
}

/** No column is of the form: the one that its heading calls a code, so that its rows can be told. */
function onlyCode({ grid, said }: PlanOrder, table: TableName, columns: ReadonlyMap<ColumnId, number>): number {
  const told = said.get('code');
  if (told !== undefined) return told;
  const all = codeColumns(grid, new Set([...columns.values(), ...said.values()]));
  const plainly = all.filter(place => CODE_HEADINGS.includes(grid.plain[place] ?? ''));
  const places = plainly.length > 0 ? plainly : all;
  if (places.length > 1) throw alike(grid, table, places, '编码', 'code');
  if (places[0] === undefined)
    throw headingFault(table, '没有编码列', ['哪一列是编码可以指明：--column code=列名或列号']);
  return places[0];
}

function finish(
  order: PlanOrder,
  table: TableName,
  code: number,
  further: ReadonlyMap<ColumnId, number>,
  suffix?: number,
): SheetPlan {
  const { grid } = order;
  const columns = new Map([...further].filter(([, place]) => place !== code));
  const used = new Set([code, ...(suffix === undefined ? [] : [suffix]), ...columns.values()]);
  const name = nameColumn(order, table, code, used);
  used.add(name);
  const unclear = pairColumns(order, table, code, name, columns, used);
  for (const column of TABLES[table].columns) {
    const { names } = COLUMNS[column];
    const place = names && !columns.has(column) ? leftName(grid, names, used) : undefined;
    if (place === undefined) continue;
    columns.set(column, place);
    used.add(place);
  }
  for (const column of TABLES[table].columns)
    if (COLUMNS[column].needed && !columns.has(column))
      throw headingFault(table, `没有“${COLUMNS[column].headings[0]}”列`, []);
  const ignored = grid.headings.filter(
    (_, at) => grid.plain[at] !== '' && !used.has(at) && !DERIVED.includes(grid.plain[at] ?? ''),
  );
  return { table, code, suffix, name, columns, byToday: undefined, ignored, unclear };
}

/** Of the codes of other times beside those of today which are e-CIQ's and which those of customs before 2018, by what is known of them. */
function pairColumns(
  { grid, known }: PlanOrder,
  table: TableName,
  code: number,
  name: number,
  columns: Map<ColumnId, number>,
  used: Set<number>,
): readonly string[] {
  const base = eciqTableOf(table);
  if (base === undefined) return [];
  const rows = known(table);
  const own = known(base);
  const share = (
    place: number,
    holds: (today: CodeRow | undefined, value: string, cells: readonly string[]) => boolean,
  ) =>
    shareOf(grid, cells => {
      const value = (cells[place] ?? '').normalize('NFKC');
      return value !== '' && holds(rows.get((cells[code] ?? '').normalize('NFKC')), value, cells);
    });
  const unclear: string[] = [];
  for (const place of codeColumns(grid, used)) {
    const isEciq = share(
      place,
      (today, value, cells) =>
        today?.extra.eciq?.split(' ').includes(value) === true || own.get(value)?.name === cells[name],
    );
    const isCustoms = share(place, (today, value) => today?.extra.customs === value);
    const column = isEciq >= MOSTLY ? 'eciq' : isCustoms >= MOSTLY ? 'customs' : undefined;
    if (column && TABLES[table].columns.includes(column) && !columns.has(column)) columns.set(column, place);
    else unclear.push(grid.headings[place] ?? '');
    used.add(place);
  }
  return unclear;
}
