import * as v from 'valibot';
import { readColumn } from '../../codes/column-value.ts';
import type { Codes } from '../../codes/open-codes.ts';
import type { OwnRow } from '../../codes/own-rows.ts';
import { COLUMNS, isTableName, TABLES } from '../../codes/tables.ts';
import type { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { codeFault, noSuchCode, noSuchTable, searchFirst } from './code-faults.ts';
import { settingsDocument, text, yesNo } from './document.ts';

/** Rows that the office has of its own in code tables, whatever table is imported or gone back to. */
export const CODE_ROWS = settingsDocument<readonly OwnRow[]>(
  'code-rows',
  v.array(
    v.object({
      table: text(),
      code: text(),
      name: v.optional(text(), ''),
      initials: v.optional(text(), ''),
      extra: v.optional(v.record(v.string(), text()), {}),
      stopped: v.optional(yesNo(), false),
    }),
  ) as v.GenericSchema<unknown, readonly OwnRow[]>,
  [],
  'codes',
);

/** As they are kept: cleaned, of the same row only the last. */
export function keptRows(rows: readonly OwnRow[]): readonly OwnRow[] {
  const kept = rows.map(row => ({
    ...row,
    code: cleanLine(row.code).normalize('NFKC'),
    name: cleanLine(row.name),
    extra: Object.fromEntries(Object.entries(row.extra).map(([column, value]) => [column, cleanLine(value)])),
  }));
  return [...new Map(kept.map(row => [`${row.table} ${row.code}`, row])).values()];
}

const MAX_NAME = 1000;

/** What is wrong with rows: `codes.no-such-table`, `codes.no-such-code`, `codes.row`. */
export function rowFaults(rows: readonly OwnRow[], { codes }: { readonly codes: Codes }): readonly UserError[] {
  return keptRows(rows).flatMap(({ table, code, name, extra, stopped }) => {
    if (!isTableName(table)) return noSuchTable(table);
    const { title, codeForm, codeHint, columns, repeats } = TABLES[table];
    if (repeats)
      return codeFault(
        'codes.row',
        `${title}里同一代码可以有几行，不能单独改一行`,
        `整张导入：codes import 文件 --table ${table}`,
      );
    if (!codeForm.test(code))
      return codeFault('codes.row', `${title}的代码“${code}”应为 ${codeHint}`, searchFirst(table));
    const known = codes.table(table).get(code);
    if (known === undefined && name === '')
      return stopped
        ? noSuchCode(table, title, code)
        : codeFault('codes.row', `没有写明 ${title} ${code} 的名称`, `写成 codes add ${table} ${code} 名称`);
    if (name.length > MAX_NAME) return codeFault('codes.row', `${code} 的名称超过 ${MAX_NAME} 个字符`, '缩短名称');
    for (const column of Object.keys(extra))
      if (!(columns as readonly string[]).includes(column))
        return codeFault(
          'codes.row',
          `${title}没有“${cleanLine(column)}”这一列`,
          `可用的列：${columns.join(' ') || '没有'}`,
        );
    for (const column of columns) {
      const wrong: string[] = [];
      const value = extra[column] ?? known?.extra[column] ?? '';
      readColumn(column, value, codes.table('units'), what => wrong.push(what));
      if (wrong[0]) {
        const label = COLUMNS[column].headings[0] ?? column;
        return codeFault('codes.row', `${title} ${code} 的${label}：${wrong[0]}`, `写成 --set ${column}=值`);
      }
    }
    return [];
  });
}
