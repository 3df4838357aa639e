import { fold } from './fold.ts';
import type { TableName } from './tables.ts';

/** A word that people write in the place of a code: `USA`, `KGS`, `香港`, `40HQ`. */
export interface Alias {
  readonly table: TableName;
  readonly word: string;
  readonly code: string;
}

/** The words of one table, folded → code. */
export type Words = ReadonlyMap<string, string>;

/** By table; of a word that stands twice the last one counts, so that an office's own come behind those that are shipped. */
export function wordsByTable(aliases: readonly Alias[]): ReadonlyMap<TableName, Words> {
  const tables = new Map<TableName, Map<string, string>>();
  for (const { table, word, code } of aliases) {
    const words = tables.get(table) ?? new Map<string, string>();
    tables.set(table, words.set(fold(word), code));
  }
  return tables;
}

/** The shipped words: tab-separated with one heading line `table word code source`. */
export function parseAliases(text: string): readonly Alias[] {
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => {
      const [table = '', word = '', code = ''] = line.split('\t');
      return { table: table as TableName, word, code };
    });
}
