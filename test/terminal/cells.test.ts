import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cellsOf, FULL_LOOK, type Look, rowOf } from '../../src/terminal/cells.ts';
import { glyphsOf } from '../../src/terminal/glyphs.ts';
import { PLAIN, transition } from '../../src/terminal/style.ts';

const WIDE: Look = { colours: 'true', ambiguous: 'wide' };

/** Cells as text, with `_` for the right half of a wide character. */
function drawn(line: string, look: Look = FULL_LOOK, columns = 40): string {
  return rowOf(line, columns, look)
    .map(cell => (cell.width === 0 ? '_' : cell.glyph))
    .join('');
}

describe('graphemes as cells', () => {
  // biome-ignore format: table
  it.each([
    ['Chinese',                    '货a',        '货_a'],
    ['rare characters',            '𠮷䶮',       '𠮷_䶮_'],
    ['decomposed letters',         'e\u0301x',   'éx'],
    ['kana with a mark',           'か\u3099',    'が_'],
    ['a joined family',            '👨‍👩‍👧x',        '👨_x'],
    ['a flag',                     '🇨🇳x',        'CNx'],
    ['a keycap',                   '1️⃣x',        '1 x'],
    ['a symbol as a picture',      '❤️x',        '❤ x'],
    ['a skin tone',                '👍🏽x',       '👍_x'],
    ['Thai with two columns',      'กำx',        'กำx'],
    ['zero width',                 'a\u200b\ufeffb', 'ab'],
    ['controls',                   'a\x07\tb',   'ab'],
    ['a lone Esc',                 'a\x1b',      'a'],
    ['other sequences',            'a\x1b[2Jb\x1b]8;;http://x\x07c\x1b]8;;\x1b\\d\x1bce', 'abcde'],
  ])('%s', (_, line, cells) => {
    expect(drawn(line)).toBe(cells);
  });

  it('are as wide as Ink lays them out', () => {
    const texts = [
      '货',
      '𠮷',
      'é',
      'e\u0301',
      '…',
      '─',
      '👍',
      '👨‍👩‍👧',
      '🇨🇳',
      '1️⃣',
      '❤️',
      '❤',
      '👍🏽',
      'กำ',
      'कि',
      'ｱﾞ',
      '한',
      '\u1112\u1161\u11ab',
      '①',
      '℃',
      '\u200b',
    ];
    for (const text of texts)
      expect([text, glyphsOf(text).reduce((sum, glyph) => sum + glyph.width, 0)]).toEqual([text, stringWidth(text)]);
  });

  it('takes for ambiguous what string-width does', () => {
    for (let code = 0x20; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      const [glyph] = glyphsOf(character);
      // Half a pair is no character.
      if (/\p{Surrogate}/u.test(character) || stringWidth(character) !== 1 || glyph?.text !== character) continue;
      const wide = stringWidth(character, { ambiguousIsNarrow: false }) === 2;
      if (glyph.ambiguous !== wide) expect.fail(`U+${code.toString(16)}`);
    }
  });

  it('cuts at the right edge', () => {
    expect(drawn('中文字', FULL_LOOK, 5)).toBe('中_文_ ');
    expect(drawn('abc', FULL_LOOK, 2)).toBe('ab');
  });
});

describe('a terminal with wide ambiguous characters', () => {
  // biome-ignore format: table
  it.each([
    ['borders',                     '┌──┐│',    '+--+|'],
    ['punctuation',                 '“货”…×',   '"货_".x'],
    ['plain letters stand in',      '①Ⅳ',       '1I'],
    ['a blank beside gives room',   'а x',      'а_x'],
    ['no room',                     'аx',       '?x'],
    ['all else stays',              'é中a',     '?中_a'],
  ])('%s', (_, line, cells) => {
    expect(drawn(line.replace('é', 'а'), WIDE)).toBe(cells);
  });
});

describe('colours', () => {
  // biome-ignore format: table
  it.each([
    ['38;2;255;0;0',    'true', '38;2;255;0;0'],
    ['38;2;255;0;0',    '256',  '38;5;196'],
    ['38;2;255;0;0',    '16',   '91'],
    ['48;2;0;0;0',      '16',   '40'],
    ['48;5;196',        '16',   '101'],
    ['38;5;120',        '256',  '38;5;120'],
    ['38;5;9',          '256',  '91'],
    ['31',              '16',   '31'],
    ['1;7;31;44',       'none', '1;7'],
    ['38;5;120;1',      'none', '1'],
    ['38;5;999',        'true', ''],
    ['1;22;2;3;23',     'true', '2'],
    ['31;39;0;4;21',    'true', '4'],
    ['',                'true', ''],
    ['5;8;53;77',       'true', ''],
  ] as const)('CSI %s m in a terminal of %s is %s', (sgr, colours, key) => {
    expect(rowOf(`\x1b[${sgr}mx`, 5, { colours, ambiguous: 'narrow' })[0]?.style.key).toBe(key);
  });

  it('changes of style are short', () => {
    const style = (sgr: string) => rowOf(`\x1b[${sgr}mx`, 1)[0]?.style ?? PLAIN;
    const steps = [
      ['', '1'],
      ['1', ''],
      ['1;31', '31'],
      ['1;2', '2'],
      ['31', '32'],
      ['1;4;7;31;44', '2'],
      ['7', '7;31'],
    ];
    expect(steps.map(([from = '', to = '']) => transition(style(from), style(to)))).toEqual(
      // biome-ignore format: table
      ['\x1b[1m', '\x1b[m', '\x1b[22m', '\x1b[0;2m', '\x1b[32m', '\x1b[0;2m', '\x1b[31m'],
    );
  });
});

describe('frames', () => {
  it('a line break at the end starts no line; what does not fit is cut', () => {
    expect(cellsOf('a\nb\n', { columns: 9, rows: 9 })).toHaveLength(2);
    const rows = cellsOf('\x1b[1mab  \x1b[22m\n中文\nc', { columns: 3, rows: 2 });
    expect(
      rows.map(row =>
        row
          .map(({ glyph }) => glyph)
          .join('')
          .trimEnd(),
      ),
    ).toEqual(['ab', '中']);
  });

  it('styles begin plain on each line', () => {
    expect(cellsOf('\x1b[31ma\nb', { columns: 9, rows: 9 })[1]?.[0]?.style).toBe(PLAIN);
  });
});

describe('cells that are shared', () => {
  const pieces = fc.constantFrom(
    'a',
    ' ',
    '报',
    '…',
    '›',
    '✓',
    '─',
    '•',
    '①',
    '〇',
    '～',
    '\x1b[1m',
    '\x1b[37;44m',
    '\x1b[0m',
  );

  it('are those of the long way, at any width', () => {
    fc.assert(
      fc.property(fc.array(pieces), fc.integer({ min: 1, max: 30 }), (parts, columns) => {
        // A character without a column sends its piece of the line the long way.
        const long = parts.map(part => (part.startsWith('\x1b') ? part : `${part}\u200b`)).join('');
        expect(rowOf(parts.join(''), columns)).toEqual(rowOf(long, columns));
      }),
    );
  });

  it('are not mistaken for those of another style', () => {
    const [plain, bold] = [rowOf('报a', 9), rowOf('\x1b[1m报a', 9)];
    expect(plain.map(({ style }) => style.key)).toEqual(['', '', '']);
    expect(bold.map(({ style }) => style.key)).toEqual(['1', '1', '1']);
  });
});
