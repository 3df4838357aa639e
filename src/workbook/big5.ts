/** Of so many of a hundred characters one encoding must be sure, and the other at a loss. */
const SURE = 90;
const AT_LOSS = 80;

/**
 * Whether text that GB18030 can read too is Big5, as workbooks from Hong Kong and Taiwan are. In GB18030 nearly all that people write
 * are characters of GB 2312, whose second byte is a high one; in Big5 they begin with A1 to C6.
 */
export function looksLikeBig5(bytes: Uint8Array): boolean {
  let characters = 0;
  let gb = 0;
  let big5 = 0;
  for (let at = 0; at < bytes.length - 1; at += 1) {
    const first = bytes[at] as number;
    if (first < 0x80) continue;
    const second = bytes[at + 1] as number;
    characters += 1;
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1) gb += 1;
    if (first >= 0xa1 && first <= 0xc6 && ((second >= 0x40 && second <= 0x7e) || second >= 0xa1)) big5 += 1;
    at += 1;
  }
  return characters > 0 && gb * 100 < characters * AT_LOSS && big5 * 100 >= characters * SURE;
}
