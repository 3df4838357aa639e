import { fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { prepareSearch, search } from '../../src/codes/search.ts';
import { takeText } from '../../src/declaration/read.ts';
import { cleanLine } from '../../src/text.ts';
import { LINE_FIELDS, LINE_WORDS } from '../layout/entry.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';
import { PLAIN } from './plain.ts';

const CODE = fieldOf(LINE_WORDS.code).name;
const NAME = fieldOf(LINE_WORDS.name).name;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The goods lines as rows to choose from: the number is the code. */
function linesOf({ declared, world }: FieldContext): readonly CodeRow[] {
  return (declared?.().lines ?? []).map((row, index) => {
    const name = textOf(row[NAME]);
    const initials = world.initialsOf(name);
    return {
      code: String(index + 1),
      name: `${textOf(row[CODE])} ${name}`.trim(),
      initials,
      extra: { hs: textOf(row[CODE]), name },
    };
  });
}

/** The number of the line that the row of this field means: the one given, else the current one where there must be one. */
export function lineNumber({ field, row, declared }: FieldContext): string | undefined {
  const rule = LINE_FIELDS[field.id];
  const given = rule && row[fieldOf(rule.number).name];
  if (typeof given === 'string' || !rule?.always) return given as string | undefined;
  const current = declared?.().current ?? -1;
  return current < 0 ? undefined : String(current + 1);
}

/** What of the line the field shows. */
function shownOf(context: FieldContext): string {
  const rule = LINE_FIELDS[context.field.id];
  const number = lineNumber(context);
  if (!rule?.shows) return number ?? '';
  return textOf(context.declared?.().lines[Number(number) - 1]?.[fieldOf(rule.shows).name]);
}

function matches(text: string, context: FieldContext): readonly CodeRow[] {
  const lines = linesOf(context);
  return search(prepareSearch(lines, undefined), text, { limit: lines.length });
}

/** The line that a text means: its number, its whole code or name, or the only one that it fits. */
function meant(text: string, context: FieldContext): CodeRow | undefined {
  const words = text.normalize('NFKC').trim();
  if (words === '') return undefined;
  const lines = linesOf(context);
  const rule = LINE_FIELDS[context.field.id];
  if (!rule?.shows) {
    const numbered = lines.find(({ code }) => code === words.replace(/^0+(?=\d)/u, ''));
    if (numbered) return numbered;
    // A number of no line is no piece of a code either.
    if (/^\d{1,2}$/u.test(words)) return undefined;
  }
  const whole = lines.filter(({ extra }) => extra.hs === words || extra.name === words);
  const found = whole.length > 0 ? whole : matches(text, context);
  return found.length === 1 ? found[0] : undefined;
}

/** A goods line of the declaration, by number, HS code, name or initials; one that is being filled in counts too (P8, P12, P14). */
export const GOODS_LINE: FieldEditor = {
  ...PLAIN,
  text: (_value, context) => shownOf(context),
  shown: (_value, context) => shownOf(context),
  matches,
  meant,
  chosen: true,
  assignments(row, { field }) {
    const rule = LINE_FIELDS[field.id];
    return rule ? [{ id: rule.number, value: row.code }] : [];
  },
  take(text, context) {
    const rule = LINE_FIELDS[context.field.id];
    const { length } = context.declared?.().lines ?? [];
    if (!rule?.always) {
      const value = takeText(context.field, text, context.direction);
      return { value, ...(value !== undefined && { note: `没有第 ${value} 项货物，共 ${length} 项` }) };
    }
    if (text.trim() === '') return { value: undefined };
    const several = matches(text, context).length;
    const typed = cleanLine(text);
    return {
      refused:
        several > 1
          ? `有 ${several} 项货物都对得上“${typed}”，↓ 选一项`
          : length === 0
            ? '还没有货物：先录入货物，再填箱货对应关系'
            : `没有这一项货物：${typed}；输入 1 至 ${length}，或 HS 编码、货物名称`,
    };
  },
};
