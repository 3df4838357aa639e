import { render } from 'ink';
import { resolve } from '../../src/keys/resolve.ts';
import { KEYS } from '../../src/keys/table.ts';
import { chord, type Key } from '../../src/terminal/key.ts';
import { toAnsi } from '../draw/line.ts';
import { App } from '../paint/App.tsx';
import { keyboardOf, type ProgramTerminal } from '../program.ts';
import { type Choosing, drawChoice, type FirstChoice, START } from './choice.ts';

/** Asks how a new data folder begins. Nothing is opened or written for it; the terminal is free again when it is answered. */
export function askFirst(terminal: ProgramTerminal, home: string): Promise<FirstChoice> {
  let state: Choosing = {
    size: terminal.size(),
    keyboard: keyboardOf(terminal),
    home,
    index: 0,
    chosen: undefined,
  };
  let lines: readonly string[] = [];
  const listeners = new Set<() => void>();
  const draw = (): void => {
    lines = drawChoice(state).lines.map(toAnsi);
    for (const listener of listeners) listener();
  };
  draw();
  const source = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rows: () => lines.length,
    line: (row: number) => lines[row] ?? '',
    cursor: () => undefined,
  };
  return new Promise(answer => {
    const onKey = (key: Key): void => {
      if (state.chosen !== undefined) return;
      const run = key.reply ? undefined : resolve(KEYS, ['start'], chord(key))?.run;
      state = (run === undefined ? undefined : START[run])?.(state) ?? state;
      if (state.chosen === undefined) draw();
      // Keys that were typed before anybody listened come while the listener is being set.
      else queueMicrotask(finish);
    };
    const finish = (): void => {
      for (const stop of endings) stop();
      ink.unmount();
      answer(state.chosen ?? 'quit');
    };
    const ink = render(<App source={source} setCursor={point => terminal.setCursor(point)} />, terminal.inkOptions);
    const endings = [
      terminal.onResize(() => {
        state = { ...state, size: terminal.size() };
        draw();
      }),
      terminal.onCapabilities(() => {
        state = { ...state, keyboard: keyboardOf(terminal) };
        draw();
      }),
      terminal.onKey(onKey),
    ];
  });
}
