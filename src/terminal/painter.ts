import { BLANK, type Cell, FULL_LOOK, type Look, linesOf, type Row, rowOf, type Size, sameCell } from './cells.ts';
import type { Point } from './moves.ts';
import { createPen } from './pen.ts';

/** Turns whole frames into the few bytes that change the screen. Pure: it remembers what the terminal shows and writes nothing. */
export interface Painter {
  /** The bytes after which the screen shows `frame` and the cursor stands at `cursor`, or is hidden. Empty if nothing changes. */
  paint(frame: string, cursor: Point | undefined): string;
  /** The terminal may show anything now: the next frame is painted from nothing. */
  forget(): void;
  resize(size: Size): void;
  setLook(look: Look): void;
}

const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';
const BEGIN_TOGETHER = '\x1b[?2026h';
const END_TOGETHER = '\x1b[?2026l';

/** Below this nobody sees the cursor run; a typed character should cost what it is, not two switches more. */
const SMALL_CHANGE = 96;
/** From here on a terminal may draw half of it: ask it to wait for the whole (DEC private mode 2026). */
const BIG_CHANGE = 512;
/** Blanks from which erasing to the end of the line is shorter. */
const FEWEST_TO_ERASE = 4;

export function createPainter(initialSize: Size, initialLook: Look = FULL_LOOK): Painter {
  let size = initialSize;
  let look = initialLook;
  let lines: string[] = [];
  let rows: Row[] = [];
  let blank = false;
  let shown: boolean | undefined;
  const pen = createPen();

  function paintRow(before: Row, after: Row, y: number): void {
    const wasUsed = used(before);
    const isUsed = used(after);
    const erasing = wasUsed - isUsed >= FEWEST_TO_ERASE;
    const end = erasing ? isUsed : Math.max(wasUsed, isUsed);
    // A glyph of doubtful width may have spilt into the cell after it.
    let spoilt = false;
    for (let x = 0; x < end; ) {
      const cell = after[x] ?? BLANK;
      const changed: boolean = spoilt || !sameCell(before[x] ?? BLANK, cell);
      if (changed) {
        pen.advance(after, x, y);
        pen.draw(cell, size.columns);
      }
      spoilt = changed && !cell.certain;
      x += Math.max(cell.width, 1);
    }
    if (erasing) pen.erase(isUsed, y);
  }

  function placeCursor(cursor: Point | undefined): void {
    const wanted = cursor && cursor.x < size.columns && cursor.y < size.rows ? cursor : undefined;
    if (wanted) pen.goTo(wanted.x, wanted.y);
    if (shown !== (wanted !== undefined)) pen.write(wanted ? SHOW : HIDE);
    shown = wanted !== undefined;
  }

  function clear(): void {
    pen.clear();
    rows = [];
    lines = [];
    blank = true;
  }

  function forget(): void {
    blank = false;
    pen.forget();
    shown = undefined;
  }

  return {
    paint(frame, cursor) {
      if (!blank) clear();
      const wasShown = shown;
      const next = linesOf(frame, size.rows);
      const nextRows: Row[] = [];
      for (let y = 0; y < Math.max(next.length, lines.length); y++) {
        const line = next[y] ?? '';
        const before = rows[y] ?? [];
        const after = line === lines[y] ? before : rowOf(line, size.columns, look);
        if (after !== before) paintRow(before, after, y);
        if (y < next.length) nextRows.push(after);
      }
      lines = next;
      rows = nextRows;
      pen.unlink();
      // A cursor that is seen running about is hidden until the end; one that is hidden anyway costs nothing.
      const hide = wasShown !== false && pen.written.length > SMALL_CHANGE;
      if (hide) shown = false;
      placeCursor(cursor);
      const out = hide ? HIDE + pen.take() : pen.take();
      return out.length > BIG_CHANGE ? BEGIN_TOGETHER + out + END_TOGETHER : out;
    },
    forget,
    resize(next) {
      size = next;
      forget();
    },
    setLook(next) {
      look = next;
      forget();
    },
  };
}

/** Columns up to the last cell that is not a plain blank. */
function used(row: Row): number {
  let end = row.length;
  while (end > 0 && isPlainBlank(row[end - 1])) end--;
  return end;
}

function isPlainBlank(cell: Cell | undefined): boolean {
  return !cell || (cell.glyph === ' ' && cell.style.key === '');
}
