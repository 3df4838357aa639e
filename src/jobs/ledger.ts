import type { TableName } from '../codes/tables.ts';
import type { RowColumns } from '../declaration/row-reader.ts';
import { UserError } from '../errors.ts';
import { type LedgerColumnName, ledgerAmount, ledgerColumn, ledgerHeading, type Naming } from '../ledger/columns.ts';
import { beginCount, COUNT_AT_ONCE, type Ledger } from '../ledger/count.ts';
import { type Grouping, groupingOf } from '../ledger/grouping.ts';
import type { LedgerQuery } from '../ledger/query.ts';
import type { OutCell } from '../workbook/write-sheets.ts';
import { exportList } from './export-list.ts';
import type { Office } from './office.ts';

/** What a job that people wait for tells them, and how they end it. */
interface Watched {
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, of: number) => void;
}

/** Counts the declarations that a query means; nobody waits for it longer than for a part. Throws `ledger.cancelled`. */
export async function countLedger(
  { wait }: Pick<Office, 'wait'>,
  rows: RowColumns,
  query: LedgerQuery,
  by: Grouping | undefined,
  { signal, progress }: Watched = {},
): Promise<Ledger> {
  const counting = beginCount(rows, query, by);
  while (counting.seen < counting.length) {
    refuseCancelled(signal);
    counting.advance(COUNT_AT_ONCE);
    progress?.(counting.seen, counting.length);
    await wait(0);
  }
  return counting.result();
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new UserError('ledger.cancelled', '已取消，没有写文件', { exit: 'faults' });
}

/** Names of codes as people read them. */
export const namingOf =
  ({ codes }: Pick<Office, 'codes'>): Naming =>
  (table, code) =>
    codes.table(table as TableName).get(code)?.name ?? code;

const NAMED: Partial<Record<Grouping, string>> = { office: 'inspection-orgs', country: 'countries' };
const NO_NAME = '（未填写）';

/** A group as people call it. */
export function groupName(by: Grouping, key: string, naming: Naming): string {
  if (key === '') return NO_NAME;
  const table = NAMED[by];
  if (table) return naming(table, key);
  if (by === 'chapter') return `第 ${key} 章`;
  if (by === 'quarter') return `${key.slice(0, 4)} 年 ${key.slice(-1)} 季度`;
  return key;
}

/** What a grouping is called for the forms of a direction. */
export function groupingLabel(by: Grouping, direction: LedgerQuery['direction']): string {
  if (by === 'party') return ledgerHeading('party', direction);
  if (by === 'country') return ledgerHeading('countries', direction);
  return groupingOf(by).label;
}

/** Rows written between two looks at the keyboard. */
const WRITTEN_AT_ONCE = 1000;

/** Writes declarations in these columns; the ending says the format, and a file that is there stays as it is. Returns the whole path. */
export async function exportLedger(
  office: Office,
  file: string,
  list: {
    readonly direction: LedgerQuery['direction'];
    readonly rows: ReturnType<Office['store']['rows']>;
    readonly places: readonly number[];
    readonly columns: readonly LedgerColumnName[];
  },
  { signal, progress }: Watched = {},
): Promise<string> {
  const { direction, rows, places, columns } = list;
  const naming = namingOf(office);
  const cells: OutCell[][] = [];
  for (let from = 0; from < places.length; from += WRITTEN_AT_ONCE) {
    refuseCancelled(signal);
    for (const place of places.slice(from, from + WRITTEN_AT_ONCE)) {
      const row = rows.at(place);
      if (!row) continue;
      const number = cells.length + 1;
      cells.push(columns.map(name => ledgerAmount(name, row, naming) ?? ledgerColumn(name).text(row, number, naming)));
    }
    progress?.(cells.length, places.length);
    await office.wait(0);
  }
  return await exportList(file, {
    name: '统计查询',
    headings: columns.map(name => ledgerHeading(name, direction)),
    rows: cells,
    widths: columns.map(name => ledgerColumn(name).columns + 2),
  });
}
