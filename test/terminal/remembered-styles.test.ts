import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberStyles } from '../../src/terminal/remembered-styles.ts';

interface Character {
  readonly value: string;
}

interface Library {
  tokenize(text: string): readonly unknown[];
  styledCharsFromTokens(tokens: readonly unknown[]): Character[];
  styledCharsToString(characters: readonly Character[]): string;
}

// Ink brings it; it is no dependency of ours.
const NAME = '@alcalzone/ansi-tokenize';
const library = (await import(NAME)) as Library;
const ours = rememberStyles(library as never) as unknown as Library;

const pieces = fc.constantFrom(
  'a',
  ' ',
  '报',
  '𠮷',
  '\x1b[31m',
  '\x1b[1;44m',
  '\x1b[0m',
  '\x1b[39m',
  '\x1b]8;;https://x\x07',
  '\u200b',
);
const lines = fc.array(pieces, { maxLength: 20 }).map(parts => parts.join(''));

describe('readers and writer of styled lines that remember', () => {
  it('read and write what the library does, also the second time', () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 5 }), all => {
        for (const line of [...all, ...all]) {
          const theirs = library.styledCharsFromTokens(library.tokenize(line));
          const found = ours.styledCharsFromTokens(ours.tokenize(line));
          expect(found).toEqual(theirs);
          expect(ours.styledCharsToString(found)).toBe(library.styledCharsToString(theirs));
          expect(ours.styledCharsToString([...found.slice(1)])).toBe(library.styledCharsToString(theirs.slice(1)));
          expect(found.filter(({ value }) => value !== ' ')).toEqual(theirs.filter(({ value }) => value !== ' '));
        }
      }),
    );
  });

  it('tell lines apart that begin with the same character', () => {
    const [a, b, c] = ours.styledCharsFromTokens(ours.tokenize('abc'));
    if (!a || !b || !c) throw new Error('three characters');
    expect(ours.styledCharsToString([a, b, c])).toBe('abc');
    expect(ours.styledCharsToString([a, c, b])).toBe('acb');
    expect(ours.styledCharsToString([a, b])).toBe('ab');
    expect(ours.styledCharsToString([a, { ...b, value: 'x' }, c])).toBe('axc');
  });
});
