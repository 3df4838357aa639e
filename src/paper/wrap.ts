import { widthOf } from './char-widths.ts';

// Marks that belong to the character before them.
const COMBINING = /^(?:\p{M}|\u{200d})$/u;
// Wide characters stand for themselves: a line may end after any of them.
const WIDE =
  /^[\u{2e80}-\u{a4cf}\u{ac00}-\u{d7ff}\u{f900}-\u{faff}\u{fe30}-\u{fe4f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{20000}-\u{3ffff}]/u;
const NEVER_FIRST = /^[!%),.:;?\]}¢°·’”†‡›℃、。〉》」』】〕〗！％），．：；？］｝～…]/u;
const NEVER_LAST = /[([{£¥‘“‹〈《「『【〔〖（［｛￥]$/u;
const BREAK_AFTER = /[/,;-]$/u;
const BREAK_BETWEEN_NUMBERS = /[,;]$/u;

/** Characters as they are drawn: marks stay with the character that carries them. */
function characters(text: string): string[] {
  const found: string[] = [];
  for (const each of text) {
    if (COMBINING.test(each) && found.length > 0) found[found.length - 1] += each;
    else found.push(each);
  }
  return found;
}

interface Piece {
  text: string;
  /** Blanks before it, which are dropped where a line begins. */
  readonly blank: string;
}

/** The pieces of a line between which it may be broken. */
function piecesOf(line: string, numbers: boolean): Piece[] {
  const breakAfter = numbers ? BREAK_BETWEEN_NUMBERS : BREAK_AFTER;
  const pieces: Piece[] = [];
  let blank = '';
  for (const each of characters(line)) {
    if (/^\s$/u.test(each)) {
      blank += each;
      continue;
    }
    const last = pieces.at(-1);
    const together =
      last &&
      blank === '' &&
      (NEVER_FIRST.test(each) ||
        NEVER_LAST.test(last.text) ||
        !(WIDE.test(each) || endsWide(last.text) || breakAfter.test(last.text)));
    if (together) last.text += each;
    else pieces.push({ text: each, blank });
    blank = '';
  }
  return pieces;
}

const endsWide = (text: string) => WIDE.test([...text].at(-1) ?? '');

/**
 * The text in lines no wider than `width` millimetres at a size in points: Chinese breaks between characters (no closing mark begins a line,
 * no opening one ends it), other words at blanks and after `/ , ; -`, a list of numbers only between them. Line breaks of the text stay.
 * What has no break in it and is wider than a line is broken anywhere.
 */
export function wrap(text: string, width: number, size: number, numbers = false): readonly string[] {
  return text.split('\n').flatMap(line => {
    const lines: string[] = [];
    let at = '';
    const put = (piece: string, blank: string) => {
      const longer = at + (at === '' && lines.length > 0 ? '' : blank) + piece;
      if (widthOf(longer, size) <= width) at = longer;
      else if (at !== '') {
        lines.push(at);
        at = '';
        put(piece, '');
      } else {
        for (const character of characters(piece)) {
          if (at !== '' && widthOf(at + character, size) > width) {
            lines.push(at);
            at = '';
          }
          at += character;
        }
      }
    };
    for (const { text: piece, blank } of piecesOf(line, numbers)) put(piece, blank);
    return [...lines, at];
  });
}
