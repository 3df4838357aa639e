import { fileURLToPath } from 'node:url';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { TableName } from '../../src/codes/tables.ts';
import type { CodeSource } from '../../src/workbook/reading.ts';
import type { Sheet } from '../../src/workbook/sheet.ts';

const codes = openCodes({ shipped: fileURLToPath(new URL('../../data/codes', import.meta.url)) });
const table = (name: string) => codes.table(name as TableName);

const book: CodeBook = {
  find: (name, code) => table(name).get(code),
  named: (name, text) => table(name).named(text) ?? table(name).spoken(text),
  complete: name => table(name).complete,
  loaded: name => table(name).loaded,
  fits: (name, code) => table(name).codeForm.test(code),
};

/** The tables that the program ships. */
export const SOURCE = {
  book,
  rowsOf: name => table(name).rows,
  near: (name, words) => table(name).search(words, { limit: 6 }),
} satisfies CodeSource;

/** A sheet as readSheets gives it. */
export function sheetOf(rows: readonly (readonly string[])[], name = '表1'): Sheet {
  return { name, rows, faults: [] };
}

/** Faults as `cell code`, the way tables of cases read best. */
export function short(faults: readonly { readonly cell: string; readonly code: string }[]): string[] {
  return faults.map(({ cell, code }) => `${cell} ${code}`);
}
