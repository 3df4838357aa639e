import { basename, join, parse } from 'node:path';
import type { ImportOrder } from '../codes/import-rows.ts';
import type { Counterparts } from '../codes/mapping.ts';
import type { CodeRow } from '../codes/row.ts';
import { prepareSearch, search } from '../codes/search.ts';
import { type TableName, TODAYS } from '../codes/tables.ts';
import { UserError } from '../errors.ts';
import { demandWritable } from '../store/store.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';

/** A row with what the forms since 2018 write for it, where that is something else. */
export interface FoundRow extends CodeRow {
  readonly today?: Counterparts;
}

/**
 * Rows of a table by code, today's code, name, part of a name or initials; best first. What the office has switched off comes behind them,
 * the row of exactly the code that is looked for before them.
 */
export function searchCodes({ codes }: Office, table: TableName, words: string, limit: number): readonly FoundRow[] {
  const { stopped, search: found } = codes.table(table);
  const off = words.trim() === '' ? [] : search(prepareSearch(stopped, undefined, undefined), words, { limit });
  const exact = off.filter(({ code }) => code === words.trim().toUpperCase());
  const rows = [...exact, ...found(words, { limit }), ...off.filter(row => !exact.includes(row))].slice(0, limit);
  return TODAYS[table] === undefined
    ? rows
    : rows.map(row => ({ ...row, today: codes.mapping.toToday(table, row.code) }));
}

/** The table of this name. Throws `codes.no-such-table`. */
export function tableNamed({ codes }: Pick<Office, 'codes'>, table: string): TableName {
  if (!codes.has(table)) {
    throw new UserError('codes.no-such-table', table ? `没有名为“${table}”的代码表` : '没有写明代码表', {
      exit: 'usage',
      next: ['codes list 列出全部代码表'],
    });
  }
  return table;
}

/** The table that a file is named after. Throws `codes.no-such-table`. */
export function tableOfFile({ codes }: Pick<Office, 'codes'>, file: string): TableName {
  const name = parse(file).name;
  if (codes.has(name)) return name;
  throw new UserError('codes.no-such-table', `没有写明 ${cleanLine(file)} 是哪一个代码表`, {
    exit: 'usage',
    next: ['加上 --table 表名；codes list 列出全部代码表'],
  });
}

/** A file of newer codes as it was published: text or a workbook. */
export interface CodesFile extends Pick<ImportOrder, 'table' | 'replace' | 'merge' | 'skipFaults' | 'columns'> {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The sheet of a workbook, by name or number. */
  readonly sheet?: string;
}

/** Puts a newer table in force after checking it; the one before stays for `revertCodes`. */
export async function importCodes(office: Office, { name, bytes, sheet, ...how }: CodesFile) {
  demandWritable(office.store);
  await office.demand('codes');
  const { importRows } = await import('../codes/import-rows.ts');
  const { codeFiles } = office.store;
  await codeFiles.refresh();
  const order = { ...how, shipped: join(office.dataFolder, 'codes') };
  const rows = /\.xlsx?$/iu.test(name)
    ? await rowsOfWorkbook({ ...order, folder: codeFiles.folder }, name, bytes, sheet)
    : (await import('../codes/delimited.ts')).readDelimited(bytes, name === '-' ? 'stdin.tsv' : name);
  const source = name === '-' ? '标准输入' : basename(name);
  const result = await codeFiles.change(async folder =>
    importRows({ ...order, folder, rows, source, now: office.now }),
  );
  const { rows: count, added, changed, removed } = result;
  const text = `导入 ${source}：${count} 行，新增 ${added}，改变 ${changed}，去掉 ${removed}`;
  await office.store.audit.note({ what: 'codes', about: result.table, text });
  office.codes.reload(result.table);
  return result;
}

async function rowsOfWorkbook(
  order: Pick<ImportOrder, 'table' | 'shipped' | 'folder' | 'columns'>,
  name: string,
  bytes: Uint8Array,
  sheet: string | undefined,
): Promise<ImportOrder['rows']> {
  const { readSheets } = await import('../workbook/read-sheets.ts');
  const { chooseSheet } = await import('../codes/choose-sheet.ts');
  return chooseSheet(order, await readSheets(bytes, name), sheet).rows;
}

/** Goes back to the table before the last import, or to the shipped one. */
export async function revertCodes(office: Office, table: string, toShipped: boolean) {
  demandWritable(office.store);
  await office.demand('codes');
  const { revertTable } = await import('../codes/revert-table.ts');
  const shipped = join(office.dataFolder, 'codes');
  const result = await office.store.codeFiles.change(async folder =>
    revertTable({ shipped, folder, table, toShipped }),
  );
  await office.store.audit.note({
    what: 'codes',
    about: result.table,
    text: toShipped ? '退回到随程序的表' : '退回到上次导入前',
  });
  office.codes.reload(result.table);
  return result;
}
