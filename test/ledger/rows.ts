import type { Declaration } from '../../src/catalogue/document.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import type { RowColumns } from '../../src/declaration/row-reader.ts';
import { type Summary, summaryOf } from '../../src/declaration/summary.ts';

const KEPT = '2017-10-24T02:00:00.000Z';
let serial = 0;

/** The row of a declaration, as the index keeps it. */
export function rowOf(document: Partial<Declaration>, more: Partial<DeclarationRecord> = {}): Summary {
  serial += 1;
  const record: DeclarationRecord = {
    version: 1,
    revision: 1,
    entryNo: `WI${150_000_000_000_000 + serial}`,
    document: { direction: 'in', containers: [], goods: [], ...document },
    status: 'saved',
    created: KEPT,
    updated: KEPT,
    updatedBy: '张三',
    sending: 0,
    receipts: [],
    ...more,
  };
  return summaryOf(record, text => (text === '海澜食品' ? 'hlsp' : ''));
}

/** Rows that are there as objects. */
export function rowsOf(rows: readonly Summary[]): RowColumns {
  return { length: rows.length, at: index => rows[index], reader: name => index => rows[index]?.[name] };
}
