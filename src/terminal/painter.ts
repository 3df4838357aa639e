import { BLANK, type Cell, FULL_LOOK, type Look, linesOf, type Row, rowOf, type Size, sameCell } from './cells.ts';
import { move, type Point } from './moves.ts';
import { PLAIN, type Style, transition } from './style.ts';

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
/** Unchanged cells up to this many may be written again instead of a cursor move. */
const WIDEST_GAP = 8;
/** Blanks from which erasing to the end of the line is shorter. */
const FEWEST_TO_ERASE = 4;

export function createPainter(initialSize: Size, initialLook: Look = FULL_LOOK): Painter {
  let size = initialSize;
  let look = initialLook;
  let lines: string[] = [];
  let rows: Row[] = [];
  let blank = false;
  let place: Point | undefined;
  let style: Style = PLAIN;
  let shown: boolean | undefined;
  let out = '';

  function goTo(x: number, y: number): void {
    out += move(place, { x, y });
    place = { x, y };
  }

  function draw(cell: Cell): void {
    out += transition(style, cell.style) + cell.glyph;
    style = cell.style;
    const x = place ? place.x + cell.width : size.columns;
    // At the right edge terminals differ in where the cursor is.
    place = place && cell.certain && x < size.columns ? { x, y: place.y } : undefined;
  }

  function erase(x: number, y: number): void {
    goTo(x, y);
    out += `${transition(style, PLAIN)}\x1b[K`;
    style = PLAIN;
  }

  /** To the next cell to draw: by the cells between, if that is shorter than a move. */
  function advance(row: Row, x: number, y: number): void {
    if (place && place.y === y && place.x < x && x - place.x <= WIDEST_GAP) {
      const between = row.slice(place.x, x);
      const again = between.map(cell => cell.glyph).join('');
      const cheap = between.every(cell => cell.certain && cell.style.key === style.key);
      if (between.length === x - place.x && cheap && Buffer.byteLength(again) <= move(place, { x, y }).length) {
        out += again;
        place = { x, y };
        return;
      }
    }
    goTo(x, y);
  }

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
        advance(after, x, y);
        draw(cell);
      }
      spoilt = changed && !cell.certain;
      x += Math.max(cell.width, 1);
    }
    if (erasing) erase(isUsed, y);
  }

  function placeCursor(cursor: Point | undefined): void {
    const wanted = cursor && cursor.x < size.columns && cursor.y < size.rows ? cursor : undefined;
    if (wanted) goTo(wanted.x, wanted.y);
    if (shown !== (wanted !== undefined)) out += wanted ? SHOW : HIDE;
    shown = wanted !== undefined;
  }

  function clear(): void {
    out += '\x1b[m\x1b[H\x1b[2J';
    place = { x: 0, y: 0 };
    style = PLAIN;
    rows = [];
    lines = [];
    blank = true;
  }

  function forget(): void {
    blank = false;
    place = undefined;
    shown = undefined;
  }

  return {
    paint(frame, cursor) {
      out = '';
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
      // A cursor that is seen running about is hidden until the end; one that is hidden anyway costs nothing.
      const hide = wasShown !== false && out.length > SMALL_CHANGE;
      if (hide) shown = false;
      placeCursor(cursor);
      if (hide) out = HIDE + out;
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
