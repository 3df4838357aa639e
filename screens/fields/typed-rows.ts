import { fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeTable } from '../../src/codes/code-table.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { Row } from '../../src/declaration/path.ts';
import { type Characters, shortcutPageOf } from '../../src/jobs/shortcuts.ts';
import { cleanLine } from '../../src/text.ts';
import { TYPED_ROWS, type TypedRows } from '../layout/entry.ts';
import { allowed, tableFor } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';

const SHORTCUTS = '1234567890abcdefghijklmnopqrstuvwxyz';

interface TypedSpot {
  readonly rule: TypedRows;
  readonly codeName: string;
  readonly table: CodeTable | undefined;
  readonly may: (row: CodeRow) => boolean;
  /** The office's own characters, where the codes have any. */
  readonly characters: Characters | undefined;
}

function typedSpot(context: FieldContext): TypedSpot | undefined {
  const rule = TYPED_ROWS[context.field.id];
  if (!rule) return undefined;
  const field = fieldOf(rule.code);
  return {
    rule,
    codeName: field.name,
    table: tableFor({ ...context, field }),
    may: allowed({ ...context, field }),
    characters: context.own.shortcuts?.[shortcutPageOf(context.direction)],
  };
}

const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : []);

/** The character that stands for a row of the table, which is the `index`th that may be chosen: the office's own, else the table's. */
function characterOf({ code, extra }: CodeRow, index: number, { rule, characters }: TypedSpot): string {
  if (rule.shortcut === undefined) return SHORTCUTS[index] ?? '';
  return (characters ? characters[code] : extra[rule.shortcut]) ?? '';
}

/** The code that a character stands for. */
function codeOfCharacter(character: string, typed: TypedSpot): string | undefined {
  const rows = typed.table?.rows.filter(typed.may) ?? [];
  const wanted = character.toLowerCase();
  return rows.find((row, index) => characterOf(row, index, typed).toLowerCase() === wanted)?.code;
}

/** What a word stands for; `strange` is what nobody knows, which stays as it is for people to see. */
interface Meaning {
  readonly codes: readonly string[];
  readonly strange: readonly string[];
}

const SEPARATORS = /[,、;\s]+/u;

/** What a text stands for. One word alone is read as shortcut characters where it can be: `12` is two papers, `12,` the code. */
function meaningOf(text: string, typed: TypedSpot): Meaning {
  const plain = text.normalize('NFKC');
  const words = plain.split(SEPARATORS).filter(Boolean).map(cleanLine);
  const alone = !SEPARATORS.test(plain.trim());
  const meanings = words.map(word => (alone ? charactersOnly(word, typed) : undefined) ?? wordMeaning(word, typed));
  const all = (of: (meaning: Meaning) => readonly string[]) => [...new Set(meanings.flatMap(of))];
  return { codes: all(({ codes }) => codes), strange: all(({ strange }) => strange) };
}

/** A code that is too long to be taken for characters: those of the documents have six digits. */
const isWholeCode = (word: string, { table, rule }: TypedSpot): boolean =>
  rule.shortcut !== undefined && table?.codeForm.test(word) === true;

function charactersOnly(word: string, typed: TypedSpot): Meaning | undefined {
  if (isWholeCode(word, typed)) return undefined;
  const codes = [...word].map(character => codeOfCharacter(character, typed));
  return codes.every(code => code !== undefined) ? { codes, strange: [] } : undefined;
}

/** A code, a name, or shortcut characters; among characters those that stand for nothing are strange. */
function wordMeaning(word: string, typed: TypedSpot): Meaning {
  const { table, may } = typed;
  const row = table?.get(word.toUpperCase()) ?? table?.named(word, may);
  if (row) return { codes: [row.code], strange: [] };
  const found = [...word].map(character => ({ character, code: codeOfCharacter(character, typed) }));
  if (isWholeCode(word, typed) || !/^[0-9a-z]+$/iu.test(word) || found.every(({ code }) => code === undefined))
    return { codes: [word], strange: [word] };
  return {
    codes: found.map(({ character, code }) => code ?? character),
    strange: found.flatMap(({ character, code }) => (code === undefined ? [character] : [])),
  };
}

/** The codes as they are read back: one alone has its comma. */
const codesText = (codes: readonly string[]): string => (codes.length === 1 ? `${codes[0]},` : codes.join(','));

/** Rows that are typed as codes with commas or as shortcut characters, such as `123` (P7, P8); rows that stay keep their details. */
export const ROWS_BY_CODE: FieldEditor = {
  contexts: ['hasPopup', 'text'],
  text(value, context) {
    const typed = typedSpot(context);
    return codesText(
      rowsOf(value)
        .map(row => String(row[typed?.codeName ?? ''] ?? ''))
        .filter(Boolean),
    );
  },
  shown(value, context) {
    const typed = typedSpot(context);
    return rowsOf(value)
      .map(row => {
        const code = String(row[typed?.codeName ?? ''] ?? '');
        return typed?.table?.get(code)?.name ?? code;
      })
      .join('、');
  },
  take(text, context) {
    const typed = typedSpot(context);
    if (!typed) return { value: undefined };
    const { codes, strange } = meaningOf(text, typed);
    const held = [...rowsOf(context.row[context.field.name])];
    const rows = codes.flatMap((code): Row[] => {
      const kept = held.filter(row => row[typed.codeName] === code);
      return kept.length > 0 ? kept : [newRow(code, context)];
    });
    const note = `【${context.field.label}】里的 ${strange.join('、')} 不是快捷字符、代码或名称，留在栏位里`;
    return { value: rows.length > 0 ? rows : undefined, ...(strange.length > 0 && { note }) };
  },
  echo(text, context) {
    const typed = typedSpot(context);
    if (!typed) return undefined;
    const { codes } = meaningOf(text, typed);
    return codes.map(code => typed.table?.get(code)?.name ?? `${code}？`).join('、');
  },
};

/** A row for a code, with what its table says it starts with. */
export function newRow(code: string, context: FieldContext): Row {
  const typed = typedSpot(context);
  if (!typed) return {};
  const extra = typed.table?.get(code)?.extra ?? {};
  const filled = typed.rule.filled.flatMap(id => {
    const { name } = fieldOf(id);
    return extra[name] ? [[name, extra[name]]] : [];
  });
  return { [typed.codeName]: code, ...Object.fromEntries(filled) };
}

/** The character that stands for a code, which is the `index`th that may be chosen. */
export function shortcutOf(context: FieldContext, code: string, index: number): string {
  const typed = typedSpot(context);
  const row = typed?.table?.get(code);
  return typed && row ? characterOf(row, index, typed) : '';
}
