import stringWidth from 'string-width';
import type { Environment } from './colours.ts';

/** How a terminal is asked to show a notice on the desktop: the sequence of iTerm2, that of rxvt, or not at all. */
export type NoticeWay = 'osc-9' | 'osc-777' | 'none';

interface KnownTerminal {
  readonly name: string;
  readonly way: NoticeWay;
  readonly is: (env: Environment) => boolean;
}

const program = (name: string) => (env: Environment) => env.TERM_PROGRAM === name;
const term = (begin: string) => (env: Environment) => env.TERM?.startsWith(begin) === true;

/**
 * Terminals that are known to show notices, and by what; the first that fits counts. Multiplexers come first: they pass nothing on unless
 * they are told to, and what they would show themselves is nobody's notice. Windows Terminal takes 9 as ConEmu does, for other things.
 */
// biome-ignore format: table
export const KNOWN_TERMINALS: readonly KnownTerminal[] = [
  { name: 'tmux',               way: 'none',    is: env => env.TMUX !== undefined || term('tmux')(env) },
  { name: 'GNU screen, byobu',  way: 'none',    is: env => env.STY !== undefined || term('screen')(env) },
  { name: 'zellij',             way: 'none',    is: env => env.ZELLIJ !== undefined },
  { name: 'iTerm2',             way: 'osc-9',   is: env => program('iTerm.app')(env) || env.LC_TERMINAL === 'iTerm2' },
  { name: 'kitty',              way: 'osc-9',   is: env => env.KITTY_WINDOW_ID !== undefined || term('xterm-kitty')(env) },
  { name: 'Windows Terminal',   way: 'osc-777', is: env => env.WT_SESSION !== undefined },
  { name: 'Ghostty',            way: 'osc-777', is: env => program('ghostty')(env) || term('xterm-ghostty')(env) },
  { name: 'WezTerm',            way: 'osc-777', is: env => program('WezTerm')(env) || term('wezterm')(env) },
  { name: 'foot',               way: 'osc-777', is: term('foot') },
  { name: 'rxvt-unicode',       way: 'osc-777', is: term('rxvt-unicode') },
];

export const noticeWayOf = (env: Environment): NoticeWay => KNOWN_TERMINALS.find(({ is }) => is(env))?.way ?? 'none';

/** Terminals that print what they do not know. */
const isPlain = ({ TERM = '' }: Environment): boolean => TERM === 'linux' || TERM === 'dumb' || TERM === '';

/** News for who looks elsewhere. */
export interface News {
  /** What stands in the title of the window until somebody comes back; nothing leaves the title alone. */
  readonly title?: string;
  /** What the desktop shows. */
  readonly text?: string;
}

/** What to write for news, for somebody who is back, and at the end. */
export interface Notices {
  tell(news: News): string;
  /** Somebody is back: the title is what it was. */
  seen(): string;
}

/** Notices are read in a corner of the screen. */
const MAX_COLUMNS = 80;

const OSC = '\x1b]';
const END = '\x07';
/** The title is put aside and taken back; a terminal that cannot do that has none afterwards, and the shell sets its own. */
const PUT_ASIDE = '\x1b[22;2t';
const TAKE_BACK = `${OSC}2;${END}\x1b[23;2t`;

/** A text that ends no sequence and parts no parameters. */
function plain(text: string): string {
  const clean = text
    .replace(/[\x00-\x1f\x7f-\x9f]+/gu, ' ')
    .replaceAll(';', '；')
    .trim();
  let shown = '';
  for (const character of clean) {
    if (stringWidth(shown + character) > MAX_COLUMNS - 1) return `${shown}…`;
    shown += character;
  }
  return shown;
}

const SEQUENCES: Readonly<Record<NoticeWay, (head: string, text: string) => string>> = {
  'osc-9': (head, text) => `${OSC}9;${head}：${text}${END}`,
  'osc-777': (head, text) => `${OSC}777;notify;${head};${text}${END}`,
  none: () => '',
};

/** `head` is who has the news. */
export function noticesFor(env: Environment, head: string): Notices {
  const way = noticeWayOf(env);
  let titled = false;
  return {
    tell({ title, text }) {
      if (isPlain(env)) return '';
      const named = title === undefined ? '' : `${titled ? '' : PUT_ASIDE}${OSC}2;${plain(title)}${END}`;
      titled ||= title !== undefined;
      return named + (text === undefined ? '' : SEQUENCES[way](plain(head), plain(text)));
    },
    seen() {
      if (!titled) return '';
      titled = false;
      return TAKE_BACK;
    },
  };
}
