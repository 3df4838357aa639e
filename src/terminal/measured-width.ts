import stringWidth from 'string-width';
import { remembered } from './remembered.ts';

/** Enough for every row and label of a few screens; a label that is longer is seldom drawn twice. */
const MAX_TEXTS = 4096;
const LONGEST = 512;
const widthOf = remembered(MAX_TEXTS, (text: string) => stringWidth(text));

const SGR = /\x1b\[[\d;]*m/y;

/** The width of styled Latin and Chinese, which nearly all text is and whose characters never join, by adding up; undefined for any other. */
function plainWidth(text: string): number | undefined {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isNarrow(code)) width += 1;
    else if (isWide(code)) width += 2;
    else {
      SGR.lastIndex = at;
      if (code !== ESCAPE || !SGR.test(text)) return undefined;
      at = SGR.lastIndex - 1;
    }
  }
  return width;
}

const ESCAPE = 0x1b;
/** ASCII, dashes, quotes and dots, arrows, box drawing and blocks, the marks of the program: one column. */
const isNarrow = (code: number): boolean =>
  (code >= 0x20 && code <= 0x7e) ||
  (code >= 0x2010 && code <= 0x2027) ||
  (code >= 0x2030 && code <= 0x203b) ||
  (code >= 0x2190 && code <= 0x2193) ||
  (code >= 0x2460 && code <= 0x259f) ||
  code === 0x2713 ||
  code === 0x2717;
/** CJK punctuation, Han, fullwidth forms: two columns. */
const isWide = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x3001 && code <= 0x3029) ||
  (code >= 0x3400 && code <= 0x4dbf) ||
  (code >= 0xff01 && code <= 0xff5e);

type Options = NonNullable<Parameters<typeof stringWidth>[1]>;

/**
 * string-width with a bounded memory. Ink measures every text of a frame several times a keystroke, which is a third of all the
 * time it takes: the build puts this in the place of its string-width.
 */
export function measuredWidth(text: string, options?: Options): number {
  if (options !== undefined) return stringWidth(text, options);
  const plain = plainWidth(text);
  if (plain !== undefined) return plain;
  return text.length > LONGEST ? stringWidth(text) : widthOf(text);
}
