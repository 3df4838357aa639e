import * as v from 'valibot';
import type { Alias } from '../../codes/aliases.ts';
import { fold } from '../../codes/fold.ts';
import type { Codes } from '../../codes/open-codes.ts';
import { isTableName } from '../../codes/tables.ts';
import type { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { codeFault, noSuchCode, noSuchTable } from './code-faults.ts';
import { settingsDocument, text } from './document.ts';

/** The office's own words for codes, beside those that are shipped: what its customers write on their papers. */
export const ALIASES = settingsDocument<readonly Alias[]>(
  'aliases',
  v.array(v.object({ table: text(), word: text(), code: text() })) as v.GenericSchema<unknown, readonly Alias[]>,
  [],
  'import-memory',
);

/** As they are kept: cleaned, codes in capitals, of the same word only the last. */
export function keptAliases(aliases: readonly Alias[]): readonly Alias[] {
  const kept = aliases.map(({ table, word, code }) => ({
    table,
    word: cleanLine(word),
    code: cleanLine(code).toUpperCase(),
  }));
  return [...new Map(kept.map(alias => [`${alias.table} ${fold(alias.word)}`, alias])).values()];
}

/** What is wrong with words: `codes.no-such-table`, `codes.no-such-code`, `codes.word`. */
export function aliasFaults(
  aliases: readonly Alias[],
  { codes: tables }: { readonly codes: Pick<Codes, 'table'> },
): readonly UserError[] {
  return keptAliases(aliases).flatMap(({ table, word, code }) => {
    if (!isTableName(table)) return noSuchTable(table);
    const codes = tables.table(table);
    const row = codes.get(code);
    if (!row) return noSuchCode(table, codes.title, code);
    if (word === '')
      return codeFault('codes.word', `没有写明 ${code} ${row.name} 的别名`, '写成 codes alias 表名 代码 别名');
    const named = codes.get(word.toUpperCase()) ?? codes.rows.find(({ name }) => fold(name) === fold(word));
    if (named && named.code !== code) {
      return codeFault('codes.word', `“${word}”已经是 ${named.code} ${named.name}`, '换一个词');
    }
    return [];
  });
}
