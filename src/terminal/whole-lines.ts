/** The part of the output of Ink 8.0.0 that is used: what the nodes of a frame write, and the frame that comes of it. */
interface Output {
  readonly width: number;
  readonly height: number;
  operations: readonly Operation[];
  get(): { readonly output: string; readonly height: number };
}

interface Operation {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly text?: string;
  readonly transformers?: readonly ((line: string, index: number) => string)[];
}

/**
 * Ink's output, which takes every line of every frame apart into styled characters and puts them together again, with a short way:
 * a row of the screen that one text alone has written from its left edge is that text. The painter reads it, closes its styles and
 * cuts it, so nothing else is lost. Rows where boxes or several texts meet go the long way. The build puts this in the place of Ink's.
 */
export function keepWholeLines<C extends new (options: { width: number; height: number }) => Output>(Base: C): C {
  // A class that extends an unknown one has to take any arguments.
  // biome-ignore lint/suspicious/noExplicitAny: asked for by the compiler
  class WholeLines extends (Base as new (...args: any[]) => Output) {
    override get(): { output: string; height: number } {
      const whole = wholeLines(this.operations);
      if (whole.size === 0) return super.get();
      const others = this.operations.filter(({ y }) => y === undefined || !whole.has(y));
      let rows: string[] = [];
      if (others.length > 0) {
        this.operations = others;
        rows = super.get().output.split('\n');
      }
      const lines = Array.from({ length: this.height }, (_, y) => whole.get(y) ?? rows[y] ?? '');
      return { output: lines.join('\n'), height: this.height };
    }
  }
  return WholeLines as unknown as C;
}

/** By their row, the lines that share it with nothing else and are not styled on their way. */
function wholeLines(operations: readonly Operation[]): Map<number, string> {
  const lines = new Map<number, string>();
  const others = new Set<number>();
  for (const { type, x, y = 0, text = '', transformers = [] } of operations) {
    // What is cut off at the edges of a box is Ink's affair.
    if (type !== 'write') return new Map();
    const end = y + text.split('\n').length;
    const isWhole = x === 0 && end === y + 1 && transformers.every(transformer => transformer(text, 0) === text);
    for (let row = y; row < end; row += 1) {
      if (lines.delete(row) || others.has(row) || !isWhole) others.add(row);
      else lines.set(row, text);
    }
  }
  return lines;
}
