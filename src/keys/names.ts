// biome-ignore format: table
const NAMES: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', tab: 'Tab', enter: 'Enter', escape: 'Esc', backspace: '退格', space: '空格',
  up: '↑', down: '↓', left: '←', right: '→', home: 'Home', end: 'End', insert: 'Ins', delete: 'Del', pageup: 'PgUp', pagedown: 'PgDn',
};

/** A chord as it is printed on keyboards: `ctrl+enter` is Ctrl+Enter. */
export function keyName(chord: string): string {
  return chord
    .split(/\+(?=.)/u)
    .map(part => NAMES[part] ?? part.toUpperCase())
    .join('+');
}
