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
    expect(measuredWidth('…', { ambiguousIsNarrow: false })).toBe(2);
    expect(measuredWidth('…')).toBe(1);
  });
});
