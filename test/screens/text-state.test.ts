import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineWidth } from '../../screens/draw/line.ts';
import {
  drawText,
  selectedText,
  suggest,
  TEXT_MOVES,
  type TextState,
  textState,
  typedPart,
  typeInto,
} from '../../screens/widgets/text-state.ts';
import { graphemes } from '../../src/terminal/graphemes.ts';

/** `|` is the caret. */
const state = (text: string): TextState => {
  const [before = '', after = ''] = text.split('|');
  return { ...textState(before), text: before + after };
};
const shown = ({ text, caret }: TextState) => {
  const parts = graphemes(text);
  return `${parts.slice(0, caret).join('')}|${parts.slice(caret).join('')}`;
};

// biome-ignore format: table
const STEPS: readonly [before: string, action: string, after: string][] = [
  ['ab|',        'text.left',        'a|b'],
  ['|ab',        'text.left',        '|ab'],
  ['a|b',        'text.right',       'ab|'],
  ['ab|',        'text.right',       'ab|'],
  ['报检|台',    'text.backspace',   '报|台'],
  ['𠮷|',        'text.backspace',   '|'],
  ['👨‍👩‍👧|a',      'text.backspace',   '|a'],
  ['e\u0301|',   'text.backspace',   '|'],
  ['|ab',        'text.backspace',   '|ab'],
  ['报|检台',    'text.delete',      '报|台'],
  ['ab|',        'text.delete',      'ab|'],
  ['ab cd|',     'text.word-left',   'ab |cd'],
  ['ab |cd',     'text.word-left',   '|ab cd'],
  ['|ab, cd',    'text.word-right',  'ab|, cd'],
  ['ab cd|',     'text.delete-word', 'ab |'],
  ['a|b',        'text.home',        '|ab'],
  ['a|b',        'text.end',         'ab|'],
];

describe('the text session', () => {
  it.each(STEPS)('%s %s → %s', (before, action, after) => {
    expect(shown((TEXT_MOVES[action] as (state: TextState) => TextState)(state(before)))).toBe(after);
  });

  it('types at the caret, and a paste is one line', () => {
    expect(shown(typeInto(state('a|c'), 'b'))).toBe('ab|c');
    expect(shown(typeInto(state('a|'), '甲\n 乙\t丙'))).toBe('a甲 乙 丙|');
    expect(shown(typeInto(state('e|x'), '\u0301'))).toBe('e\u0301|x');
  });

  it('a suggestion gives way to typing, stays when typed along, and goes with Backspace', () => {
    const suggested = suggest(state('2204|'), '2204210000');
    expect(typedPart(suggested)).toBe('2204');
    expect(typeInto(suggested, '2')).toMatchObject({ text: '2204210000', caret: 5, suggested: 5 });
    expect(typeInto(suggested, '9')).toMatchObject({ text: '22049', suggested: 0 });
    expect(TEXT_MOVES['text.backspace']?.(suggested)).toMatchObject({ text: '2204', suggested: 0 });
    expect(TEXT_MOVES['text.end']?.(suggested)).toMatchObject({ text: '2204210000', caret: 10, suggested: 0 });
  });

  it('what is selected is replaced by typing, taken away by Backspace and Delete, kept by moving', () => {
    const selected = selectedText('报检台');
    expect(shown(typeInto(selected, 'x'))).toBe('x|');
    expect(
      [TEXT_MOVES['text.backspace']?.(selected), TEXT_MOVES['text.delete']?.(selected)].map(each => each?.text),
    ).toEqual(['', '']);
    expect(shown(typeInto(TEXT_MOVES['text.left']?.(selected) as TextState, 'x'))).toBe('报检x|台');
  });

  const pieces = fc.constantFrom('a', ' ', '报', '𠮷', 'e\u0301', '👍', '1', '，', 'ｱﾞ', '\u200b');
  const actions = fc.oneof(
    fc.constantFrom(...Object.keys(TEXT_MOVES)).map(name => ({ name, text: undefined })),
    pieces.map(text => ({ name: undefined, text })),
  );

  it('whatever is done: the caret stays inside, the drawing is exactly as wide as its field, and the caret is in it', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 40 }), fc.integer({ min: 2, max: 20 }), (done, columns) => {
        let at = textState('');
        for (const { name, text } of done)
          at = text === undefined ? (TEXT_MOVES[name] as (state: TextState) => TextState)(at) : typeInto(at, text);
        expect(at.caret).toBeGreaterThanOrEqual(0);
        expect(at.caret).toBeLessThanOrEqual(graphemes(at.text).length);
        const { line, caret } = drawText(at, columns, true);
        expect(lineWidth(line)).toBe(columns);
        expect(caret).toBeGreaterThanOrEqual(0);
        expect(caret).toBeLessThan(columns);
      }),
    );
  });
});
