import type { Declaration } from '../../../src/catalogue/document.ts';
import { TOTALS } from '../../../src/catalogue/totals.ts';
import type { TableName } from '../../../src/codes/tables.ts';
import { totalsOf } from '../../../src/declaration/totals.ts';
import type { World } from '../../contract/world.ts';
import type { EntryPage } from './state.ts';

/** A sum over the goods lines, its unit by name. */
export interface Sum {
  readonly label: string;
  readonly sum: string;
  readonly unit: string;
}

/** Asked for at every picture, of lines that seldom change. */
const added = new WeakMap<Declaration['goods'], ReturnType<typeof totalsOf>>();

function totalsIn({ goods }: Declaration): ReturnType<typeof totalsOf> {
  const totals = added.get(goods) ?? totalsOf(goods);
  added.set(goods, totals);
  return totals;
}

/** What the goods lines come to (P17). */
export function sumsOf({ drafts: { document } }: Pick<EntryPage, 'drafts'>, { codes }: World): readonly Sum[] {
  return totalsIn(document).map(({ of, unit, sum }) => {
    const { label, codes: table } = TOTALS[of];
    return { label, sum, unit: unit === undefined ? '' : (codes.table(table as TableName).get(unit)?.name ?? unit) };
  });
}

/** The same to be read: one heading a sum, one line a currency or unit. */
export function totalTexts(page: EntryPage, world: World): readonly string[] {
  const sums = sumsOf(page, world);
  const { length } = page.drafts.document.goods;
  return [
    length === 0 ? '还没有货物' : `共 ${length} 项货物；表单里还没有添加的不计`,
    ...Object.values(TOTALS).flatMap(({ label }) => {
      const own = sums.filter(each => each.label === label);
      return [
        '',
        `◆ ${label}`,
        ...(own.length > 0 ? own : [{ sum: '没有填写', unit: '' }]).map(({ sum, unit }) =>
          `  ${sum} ${unit}`.trimEnd(),
        ),
      ];
    }),
  ];
}
