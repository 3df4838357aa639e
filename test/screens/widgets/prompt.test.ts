import { describe, expect, it } from 'vitest';
import { line, span, toText } from '../../../screens/draw/line.ts';
import { below } from '../../../screens/draw/picture.ts';
import { askedText } from '../../../screens/widgets/prompt.ts';
import { searchPicture } from '../../../screens/widgets/search-picture.ts';
import { textPrompt } from '../../../screens/widgets/text-prompt.ts';
import { type TextState, textState } from '../../../screens/widgets/text-state.ts';

const trimmed = (lines: Parameters<typeof toText>[0][]) => lines.map(each => toText(each).trimEnd());
const asked = (wrong: readonly string[] = []) =>
  askedText({ label: '文件', text: { text: 'ab', caret: 1 }, columns: 12, notes: ['结尾 .xlsx 或 .csv'], wrong });

describe('a line of text that is asked for', () => {
  it('stands behind its label, with notes below in as many lines as they need', () => {
    const { lines, cursor, prompt } = asked();
    expect(trimmed([...lines])).toEqual(['文件  ab', '结尾 .xlsx', '或 .csv']);
    expect(
      lines
        .slice(1)
        .flat()
        .map(({ look }) => look),
    ).toEqual(['panelQuiet', 'panelQuiet']);
    expect(cursor).toEqual({ x: 7, y: 0 });
    expect(prompt).toMatchObject({ x: 6, y: 0, width: 6, hidden: 0, text: 'ab', caret: 1 });
  });

  it('has what is wrong in place of the notes', () => {
    const { lines } = asked(['没有这个文件', '→ 换一个']);
    expect(trimmed([...lines])).toEqual(['文件  ab', '没有这个文件', '→ 换一个']);
    expect(lines[1]?.[0]?.look).toBe('error');
  });

  it('moves down with its cursor under other lines', () => {
    const { lines, cursor, prompt } = below([line('导出'), []], asked());
    expect(trimmed([...lines]).slice(0, 3)).toEqual(['导出', '', '文件  ab']);
    expect([cursor?.y, prompt?.y]).toEqual([2, 2]);
  });
});

describe('words above what they find', () => {
  const drawn = (found: readonly string[], more: { readonly ruled?: true } = {}) =>
    searchPicture({
      label: span('› ', 'key'),
      words: textState('ab'),
      columns: 10,
      found: found.map(text => line(text)),
      nothing: line('没有', 'warning'),
      rows: 3,
      ...more,
    });

  // biome-ignore format: table
  it.each([
    ['rows, and blanks up to their room', ['甲', '乙'],             {},              ['› ab', '甲', '乙', '']],
    ['a rule between',                    ['甲', '乙', '丙'],       { ruled: true }, ['› ab', '──────────', '甲', '乙', '丙']],
    ['nothing, in words',                 [],                       {},              ['› ab', '没有', '', '']],
  ] as const)('%s', (_what, found, more, lines) => {
    expect(trimmed([...drawn(found, more).lines])).toEqual(lines);
  });

  it('have the cursor in the words', () => {
    expect(drawn([])).toMatchObject({ cursor: { x: 4, y: 0 }, prompt: { x: 2, width: 8 } });
  });
});

describe('a dialog with a line of text', () => {
  interface Asked {
    readonly kind: 'asked';
    readonly name: TextState;
    readonly wrong: boolean;
  }
  const NAME = textPrompt<Asked>(
    ({ name }) => name,
    (dialog, name) => ({ state: { ...dialog, name, wrong: false } }),
  );
  const before: Asked = { kind: 'asked', name: textState('ab'), wrong: true };
  const context = {} as Parameters<typeof NAME.type>[2];

  it('takes what is typed, what keys do, and what Ink has edited', () => {
    expect(NAME.type(before, 'c', context, false).state).toEqual({ ...before, name: textState('abc'), wrong: false });
    const moved = NAME.actions['text.left'];
    expect(typeof moved === 'function' && moved(before, context).state?.name.caret).toBe(1);
    expect(NAME.prompt(before, { text: 'xyz', caret: 1 }).state?.name).toEqual({ ...textState('xyz'), caret: 1 });
  });

  it('keeps no more than a line', () => {
    expect(NAME.type(before, 'x'.repeat(1000), context, true).state?.name.text).toHaveLength(400);
  });
});
