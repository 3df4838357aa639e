import type { KnowsDialect } from './dialect-in-force.ts';
import type { Declaration } from './document.ts';

/** A row of a code table as the check and the messages need it; `extra` holds further columns such as `unit1` or `direction`. */
export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly extra: Readonly<Record<string, string>>;
  /** The office has switched it off: its name is shown, and it may not be declared. */
  readonly stopped?: true;
}

/** The code tables in force. Tables are named as in data/codes; a table that is not loaded finds nothing and is not complete. */
export interface CodeBook extends KnowsDialect {
  /** The tables as one declaration has them, which may be sent in another form than others of its kind. */
  of?(document: Declaration): CodeBook;
  find(table: string, code: string): CodeEntry | undefined;
  /** The row with exactly this name or word of trade, for files that write them where codes belong. */
  named(table: string, name: string): CodeEntry | undefined;
  /** The codes that the forms since 2018 write so, and which of them is meant; none where they write the same. */
  ofToday?(table: string, code: string): { readonly codes: readonly string[]; readonly preferred: string | undefined };
  /** The codes that those forms write for it, and which of them is to be written. */
  toToday?(table: string, code: string): { readonly codes: readonly string[]; readonly preferred: string | undefined };
  /** Whether a code that is not found does not exist; otherwise it may be one of a newer or fuller table. */
  complete(table: string): boolean;
  loaded(table: string): boolean;
  /** Whether a code has the form of the table's codes, known also where the table is not loaded. */
  fits(table: string, code: string): boolean;
}

/** The code tables in the dialect, and with the form of the message, of this declaration. */
export const bookFor = (book: CodeBook, document: Declaration): CodeBook => book.of?.(document) ?? book;
