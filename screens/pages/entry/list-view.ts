import type { ListName } from '../../../src/catalogue/catalogue.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { type Line, line, widthOf } from '../../draw/line.ts';
import { headingOf, textIn } from '../../fields/list-column.ts';
import { LIST_LAYOUT, type ListColumn, listColumns } from '../../layout/entry.ts';
import { numberedRow, type PlacedColumn, placedIn, rowText, wantsOf } from '../../widgets/table.ts';
import { controlText } from './control.ts';
import { type EntryPage, lockedBecause } from './state.ts';
import { type Sum, sumsOf } from './sums.ts';

/** The columns of the number of a row and its marks. */
const NUMBER = 6;

type Placing = Pick<EntryPage, 'own'> & { readonly world: World; readonly columns: number };

/** A key types in a form; the rows of its list, and so the widths of their columns, are those of the picture before. */
const known = new WeakMap<readonly object[], Placing & { readonly placed: readonly PlacedColumn<ListColumn>[] }>();

/** The columns of a list, as wide as its rows want. */
function placed({ drafts: { document }, own }: EntryPage, list: ListName, columns: number, world: World) {
  const rows = document[list];
  const before = known.get(rows);
  if (before?.columns === columns && before.own === own && before.world === world) return before.placed;
  const shown = listColumns(list, document.direction, columns - NUMBER);
  const context = { direction: document.direction, world, own };
  const want = wantsOf(shown, rows, headingOf, (column, row) => textIn(column, row as Row, context));
  const made = placedIn(shown, columns - NUMBER, { want });
  known.set(rows, { columns, own, world, placed: made });
  return made;
}

/** The headings of a list. */
export function listHead(page: EntryPage, list: ListName, columns: number, world: World): Line {
  return line(` 序号 ${rowText(placed(page, list, columns, world), headingOf)} `, 'quiet');
}

/** A row of a list, with the cursor where it is selected and the list has the focus. */
export function listRow(
  page: EntryPage,
  list: ListName,
  index: number,
  columns: number,
  world: World,
  caret: (x: number) => void,
): Line {
  const row = page.drafts.document[list][index] as Row;
  const { index: selected, editingIndex: taken } = page.lists[list];
  const focused = page.focus.list === list;
  if (focused && selected === index) caret(0);
  const fieldContext = { direction: page.drafts.document.direction, world, own: page.own };
  const text = rowText(placed(page, list, columns, world), column => textIn(column, row, fieldContext));
  const wrong = page.faults?.some(({ level, path }) => level === 'error' && path.startsWith(`${list}[${index}]`));
  return numberedRow({
    index,
    digits: 3,
    text: `${text} `,
    selected: selected === index,
    focused,
    changing: taken === index && lockedBecause(page) === undefined,
    fault: wrong ? 'error' : undefined,
    look: 'plain',
  });
}

/** As many sums as the line holds, none of them cut; the others are counted. */
export function totalsIn(columns: number, count: string, sums: readonly Sum[]): string {
  const texts = [count, ...sums.map(({ label, sum, unit }) => `${label} ${sum} ${unit}`.trimEnd())];
  for (let shown = sums.length; shown > 0; shown -= 1) {
    const left = sums.length - shown;
    const text = [...texts.slice(0, shown + 1), ...(left > 0 ? [`另 ${left} 项，Alt+H`] : [])].join(' · ');
    if (widthOf(text) <= columns) return text;
  }
  return [count, ...(sums.length > 0 ? [`${sums.length} 项合计，Alt+H`] : [])].join(' · ');
}

/** How many there are, and for goods the totals (P17). */
export function listFoot(page: EntryPage, list: ListName, columns: number, world: World): Line {
  const count = page.drafts.document[list].length;
  const layout = LIST_LAYOUT[list];
  if (count === 0) return line(` ${layout.empty}`, 'quiet');
  const sums = layout.sums ? sumsOf(page, world) : [];
  const control = layout.sums ? controlText(page) : undefined;
  const counted = [control, layout.count(count)].filter(text => text !== undefined).join(' · ');
  return line(` ${totalsIn(columns - 1, counted, sums)}`, 'quiet');
}
