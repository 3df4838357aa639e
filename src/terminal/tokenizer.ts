import { createPasteRun } from './paste-run.ts';
import { breakOff, ground, isControl, noSequence, step } from './sequence.ts';
import type { Token } from './token.ts';

/** What the tokenizer holds back: nothing, an Esc that may be a key, an unfinished sequence, an unfinished paste. */
export type Waiting = 'nothing' | 'escape' | 'sequence' | 'paste';

export interface Tokenizer {
  feed(text: string): Token[];
  /** Nothing more came in time: what is held back is a key after all, or is dropped. */
  flush(): Token[];
  readonly waiting: Waiting;
}

/** Incremental: however the input is cut into reads, the tokens are the same, but for a run of text that is cut in two. */
export function createTokenizer(pasteLimit: number): Tokenizer {
  const at = noSequence();
  const paste = createPasteRun(pasteLimit);

  function take(): Token[] {
    const taken = at.tokens;
    at.tokens = [];
    return taken;
  }

  function endPaste(): void {
    at.tokens.push(paste.end());
    ground(at);
  }

  return {
    feed(text) {
      let rest = text;
      while (rest !== '') {
        if (at.place === 'paste') {
          const behind = paste.take(rest);
          if (behind !== undefined) endPaste();
          rest = behind ?? '';
          continue;
        }
        const run = at.place === 'ground' ? lengthOfText(rest) : 0;
        if (run > 0) {
          at.tokens.push({ type: 'text', text: rest.slice(0, run), alt: false });
          rest = rest.slice(run);
          continue;
        }
        const c = String.fromCodePoint(rest.codePointAt(0) ?? 0);
        if (step(at, c)) rest = rest.slice(c.length);
      }
      return take();
    },
    flush() {
      if (at.place === 'paste') endPaste();
      else breakOff(at);
      return take();
    },
    get waiting() {
      if (at.place === 'ground') return 'nothing';
      if (at.place === 'paste') return 'paste';
      return at.place === 'escape' || at.place === 'string-start' ? 'escape' : 'sequence';
    },
  };
}

function lengthOfText(input: string): number {
  let end = 0;
  while (end < input.length && !isControl(input.charCodeAt(end))) end++;
  return end;
}
