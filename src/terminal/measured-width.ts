import stringWidth from 'string-width';

/** Enough for every row and label of a few screens; a label that is longer is seldom drawn twice. */
const MOST_TEXTS = 4096;
const LONGEST = 512;
const known = new Map<string, number>();

type Options = NonNullable<Parameters<typeof stringWidth>[1]>;

/**
 * string-width with a bounded memory. Ink measures every text of a frame several times a keystroke, which is a third of all the
 * time it takes: the build puts this in the place of its string-width.
 */
export function measuredWidth(text: string, options?: Options): number {
  if (options !== undefined || text.length > LONGEST) return stringWidth(text, options);
  let width = known.get(text);
  if (width === undefined) {
    width = stringWidth(text);
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(text, width);
  }
  return width;
}
