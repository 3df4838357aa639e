import { toAnsi } from '../../screens/draw/line.ts';
import { boxed, type Picture } from '../../screens/draw/picture.ts';
import type { PromptText } from '../../screens/draw/prompt.ts';
import type { ScreenSource } from '../../screens/paint/App.tsx';
import { followPrompt, type PromptSource } from '../../screens/paint/follow-prompt.ts';
import { bounded, promptAt } from '../../screens/widgets/prompt.ts';
import { textState } from '../../screens/widgets/text-state.ts';

/** A program that is nothing but one question, as the real one keeps and draws it. */
export interface Asked {
  readonly source: ScreenSource;
  readonly prompts: PromptSource;
  text(): PromptText;
  /** A key of the program has changed the text. */
  change(text: string, caret: number): void;
  close(): void;
}

export const WIDTH = 12;

export function ask(text: string, passTo: (target: 'ink' | 'program') => void): Asked {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  let open = true;
  let now: PromptText = textState(text);
  let picture: Picture = draw();

  function draw(): Picture {
    if (!open) return { lines: [] };
    const { line, cursor, prompt } = promptAt({ x: 0, y: 0 }, now, WIDTH);
    return boxed('', { lines: [line], cursor, prompt }, WIDTH);
  }

  function show(): void {
    picture = draw();
    prompts.show(picture.prompt);
    for (const listener of listeners) listener();
  }

  function set(text: PromptText): void {
    now = bounded(text);
    show();
  }

  const prompts = followPrompt({ subscribe, passTo, type: set });
  show();
  return {
    source: {
      subscribe,
      rows: () => picture.lines.length,
      line: row => toAnsi(picture.lines[row] ?? []),
      cursor: () => picture.cursor,
    },
    prompts,
    text: () => now,
    change: (text, caret) => set({ text, caret }),
    close() {
      open = false;
      show();
    },
  };
}
