import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { GOODS_MEMORY } from '../../src/catalogue/goods-memory.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { Remembered } from '../../src/jobs/goods-memory.ts';
import { spelledRow } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';

/** Goods used before that stand above the other matches. */
const MAX = 6;

/** Marks what the office has used before among the matches. */
const MARK = '★ ';

const CODE = fieldOf(GOODS_MEMORY.code).name;

const isRemembered = (row: CodeRow): row is Remembered => 'values' in row;

function remembered(text: string, { world, direction }: FieldContext): readonly Remembered[] {
  const found = world.goods.suggest(text.trim(), direction, MAX);
  return found.map(row => ({ ...row, name: `${MARK}${row.name}${row.uses > 1 ? `  用过 ${row.uses} 次` : ''}` }));
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

/** Goods that a text means without being chosen: their whole name, typed before anything else of the line is known; for a code also its initials or pinyin. */
function alone(text: string, context: FieldContext, base: FieldEditor): CodeRow | undefined {
  const name = text.trim();
  if (name === '' || (base.free && context.row[CODE] !== undefined)) return undefined;
  const found = context.world.goods.suggest(name, context.direction, MAX);
  // Letters may be the name of goods, but they are no code.
  return found[0]?.name === name ? found[0] : base.free ? undefined : spelledRow(name, found);
}
