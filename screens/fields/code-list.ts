import type { CodeTable } from '../../src/codes/code-table.ts';
import { takeText } from '../../src/declaration/read.ts';
import { spelledRow, tableFor } from './coded.ts';
import type { FieldEditor } from './field-editor.ts';
import { formatted } from './plain.ts';

/** `1618` is two codes where every two characters are one; a text that is not made of codes stays as it is. */
function codesIn(word: string, table: CodeTable | undefined): readonly string[] {
  const length = table?.rows[0]?.code.length ?? 0;
  if (length === 0 || word.length <= length || table?.get(word)) return [word];
  const pieces = Array.from({ length: Math.ceil(word.length / length) }, (_, at) =>
    word.slice(at * length, (at + 1) * length),
  );
  return pieces.every(piece => table?.get(piece)) ? pieces : [word];
}

/** Several codes, names, initials or pinyin with commas between them, shown by their names (P10). */
export const CODE_LIST: FieldEditor = {
  contexts: ['hasPopup', 'text'],
  text: formatted,
  shown(value, context) {
    if (!Array.isArray(value)) return '';
    const table = tableFor(context);
    return value.map(code => table?.get(String(code))?.name ?? String(code)).join('、');
  },
  take(text, context) {
    const table = tableFor(context);
    const codes = text
      .split(/[,，、;；\s]+/u)
      .filter(Boolean)
      .flatMap(word => (table?.named(word) ?? spelledRow(word, table?.rows ?? []))?.code ?? codesIn(word, table));
    return { value: takeText(context.field, codes.join(','), context.direction) };
  },
};
