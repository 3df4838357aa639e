/** `CSI n ~` and its rxvt variants: VT220 numbers, with Home and End of both families and F1-F4 of rxvt and PuTTY. */
// biome-ignore format: table
export const TILDE: Readonly<Record<number, string>> = {
  1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end',
  11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10', 23: 'f11', 24: 'f12',
  25: 'f13', 26: 'f14', 28: 'f15', 29: 'f16', 31: 'f17', 32: 'f18', 33: 'f19', 34: 'f20',
};

/** `CSI 1;m X` and `SS3 X`: cursor keys and F1-F4. */
// biome-ignore format: table
export const LETTER: Readonly<Record<string, string>> = {
  A: 'up', B: 'down', C: 'right', D: 'left', E: 'clear', F: 'end', H: 'home', P: 'f1', Q: 'f2', R: 'f3', S: 'f4', Z: 'tab',
};

/** `SS3 X` of a keypad in application mode that types something. */
// biome-ignore format: table
export const KEYPAD: Readonly<Record<string, string>> = {
  p: '0', q: '1', r: '2', s: '3', t: '4', u: '5', v: '6', w: '7', x: '8', y: '9',
  j: '*', k: '+', l: ',', m: '-', n: '.', o: '/', X: '=', ' ': ' ',
};

/** Linux console: `CSI [ X`. */
export const CONSOLE: Readonly<Record<string, string>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' };

/** rxvt: `CSI x` is Shift, `SS3 x` is Ctrl with an arrow. */
export const RXVT_ARROW: Readonly<Record<string, string>> = { a: 'up', b: 'down', c: 'right', d: 'left' };

/** Code points of `CSI n u` and `CSI 27;m;n ~` that are keys and not characters: ASCII controls and kitty's private use area. */
// biome-ignore format: table
export const FUNCTIONAL: Readonly<Record<number, string>> = {
  8: 'backspace', 9: 'tab', 10: 'enter', 13: 'enter', 27: 'escape', 127: 'backspace',
  57361: 'printscreen', 57362: 'pause', 57363: 'menu',
  57376: 'f13', 57377: 'f14', 57378: 'f15', 57379: 'f16', 57380: 'f17', 57381: 'f18', 57382: 'f19', 57383: 'f20',
  57384: 'f21', 57385: 'f22', 57386: 'f23', 57387: 'f24',
  57414: 'enter', 57417: 'left', 57418: 'right', 57419: 'up', 57420: 'down', 57421: 'pageup', 57422: 'pagedown',
  57423: 'home', 57424: 'end', 57425: 'insert', 57426: 'delete', 57427: 'clear',
};

/** Keypad keys of kitty that type a character. */
// biome-ignore format: table
export const KITTY_KEYPAD: Readonly<Record<number, string>> = {
  57399: '0', 57400: '1', 57401: '2', 57402: '3', 57403: '4', 57404: '5', 57405: '6', 57406: '7', 57407: '8', 57408: '9',
  57409: '.', 57410: '/', 57411: '*', 57412: '-', 57413: '+', 57415: '=', 57416: ',',
};

/**
 * What Shift makes of a key on the keyboard layout used in China (US). Kitty names the bare key (`shift+/`), xterm the
 * character (`?`), legacy terminals send only the character: one of the names must stand for all.
 */
// biome-ignore format: table
export const SHIFTED: Readonly<Record<string, string>> = {
  '`': '~', '1': '!', '2': '@', '3': '#', '4': '$', '5': '%', '6': '^', '7': '&', '8': '*', '9': '(', '0': ')', '-': '_', '=': '+',
  '[': '{', ']': '}', '\\': '|', ';': ':', "'": '"', ',': '<', '.': '>', '/': '?',
};
