import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Key } from '../../src/terminal/key.ts';
import { ENTER, LEAVE } from '../../src/terminal/modes.ts';
import { openTerminal, type TerminalOptions } from '../../src/terminal/terminal.ts';
import { FakeProcess, FakeStdin, FakeStdout, FakeTimers, settled } from './streams.ts';
import { createScreen, read, show } from './xterm.ts';

function open(options: Partial<TerminalOptions> = {}) {
  const stdin = new FakeStdin();
  const stdout = new FakeStdout();
  const process = new FakeProcess();
  const complaints: string[] = [];
  const complain = (text: string) => complaints.push(text);
  const terminal = openTerminal({ stdin, stdout, process, env: { TERM: 'xterm-256color' }, complain, ...options });
  return { stdin, stdout, process, terminal, complaints };
}

const KITTY_ANSWERS = '\x1b[2;4R\x1b[?0u\x1b[?62c';
const XTERM_ANSWERS = '\x1b[2;4R\x1b[?64;1c';

describe('news', () => {
  it('is told while the screen is ours, and the title is taken back by the end, whatever that is', () => {
    const { stdout, process, terminal } = open({ env: { TERM: 'xterm-kitty' } });
    stdout.taken();
    terminal.tell({ title: '(2) 报检台', text: '收到 2 条回执' });
    expect(stdout.taken()).toBe('\x1b[22;2t\x1b]2;(2) 报检台\x07\x1b]9;报检台：收到 2 条回执\x07');
    terminal.suspend();
    expect(stdout.taken()).toMatch(/^\x1b\]2;\x07\x1b\[23;2t/u);
    terminal.tell({ title: '(3) 报检台' });
    expect(stdout.taken()).toBe('');
    terminal.resume();
    terminal.tell({ title: '(3) 报检台' });
    stdout.taken();
    process.emit('SIGTERM');
    expect(stdout.taken()).toContain('\x1b]2;\x07\x1b[23;2t');
  });

  it('that somebody has seen is gone from the title', () => {
    const { stdout, terminal } = open();
    stdout.taken();
    terminal.seen();
    expect(stdout.taken()).toBe('');
    terminal.tell({ title: '(2) 报检台' });
    stdout.taken();
    terminal.seen();
    expect(stdout.taken()).toBe('\x1b]2;\x07\x1b[23;2t');
    terminal.close();
    expect(stdout.taken()).not.toContain('23;2t');
  });
});

describe('capabilities', () => {
  it('are asked before the first frame, without waiting, and leave nothing on the screen', async () => {
    const { stdout, terminal } = open();
    expect(stdout.writes).toHaveLength(1);
    expect(stdout.written).toContain('\x1b[6n');
    const screen = createScreen(terminal.size());
    const answers: string[] = [];
    screen.onData(data => answers.push(data));
    await show(screen, stdout.written);
    expect(read(screen)).toBe('');
    expect(answers.join('')).toMatch(/^\x1b\[2;4R\x1b\[3;5R\x1b\[\?2004;1\$y\x1b\[\?[\d;]+c$/);
    terminal.inkOptions.stdout.write('第一帧');
    await settled();
    expect(stdout.writes).toHaveLength(2);
    expect(terminal.capabilities()).toEqual({
      keyboard: 'legacy',
      ambiguous: 'narrow',
      colours: '256',
      utf8: true,
      marksPastes: false,
      settled: false,
    });
    terminal.close();
  });

  it.each([
    ['set', '\x1b[?2004;1$y', true],
    ['set for good', '\x1b[?2004;3$y', true],
    ['not set', '\x1b[?2004;2$y', false],
    ['not known', '\x1b[?2004;0$y', false],
    ['nothing', '', false],
  ])('marks of pastes: the terminal says %s', (_said, answer, marks) => {
    const { stdin, terminal } = open({ env: { TERM: 'xterm' } });
    stdin.type(`${answer}\x1b[?62c`);
    expect(terminal.capabilities()).toMatchObject({ marksPastes: marks, settled: true });
    terminal.close();
  });

  // biome-ignore format: table
  it.each([
    ['kitty',             {},                             'auto', KITTY_ANSWERS,        'kitty',      '\x1b[>1u',   '\x1b[<u'],
    ['xterm',             {},                             'auto', XTERM_ANSWERS,        'other-keys', '\x1b[>4;2m', '\x1b[>4m'],
    ['kitty switched off', {},                            'off',  KITTY_ANSWERS,        'other-keys', '\x1b[>4;2m', '\x1b[>4m'],
    ['Linux console',     { TERM: 'linux' },              'auto', '\x1b[2;4R\x1b[?6c',  'legacy',     '',           ''],
    ['no answer',         {},                             'auto', '',                   'legacy',     '',           ''],
    ['answered twice',    {},                             'auto', KITTY_ANSWERS.repeat(2), 'kitty',   '\x1b[>1u',   '\x1b[<u'],
  ] as const)('keyboard of %s', (_, env, kitty, answers, keyboard, on, off) => {
    const { stdin, stdout, terminal } = open({ env: { TERM: 'xterm', ...env }, kitty });
    stdout.taken();
    stdin.type(answers);
    expect(terminal.capabilities().keyboard).toBe(keyboard);
    expect(stdout.taken()).toBe(on);
    terminal.close();
    expect(stdout.taken()).toBe(off + LEAVE);
  });

  it('kitty can be forced without asking', () => {
    const { stdout, terminal } = open({ kitty: 'on' });
    expect(stdout.taken()).toMatch(/\x1b\[>1u\x1b\[c$/);
    terminal.close();
    expect(stdout.taken()).toBe(`\x1b[<u${LEAVE}`);
  });

  // biome-ignore format: table
  it.each([
    ['Latin-1 or GBK',              {},                                '\x1b[3;7R',  true],
    ['UTF-8',                       {},                                '\x1b[3;5R',  false],
    ['UTF-8 without Chinese',       {},                                '\x1b[3;3R',  false],
    ['UTF-8, the locale says GBK',  { LANG: 'zh_CN.GBK' },             '\x1b[3;5R',  false],
    ['UTF-8, the locale says C',    { LC_ALL: 'C' },                   '\x1b[3;5R',  false],
    ['dumb, the locale says GBK',   { TERM: 'dumb', LANG: 'zh_CN.GBK' }, '',         true],
    ['dumb, the locale says UTF-8', { TERM: 'dumb', LANG: 'zh_CN.utf8' }, '',        false],
  ] as const)('a terminal that reads %s', async (_, env, answer, told) => {
    const { stdin, stdout, terminal } = open({ env: { TERM: 'xterm', ...env } });
    terminal.inkOptions.stdout.write('报检台');
    await settled();
    stdin.type(answer);
    await settled();
    const screen = createScreen(terminal.size());
    await show(screen, stdout.written);
    expect(read(screen)).toContain(told ? 'does not read UTF-8' : '报检台');
    if (told) expect(read(screen)).toMatch(/^[\x20-\x7e\n]*$/);
    terminal.close();
  });

  it('one that reads no UTF-8 says what helps, in ASCII; Enter goes on, q leaves and lets it stand', async () => {
    const { stdin, stdout, process, terminal, complaints } = open();
    const keys: Key[] = [];
    terminal.onKey(key => keys.push(key));
    stdin.type('\x1b[3;7R');
    terminal.inkOptions.stdout.write('报检台');
    stdin.type('x');
    stdin.type('\r');
    await settled();
    expect(stdout.written).toMatch(/PuTTY: .*报检台/s);
    stdin.type('y');
    expect([keys.map(key => key.name), process.ends]).toEqual([['y'], []]);
    terminal.close();
    const other = open();
    other.stdin.type('\x1b[3;7Rq');
    expect(other.process.ends).toEqual(['exit 2']);
    expect(other.complaints.join('')).toMatch(/^[\x20-\x7e\n]+$/);
    expect(other.stdout.written.endsWith(LEAVE)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('a terminal that draws ambiguous characters wide gets ASCII borders at once', async () => {
    const { stdin, stdout, terminal } = open();
    let told = 0;
    terminal.onCapabilities(() => told++);
    terminal.inkOptions.stdout.write('┌─┐\n│中│');
    await settled();
    stdout.taken();
    stdin.type('\x1b[2;7R');
    await settled();
    const screen = createScreen(terminal.size());
    await show(screen, stdout.taken());
    expect(read(screen)).toBe('+-+\n|中|');
    expect(told).toBe(1);
    terminal.close();
  });

  it('an answer after the last is not believed: it may be one to somebody else', () => {
    const { stdin, terminal } = open();
    stdin.type(`${XTERM_ANSWERS}\x1b[2;7R\x1b[?1u`);
    expect(terminal.capabilities()).toMatchObject({ keyboard: 'other-keys', ambiguous: 'narrow', settled: true });
    terminal.close();
  });

  it('replies are no keys', () => {
    const { stdin, terminal } = open();
    const keys: Key[] = [];
    terminal.onKey(key => keys.push(key));
    stdin.type(`${KITTY_ANSWERS}x`);
    expect(keys.map(key => key.text)).toEqual(['x']);
    terminal.close();
  });

  // biome-ignore format: table
  it.each([
    [{ NO_COLOR: '1', COLORTERM: 'truecolor' },   'none'],
    [{ NO_COLOR: '', TERM: 'xterm-256color' },    '256'],
    [{ COLORTERM: 'truecolor' },                  'true'],
    [{ COLORTERM: '24bit' },                      'true'],
    [{ WT_SESSION: 'x' },                         'true'],
    [{ TERM: 'xterm-kitty' },                     'true'],
    [{ TERM: 'screen-256color' },                 '256'],
    [{ TERM: 'linux' },                           '16'],
    [{ TERM: 'dumb' },                            'none'],
    [{},                                          '16'],
  ])('colours of %o are %s', (env, colours) => {
    const { terminal } = open({ env });
    expect(terminal.capabilities().colours).toBe(colours);
    terminal.close();
  });
});

describe('keys', () => {
  it('typed before anybody listens are kept', () => {
    const { stdin, terminal } = open();
    stdin.type('ab');
    const keys: string[] = [];
    const end = terminal.onKey(key => keys.push(key.name));
    stdin.type('c');
    end();
    stdin.type('d');
    expect(keys).toEqual(['a', 'b', 'c']);
    terminal.close();
  });
});

describe('painting', () => {
  it('paints only the newest frame when the terminal is slow', async () => {
    const { stdout, terminal } = open();
    stdout.taken();
    stdout.full = true;
    terminal.inkOptions.stdout.write('第一');
    await settled();
    for (const frame of ['第二', '第三', '第四']) {
      terminal.inkOptions.stdout.write(frame);
      await settled();
    }
    expect(stdout.writes).toHaveLength(1);
    stdout.full = false;
    stdout.emit('drain');
    await settled();
    expect(stdout.writes).toHaveLength(2);
    expect(stdout.written).not.toMatch(/二|三/);
    expect(stdout.written).toContain('四');
    terminal.close();
  });

  it('tells Ink when its frames are on the screen, also if nothing changed', async () => {
    const { terminal } = open();
    const flushed = (text: string) =>
      new Promise<void>(resolve => terminal.inkOptions.stdout.write(text, () => resolve()));
    await flushed('');
    await flushed('帧');
    await flushed('帧');
    terminal.close();
    await flushed('');
  });

  it('repaints all when asked, and swallows the mode switches of Ink', async () => {
    const { stdout, terminal } = open();
    terminal.inkOptions.stdout.write('帧');
    await settled();
    stdout.taken();
    terminal.inkOptions.stdout.write('\x1b[?25h');
    await settled();
    expect(stdout.taken()).toBe('');
    terminal.repaint();
    await settled();
    expect(stdout.taken()).toContain('帧');
    terminal.bell();
    expect(stdout.taken()).toBe('\x07');
    terminal.close();
  });
});

describe('the end', () => {
  // biome-ignore format: table
  it.each([
    ['close and exit',  'exit',               undefined,            [],           ''],
    ['a bug',           'uncaughtException',  new Error('糟\x1b[2J糕'), ['exit 70'], '程序出错'],
    ['a user error',    'uncaughtException',  new UserError('store.locked', '被占用', { exit: 'store', next: ['稍后再试'] }), ['exit 4'], '错误：被占用\n  · 稍后再试\n'],
    ['a thrown string', 'uncaughtException',  '糟糕',               ['exit 70'],  '糟糕'],
    ['SIGTERM',         'SIGTERM',            undefined,            ['exit 143'], ''],
    ['SIGINT',          'SIGINT',             undefined,            ['exit 130'], ''],
    ['SIGHUP',          'SIGHUP',             undefined,            ['kill 4711 SIGHUP', 'exit 129'], ''],
    ['SIGUSR2',         'SIGUSR2',            undefined,            ['exit 140'], ''],
    ['SIGALRM',         'SIGALRM',            undefined,            ['exit 142'], ''],
    ['SIGXCPU',         'SIGXCPU',            undefined,            ['exit 152'], ''],
    ['SIGQUIT',         'SIGQUIT',            undefined,            ['exit 131'], ''],
  ])('by %s restores the terminal once', (_, event, argument, ends, complaint) => {
    const { stdin, stdout, process, terminal, complaints } = open();
    stdin.type(KITTY_ANSWERS);
    stdout.taken();
    process.emit(event, argument);
    expect(stdout.taken()).toBe(`\x1b[<u${LEAVE}`);
    expect(process.ends).toEqual(ends);
    expect(complaints.join('')).toContain(complaint);
    expect(complaints.join('')).not.toContain('\x1b');
    expect(stdin.modes).toEqual([true, false]);
    terminal.close();
    process.emit('exit');
    expect(stdout.taken()).toBe('');
    expect(process.eventNames()).toEqual([]);
  });

  it('by a broken pipe writes nothing more', () => {
    const { stdout, process } = open();
    stdout.taken();
    stdout.emit('error', Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
    stdout.emit('error', new Error('EPIPE'));
    expect([stdout.taken(), process.ends]).toEqual(['', ['kill 4711 SIGHUP', 'exit 129']]);
  });

  it('by the end of the input too', () => {
    const { stdin, stdout, process } = open();
    stdout.taken();
    stdin.emit('end');
    expect([stdout.taken(), process.ends]).toEqual(['', ['kill 4711 SIGHUP', 'exit 129']]);
  });

  it('leaves a real screen as it was', async () => {
    const { stdin, stdout, terminal } = open();
    const screen = createScreen(terminal.size());
    await show(screen, '$ baojian\r\n');
    stdin.type(XTERM_ANSWERS);
    terminal.inkOptions.stdout.write('\x1b[41m报检台\x1b[49m');
    await settled();
    await show(screen, stdout.taken());
    expect(read(screen)).toBe('报检台');
    terminal.close();
    terminal.inkOptions.stdout.write('too late');
    await settled();
    await show(screen, `${stdout.taken()}$ `);
    expect(read(screen)).toBe('$ baojian\n$');
    expect(screen.modes).toMatchObject({ bracketedPasteMode: false, wraparoundMode: true });
    expect(screen.buffer.active.type).toBe('normal');
  });
});

describe('answers that are still on their way at the end', () => {
  const opened = () => {
    const timers = new FakeTimers();
    const terminal = open({ timers });
    let left = false;
    const close = async (): Promise<void> => {
      void terminal.terminal.close().then(() => {
        left = true;
      });
      await settled();
    };
    return { ...terminal, timers, close, left: () => left };
  };

  it('are waited for, with the screen restored and the keyboard silent, and thrown away', async () => {
    const { stdin, stdout, process, close, left } = opened();
    stdout.taken();
    await close();
    expect([stdout.taken(), stdin.modes, left()]).toEqual([LEAVE, [true], false]);
    stdin.type('\x1b[2;4R\x1b[?0u');
    await settled();
    expect([stdout.taken(), stdin.modes, left()]).toEqual(['', [true], false]);
    stdin.type('x\x1b[?62c');
    await settled();
    expect([stdout.taken(), stdin.modes, left()]).toEqual(['', [true, false], true]);
    expect(process.eventNames()).toEqual([]);
  });

  it('are not waited for longer than a moment, nor when none has come for long', async () => {
    const slow = opened();
    await slow.close();
    expect([slow.timers.waiting, slow.left()]).toEqual([[300], false]);
    slow.timers.pass();
    await settled();
    expect([slow.stdin.modes, slow.left()]).toEqual([[true, false], true]);
    const mute = opened();
    expect(mute.timers.waiting).toEqual([2000]);
    mute.timers.pass();
    await mute.close();
    expect([mute.timers.waiting, mute.stdin.modes, mute.left()]).toEqual([[], [true, false], true]);
  });

  it('cost a normal end no time, and keep no program alive', async () => {
    const { stdin, timers, close, left } = opened();
    stdin.type(KITTY_ANSWERS);
    expect(timers.waiting).toEqual([]);
    await close();
    expect([timers.waiting, stdin.modes, left()]).toEqual([[], [true, false], true]);
  });

  it.each(['exit', 'SIGTERM', 'uncaughtException'])('do not hold up %s', async event => {
    const { stdin, process, timers, close, left } = opened();
    await close();
    process.emit(event, new Error('再来'));
    await settled();
    expect([timers.waiting, stdin.modes, left()]).toEqual([[], [true, false], true]);
  });
});

describe('a pause', () => {
  it('gives the terminal back and takes it again, painted from nothing', async () => {
    const { stdin, stdout, process, terminal } = open();
    stdin.type(KITTY_ANSWERS);
    terminal.inkOptions.stdout.write('帧');
    await settled();
    stdout.taken();
    process.emit('SIGTSTP');
    expect(stdout.taken()).toBe(`\x1b[<u${LEAVE}`);
    expect(process.ends).toEqual(['kill 4711 SIGSTOP']);
    terminal.inkOptions.stdout.write('新帧');
    await settled();
    expect(stdout.taken()).toBe('');
    process.emit('SIGCONT');
    await settled();
    expect(stdout.writes[0]).toBe(`${ENTER}\x1b[>1u`);
    expect(stdout.taken()).toContain('新帧');
    expect(stdin.modes).toEqual([true, false, true]);
    terminal.close();
  });

  it('by SIGSTOP, which nobody hears, is made good on SIGCONT without piling up', async () => {
    const { stdin, stdout, process, terminal } = open({ kitty: 'on' });
    terminal.inkOptions.stdout.write('帧');
    await settled();
    stdout.taken();
    process.emit('SIGCONT');
    await settled();
    expect(stdout.writes.slice(0, 2)).toEqual([`\x1b[<u${LEAVE}`, `${ENTER}\x1b[>1u`]);
    expect(stdout.taken()).toContain('帧');
    expect(stdin.modes).toEqual([true, false, true]);
    terminal.close();
  });
});
