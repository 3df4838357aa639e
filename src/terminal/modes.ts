/** What is switched on for the program and off again at its end, in this order and back. */
// biome-ignore format: table
const MODES: readonly { on: string; off: string }[] = [
  { on: '\x1b[?1049h', off: '\x1b[?1049l' }, // alternate screen
  { on: '\x1b[m\x1b[H\x1b[2J', off: '\x1b[m\x1b[H\x1b[2J' }, // a clean one; without an alternate screen nothing is left behind either
  { on: '\x1b[?7l',    off: '\x1b[?7h' },    // no wrapping: a terminal narrower than it says must not scroll
  { on: '\x1b[?25l',   off: '\x1b[?25h' },   // cursor
  { on: '\x1b[?2004h', off: '\x1b[?2004l' }, // bracketed paste
  { on: '\x1b[?1036h', off: '\x1b[?1036l' }, // xterm: Alt sends Esc
];

export const ENTER = MODES.map(mode => mode.on).join('');

/** Ends synchronized output too, in case a paint was cut off. */
export const LEAVE = `\x1b[?2026l${MODES.map(mode => mode.off)
  .reverse()
  .join('')}`;
