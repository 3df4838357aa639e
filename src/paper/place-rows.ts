import { SECTIONS } from '../catalogue/catalogue.ts';
import { heightOf, sizesFrom } from './fit.ts';
import { type FlowRow, flow } from './flow.ts';
import type { Rows, Value } from './form.ts';
import type { PageDraft } from './page-draft.ts';
import { type Placing, placeValue } from './place-value.ts';
import type { PlacedPage } from './placed.ts';
import { fill, idOf, labelOf } from './values.ts';
import { wrap } from './wrap.ts';

// Between the text of a row and what is above and below it, in millimetres.
const PAD = 0.4;
const CLOSE = 0.7;

/** The rows of a list in their columns. With more rows than the form takes, its last line says where the rest is. */
export function placeRows(placing: Placing, page: PageDraft, box: Rows): void {
  const count = placing.sheet.record.document[box.of].length;
  const shown = count > box.most ? box.most - 1 : count;
  const room = count > box.most ? box.h - box.h / box.most : box.h;
  const grown = box.ruled ? undefined : grownRows(placing, box, shown, room);
  let y = box.y;
  for (let row = 0; row < shown; row += 1) {
    const h = grown?.heights[row] ?? box.h / box.most;
    for (const cell of box.cells) {
      const at = { ...cell, y: y + PAD, h: h - 2 * PAD, size: grown?.size ?? cell.size };
      placeValue(placing, page, at, fill(placing.sheet, cell.text, row), {
        id: `${box.of}[${row}].${idOf(cell.text)}`,
        label: labelOfRow(box, cell, row),
        row,
      });
    }
    y += h;
  }
  const [first] = box.cells;
  if (count === shown || !first) return;
  const rest = box.more === 'annex' ? '附页' : '集装箱号码附件';
  if (box.more === 'annex') placing.annex.rest = { rows: box, from: shown };
  else placing.refers.add(box.more);
  const text = `其余${count - shown}项见${rest}`;
  placeValue(placing, page, { ...first, y: y + PAD, h: box.h / box.most - 2 * PAD }, text, {
    id: `${box.of}.more`,
    label: '',
  });
}

/** The heights of all rows at the largest common size at which they have room: no row lower than its line of the form, else one close below the other. */
function grownRows({ sheet }: Placing, { cells, h, most }: Rows, count: number, room: number) {
  const texts = Array.from({ length: count }, (_, row) => cells.map(cell => fill(sheet, cell.text, row) || cell.empty));
  const [first] = cells;
  for (const size of sizesFrom(first?.size ?? 0)) {
    const needed = texts.map(row =>
      Math.max(
        0,
        ...row.map((text, at) => heightOf(wrap(text, cells[at]?.w ?? 0, size, cells[at]?.numbers).length, size)),
      ),
    );
    for (const heights of [
      needed.map(each => Math.max(h / most, each + 2 * PAD)),
      needed.map(each => each + 2 * CLOSE),
    ])
      if (heights.reduce((sum, height) => sum + height, 0) <= room + 1e-6) return { size, heights };
  }
  return undefined;
}

/** 第3项货物 货物名称 */
export function labelOfRow(box: Rows, cell: Value, row: number): string {
  return `${SECTIONS[box.of].row?.(row + 1) ?? ''} ${labelOf(cell.text)}`;
}

/** All rows of a list on as many pages as they need; `begin` makes the page of a number with all else on it. */
export function endlessPages(placing: Placing, box: Rows, begin: (page: number) => PageDraft): readonly PlacedPage[] {
  const pages: PageDraft[] = [];
  const rows = placing.sheet.record.document[box.of].map(
    (_, row): FlowRow => ({
      size: box.cells[0]?.size ?? 9,
      ruled: true,
      cells: box.cells.map(cell => ({
        id: `${box.of}[${row}].${idOf(cell.text)}`,
        label: labelOfRow(box, cell, row),
        text: fill(placing.sheet, cell.text, row) || cell.empty,
        x: cell.x,
        w: cell.w,
        align: cell.align,
        numbers: cell.numbers ?? false,
      })),
    }),
  );
  flow(rows, { x: box.x, w: box.w, top: box.y, bottom: box.y + box.h }, () => {
    const page = begin(pages.length + 1);
    pages.push(page);
    return page;
  });
  return pages.map(page => page.finish());
}
