import type { CodeTable } from './code-table.ts';
import { COLUMNS, type ColumnId } from './tables.ts';

/** The value of a further column as tables hold it; `report` is told what is wrong with it. */
export function readColumn(column: ColumnId, text: string, units: CodeTable, report: (what: string) => void): string {
  const { form, hint, needed, synonyms, tidy, codes } = COLUMNS[column];
  if (text === '') {
    if (needed) report('不能为空');
    return '';
  }
  if (form === undefined) return text;
  const plain = (synonyms?.[text] ?? text).normalize('NFKC');
  const value = tidy?.(plain) ?? plain;
  if (form.test(value)) return value;
  const unit = codes === 'units' ? units.named(text) : undefined;
  if (unit !== undefined) return unit.code;
  report(`“${shown(text)}”应为 ${hint}`);
  return value;
}

/** A text of a file or a user in a message. */
export function shown(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
