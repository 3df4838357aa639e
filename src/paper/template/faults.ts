import { widthOf } from '../char-widths.ts';
import { heightOf } from '../fit.ts';
import type { Form, Place } from '../form.ts';
import { SHEET } from '../placed.ts';
import { wrap } from '../wrap.ts';
import type { BoxChanges } from './apply.ts';
import { type StandingBox, standingBoxes } from './edit.ts';

/** Printers leave this much of the edge white, in millimetres. */
export const MARGIN = 5;
/** Boxes that touch do not lie on each other. */
const TOUCH = 0.05;

/** Something that a change of boxes does to the paper: a box where printers do not print, or on another one, or over a rule. */
export interface LayoutFault {
  readonly kind: 'margin' | 'overlap' | 'rule';
  readonly id: string;
  readonly name: string;
  /** The other box. */
  readonly other?: string;
}

const NONE: BoxChanges = {};

/** What is wrong with the boxes that were changed, and was not with the form itself. */
export function layoutFaults(form: Form, changes: BoxChanges): readonly LayoutFault[] {
  const boxes = standingBoxes(form, changes);
  const before = standingBoxes(form, NONE);
  const pairs = boxes.map((now, at) => ({ now, was: before[at] ?? now }));
  const moved = pairs.filter(({ now, was }) => !now.isHidden && !isSame(now.place, was.place));
  const others = pairs.filter(({ now }) => !now.isHidden && !now.column);
  return moved.flatMap((own, at) => [
    ...(isPrintable(own.now.place) ? [] : [{ kind: 'margin', ...nameOf(own.now) } as const]),
    ...others.flatMap((other): LayoutFault[] => {
      // Columns stand side by side in their list; of two boxes that were moved the first one tells.
      const isTold = other !== own && !own.now.column && !moved.slice(0, at).includes(other);
      if (!isTold || over(own.now, other.now) <= over(own.was, other.was) + TOUCH) return [];
      const kind = isDrawn(own.now) || isDrawn(other.now) ? 'rule' : 'overlap';
      return [{ kind, ...nameOf(own.now), other: other.now.name }];
    }),
  ]);
}

const nameOf = ({ id, name }: StandingBox) => ({ id, name });

const isSame = (a: Place, b: Place): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

const isPrintable = ({ x, y, w, h }: Place): boolean =>
  x >= MARGIN && y >= MARGIN && x + w <= SHEET.w - MARGIN && y + h <= SHEET.h - MARGIN;

const isDrawn = ({ box }: StandingBox): boolean => box.kind === 'line' || box.kind === 'frame';

/** How much of two boxes lies on each other: an area, or the length of a rule; 0 when they only touch. */
function over(a: StandingBox, b: StandingBox): number {
  if ((isDrawn(a) && isDrawn(b)) || a.box.kind === 'frame' || b.box.kind === 'frame') return 0;
  // Ink is inside its box: most boxes are nowhere near each other.
  return common(a.place, b.place) === 0 ? 0 : common(inkOf(a), inkOf(b));
}

const common = (a: Place, b: Place): number => shared(a.x, a.w, b.x, b.w) * shared(a.y, a.h, b.y, b.h);

/** Where something is or may be printed: values differ, but the words of the form are always the same. */
function inkOf({ box, place, size = 0, align = 'left' }: StandingBox): Place {
  if (box.kind !== 'label') return place;
  const lines = wrap(box.text, place.w, size);
  const w = Math.min(place.w, Math.max(...lines.map(line => widthOf(line, size))));
  const h = Math.min(place.h, heightOf(lines.length, size));
  const free = place.w - w;
  return {
    x: place.x + (align === 'left' ? 0 : align === 'right' ? free : free / 2),
    y: place.y + (box.top ? 0 : (place.h - h) / 2),
    w,
    h,
  };
}

/** How far two stretches run beside each other; a point in one counts as one. */
function shared(from: number, length: number, other: number, otherLength: number): number {
  const most = Math.min(from + length, other + otherLength) - Math.max(from, other);
  if (length > 0 && otherLength > 0) return most > TOUCH ? most : 0;
  const [point, start, end] = length > 0 ? [other, from, from + length] : [from, other, other + otherLength];
  return point > start + TOUCH && point < end - TOUCH ? 1 : 0;
}
