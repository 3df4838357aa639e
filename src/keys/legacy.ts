// What PuTTY, the Linux console, tmux and the macOS Terminal without Meta all send, each with bytes of its own. Ctrl+H, I, J, M and [ are
// Backspace, Tab, line feed, Enter and Esc there; Ctrl+] and Ctrl+\ are 0x1d and 0x1c in all of them (only telnet keeps the first), Ctrl+_ is 0x1f, which
// most send for Ctrl+/ and Ctrl+- as well. F11 and F12 belong to
// many a desktop, but have a byte sequence everywhere.
const CONTROL = 'abcdefgklnopqrstuvwxyz]\\_';
const NAMED = 'tab enter escape backspace space up down left right home end insert delete pageup pagedown';

const SAFE: ReadonlySet<string> = new Set([
  ...[...CONTROL].map(letter => `ctrl+${letter}`),
  ...NAMED.split(' '),
  ...Array.from({ length: 12 }, (_, index) => `f${index + 1}`),
]);

/** Whether every terminal can tell this chord from all others. */
export function isLegacySafe(chord: string): boolean {
  return SAFE.has(chord) || /^[!-~]$/u.test(chord);
}

/** Whether a terminal with Alt can tell it apart without a protocol of its own: Ctrl+Enter, Ctrl+I and the like it can not. */
export function isPlain(chord: string): boolean {
  return isLegacySafe(chord) || /^alt\+[!-~]$/u.test(chord);
}
