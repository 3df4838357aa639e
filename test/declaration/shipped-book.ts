import { fileURLToPath } from 'node:url';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { TableName } from '../../src/codes/tables.ts';

const codes = openCodes({ shipped: fileURLToPath(new URL('../../data/codes', import.meta.url)) });
const table = (name: string) => codes.table(name as TableName);

/** The code tables that the program ships. */
export const SHIPPED: CodeBook = {
  find: (name, code) => table(name).get(code),
  named: (name, text) => table(name).named(text),
  complete: name => table(name).complete,
  loaded: name => table(name).loaded,
  fits: (name, code) => table(name).codeForm.test(code),
  toToday: (name, code) => codes.mapping.toToday(name as TableName, code),
};

/** The codes of today's forms beside them. */
export const SHIPPED_MAPS = {
  toToday: (name: string, code: string) => codes.mapping.toToday(name as TableName, code),
  fromToday: (name: string, code: string) => codes.mapping.fromToday(name as TableName, code),
};

/** What the tests check against: a fixed day. */
export const CONTEXT = { book: SHIPPED, today: '2017-10-24' };
