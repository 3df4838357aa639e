import type { ListName } from '../../../src/catalogue/catalogue.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { fitted, type Line, line } from '../../draw/line.ts';
import { headingOf, textIn } from '../../fields/list-column.ts';
import { LIST_LAYOUT, listColumns } from '../../layout/entry.ts';
import { numberedRow, placedIn, rowText } from '../../widgets/table.ts';
import { type EntryPage, lockedBecause } from './state.ts';
import { sumsOf } from './sums.ts';

/** The columns of the number of a row and its marks. */
const NUMBER = 6;

const placed = (page: EntryPage, list: ListName, columns: number) =>
  placedIn(listColumns(list, page.drafts.document.direction, columns - NUMBER), columns - NUMBER);

/** The headings of a list. */
export function listHead(page: EntryPage, list: ListName, columns: number): Line {
  return line(` 序号 ${rowText(placed(page, list, columns), headingOf)} `, 'quiet');
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
  const text = rowText(placed(page, list, columns), column => textIn(column, row, fieldContext));
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

/** How many there are, and for goods the totals (P17). */
export function listFoot(page: EntryPage, list: ListName, columns: number, world: World): Line {
  const count = page.drafts.document[list].length;
  const layout = LIST_LAYOUT[list];
  if (count === 0) return line(` ${layout.empty}`, 'quiet');
  const sums = layout.sums ? sumsOf(page, world) : [];
  const texts = sums.map(({ label, sum, unit }) => `${label} ${sum} ${unit}`.trimEnd());
  return line(fitted(` ${[layout.count(count), ...texts].join(' · ')}`, columns), 'quiet');
}
