import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { measuredWidth } from '../../src/terminal/measured-width.ts';

describe('a width that is remembered', () => {
  it('is what string-width says, the first time and later', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const width = stringWidth(text);
        expect([measuredWidth(text), measuredWidth(text)]).toEqual([width, width]);
      }),
    );
    const pieces = fc.constantFrom(
      'a',
      ' ',
      '报',
      '、',
      '〇',
      '〩',
      '㐀',
      '龯',
      '！',
      '～',
      '─',
      '╿',
      '\x1b[31m',
      '\x1b[m',
      '\x1b[1;44m',
      '\x1b[2K',
      '\u0301',
      '𠮷',
    );
    fc.assert(
      fc.property(fc.array(pieces), parts => {
        expect(measuredWidth(parts.join(''))).toBe(stringWidth(parts.join('')));
      }),
    );
    expect(measuredWidth('…', { ambiguousIsNarrow: false })).toBe(2);
    expect(measuredWidth('…')).toBe(1);
  });

  it('is right for every single character that is added up', () => {
    for (let code = 0x20; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      if (measuredWidth(character) !== stringWidth(character)) expect.fail(`U+${code.toString(16)}`);
    }
  });
});
