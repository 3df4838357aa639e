import type { Align, Bar, Box, Grade, Label, Line, ListName, Rows, Tick, Value } from '../form.ts';

type Bare = Label | Value | Tick | Line | Bar | Rows;

/** The left edge of the ruled form and its right one, in millimetres. */
export const LEFT = 17.5;
export const RIGHT = 192.5;

/** These boxes with their grade. */
export function graded(grade: Grade, boxes: readonly (Bare | readonly Bare[])[]): readonly Box[] {
  return boxes.flat().map(box => ({ ...box, grade }));
}

export const BOLD = { bold: true } as const;
/** Over a rule. */
export const OVER = { oneLine: true } as const;

export function label(
  x: number,
  y: number,
  w: number,
  h: number,
  text: string,
  size: number,
  align: Align,
  more: Pick<Label, 'bold' | 'top'> = {},
): Label {
  return { kind: 'label', x, y, w, h, text, size, align, ...more };
}

type ValueMore = Pick<Value, 'bold' | 'top' | 'oneLine' | 'numbers' | 'instead' | 'runsOn'> & {
  readonly empty?: string;
};

/** A value for which *** stands when there is none. */
export function value(
  x: number,
  y: number,
  w: number,
  h: number,
  text: string,
  size: number,
  align: Align,
  more: ValueMore = {},
): Value {
  return { kind: 'value', x, y, w, h, text, size, align, empty: '***', ...more };
}

/** A value whose place stays empty when there is none. */
export function optional(
  x: number,
  y: number,
  w: number,
  h: number,
  text: string,
  size: number,
  align: Align,
  more: ValueMore = {},
): Value {
  return value(x, y, w, h, text, size, align, { empty: '', ...more });
}

/** A box to tick; without a condition it is left for the hand. */
export function tick(x: number, y: number, w: number, h: number, text: string, size: number, when = ''): Tick {
  return { kind: 'tick', x, y, w, h, text, size, when };
}

/** The box stands after its word. */
export function tickAfter(x: number, y: number, w: number, h: number, text: string, size: number, when = ''): Tick {
  return { ...tick(x, y, w, h, text, size, when), after: true };
}

export function line(x: number, y: number, w: number, h: number, weight = 0.5, when?: string): Line {
  return { kind: 'line', x, y, w, h, weight, ...(when !== undefined && { when }) };
}

export function frame(x: number, y: number, w: number, h: number, weight = 1): Line {
  return { kind: 'frame', x, y, w, h, weight };
}

export function bar(x: number, y: number, w: number, h: number, text: string): Bar {
  return { kind: 'bar', x, y, w, h, text };
}

/** A rule from edge to edge. */
export const across = (y: number): Line => line(LEFT, y, RIGHT - LEFT, 0);

export function rows(
  of: ListName,
  x: number,
  y: number,
  w: number,
  h: number,
  most: number,
  more: Rows['more'],
  heads: readonly string[],
  cells: readonly Value[],
): Rows {
  return { kind: 'rows', of, x, y, w, h, most, more, heads, cells };
}

/** A ruled cell from `x` to `end` with its word up to `split` and its value behind. */
export function cell(
  x: number,
  split: number,
  end: number,
  y: number,
  h: number,
  word: string,
  text: string,
  size = 9,
  more: ValueMore = {},
): readonly Bare[] {
  return [
    label(x + 0.5, y, split - x - 1, h, word, size, 'center'),
    line(split, y, 0, h),
    value(split + 1, y + 0.4, end - split - 2, h - 0.8, text, size, 'left', more),
    ...(end < RIGHT ? [line(end, y, 0, h)] : []),
  ];
}

/** The heads of columns between these edges. */
export function heads(
  y: number,
  h: number,
  edges: readonly number[],
  words: readonly string[],
  size = 9,
): readonly Bare[] {
  return words.flatMap((word, at) => {
    const [from = 0, to = 0] = edges.slice(at, at + 2);
    return [label(from + 0.5, y, to - from - 1, h, word, size, 'center'), ...(to < RIGHT ? [line(to, y, 0, h)] : [])];
  });
}

/** Rules down between columns. */
export function columns(y: number, h: number, ...edges: readonly number[]): readonly Bare[] {
  return edges.map(x => line(x, y, 0, h));
}
