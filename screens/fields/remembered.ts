import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { GOODS_MEMORY } from '../../src/catalogue/goods-memory.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { Remembered } from '../../src/jobs/goods-memory.ts';
import { cleanLine } from '../../src/text.ts';
import { spelledRow } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';

/** Goods used before that stand above the other matches. */
const MAX = 6;

/** Mark what people have confirmed, and what the office has used before, among the matches. */
const CONFIRMED = '√ ';
const MARK = '★ ';

const CODE = fieldOf(GOODS_MEMORY.code).name;

const isRemembered = (row: CodeRow): row is Remembered => 'values' in row;

function remembered(text: string, { world, direction, party }: FieldContext): readonly Remembered[] {
  return world.goods.suggest(text.trim(), direction, MAX, party).map(row => ({ ...row, name: labelOf(row, party) }));
}

function labelOf({ name, uses, article }: Remembered, party: string | undefined): string {
  if (article === undefined) return `${MARK}${name}${uses > 1 ? `  用过 ${uses} 次` : ''}`;
  const whose = article.party === party ? '' : article.party;
  return cleanLine([`${CONFIRMED}${name}`, article.number, whose].filter(Boolean).join('  '));
}

/** A field that also finds goods by the names they had in earlier declarations; choosing one fills all that is remembered of it. */
export function withMemory(base: FieldEditor): FieldEditor {
  return {
    ...base,
    matches: (text, context) => [...remembered(text, context), ...(base.matches?.(text, context) ?? [])],
    meant: (text, context) => base.meant?.(text, context) ?? alone(text, context, base),
    assignments: (row, context) => {
      if (!isRemembered(row)) return base.assignments?.(row, context) ?? [{ id: context.field.id, value: row.code }];
      return row.values;
    },
  };
}

const isNumber = (number: string | undefined, text: string): boolean =>
  number !== undefined && number !== '' && number.toLowerCase() === text.toLowerCase();

/** Goods that a text means without being chosen: their whole name, typed before anything else of the line is known; for a code also its initials or pinyin. */
function alone(text: string, context: FieldContext, base: FieldEditor): CodeRow | undefined {
  const name = text.trim();
  if (name === '' || (base.free && context.row[CODE] !== undefined)) return undefined;
  const found = context.world.goods.suggest(name, context.direction, MAX, context.party);
  // A number is as good as the name; letters may be the name of goods, but they are no code.
  const whole = found.find(row => row.name === name) ?? found.find(({ article }) => isNumber(article?.number, name));
  return whole ?? (base.free ? undefined : spelledRow(name, found));
}
