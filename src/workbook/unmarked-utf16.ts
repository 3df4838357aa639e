import { decodeAs } from '../encoding.ts';

const HEAD = 4096;
const ENCODINGS = ['utf-16le', 'utf-16be'] as const;
/** What divides cells and lines, and what no text has. */
const DIVIDES = /[,\t;\n]/u;
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/u;
/** The signs that a list is written in: ASCII, accents, Chinese and its punctuation, full-width forms. */
const USUAL = /[\t\r\n\u0020-\u007e\u00a0-\u024f\u2000-\u206f\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/gu;

/**
 * UTF-16 whose writer left its mark out: every other byte of its ASCII is zero. Both orders can often be decoded, but only one of them
 * divides cells and is written in the signs of lists.
 */
export function unmarkedUtf16(bytes: Uint8Array): (typeof ENCODINGS)[number] | undefined {
  const head = bytes.subarray(0, HEAD);
  if (bytes.length % 2 !== 0 || !head.includes(0)) return undefined;
  return ENCODINGS.find(encoding => {
    // A pair of surrogates may be cut in two at the end of the head.
    const text = decodeAs(encoding, head) ?? decodeAs(encoding, head.subarray(0, -2));
    if (text === undefined || NO_TEXT.test(text) || !DIVIDES.test(text)) return false;
    return (text.match(USUAL)?.length ?? 0) * 20 >= text.length * 19;
  });
}
