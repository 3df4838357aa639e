import { describe, expect, it } from 'vitest';
import { hyperlinked, LINK_TERMINALS, linkStart, takesHyperlinks } from '../../src/terminal/hyperlinks.ts';
import { createPainter } from '../../src/terminal/painter.ts';
import { createScreen, read, show } from './xterm.ts';

// biome-ignore format: table
const CASES = [
  ['tmux',              false, { TERM: 'tmux-256color', TMUX: '/tmp/tmux-1/default,1,0' }],
  ['tmux',              false, { TERM: 'screen-256color', TMUX: '/tmp/t,1,0', TERM_PROGRAM: 'iTerm.app', KITTY_WINDOW_ID: '1', VTE_VERSION: '7600' }],
  ['GNU screen, byobu', false, { TERM: 'screen', STY: '1.pts', WT_SESSION: 'x' }],
  ['zellij',            false, { TERM: 'xterm-kitty', ZELLIJ: '0' }],
  ['iTerm2',            true,  { TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }],
  ['iTerm2',            true,  { TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2' }],
  ['kitty',             true,  { TERM: 'xterm-kitty' }],
  ['Windows Terminal',  true,  { TERM: 'xterm-256color', WT_SESSION: '0c1d' }],
  ['Ghostty',           true,  { TERM: 'xterm-ghostty' }],
  ['WezTerm',           true,  { TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }],
  ['VS Code',           true,  { TERM: 'xterm-256color', TERM_PROGRAM: 'vscode' }],
  ['foot',              true,  { TERM: 'foot-extra' }],
  ['Alacritty',         true,  { TERM: 'alacritty' }],
  ['Konsole',           true,  { TERM: 'xterm-256color', KONSOLE_VERSION: '220401' }],
  ['VTE',               true,  { TERM: 'xterm-256color', VTE_VERSION: '7600' }],
  [undefined,           false, { TERM: 'xterm-256color', VTE_VERSION: '4801' }],
  [undefined,           false, { TERM: 'xterm-256color', KONSOLE_VERSION: '180400' }],
  [undefined,           false, { TERM: 'rxvt-unicode-256color' }],
  [undefined,           false, { TERM: 'xterm-256color' }],
  [undefined,           false, { TERM: 'linux' }],
  [undefined,           false, {}],
] as const;

describe('which terminal takes hyperlinks', () => {
  it.each(CASES)('%s: %s (%j)', (name, takes, env) => {
    expect(takesHyperlinks(env)).toBe(takes);
    expect(LINK_TERMINALS.find(({ is }) => is(env))?.name).toBe(name);
  });

  it('every known one has a case', () => {
    const named = new Set<string | undefined>(CASES.map(([name]) => name));
    expect(LINK_TERMINALS.filter(({ name }) => !named.has(name))).toEqual([]);
  });
});

const ADDRESS = 'https://bureau.example/page?ticket=1';
const LINKS = { colours: 'true', ambiguous: 'narrow', links: true } as const;
const OFF = '\x1b]8;;\x1b\\';
const SIZE = { columns: 20, rows: 3 };

/** Bytes of the second of two frames. */
function change(before: string, after: string, look: Parameters<typeof createPainter>[1] = LINKS): string {
  const painter = createPainter(SIZE, look);
  painter.paint(before, undefined);
  return painter.paint(after, undefined);
}

describe('a link on the screen', () => {
  const on = linkStart(ADDRESS);
  const link = (text: string) => hyperlinked(text, ADDRESS);

  // biome-ignore format: table
  it.each([
    ['is opened and closed around its cells',        'abcd',                 `a${link('bc')}d`,                  `\b\b\b${on}bc${OFF}`],
    ['may have a look',                              'abcd',                 `a${link('\x1b[1mbc\x1b[0m')}d`,   `\b\b\b${on}\x1b[1mbc${OFF}`],
    ['goes when the same text leads nowhere',        `a${link('bc')}d`,      'abcd',                             '\b\b\bbc'],
    ['leads elsewhere where only the address is new', link('ab'),            hyperlinked('ab', `${ADDRESS}2`),   `\r${linkStart(`${ADDRESS}2`)}ab${OFF}`],
    ['is not written anew when nothing changed',     link('ab'),             link('ab'),                         ''],
  ])('%s', (_, before, after, bytes) => {
    expect(change(before, after)).toBe(bytes);
  });

  it('on two lines is one link, and what is typed behind it is none', () => {
    const bytes = change('', `${link('one')}\n${link('two')}`);
    expect(bytes).toContain(`${on}one\r\ntwo${OFF}`);
    expect(change(link('ab'), `${link('ab')}\nc`)).toBe('\r\nc');
  });

  it('is text where the terminal is not known to take it', () => {
    expect(change('', `a${link('bc')}d`, { colours: 'true', ambiguous: 'narrow' })).toBe('abcd');
  });

  // biome-ignore format: table
  it.each([
    ['another scheme',           'file:///etc/passwd'],
    ['what ends the sequence',   'https://a.example/\x1b\\x'],
    ['a bell',                   'https://a.example/\x07x'],
    ['a blank',                  'https://a.example/a b'],
    ['what is no ASCII',         'https://报检.example/'],
    ['more than terminals take', `https://a.example/${'x'.repeat(2001)}`],
  ])('%s is no link', (_, address) => {
    expect(hyperlinked('text', address)).toBe('text');
    expect(change('', `${hyperlinked('text', address)}`)).toBe('text');
  });

  it('shows the same cells as without it in a real terminal', async () => {
    const screen = createScreen(SIZE);
    await show(screen, createPainter(SIZE, LINKS).paint(`票：${link('https://b')}\n${link('货物')} x`, undefined));
    expect(read(screen)).toBe('票：https://b\n货物 x');
  });
});
