import { offerRecovery } from '../../screens/pages/entry/recovery/offer.ts';
import { runScreens } from '../../screens/run.tsx';
import { beginPractice } from '../../screens/start/begin.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';
import { FakeProcess, FakeStdin, FakeStdout, settled } from '../terminal/streams.ts';
import { createScreen, type Screen, show } from '../terminal/xterm.ts';
import { DATA, MANUAL_DAY, type TestProgramOptions } from './program.ts';

/** The start of a program that offers what an earlier one has left open. */
export const OFFERING: TestProgramOptions = { begin: [offerRecovery] };

/** The start of a program in a new folder to practise in, in which a practice bureau runs already. */
export const PRACTISING: TestProgramOptions = { practice: true, begin: [beginPractice] };

/** The question of a program whose data folder is not there yet. */
export interface FirstStart {
  /** What is typed, as the bytes of the terminal. */
  type(bytes: string): Promise<void>;
  screen(): Promise<Screen>;
  resize(columns: number, rows: number): Promise<void>;
  /** Leaves, so that nothing is written. */
  close(): Promise<void>;
}

export async function firstStart(home: string, columns: number, rows: number): Promise<FirstStart> {
  const stdin = new FakeStdin();
  const stdout = Object.assign(new FakeStdout(), { columns, rows });
  const terminal = openTerminal({ stdin, stdout, process: new FakeProcess(), env: { TERM: 'xterm-256color' } });
  const screen = createScreen({ columns, rows });
  const office = {
    home,
    dataFolder: DATA,
    user: 'test',
    env: {},
    platform: 'linux',
    now: () => MANUAL_DAY,
    random: () => 0,
    newId: () => 'id',
  };
  const ended = runScreens({ terminal, office: { ...office, wait: async () => {}, self: [] } });
  while (stdout.writes.length < 2) await settled();

  async function flush(): Promise<void> {
    await settled();
    await show(screen, stdout.taken());
  }
  await flush();
  return {
    async type(bytes) {
      stdin.type(bytes);
      await flush();
    },
    async screen() {
      await flush();
      return screen;
    },
    async resize(columns, rows) {
      screen.resize(columns, rows);
      Object.assign(stdout, { columns, rows });
      stdout.emit('resize');
      await flush();
    },
    async close() {
      stdin.type('q');
      await ended;
      terminal.close();
      screen.dispose();
    },
  };
}
