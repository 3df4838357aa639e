import { POINT, widthOf } from './char-widths.ts';
import type { Box, Form, Label, Line, Place, Tick } from './form.ts';
import type { Backdrop } from './page-draft.ts';
import { textsIn } from './page-draft.ts';
import type { PlacedLine, PlacedText } from './placed.ts';
import { wrap } from './wrap.ts';

const known = new WeakMap<object, Backdrop>();

/** What is printed on a form itself: its words, rules and squares. The same object for the same form. */
export function backdropOf(form: Pick<Form, 'boxes'>): Backdrop {
  const held = known.get(form);
  if (held) return held;
  const texts = form.boxes.flatMap(wordsOf);
  const lines = form.boxes.flatMap(box =>
    (box.kind === 'line' || box.kind === 'frame') && box.when === undefined ? linesOf(box) : [],
  );
  const backdrop = { texts, lines };
  known.set(form, backdrop);
  return backdrop;
}

const words = new WeakMap<Box, readonly PlacedText[]>();

/** The words that a box of a form prints. A template shares the boxes that it does not change with its form. */
function wordsOf(box: Box): readonly PlacedText[] {
  const held = words.get(box);
  if (held) return held;
  const texts = box.kind === 'label' ? labelTexts(box) : box.kind === 'tick' ? tickTexts(box) : [];
  words.set(box, texts);
  return texts;
}

function labelTexts(box: Label): readonly PlacedText[] {
  const { text, w, size, align, bold, top } = box;
  return textsIn(box, { lines: wrap(text, w, size), size, align, bold, top }, 'background');
}

/** The rules that a line or a frame is drawn with. */
export function linesOf({ kind, x, y, w, h, weight, when }: Line): readonly PlacedLine[] {
  const layer = when === undefined ? 'background' : 'value';
  const rule = (x1: number, y1: number, x2: number, y2: number): PlacedLine => ({ layer, x1, y1, x2, y2, weight });
  if (kind === 'line') return [rule(x, y, x + w, y + h)];
  return [rule(x, y, x + w, y), rule(x, y + h, x + w, y + h), rule(x, y, x, y + h), rule(x + w, y, x + w, y + h)];
}

// Between a square and its word.
const GAP = 0.8;

/** The square of a tick: as high as the characters beside it. */
export function squareOf({ x, y, h, text, size, after }: Tick): Place {
  const side = size * POINT * 0.82;
  return { x: after ? x + widthOf(text, size) + GAP : x, y: y + (h - side) / 2, w: side, h: side };
}

function tickTexts(tick: Tick): readonly PlacedText[] {
  const { text, size, after } = tick;
  if (text === '') return [];
  const x = after ? tick.x : tick.x + squareOf(tick).w + GAP;
  return textsIn({ ...tick, x }, { lines: [text], size, align: 'left' }, 'background');
}
