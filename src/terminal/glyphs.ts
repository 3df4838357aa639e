import { eastAsianWidthType } from 'get-east-asian-width';
import stringWidth from 'string-width';
import { remembered } from './remembered.ts';

/** What is drawn in one or two columns. */
export interface Glyph {
  readonly text: string;
  readonly width: 1 | 2;
  /** All terminals agree on the width; after any other glyph the cursor's place is not trusted. */
  readonly certain: boolean;
  /** East Asian ambiguous: one column in most terminals, two in some. */
  readonly ambiguous: boolean;
}

const SPACE: Glyph = { text: ' ', width: 1, certain: true, ambiguous: false };

/** 8,000 Chinese characters are all that people use. */
const MAX_GLYPHS = 8192;

/**
 * The glyphs of a grapheme; together as wide as Ink's layout counts it. Sequences that terminals measure differently (joined
 * emoji, flags, keycaps, conjuncts) are drawn by parts that they all measure alike: a plainer picture but a straight border.
 */
export const glyphsOf = remembered(MAX_GLYPHS, measure);

// CJK punctuation, kana, Han and fullwidth forms of the basic plane: two columns since there are terminals.
const SURELY_WIDE = /^[\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]$/;
// Latin, Greek, Cyrillic letters, punctuation, arrows, box drawing and blocks: one column, unless ambiguous is two.
const SURELY_NARROW =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2460-\u259f]$/;
const ZERO_WIDTH_JOINER = '\u200d';
const REGIONAL_A = 0x1f1e6;

function measure(grapheme: string): readonly Glyph[] {
  if (SURELY_WIDE.test(grapheme)) return [{ text: grapheme, width: 2, certain: true, ambiguous: false }];
  const width = stringWidth(grapheme);
  if (width === 0) return [];
  const glyphs: Glyph[] = [];
  let room = width;
  for (const part of grapheme.normalize('NFC')) {
    if (part === ZERO_WIDTH_JOINER) break;
    const last = glyphs.at(-1);
    if (/\p{Mn}|\p{Me}/u.test(part)) {
      // Presentation selectors and keycap frames ask for a width that not all terminals grant.
      if (last && /\p{Mn}/u.test(part) && !/\p{Default_Ignorable_Code_Point}/u.test(part))
        glyphs[glyphs.length - 1] = { ...last, text: last.text + part, certain: false };
      continue;
    }
    const glyph = glyphOf(part);
    if (!glyph || glyph.width > room) continue;
    glyphs.push(glyph);
    room -= glyph.width;
  }
  for (; room > 0; room--) glyphs.push(SPACE);
  return glyphs;
}

function glyphOf(character: string): Glyph | undefined {
  const code = character.codePointAt(0) ?? 0;
  // Flags are a pair of letters that few terminals join.
  if (code >= REGIONAL_A && code < REGIONAL_A + 26)
    return { ...SPACE, text: String.fromCharCode(code - REGIONAL_A + 0x41) };
  // Some terminals give a spacing mark no column of its own.
  if (/\p{Mc}/u.test(character)) return SPACE;
  const width = stringWidth(character);
  if (width !== 1 && width !== 2) return undefined;
  const ambiguous = width === 1 && eastAsianWidthType(code) === 'ambiguous';
  return { text: character, width, certain: SURELY_NARROW.test(character), ambiguous };
}
