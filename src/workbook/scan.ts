import { CONTAINER_COLUMNS, type Column } from './columns.ts';
import { headingOf } from './headings.ts';
import { NOTES_SHEET, TITLES } from './layout.ts';
import { othersIn } from './other-tables.ts';
import type { Unknown } from './reading.ts';
import { rowSheetOf } from './row-sheets.ts';
import { cellName, type Sheet } from './sheet.ts';
import {
  beginsHead,
  CONTAINERS,
  columnsUnder,
  type GoodsMapping,
  goodsHeadings,
  type Headings,
  IGNORED,
  unitBehind,
  withUnit,
} from './table-headings.ts';

/** What a column of a sheet means, said by people, by a mapping or by a guess; without ids it is not read. */
export interface ColumnChoice {
  readonly sheet: string;
  /** The row of the headings; -1 where there are none. */
  readonly headAt: number;
  readonly at: number;
  /** Several when a cell holds a number and its unit. */
  readonly ids: readonly string[];
  /** Who says so; people unless told. */
  readonly by?: 'guess' | 'mapping';
}

/** Whether both are about the same column of the same table. */
export const isSameColumn = (one: ColumnPlace, other: ColumnPlace): boolean =>
  one.sheet === other.sheet && one.headAt === other.headAt && one.at === other.at;

type ColumnPlace = Pick<ColumnChoice, 'sheet' | 'headAt' | 'at'>;

/** What leads from headings to columns beside the headings of the templates. */
export interface Layout {
  readonly mapping?: GoodsMapping | undefined;
  readonly choices?: readonly ColumnChoice[] | undefined;
}

/** A column where it stands in a sheet. */
export interface PlacedColumn {
  readonly id: string;
  readonly at: number;
  readonly label: string;
  readonly column: Column;
  /** The unit that its heading names: `KG` of `重量(KG)`. */
  readonly unit?: string;
  /** Its meaning was said, so that what stands behind its heading need not be a unit. */
  readonly said?: true;
}

export interface TableBlock {
  readonly kind: 'goods' | 'containers';
  /** The row of the headings; -1 where there are none. */
  readonly headAt: number;
  readonly columns: readonly PlacedColumn[];
  /** Columns that are known by their headings and not read, because the sheet hides them. */
  readonly aside: readonly PlacedColumn[];
  readonly unknown: readonly Unknown[];
  /** Rows that hold anything and are to be seen, counted from 0. */
  readonly rows: readonly number[];
  /** Those that the sheet hides. */
  readonly hidden: readonly number[];
  /** Those that belong to another table, which nobody knows. */
  readonly others: readonly number[];
}

/** A stretch of a sheet: a table with headings, or lines of labels and values. */
export type Block =
  | TableBlock
  | { readonly kind: 'pairs'; readonly rows: readonly number[]; readonly hidden: readonly number[] };

type Head = Omit<TableBlock, 'rows' | 'hidden' | 'others'>;

/** A table and the sheet it stands on. */
export interface PlacedTable {
  readonly sheet: Sheet;
  readonly block: TableBlock;
}

/** The tables of one kind on a sheet. */
export function tablesOf(sheet: Sheet, kind: TableBlock['kind'], layout?: Layout): readonly PlacedTable[] {
  return scan(sheet, layout).flatMap(block =>
    block.kind !== 'pairs' && block.kind === kind ? [{ sheet, block }] : [],
  );
}

const TITLE_KEYS = new Set(TITLES.map(title => headingOf(title).key));
const CONTAINER_NUMBER = /^[A-Z]{4}[\s-]*\d{6}[\s-]*\d$/u;

/** What was found on a sheet, and what had led there. */
interface Scanned extends Required<Layout> {
  readonly blocks: readonly Block[];
}

/** Whoever asks what a sheet is, guesses its columns or reads its lines begins with its stretches, and a sheet never changes. */
const scanned = new WeakMap<Sheet, Scanned[]>();
const NO_CHOICES: readonly ColumnChoice[] = [];

/** The stretches of a sheet in their order. A sheet that only explains has none, and one with rows of a popup is read by itself. */
export function scan(sheet: Sheet, { mapping, choices: said = NO_CHOICES }: Layout = {}): readonly Block[] {
  // A guess that found nothing leaves the layout as it was.
  const choices = said.length > 0 ? said : NO_CHOICES;
  const known = scanned.get(sheet) ?? [];
  const same = known.find(each => each.mapping === mapping && each.choices === choices);
  if (same) return same.blocks;
  const blocks = blocksOf(sheet, mapping, choices);
  // The choices of columns are changed again and again while people look at the rows.
  scanned.set(sheet, [{ mapping, choices, blocks }, ...known].slice(0, KEPT));
  return blocks;
}

/** So many layouts are in use while one file is read. */
const KEPT = 4;

function blocksOf(sheet: Sheet, mapping: GoodsMapping | undefined, choices: readonly ColumnChoice[]): readonly Block[] {
  if (headingOf(sheet.name).key === NOTES_SHEET || sheet.rows[0]?.[0] === NOTES_SHEET || rowSheetOf(sheet)) return [];
  const goods = goodsHeadings(mapping);
  const blocks: { block: Head | { kind: 'pairs' }; rows: number[]; hidden: number[] }[] = [];
  const chosen = choicesByHead(sheet, choices);
  const bare = chosen.get(-1);
  let current = start(bare ? chosenHead(sheet, -1, bare, goods) : { kind: 'pairs' });

  /** The table without what belongs to another. */
  function own(table: Omit<TableBlock, 'others'>): TableBlock {
    const others = othersIn(sheet, table);
    const out = new Set(others);
    return { ...table, others, ...(out.size > 0 && { rows: table.rows.filter(line => !out.has(line)) }) };
  }

  function start(block: (typeof blocks)[number]['block']) {
    const entry = { block, rows: [] as number[], hidden: [] as number[] };
    blocks.push(entry);
    return entry;
  }

  const hidden = new Set(sheet.hidden);
  for (const [at, row] of sheet.rows.entries()) {
    const filled = row.filter(cell => cell !== '');
    if (filled.length === 0) continue;
    if (filled.length === 1 && TITLE_KEYS.has(headingOf(filled[0] as string).key)) {
      current = start({ kind: 'pairs' });
      continue;
    }
    const said = chosen.get(at);
    const head = said
      ? chosenHead(sheet, at, said, goods)
      : bare || !beginsHead(row, goods, CONTAINERS)
        ? undefined
        : (headOf(sheet, at, 'goods', goods, 2) ?? headOf(sheet, at, 'containers', CONTAINERS, 1));
    // Headings that are hidden still say what stands below them; lines that are hidden were not to be sent.
    if (head) current = start(withoutHidden(sheet, head, said));
    else (hidden.has(at) ? current.hidden : current.rows).push(at);
  }
  const found = blocks
    .map(
      ({ block, ...lines }): Block => (block.kind === 'pairs' ? { ...block, ...lines } : own({ ...block, ...lines })),
    )
    .filter(isFilled);
  return bareNumbers(sheet, found);
}

/** What is hidden was not to be sent, unless somebody says what it means. */
function withoutHidden({ hiddenColumns }: Sheet, head: Head, said?: Chosen): Head {
  if (!hiddenColumns) return head;
  const isHidden = (at: number) => hiddenColumns.includes(at) && !said?.has(at);
  const hidden = new Set(hiddenColumns.filter(isHidden).map(at => cellName(head.headAt, at)));
  return {
    ...head,
    columns: head.columns.filter(({ at }) => !isHidden(at)),
    aside: head.columns.filter(({ at }) => isHidden(at)),
    unknown: head.unknown.filter(({ cell }) => !hidden.has(cell)),
  };
}

const isFilled = (block: Block) => block.kind !== 'pairs' || block.rows.length > 0;

type Chosen = ReadonlyMap<number, readonly string[]>;

function choicesByHead({ name }: Sheet, choices: readonly ColumnChoice[]): ReadonlyMap<number, Chosen> {
  const heads = new Map<number, Map<number, readonly string[]>>();
  for (const { sheet, headAt, at, ids } of choices) {
    if (sheet !== name) continue;
    const head = heads.get(headAt) ?? new Map();
    heads.set(headAt, head.set(at, ids));
  }
  return heads;
}

/** The list that a head with said columns is of: what its headings say, and where they say nothing, what is said. */
function kindOf(sheet: Sheet, at: number, said: Chosen, goods: Headings): TableBlock['kind'] {
  const own = headOf(sheet, at, 'goods', goods, 2) ?? headOf(sheet, at, 'containers', CONTAINERS, 1);
  const ids = [...said.values()].flat();
  return own?.kind ?? (ids.length > 0 && ids.every(id => id in CONTAINERS.columns) ? 'containers' : 'goods');
}

/** A head some of whose columns are said; the others mean what their headings say, unless that is said of another one. */
function chosenHead(sheet: Sheet, at: number, said: Chosen, goods: Headings): Head {
  const kind = kindOf(sheet, at, said, goods);
  const headings = kind === 'goods' ? goods : CONTAINERS;
  const known = at < 0 ? { columns: [], unknown: [] } : columnsOf(sheet, at, headings);
  const taken = new Set([...said.values()].flat());
  const row = sheet.rows[at] ?? [];
  const chosen = [...said].flatMap(([place, ids]) =>
    ids.flatMap((id): PlacedColumn[] => {
      const column = headings.columns[id];
      const before = known.columns.find(each => each.at === place && each.id === id);
      if (before || !column) return before ? [before] : [];
      const label = row[place] ?? '';
      const unit = column.unit && unitBehind(headingOf(label).key)?.unit;
      return [{ id, at: place, label, column, said: true, ...(unit && { unit }) }];
    }),
  );
  const others = known.columns.filter(({ at: place, id }) => !said.has(place) && !taken.has(id));
  return {
    kind,
    headAt: at,
    columns: [...chosen, ...others].sort((a, b) => a.at - b.at),
    aside: [],
    unknown: known.unknown.filter(({ cell }) => ![...said.keys()].some(place => cell === cellName(at, place))),
  };
}

/** The row's headings when it is the head of a table: a key column, and enough of the others. */
function headOf(
  sheet: Sheet,
  at: number,
  kind: TableBlock['kind'],
  headings: Headings,
  least: number,
): Head | undefined {
  if (!beginsHead(sheet.rows[at] ?? [], headings)) return undefined;
  const found = columnsOf(sheet, at, headings);
  const places = new Set(found.columns.map(column => column.at)).size;
  const isHead = places >= least && places >= found.unknown.length && found.columns.some(({ column }) => column.key);
  return isHead ? { kind, headAt: at, aside: [], ...found } : undefined;
}

/** What the cells of a row lead to as headings. */
function columnsOf(sheet: Sheet, at: number, headings: Headings): Pick<Head, 'columns' | 'unknown'> {
  const columns: PlacedColumn[] = [];
  const unknown: Unknown[] = [];
  const row = sheet.rows[at] as readonly string[];
  for (const [place, label] of row.entries()) {
    if (label === '') continue;
    const { key } = headingOf(label);
    const exact = columnsUnder(key, row, headings);
    const split = exact.length === 0 ? withUnit(key, row, headings) : undefined;
    const ids = split?.ids ?? exact;
    for (const id of ids) {
      const column = headings.columns[id] as Column;
      columns.push({ id, at: place, label, column, ...(split && { unit: split.unit }) });
    }
    if (ids.length === 0 && !IGNORED.has(key)) unknown.push({ sheet: sheet.name, cell: cellName(at, place), label });
  }
  return { columns, unknown };
}

/** The manual's list of containers has no headings: numbers in the first column (3.4.4, 9). */
function bareNumbers(sheet: Sheet, blocks: readonly Block[]): readonly Block[] {
  const [only] = blocks;
  if (blocks.length !== 1 || only?.kind !== 'pairs') return blocks;
  const first = sheet.rows[only.rows[0] as number]?.find(cell => cell !== '') ?? '';
  if (!CONTAINER_NUMBER.test(first.normalize('NFKC').toUpperCase())) return blocks;
  const columns = Object.entries(CONTAINER_COLUMNS)
    .slice(0, 2)
    .map(([id, column], at) => ({ id, at, label: column.title, column }));
  return [
    {
      kind: 'containers',
      headAt: -1,
      columns,
      aside: [],
      unknown: [],
      rows: only.rows,
      hidden: only.hidden,
      others: [],
    },
  ];
}
