import { heightOf, linesIn } from './fit.ts';
import type { Align } from './form.ts';
import type { PageDraft } from './page-draft.ts';
import type { PlacedBox } from './placed.ts';
import { wrap } from './wrap.ts';

/** One column of a row that runs down the pages. */
export interface FlowCell extends Pick<PlacedBox, 'id' | 'label'> {
  readonly text: string;
  readonly x: number;
  readonly w: number;
  readonly align: Align;
  readonly numbers?: boolean;
}

export interface FlowRow {
  readonly cells: readonly FlowCell[];
  readonly size: number;
  readonly bold?: true;
  /** Not left alone at the foot of a page: the next row begins below it. */
  readonly leads?: true;
  /** A thin rule below. */
  readonly ruled?: true;
}

interface Frame {
  readonly x: number;
  readonly w: number;
  readonly top: number;
  readonly bottom: number;
}

// Above and below the lines of a row, in millimetres.
const PAD = 0.9;
const RULE = 0.25;
// Fewer lines of a longer row do not begin on a page.
const LEAST = 3;

/** Puts rows one under the other, on as many pages as they need; a row that is higher than what is left goes on on the next page. */
export function flow(rows: readonly FlowRow[], frame: Frame, nextPage: () => PageDraft): void {
  let page = nextPage();
  let y = frame.top;
  const turn = () => {
    page = nextPage();
    y = frame.top;
  };
  for (const [at, row] of rows.entries()) {
    const columns = row.cells.map(cell => ({ cell, lines: wrap(cell.text, cell.w, row.size, cell.numbers) }));
    const count = Math.max(1, ...columns.map(({ lines }) => lines.length));
    const next = row.leads ? rows[at + 1] : undefined;
    const least =
      heightOf(Math.min(count, LEAST), row.size) + 2 * PAD + (next ? heightOf(LEAST, next.size) + 2 * PAD : 0);
    if (y > frame.top && y + least > frame.bottom) turn();
    for (let from = 0; from < count; ) {
      const room = linesIn(frame.bottom - y - 2 * PAD, row.size);
      if (room < 1) {
        turn();
        continue;
      }
      const taken = Math.min(room, count - from);
      const h = heightOf(taken, row.size);
      for (const { cell, lines } of columns) {
        const part = lines.slice(from, from + taken);
        if (part.length === 0 && from > 0) continue;
        const { id, label, x, w, align, text: full } = cell;
        page.put(
          { id, label, full, x, y: y + PAD, w, h },
          { lines: part, size: row.size, align, bold: row.bold, top: true },
        );
      }
      y += h + 2 * PAD;
      from += taken;
      if (from < count) turn();
    }
    if (row.ruled) page.lines.push({ layer: 'value', x1: frame.x, y1: y, x2: frame.x + frame.w, y2: y, weight: RULE });
  }
}
