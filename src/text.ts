import stripAnsi from 'strip-ansi';

// C0 and C1 controls, the line and paragraph separators, bidirectional marks and overrides, zero-width and invisible characters,
// and the code points that are no characters, which XML forbids too.
// Tab and line feed are dealt with before this runs.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Noncharacter_Code_Point}/gu;
// A half of a surrogate pair cannot be written as UTF-8.
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text from a file or a server made safe for a screen, a log and an XML message: no escape sequence, no control,
 * no invisible or direction-changing character. Line breaks and tabs become one space; the ends are trimmed.
 */
export function cleanLine(text: string): string {
  if (isClean(text)) return text;
  return clean(text).replace(/\s+/gu, ' ').trim();
}

/** As cleanLine, but line breaks stay (`\n`). */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  return clean(text.replace(/\r\n?/gu, '\n'))
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

/** Lines as they are, blanks and all, without what a terminal obeys: for what was laid out already, whatever names stand in it. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, '');
}

/** ASCII, CJK with its marks, full-width forms, and single spaces inside: nearly all that is ever read, and nothing in it to clean. */
function isClean(text: string): boolean {
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const plain = (code > SPACE && code < 0x7f) || (code > 0x3000 && code < 0xa000) || (code > 0xff00 && code < 0xffa0);
    if (!plain && (code !== SPACE || before === SPACE)) return false;
    before = code;
  }
  return before !== SPACE || text === '';
}
const SPACE = 0x20;

function clean(text: string): string {
  // Halves first: what stands between two of them may be taken out, and then they would make a character that nobody has looked at.
  return stripAnsi(text.replace(LONE_SURROGATE, '\ufffd'))
    .replace(/\t/gu, ' ')
    .split('\n')
    .map(line => line.replace(UNSAFE, ''))
    .join('\n');
}
