import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../src/terminal/cells.ts';
import { keepWholeLines } from '../../src/terminal/whole-lines.ts';

interface Output {
  readonly width: number;
  readonly height: number;
  operations: readonly never[];
  write(x: number, y: number, text: string, options: { transformers: readonly ((line: string) => string)[] }): void;
  clip(edges: { x1: number; x2: number; y1: number; y2: number }): void;
  unclip(): void;
  get(): { output: string; height: number };
}
type OutputClass = new (options: { width: number; height: number }) => Output;

// Ink does not export it.
const NAME = new URL('../../node_modules/ink/build/output.js', import.meta.url).href;
const Theirs = ((await import(NAME)) as { default: OutputClass }).default;
const Ours = keepWholeLines(Theirs);
const SIZE = { columns: 12, rows: 4 };

const pieces = fc.constantFrom(
  'a',
  ' ',
  '报',
  '𠮷',
  '─',
  '\x1b[31m',
  '\x1b[1;44m',
  '\x1b[0m',
  '\x1b[39m',
  '\u200b',
  '\u00ad',
);
const line = fc.array(pieces, { maxLength: 14 }).map(parts => parts.join(''));
const bold = (text: string): string => `\x1b[1m${text}\x1b[22m`;
interface Write {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly transformers: readonly ((line: string) => string)[];
}
type Clip = Parameters<Output['clip']>[0];
type Step = Write | Clip;

const write: fc.Arbitrary<Step> = fc.record({
  x: fc.constantFrom(0, 0, 0, 1, 5),
  y: fc.integer({ min: -1, max: SIZE.rows }),
  text: fc.oneof(
    line,
    fc.tuple(line, line).map(lines => lines.join('\n')),
  ),
  transformers: fc.constantFrom([], [(text: string) => text], [bold]),
});
const clipped: fc.Arbitrary<Step> = fc.record({
  x1: fc.constant(1),
  x2: fc.constant(6),
  y1: fc.constant(0),
  y2: fc.constant(3),
});
const frame = fc.array(fc.oneof({ weight: 6, arbitrary: write }, { weight: 1, arbitrary: clipped }), { maxLength: 6 });

function drawn(Class: OutputClass, steps: readonly Step[]): { output: string; height: number } {
  const output = new Class({ width: SIZE.columns, height: SIZE.rows });
  for (const step of steps) {
    if ('text' in step) output.write(step.x, step.y, step.text, { transformers: step.transformers });
    else {
      output.clip(step);
      output.write(0, 1, '在框子里的字', { transformers: [] });
      output.unclip();
    }
  }
  return output.get();
}

describe("Ink's output with whole lines kept", () => {
  it('looks the same on the screen, whatever is written where', () => {
    fc.assert(
      fc.property(frame, steps => {
        const theirs = drawn(Theirs, steps);
        const ours = drawn(Ours, steps);
        expect(ours.height).toBe(theirs.height);
        expect(seen(ours.output)).toEqual(seen(theirs.output));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a line that a text alone has written as it is', () => {
    const text = '\x1b[1m报检\x1b[0m  ';
    expect(drawn(Ours, [{ x: 0, y: 1, text, transformers: [] }]).output).toBe(`\n${text}\n\n`);
  });

  it('lets two texts of one row meet', () => {
    const steps = ['甲', '乙'].map((text, place) => ({ x: 4 * place, y: 0, text, transformers: [] }));
    expect(drawn(Ours, steps).output).toBe('甲  乙\n\n\n');
  });
});

/** The cells with what people see of them; blanks at the right end are not seen. */
function seen(output: string): readonly string[] {
  const rows = cellsOf(output, SIZE);
  return Array.from({ length: SIZE.rows }, (_, y) => {
    const cells = (rows[y] ?? []).map(({ glyph, style }) => `${glyph}{${style.key}}`);
    while (cells.at(-1) === ' {}') cells.pop();
    return cells.join('');
  });
}
