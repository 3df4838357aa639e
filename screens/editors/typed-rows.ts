import { fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeTable } from '../../src/codes/code-table.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { Row } from '../../src/declaration/path.ts';
import { TYPED_ROWS, type TypedRows } from '../layout/entry.ts';
import { allowed, tableFor } from './coded.ts';
import type { EditorKind, Spot } from './editor.ts';

const SHORTCUTS = '1234567890abcdefghijklmnopqrstuvwxyz';

interface TypedSpot {
  readonly rule: TypedRows;
  readonly codeName: string;
  readonly table: CodeTable | undefined;
  readonly may: (row: CodeRow) => boolean;
}

function typedSpot(spot: Spot): TypedSpot | undefined {
  const rule = TYPED_ROWS[spot.field.id];
  if (!rule) return undefined;
  const field = fieldOf(rule.code);
  return { rule, codeName: field.name, table: tableFor({ ...spot, field }), may: allowed({ ...spot, field }) };
}

const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : []);

/** The rows that the shortcut characters of a word stand for; undefined when one of them stands for none. */
function byShortcuts(word: string, { rule, table, may }: TypedSpot): readonly CodeRow[] | undefined {
  const rows = table?.rows.filter(may) ?? [];
  const found = [...word].map(character =>
    rule.shortcut === undefined
      ? rows[SHORTCUTS.indexOf(character.toLowerCase())]
      : rows.find(({ extra }) => extra[rule.shortcut ?? '']?.toLowerCase() === character.toLowerCase()),
  );
  return found.every(row => row !== undefined) ? (found as CodeRow[]) : undefined;
}

/** What a word stands for: a code, a name, or shortcut characters; else itself, for the check to tell. */
function codesIn(word: string, typed: TypedSpot): readonly string[] {
  const row = typed.table?.get(word.toUpperCase()) ?? typed.table?.named(word, typed.may);
  return row ? [row.code] : (byShortcuts(word, typed)?.map(({ code }) => code) ?? [word]);
}

/** Rows that are typed as codes with commas or as shortcut characters, such as `123` (P7, P8); rows that stay keep their details. */
export const ROWS_BY_CODE: EditorKind = {
  contexts: ['popup', 'text'],
  text(value, spot) {
    const typed = typedSpot(spot);
    return rowsOf(value)
      .map(row => String(row[typed?.codeName ?? ''] ?? ''))
      .filter(Boolean)
      .join(',');
  },
  shown(value, spot) {
    const typed = typedSpot(spot);
    return rowsOf(value)
      .map(row => {
        const code = String(row[typed?.codeName ?? ''] ?? '');
        return typed?.table?.get(code)?.name ?? code;
      })
      .join('、');
  },
  take(text, spot) {
    const typed = typedSpot(spot);
    if (!typed) return { value: undefined };
    const words = text
      .normalize('NFKC')
      .split(/[,、;\s]+/u)
      .filter(Boolean);
    const codes = [...new Set(words.flatMap(word => codesIn(word, typed)))];
    const held = [...rowsOf(spot.row[spot.field.name])];
    const rows = codes.flatMap((code): Row[] => {
      const kept = held.filter(row => row[typed.codeName] === code);
      return kept.length > 0 ? kept : [newRow(code, spot)];
    });
    return { value: rows.length > 0 ? rows : undefined };
  },
};

/** A row for a code, with what its table says it starts with. */
export function newRow(code: string, spot: Spot): Row {
  const typed = typedSpot(spot);
  if (!typed) return {};
  const extra = typed.table?.get(code)?.extra ?? {};
  const filled = typed.rule.filled.flatMap(id => {
    const { name } = fieldOf(id);
    return extra[name] ? [[name, extra[name]]] : [];
  });
  return { [typed.codeName]: code, ...Object.fromEntries(filled) };
}

/** The character that stands for a code, which is the `index`th that may be chosen. */
export function shortcutOf(spot: Spot, code: string, index: number): string {
  const typed = typedSpot(spot);
  if (!typed) return '';
  const { shortcut } = typed.rule;
  return (shortcut === undefined ? SHORTCUTS[index] : typed.table?.get(code)?.extra[shortcut]) ?? '';
}
