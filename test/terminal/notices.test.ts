import { describe, expect, it } from 'vitest';
import { KNOWN_TERMINALS, noticesFor, noticeWayOf } from '../../src/terminal/notices.ts';

// biome-ignore format: table
const CASES = [
  ['tmux',              'none',    { TERM: 'tmux-256color', TMUX: '/tmp/tmux-1/default,1,0' }],
  ['tmux',              'none',    { TERM: 'screen-256color', TMUX: '/tmp/t,1,0', TERM_PROGRAM: 'iTerm.app', KITTY_WINDOW_ID: '1' }],
  ['GNU screen, byobu', 'none',    { TERM: 'screen', STY: '1.pts', WT_SESSION: 'x' }],
  ['zellij',            'none',    { TERM: 'xterm-kitty', ZELLIJ: '0' }],
  ['iTerm2',            'osc-9',   { TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }],
  ['iTerm2',            'osc-9',   { TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2' }],
  ['kitty',             'osc-9',   { TERM: 'xterm-kitty' }],
  ['kitty',             'osc-9',   { TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' }],
  ['Windows Terminal',  'osc-777', { TERM: 'xterm-256color', WT_SESSION: '0c1d' }],
  ['Ghostty',           'osc-777', { TERM: 'xterm-ghostty' }],
  ['WezTerm',           'osc-777', { TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }],
  ['foot',              'osc-777', { TERM: 'foot-extra' }],
  ['rxvt-unicode',      'osc-777', { TERM: 'rxvt-unicode-256color' }],
  [undefined,           'none',    { TERM: 'xterm-256color' }],
  [undefined,           'none',    { TERM: 'xterm-256color', TERM_PROGRAM: 'vscode' }],
  [undefined,           'none',    { TERM: 'linux' }],
  [undefined,           'none',    {}],
] as const;

describe('which terminal shows notices, and how', () => {
  it.each(CASES)('%s: %s (%j)', (name, way, env) => {
    expect(noticeWayOf(env)).toBe(way);
    expect(KNOWN_TERMINALS.find(({ is }) => is(env))?.name).toBe(name);
  });

  it('every known one has a case', () => {
    const named = new Set<string | undefined>(CASES.map(([name]) => name));
    expect(KNOWN_TERMINALS.filter(({ name }) => !named.has(name))).toEqual([]);
  });
});

describe('a notice', () => {
  const text = '收到 2 条回执';

  it.each([
    [{ TERM: 'xterm-kitty' }, '\x1b]9;报检台：收到 2 条回执\x07'],
    [{ TERM: 'foot' }, '\x1b]777;notify;报检台;收到 2 条回执\x07'],
    [{ TERM: 'xterm' }, ''],
    [{ TERM: 'tmux', TMUX: 'x' }, ''],
  ])('of %j', (env, written) => {
    expect(noticesFor(env, '报检台').tell({ text })).toBe(written);
  });

  it('ends no sequence, parts no parameters, and is short', () => {
    const { tell } = noticesFor({ TERM: 'foot' }, '报;检\x07台');
    const hostile = `a\x1b]0;x\x07\x9c;b\u009d${'退单'.repeat(60)}`;
    const written = tell({ text: hostile });
    expect(written).toMatch(/^\x1b\]777;notify;报；检 台;a \]0；x ；b (退单)+退?…\x07$/u);
    expect(written.length).toBeLessThan(80);
  });
});

describe('the title', () => {
  it('is put aside once, and taken back when somebody is here again', () => {
    const notices = noticesFor({ TERM: 'xterm' }, '报检台');
    expect(notices.seen()).toBe('');
    expect(notices.tell({ title: '(1) 报检台' })).toBe('\x1b[22;2t\x1b]2;(1) 报检台\x07');
    expect(notices.tell({ title: '(3) 报检台' })).toBe('\x1b]2;(3) 报检台\x07');
    expect(notices.seen()).toBe('\x1b]2;\x07\x1b[23;2t');
    expect(notices.seen()).toBe('');
    expect(notices.tell({ title: '(1) 报检台' })).toContain('\x1b[22;2t');
  });

  it.each([{ TERM: 'linux' }, { TERM: 'dumb' }, {}])('stays where it would be printed: %j', env => {
    const notices = noticesFor(env, '报检台');
    expect(notices.tell({ title: '(1) 报检台', text: 'x' }) + notices.seen()).toBe('');
  });
});
