import type { Token } from './token.ts';

/** A paste that is under way. */
export interface PasteRun {
  /** Takes text in. What stands behind the end mark, or undefined while the paste goes on. */
  take(text: string): string | undefined;
  /** The paste so far; the next one begins. */
  end(): Token;
}

const END = '\x1b[201~';

/** Collects a paste up to its end mark, which reads may cut; one of more than `limit` characters is refused and not kept. */
export function createPasteRun(limit: number): PasteRun {
  let pieces: string[] = [];
  let size = 0;
  // What could be the beginning of the end mark.
  let held = '';

  function keep(text: string): void {
    size += text.length;
    if (size > limit) pieces = [];
    else pieces.push(text);
  }

  return {
    take(text) {
      const input = held + text;
      const end = input.indexOf(END);
      const kept = end >= 0 ? end : input.length - beginningOfEnd(input);
      keep(input.slice(0, kept));
      held = end >= 0 ? '' : input.slice(kept);
      return end >= 0 ? input.slice(end + END.length) : undefined;
    },
    end() {
      const token: Token = size > limit ? { type: 'refused', size } : { type: 'paste', text: pieces.join('') };
      pieces = [];
      size = 0;
      held = '';
      return token;
    },
  };
}

/** Characters at the end of a text with which an end mark may begin. */
function beginningOfEnd(input: string): number {
  for (let length = Math.min(END.length - 1, input.length); length > 0; length--)
    if (END.startsWith(input.slice(input.length - length))) return length;
  return 0;
}
