import { render } from 'ink';
import type { Point } from '../../src/terminal/moves.ts';
import type { Terminal } from '../../src/terminal/terminal.ts';
import { App, type ScreenSource } from './App.tsx';
import type { PromptSource } from './follow-prompt.ts';

/** Ink at work on the screen. */
export interface Mounted {
  /** Resolves when what is there to be drawn is drawn. */
  flush(): Promise<void>;
  unmount(): void;
}

/** Hands the screen to Ink. A file of its own, because React and Ink are slow to load. */
export function mount(
  source: ScreenSource,
  prompts: PromptSource,
  terminal: Pick<Terminal, 'inkOptions' | 'setCursor'>,
): Mounted {
  const setCursor = (point: Point | undefined): void => terminal.setCursor(point);
  const ink = render(<App source={source} prompts={prompts} setCursor={setCursor} />, terminal.inkOptions);
  return { flush: () => ink.waitUntilRenderFlush(), unmount: () => ink.unmount() };
}
