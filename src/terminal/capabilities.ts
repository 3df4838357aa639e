import { type ColourDepth, colourDepth, type Environment } from './colours.ts';
import { ASK_ENCODING, PROBE_ROW as ENCODING_ROW, foreignCharset, WIDEST_COLUMN } from './encoding.ts';
import type { Reply } from './key.ts';

export interface Capabilities {
  /** Whether Ctrl+Enter, Ctrl+I and the like can be told apart: not, by xterm's modifyOtherKeys, by kitty's protocol. */
  readonly keyboard: 'legacy' | 'other-keys' | 'kitty';
  readonly ambiguous: 'narrow' | 'wide';
  readonly colours: ColourDepth;
  /** False when the terminal has shown that it reads something else, or says nothing and the locale names something else. */
  readonly utf8: boolean;
  /** The terminal has said that it marks what is pasted. */
  readonly marksPastes: boolean;
  /** The terminal has answered all that it will. */
  readonly settled: boolean;
}

export interface Negotiation {
  readonly known: Capabilities;
  /** What to write at the start: on the alternate screen, before the first frame. */
  readonly question: string;
  /** Takes a reply in; returns what to write because of it. */
  hear(reply: Reply): string;
  /** What switches the keyboard on again after a pause, and off before one and at the end. */
  on(): string;
  off(): string;
}

export interface NegotiationOptions {
  readonly env: Environment;
  /** The user's switch for the kitty keyboard; `off` leaves modifyOtherKeys. */
  readonly kitty?: 'auto' | 'on' | 'off';
}

/** Written in the second row, since `CSI 1;n R` would be F3 with a modifier; wiped before anybody sees it. */
const PROBE = '─…①';
const PROBE_ROW = 2;
const PROBE_COLUMN = 4;
const ASK_WIDTH = `\x1b[${PROBE_ROW};1H${PROBE}\x1b[6n\r\x1b[2K`;
const PASTE_MODE = 2004;
/** Whether the mode that was switched on before is on. */
const ASK_PASTES = `\x1b[?${PASTE_MODE}$p`;
const ASK_KITTY = '\x1b[?u';
/** Every terminal answers this one, and answers come in order: what was not answered before it will not be. */
const ASK_ATTRIBUTES = '\x1b[c';

/** What DECRPM says of a mode. */
const IS_SET = 1;
const IS_ALWAYS_SET = 3;

const KEYBOARD = {
  legacy: { on: '', off: '' },
  'other-keys': { on: '\x1b[>4;2m', off: '\x1b[>4m' },
  // Level 1 only: from the next one on several terminals lose Chinese input.
  kitty: { on: '\x1b[>1u', off: '\x1b[<u' },
} as const;

/** Finds out what the terminal can do, without waiting: the program starts with the commonest assumption and is told better. */
export function negotiate(options: NegotiationOptions): Negotiation {
  const kitty = options.kitty ?? 'auto';
  const term = options.env.TERM ?? '';
  // Old Linux consoles print part of `CSI > 4;2 m`, and have neither keyboard.
  const plain = term === 'linux' || term === 'dumb';
  let known: Capabilities = {
    keyboard: kitty === 'on' ? 'kitty' : 'legacy',
    ambiguous: 'narrow',
    colours: colourDepth(options.env),
    utf8: term !== 'dumb' || foreignCharset(options.env) === undefined,
    marksPastes: false,
    settled: false,
  };

  function use(keyboard: Capabilities['keyboard']): string {
    if (known.keyboard !== 'legacy' || plain) return '';
    known = { ...known, keyboard };
    return KEYBOARD[keyboard].on;
  }

  return {
    get known() {
      return known;
    },
    question: [
      term === 'dumb' ? '' : ASK_WIDTH + ASK_ENCODING,
      plain ? '' : ASK_PASTES,
      kitty === 'auto' && !plain ? ASK_KITTY : '',
      KEYBOARD[known.keyboard].on,
      term === 'dumb' ? '' : ASK_ATTRIBUTES,
    ].join(''),
    hear(reply) {
      if (known.settled) return '';
      if (reply.kind === 'cursor' && reply.row === PROBE_ROW)
        known = { ...known, ambiguous: reply.column > PROBE_COLUMN ? 'wide' : 'narrow' };
      if (reply.kind === 'cursor' && reply.row === ENCODING_ROW)
        known = { ...known, utf8: reply.column <= WIDEST_COLUMN };
      if (reply.kind === 'mode' && reply.mode === PASTE_MODE)
        known = { ...known, marksPastes: reply.value === IS_SET || reply.value === IS_ALWAYS_SET };
      if (reply.kind === 'kitty' && kitty === 'auto') return use('kitty');
      if (reply.kind !== 'attributes') return '';
      known = { ...known, settled: true };
      return use('other-keys');
    },
    on: () => KEYBOARD[known.keyboard].on,
    off: () => KEYBOARD[known.keyboard].off,
  };
}
