import { renameSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { knownTable } from './import-rows.ts';
import { importedFile, metaOf, type Origin, previousFile, tableInForce } from './open-codes.ts';
import { isThere } from './read-file.ts';
import { bytesOf, replaceFile } from './replace-file.ts';
import { TABLES, type TableName } from './tables.ts';

export interface RevertResult {
  readonly table: TableName;
  readonly from: TableVersion;
  readonly to: TableVersion;
}

/** `rows`, `source` and `date` are empty for a shipped table or none. */
interface TableVersion {
  readonly origin: Origin;
  readonly rows: number | undefined;
  readonly source: string;
  readonly date: string;
}

/**
 * Goes back to the imported table before the present one, or, when there is none or `toShipped`, to the shipped one.
 * What was in force becomes the previous one, so that a second revert undoes the first.
 * Throws `codes.no-such-table`, `codes.nothing-to-revert`, `codes.write`.
 */
export function revertTable(order: {
  readonly shipped: string;
  readonly folder: string;
  readonly table: string;
  readonly toShipped?: boolean;
}): RevertResult {
  const { shipped, folder } = order;
  const table = knownTable(order.table);
  const current = importedFile(folder, table);
  const previous = previousFile(folder, table);
  const hasCurrent = isThere(current);
  const hasPrevious = isThere(previous) && !(order.toShipped && hasCurrent);
  if ((!hasCurrent && !hasPrevious) || (order.toShipped && !hasCurrent)) {
    throw new UserError('codes.nothing-to-revert', `“${TABLES[table].title}”表没有可退回的一份`, {
      exit: 'usage',
      next: [`先导入：codes import 文件 --table ${table}`],
    });
  }
  const from = versionInForce({ shipped, folder }, table);
  const kept = hasCurrent ? bytesOf(current) : undefined;
  if (hasPrevious) move(previous, current);
  if (kept !== undefined) {
    if (hasPrevious) replaceFile(previous, kept);
    else move(current, previous);
  }
  return { table, from, to: versionInForce({ shipped, folder }, table) };
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (cause) {
    throw new UserError('codes.write', `写不进代码表文件 ${to}`, {
      exit: 'store',
      next: ['检查该文件夹的写权限；原来的表没有改动'],
      cause,
    });
  }
}

function versionInForce({ shipped, folder }: { shipped: string; folder: string }, table: TableName): TableVersion {
  const { file, origin } = tableInForce({ shipped, imported: folder }, table);
  const meta = origin === 'imported' && file !== undefined ? metaOf(file) : undefined;
  return { origin, rows: meta?.rows, source: meta?.source ?? '', date: meta?.date ?? '' };
}
