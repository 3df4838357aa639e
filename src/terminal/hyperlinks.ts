import type { Environment } from './colours.ts';

interface KnownTerminal {
  readonly name: string;
  readonly takes: boolean;
  readonly is: (env: Environment) => boolean;
}

const program = (name: string) => (env: Environment) => env.TERM_PROGRAM === name;
const term = (begin: string) => (env: Environment) => env.TERM?.startsWith(begin) === true;
const atLeast =
  (name: 'VTE_VERSION' | 'KONSOLE_VERSION', version: number) =>
  (env: Environment): boolean =>
    Number(env[name]) >= version;

/**
 * Terminals that are known to take hyperlinks (OSC 8); the first that fits counts, and who is not here is shown text. Multiplexers come first:
 * they pass links on only where they were told that the terminal outside takes them. VTE is that of GNOME, Xfce, MATE and others; older ones than
 * 0.50 have a fault that links bring out. Konsole takes them since 20.12, where people have allowed it.
 */
// biome-ignore format: table
export const LINK_TERMINALS: readonly KnownTerminal[] = [
  { name: 'tmux',               takes: false, is: env => env.TMUX !== undefined || term('tmux')(env) },
  { name: 'GNU screen, byobu',  takes: false, is: env => env.STY !== undefined || term('screen')(env) },
  { name: 'zellij',             takes: false, is: env => env.ZELLIJ !== undefined },
  { name: 'iTerm2',             takes: true,  is: env => program('iTerm.app')(env) || env.LC_TERMINAL === 'iTerm2' },
  { name: 'kitty',              takes: true,  is: env => env.KITTY_WINDOW_ID !== undefined || term('xterm-kitty')(env) },
  { name: 'Windows Terminal',   takes: true,  is: env => env.WT_SESSION !== undefined },
  { name: 'Ghostty',            takes: true,  is: env => program('ghostty')(env) || term('xterm-ghostty')(env) },
  { name: 'WezTerm',            takes: true,  is: env => program('WezTerm')(env) || term('wezterm')(env) },
  { name: 'VS Code',            takes: true,  is: program('vscode') },
  { name: 'foot',               takes: true,  is: term('foot') },
  { name: 'Alacritty',          takes: true,  is: term('alacritty') },
  { name: 'Konsole',            takes: true,  is: atLeast('KONSOLE_VERSION', 201_200) },
  { name: 'VTE',                takes: true,  is: atLeast('VTE_VERSION', 5000) },
];

export const takesHyperlinks = (env: Environment): boolean => LINK_TERMINALS.find(({ is }) => is(env))?.takes ?? false;

/** What of an address may stand in a sequence: nothing that ends it; and no more than terminals take. */
const ADDRESS = /^https?:\/\/[\x21-\x7e]{1,2000}$/u;

const LINK = '\x1b]8;';
const END = '\x1b\\';

/** Behind a linked text. */
export const LINK_END = `${LINK};${END}`;

/** Where a link begins. What a terminal shows of one address, on however many lines, is one link: they have the same id. */
export const linkStart = (address: string): string => `${LINK}id=${idOf(address)};${address}${END}`;

/** A text of a frame that leads to an address; the text itself where the address could not stand in a sequence. */
export const hyperlinked = (text: string, address: string): string =>
  ADDRESS.test(address) ? `${LINK};${address}${END}${text}${LINK_END}` : text;

/** The address that a link of a frame leads to; empty for the end of one, and for what nobody should follow. */
export const linkIn = (address: string): string => (ADDRESS.test(address) ? address : '');

function idOf(address: string): string {
  let sum = 5381;
  for (let at = 0; at < address.length; at += 1) sum = (Math.imul(sum, 33) + address.charCodeAt(at)) >>> 0;
  return sum.toString(36);
}
