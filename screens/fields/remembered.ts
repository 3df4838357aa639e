import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { GOODS_MEMORY } from '../../src/catalogue/goods-memory.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { Remembered } from '../../src/jobs/goods-memory.ts';
import type { EditorKind, Spot } from './field-editor.ts';

/** Goods used before that stand above the other matches. */
const MAX = 6;

/** Marks what the office has used before among the matches. */
const MARK = '★ ';

const CODE = fieldOf(GOODS_MEMORY.code).name;

const isRemembered = (row: CodeRow): row is Remembered => 'values' in row;

function remembered(text: string, { world, direction }: Spot): readonly Remembered[] {
  const found = world.goods.suggest(text.trim(), direction, MAX);
  return found.map(row => ({ ...row, name: `${MARK}${row.name}${row.uses > 1 ? `  用过 ${row.uses} 次` : ''}` }));
}

/** A field that also finds goods by the names they had in earlier declarations; choosing one fills all that is remembered of it. */
export function withMemory(base: EditorKind): EditorKind {
  return {
    ...base,
    matches: (text, spot) => [...remembered(text, spot), ...(base.matches?.(text, spot) ?? [])],
    meant: (text, spot) => base.meant?.(text, spot) ?? alone(text, spot, base),
    fills: (row, spot) => {
      if (!isRemembered(row)) return base.fills?.(row, spot) ?? [{ id: spot.field.id, value: row.code }];
      return row.values;
    },
  };
}

/** Goods that a text means without being chosen: their whole name, typed before anything else of the line is known. */
function alone(text: string, spot: Spot, base: EditorKind): CodeRow | undefined {
  const name = text.trim();
  if (name === '' || (base.free && spot.row[CODE] !== undefined)) return undefined;
  const [first] = spot.world.goods.suggest(name, spot.direction, 1);
  return first?.name === name ? first : undefined;
}
