import { REPAIR, storeError } from '../disk/failure.ts';
import { asObject, checkVersion } from '../disk/json-bytes.ts';
import type { Shape } from '../disk/json-file.ts';
import type { StoredRecord } from './store.ts';

/** Turns a record of one version into the next; the key is the version it starts from. None: nothing changed in the record. */
export type Migrations = Readonly<Record<number, (json: Record<string, unknown>) => Record<string, unknown>>>;

/** How the JSON of a record becomes one. */
export interface RecordForm<R> {
  shape: Shape<R>;
  version: number;
  migrations: Migrations;
}

/** The record in the JSON at a place, brought forward; `store.broken` when it is none of that number, `store.newer` when a newer program has written it. */
export function recordIn<R extends StoredRecord>(
  json: unknown,
  place: string,
  entryNo: string,
  { shape, version, migrations }: RecordForm<R>,
): R {
  let record = asObject(json, place);
  for (let from = checkVersion(record, version, place); from < version; from += 1) {
    record = { ...(migrations[from]?.(record) ?? record), version: from + 1 };
  }
  const value = shape(record, place);
  if (value.entryNo !== entryNo) {
    throw storeError('store.broken', `文件名与里面的录入序号（${value.entryNo}）不符：${place}`, [REPAIR]);
  }
  if (!Number.isInteger(value.revision) || value.revision < 1) {
    throw storeError('store.broken', `文件里的保存次数不对：${place}`, [REPAIR]);
  }
  return value;
}

export function missingRecord(entryNo: string): Error {
  return storeError('store.missing', `没有录入序号为 ${entryNo} 的报检单`, [
    '用 list 查看有哪些；刚删除的可以从回收站恢复',
  ]);
}

export function notInTrash(entryNo: string): Error {
  return storeError('store.missing', `回收站里没有 ${entryNo}`, ['用 store trash 看看里面有什么']);
}
