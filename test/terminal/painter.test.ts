import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '../../src/terminal/cells.ts';
import type { Point } from '../../src/terminal/moves.ts';
import { createPainter } from '../../src/terminal/painter.ts';
import { createScreen, read, seen, show } from './xterm.ts';

const SIZE: Size = { columns: 20, rows: 6 };
const RED = '\x1b[31m';
const END = '\x1b[39m';

/** Bytes of the second of two frames. */
function change(before: string, after: string, from?: Point, to = from): string {
  const painter = createPainter(SIZE);
  painter.paint(before, from);
  return painter.paint(after, to);
}

// biome-ignore format: table
const CHANGES: readonly [what: string, before: string, after: string, bytes: string][] = [
  ['nothing',                      'abc',           'abc',           ''],
  ['one letter',                   'abc',           'abd',           '\bd'],
  ['one Chinese character',        '货物名称',       '货币名称',       '\x1b[6D币'],
  ['the next line by line feed',   'abcdefg',       'Xbcdefg\nab',   '\rX\r\nab'],
  ['a gap of two is written again', 'abcd',         'XbcY',          '\rXbcY'],
  ['a wide gap is jumped over',    'a23456789b',    'X23456789Y',    '\rX\x1b[8CY'],
  ['a long tail is erased',        'abcdefgh',      'ab',            '\x1b[6D\x1b[K'],
  ['a short tail is overwritten',  'abcd',          'ab',            '\b\b  '],
  ['a line vanishes',              'ab\nabcdef',    'ab',            '\r\x1b[K'],
  ['colour only',                  'abc',           `a${RED}b${END}c`, '\b\b\x1b[31mb'],
  ['the style stays for the next', `${RED}ab${END}`, `${RED}cd${END}`, '\rcd'],
  ['narrow over wide',             '中文',           'a文',           '\ra文 '],
  ['wide over narrow',             'ab文',           '中文',          '\r中'],
];

describe('bytes of a change', () => {
  it.each(CHANGES)('%s', (_, before, after, bytes) => {
    expect(change(before, after)).toBe(bytes);
  });

  it('a typed letter at the cursor costs itself', () => {
    expect(change('[ab ]', '[abc]', { x: 3, y: 0 }, { x: 4, y: 0 })).toBe('c');
    expect(change('货物', '货物名', { x: 4, y: 0 }, { x: 6, y: 0 })).toBe('名');
  });

  it('the cursor moves without a frame, hides and shows', () => {
    const painter = createPainter(SIZE);
    painter.paint('abc', undefined);
    expect(painter.paint('abc', { x: 1, y: 0 })).toBe('\b\b\x1b[?25h');
    expect(painter.paint('abc', { x: 2, y: 0 })).toBe('\x1b[C');
    expect(painter.paint('abc', undefined)).toBe('\x1b[?25l');
    expect(painter.paint('abc', { x: 99, y: 0 })).toBe('');
  });

  it('hides a visible cursor during a large change only, and asks to show a big one at once', () => {
    const large = `${'x'.repeat(20)}\n`.repeat(6);
    expect(change('', large, { x: 0, y: 0 })).toMatch(/^\x1b\[\?25l.*\x1b\[\?25h$/s);
    expect(change('', large, undefined)).not.toContain('?25');
    const huge = `${'\x1b[31mx\x1b[32my'.repeat(10)}\n`.repeat(6);
    expect(change('', huge, undefined)).toMatch(/^\x1b\[\?2026h.*\x1b\[\?2026l$/s);
  });
});

const styles = [
  '',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '31',
  '92',
  '44',
  '38;5;120',
  '48;5;17',
  '38;2;1;2;3',
  '48;2;9;9;9',
  '1;2',
  '7;33',
];
const characters = fc.constantFrom(
  ...'ab ─│…①“×é',
  '中',
  '文',
  '，',
  '𠮷',
  '䶮',
  'e\u0301',
  '한',
  '👍',
  '👨‍👩‍👧',
  '🇨🇳',
  '1️⃣',
  '❤️',
  'ก',
  'กำ',
  'कि',
  'ｱﾞ',
  '   ',
  '\u200b',
);
const spans = fc
  .tuple(fc.constantFrom(...styles), fc.array(characters, { maxLength: 6 }))
  .map(([style, text]) => (style === '' ? text.join('') : `\x1b[${style}m${text.join('')}\x1b[0m`));
const lines = fc.array(spans, { maxLength: 5 }).map(parts => parts.join(''));
const frames = fc.array(lines, { maxLength: 8 }).map(parts => parts.join('\n'));
const cursors = fc.option(fc.record({ x: fc.nat(24), y: fc.nat(7) }), { nil: undefined });
// This terminal has never less than two columns.
const sizes = fc.record({ columns: fc.integer({ min: 2, max: 24 }), rows: fc.integer({ min: 1, max: 8 }) });
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ frame: frames, cursor: cursors }) },
    { weight: 1, arbitrary: fc.record({ size: sizes }) },
    { weight: 1, arbitrary: fc.record({ noise: fc.constantFrom('xyz', '\x1b[31;44mzz\x1b[3;3H') }) },
  ),
  { minLength: 1, maxLength: 8 },
);

describe('what the changes leave on the screen', () => {
  it('is the last frame painted afresh', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, steps, async (first, script) => {
        let size = first;
        const screen = createScreen(size);
        const painter = createPainter(size);
        // As in the program: on the main screen this terminal reflows lines, and loses some of them.
        await show(screen, '\x1b[?1049h\x1b[?7l');
        let last: { frame: string; cursor: Point | undefined } = { frame: '', cursor: undefined };
        await show(screen, painter.paint('', undefined));
        for (const step of script) {
          if ('size' in step) {
            size = step.size;
            screen.resize(size.columns, size.rows);
            painter.resize(size);
          } else if ('noise' in step) {
            await show(screen, step.noise);
            painter.forget();
          } else last = step;
          await show(screen, painter.paint(last.frame, last.cursor));
        }
        const fresh = createScreen(size);
        await show(fresh, `\x1b[?7l${createPainter(size).paint(last.frame, last.cursor)}`);
        expect(seen(screen)).toEqual(seen(fresh));
        const { cursor } = last;
        if (cursor && cursor.x < size.columns && cursor.y < size.rows)
          expect([screen.buffer.active.cursorX, screen.buffer.active.cursorY]).toEqual([cursor.x, cursor.y]);
        screen.dispose();
        fresh.dispose();
      }),
      { numRuns: 300 },
    );
  });

  it('is what the terminal itself makes of an uncut frame of plain characters', async () => {
    const plain = fc
      .array(fc.constantFrom('a', ' ', '中', '文', '𠮷', '─', '…', 'é'), { maxLength: 9 })
      .map(parts => parts.join(''));
    const styled = fc.tuple(fc.constantFrom(...styles), plain).map(([style, text]) => `\x1b[${style}m${text}\x1b[0m`);
    const whole = fc.array(
      fc.array(styled, { maxLength: 2 }).map(parts => parts.join('')),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(whole, whole, async (before, after) => {
        const size = { columns: 40, rows: 5 };
        const painter = createPainter(size);
        const screen = createScreen(size);
        await show(screen, painter.paint(before.join('\n'), undefined) + painter.paint(after.join('\n'), undefined));
        const plainScreen = createScreen(size);
        await show(plainScreen, after.map((line, y) => `\x1b[${y + 1};1H${line}`).join(''));
        expect(seen(screen)).toEqual(seen(plainScreen));
        screen.dispose();
        plainScreen.dispose();
      }),
      { numRuns: 200 },
    );
  });

  it('cuts a frame that is too big without breaking wide characters', async () => {
    const size = { columns: 5, rows: 2 };
    const screen = createScreen(size);
    await show(screen, createPainter(size).paint('中文字\nabcdefgh\n第三行', undefined));
    expect(read(screen)).toBe('中文\nabcde');
  });
});
