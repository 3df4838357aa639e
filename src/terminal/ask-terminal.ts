import type { Capabilities } from './capabilities.ts';
import type { Size } from './cells.ts';
import { openTerminal, type TerminalOptions } from './terminal.ts';
import { realTimers } from './timers.ts';

/** Milliseconds that a terminal has to answer all that it is asked; a slow line takes a good part of it. */
const PATIENCE = 1500;

/** What a terminal says of itself. It is taken over while it is asked, and given back. */
export async function askTerminal(options: TerminalOptions): Promise<Capabilities & Size> {
  const terminal = openTerminal(options);
  const { timers = realTimers } = options;
  const settled = new Promise<void>(resolve => {
    const stop = timers.after(PATIENCE, resolve);
    terminal.onCapabilities(() => {
      if (!terminal.capabilities().settled) return;
      stop();
      resolve();
    });
  });
  try {
    await settled;
    return { ...terminal.capabilities(), ...terminal.size() };
  } finally {
    await terminal.close();
  }
}
