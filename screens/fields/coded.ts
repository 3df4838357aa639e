import type { FieldId } from '../../src/catalogue/catalogue.ts';
import { codesIn, fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeTable } from '../../src/codes/code-table.ts';
import { readAs } from '../../src/codes/pinyin.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { type TableName, TODAYS } from '../../src/codes/tables.ts';
import { takeText } from '../../src/declaration/read.ts';
import { CHOICES } from '../layout/entry.ts';
import { suggest } from '../widgets/text-state.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';

const MAX_MATCHES = 200;

export function tableFor({ field, direction, world }: FieldContext): CodeTable | undefined {
  const name = codesIn(world.book, field, direction);
  return name === undefined ? undefined : world.codes.table(name as TableName);
}

/** Whether a row of the table may be chosen on this form and in this field. */
export function allowed({ field, direction }: Pick<FieldContext, 'field' | 'direction'>): (row: CodeRow) => boolean {
  const side = direction === 'in' ? 'in' : 'out';
  const { group } = field.extras;
  return ({ extra }) =>
    (!extra.direction || extra.direction === side) && (group === undefined || extra.group === group);
}

const above = ({ field, row }: FieldContext): string | undefined => {
  const under = CHOICES[field.id]?.under;
  const code = under && row[fieldOf(under).name];
  return typeof code === 'string' ? code : undefined;
};

/** The codes of today that the code of e-CIQ in another field of the row stands for. */
function meantBy(context: FieldContext): readonly string[] {
  const id = CHOICES[context.field.id]?.meantBy;
  const table = id && codesIn(context.world.book, fieldOf(id), context.direction);
  const code = id && context.row[fieldOf(id).name];
  if (!table || typeof code !== 'string' || code === '') return [];
  return context.world.codes.mapping.toToday(table as TableName, code).codes;
}

export function matchesFor(text: string, context: FieldContext): readonly CodeRow[] {
  const table = tableFor(context);
  if (!table?.loaded) return [];
  const words = text.trim();
  const from = CHOICES[context.field.id]?.completesFrom ?? 0;
  if (words.length < from && /^[\d\s]*$/u.test(words)) return [];
  const prefix = above(context);
  const may = allowed(context);
  const first = [...meantBy(context), ...(context.world.used?.(context.field.id, context.direction) ?? [])];
  if (prefix !== undefined) {
    // The text is looked for among these only; a code that is typed whole is its own match.
    if (words === '') return usedFirst(table.under(prefix).filter(may), first);
    return table.search(words, { limit: MAX_MATCHES, where: row => row.code.startsWith(prefix) && may(row), first });
  }
  // Who asks for all of them gets all, with the one that is there.
  const limit = words === '' ? Number.POSITIVE_INFINITY : MAX_MATCHES;
  return table.search(words, { limit, where: may, first });
}

/** Matches with what the forms since 2018 write for them, where that is something else. */
function withTodays(rows: readonly CodeRow[], context: FieldContext): readonly CodeRow[] {
  const table = tableFor(context);
  if (!table || TODAYS[table.name] === undefined) return rows;
  const { mapping } = context.world.codes;
  return rows.map(row => {
    const { codes, preferred } = mapping.toToday(table.name, row.code);
    const today = preferred ?? (codes.length > 1 ? `${codes[0]}…` : codes[0]);
    return today === undefined || today === row.code ? row : { ...row, aside: today };
  });
}

function usedFirst(rows: readonly CodeRow[], codes: readonly string[]): readonly CodeRow[] {
  const used = codes.flatMap(code => rows.filter(row => row.code === code));
  return used.length === 0 ? rows : [...used, ...rows.filter(row => !used.includes(row))];
}

/** What a name is without the brackets that say more of it: 上海（中国）. */
const bareName = (name: string): string => name.replace(/[（(][^（()）]*[)）]$/u, '');

/** The one row that certainly has this name, apart from brackets behind it, these initials, or is read so in full. */
export function spelledRow<R extends CodeRow>(text: string, rows: readonly R[]): R | undefined {
  const words = text.normalize('NFKC').trim().toLowerCase();
  const letters = words.replace(/\s/gu, '');
  const isRead = readAs(letters);
  const spelled = rows.filter(({ initials, name }) => {
    const bare = bareName(name);
    return bare.toLowerCase() === words || (/[a-z]/u.test(letters) && initials === letters) || isRead(bare);
  });
  return spelled.length === 1 ? spelled[0] : undefined;
}

/** The one row that a text means: its code, its name, its initials or pinyin in full, or the only match. */
export function meant(text: string, context: FieldContext): CodeRow | undefined {
  const table = tableFor(context);
  if (!table?.loaded || text.trim() === '') return undefined;
  const code = takeText(context.field, text, context.direction);
  const exact = typeof code === 'string' ? table.short(code) : undefined;
  if (exact) return exact;
  const named = table.named(text.trim(), allowed(context));
  if (named) return named;
  const matches = matchesFor(text, context);
  return (
    spelledRow(text, matches) ?? readToday(text, table, context) ?? (matches.length === 1 ? matches[0] : undefined)
  );
}

/** The row that the forms since 2018 write so. */
function readToday(text: string, { name, get }: CodeTable, { world }: FieldContext): CodeRow | undefined {
  const code = text.normalize('NFKC').trim().toUpperCase();
  const { preferred } = world.codes.mapping.readings(name, code);
  return preferred === undefined ? undefined : get(preferred);
}

/** A code of a table: by code, name, part of a name, pinyin or its initials (E4); an HS code completes itself (E6). */
export const CODED: FieldEditor = {
  contexts: ['text'],
  text: value => (typeof value === 'string' ? value : ''),
  shown(value, context) {
    if (typeof value !== 'string') return '';
    const row = tableFor(context)?.get(value);
    if (!row) return value;
    // Of dangerous goods the class is what people look for next.
    return row.extra.class ? `${value} ${row.name}，${row.extra.class} 类` : `${value} ${row.name}`;
  },
  take: (text, context) => ({ value: meant(text, context)?.code ?? takeText(context.field, text, context.direction) }),
  shape(text, context) {
    const from = CHOICES[context.field.id]?.completesFrom;
    if (from === undefined || !context.own.switches.uniqueHs) return text;
    if (text.suggested > 0 || text.text.length < from) return text;
    if (!/^\d+$/u.test(text.text) || text.caret < text.text.length) return text;
    const [first, ...more] = matchesFor(text.text, context);
    return first && more.length === 0 && first.code.startsWith(text.text) ? suggest(text, first.code) : text;
  },
  matches: (text, context) => withTodays(matchesFor(text, context), context),
  offers: context => above(context) !== undefined,
  chosen: true,
};

/** The fields of the same row whose choices hang on this one. */
export function hangingOn(id: FieldId): readonly FieldId[] {
  return (Object.keys(CHOICES) as FieldId[]).filter(other => CHOICES[other]?.under === id);
}
