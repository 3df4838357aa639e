import { describe, expect, it } from 'vitest';
import { lineWidth, toText } from '../../../screens/draw/line.ts';
import { choiceRows, drawChoices } from '../../../screens/widgets/choice-list.ts';

const CHOICES = Array.from({ length: 12 }, (_, at) => ({ code: String(at + 1), name: `种类${'甲乙丙丁'[at % 4]}` }));
const drawn = (index: number, area = { columns: 80, rows: 21 }) => {
  const { lines, cursor } = drawChoices(CHOICES, index, area);
  for (const line of lines) expect(lineWidth(line)).toBe(lineWidth(lines[0] ?? []));
  return { lines: lines.map(toText), cursor };
};

describe('the choices below a field', () => {
  // biome-ignore format: table
  it.each([
    [13, 4],
    [16, 5],
    [21, 8],
    [37, 8],
    [6,  3],
  ])('of a page of %i rows take %i', (rows, choices) => {
    expect(choiceRows({ columns: 80, rows })).toBe(choices);
    expect(drawn(0, { columns: 80, rows }).lines).toHaveLength(choices + 2);
  });

  it('say how many there are while the focus is in the text', () => {
    const { lines, cursor } = drawn(-1);
    expect(lines[0]).toBe('┌─ ↓ 选择，12 个 ────┐');
    expect(lines[1]).toBe('│ 1 种类甲           │');
    expect(lines.at(-1)).toBe('└────────────────────┘');
    expect(cursor).toBeUndefined();
  });

  it('count the chosen one and scroll with it; codes are as wide as those in view', () => {
    const { lines, cursor } = drawn(9);
    expect(lines[0]).toBe('┌─ 10/12 ─────────────┐');
    expect(lines[1]).toBe('│ 3  种类丙           │');
    expect(lines[8]).toBe('│›10 种类乙           │');
    expect(cursor).toEqual({ x: 1, y: 8 });
  });

  it('cut names that the page has no room for', () => {
    const long = [{ code: '1', name: '名称'.repeat(20) }];
    const [, line] = drawChoices(long, 0, { columns: 40, rows: 21 }).lines;
    expect(toText(line ?? [])).toBe('│›1 名称名称名称名称名称名称名称名… │');
  });
});
