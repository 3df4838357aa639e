import type { Size } from '../../src/terminal/cells.ts';
import type { Point } from '../../src/terminal/moves.ts';
import { blank, exactly, fitted, type Line, lineWidth, over, span, widthOf } from './line.ts';
import type { Look } from './look.ts';
import type { Prompt } from './prompt.ts';

/** Lines from the top, and where the real cursor stands, relative to their corner. */
export interface Picture {
  readonly lines: readonly Line[];
  readonly cursor?: Point | undefined;
  /** The line of text that Ink edits; `cursor` stands in it. */
  readonly prompt?: Prompt | undefined;
}

/** A picture at a place of another. */
export interface Placed extends Picture {
  readonly at: Point;
  /** A box over a page: what it half covers beside it is cleared, so that nothing stands there torn. */
  readonly box?: true;
}

/** `top` laid over `base`; what would stand outside is left out. */
export function lay(base: Picture, top: Placed): Picture {
  const lines = [...base.lines];
  top.lines.forEach((line, index) => {
    const y = top.at.y + index;
    const under = lines[y];
    if (under) lines[y] = over(top.box ? cleared(under, top.at.x, lineWidth(line)) : under, top.at.x, line);
  });
  return { ...moved(top, top.at.x, top.at.y), lines };
}

/** What is narrower than this beside a box tells nothing any more. */
const STRIP = 12;

/** The line with a blank on both sides of where a box comes, and blanks alone where hardly anything is left. */
function cleared(under: Line, x: number, columns: number): Line {
  const width = lineWidth(under);
  const end = x + columns;
  const from = x < STRIP ? 0 : x - 1;
  const to = width - end < STRIP ? width : end + 1;
  return over(under, from, [blank(to - from)]);
}

/** The picture's places of cursor and prompt, moved. */
export function moved({ cursor, prompt }: Picture, x: number, y: number): Pick<Picture, 'cursor' | 'prompt'> {
  return {
    cursor: cursor && { x: cursor.x + x, y: cursor.y + y },
    prompt: prompt && { ...prompt, x: prompt.x + x, y: prompt.y + y },
  };
}

/** The picture with lines above it. */
export function below(above: readonly Line[], picture: Picture): Picture {
  return { ...moved(picture, 0, above.length), lines: [...above, ...picture.lines] };
}

/** Exactly as many lines and columns as the size says. */
export function filled(picture: Picture, { columns, rows }: Size): Picture {
  const lines = picture.lines.slice(0, rows).map(line => exactly(line, columns));
  while (lines.length < rows) lines.push([blank(columns)]);
  return { ...picture, lines };
}

/** A frame with a title around lines of `columns` columns. */
export function boxed(title: string, inner: Picture, columns: number, look: Look = 'border'): Picture {
  const name = title === '' ? '' : ` ${fitted(title, Math.min(widthOf(title), columns - 4))} `;
  const top = [
    span('┌─', look),
    span(name, 'bold'),
    span(`${'─'.repeat(Math.max(0, columns + 1 - widthOf(name)))}┐`, look),
  ];
  const body = inner.lines.map(line => [span('│ ', look), ...exactly(line, columns), span(' │', look)]);
  const bottom = [span(`└${'─'.repeat(columns + 2)}┘`, look)];
  return { ...moved(inner, 2, 1), lines: [top, ...body, bottom] };
}

/** In the middle of the area, a little above the centre as eyes like it. */
export function centred(picture: Picture, { columns, rows }: Size): Placed {
  const width = Math.max(0, ...picture.lines.map(lineWidth));
  const x = Math.max(0, Math.floor((columns - width) / 2));
  const y = Math.max(0, Math.floor((rows - picture.lines.length) / 3));
  return { ...picture, at: { x, y }, box: true };
}

/** The first of `count` rows to show so that `index` is among the `rows` that are visible, moving no more than needed from `first`. */
export function scrolled(first: number, index: number, rows: number, count: number): number {
  const least = Math.max(0, Math.min(first, count - rows));
  if (index < least) return Math.max(0, index);
  return index >= least + rows ? index - rows + 1 : least;
}

// Closing marks do not begin a line.
const CLOSING = '[!),.:;?\\]}%\\u3001\\u3002\\u300b\\u3011\\u201d\\uff01\\uff09\\uff0c\\uff1a\\uff1b\\uff1f]*';
/** A word, or a character, with the closing marks behind it. */
const UNBROKEN = new RegExp(`[\\x21-\\x7e]+${CLOSING}\\s*|.${CLOSING}`, 'gsu');

/** A word that is longer than a line, cut. */
function pieces(word: string, columns: number): string[] {
  if (word.length <= columns) return [word];
  return word.match(new RegExp(`.{1,${Math.max(1, columns)}}`, 'gsu')) ?? [];
}

/** The text broken into lines of at most so many columns. */
export function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines: string[] = [];
    let now = '';
    for (const part of paragraph.match(UNBROKEN)?.flatMap(whole => pieces(whole, columns)) ?? []) {
      if (now !== '' && widthOf(now + part.trimEnd()) > columns) {
        lines.push(now.trimEnd());
        now = '';
      }
      now += part;
    }
    return [...lines, now.trimEnd()];
  });
}
