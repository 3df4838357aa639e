import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AppState } from '../../screens/app/registry.ts';
import { type Program, type ProgramOptions, startProgram } from '../../screens/program.ts';
import { type Office, type OfficeOptions, openOffice } from '../../src/jobs/office.ts';
import { changeSwitches, switchesOf } from '../../src/jobs/switches.ts';
import { KEYS } from '../../src/keys/table.ts';
import { type Key, named, typed } from '../../src/terminal/key.ts';
import { ASK_PICTURES } from '../../src/terminal/picture.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';
import { chanceOf } from '../accounts/chance.ts';
import { makeFolder } from '../run/temporary-folder.ts';
import { FakeProcess, FakeStdin, FakeStdout, settled } from '../terminal/streams.ts';
import { createScreen, read, type Screen, show } from '../terminal/xterm.ts';

export const DATA = fileURLToPath(new URL('../../data', import.meta.url));

export interface TestProgram {
  readonly office: Office;
  readonly program: Program;
  /** Keys and actions in one line: `entry.save` is an action, `<alt+s>` a key, all else is typed. Waits until idle after each. */
  press(...steps: readonly string[]): Promise<void>;
  /** Types characters into the terminal itself, past its decoder and past Ink, which takes them where a prompt of its own is in front. */
  type(text: string): Promise<void>;
  /** What is on the terminal. */
  frame(): Promise<string>;
  /** The terminal itself, with all that is to be seen so far. */
  screen(): Promise<Screen>;
  /** Where the real cursor stands, from 0. */
  cursor(): Promise<{ readonly x: number; readonly y: number }>;
  state(): AppState;
  resize(columns: number, rows: number): Promise<void>;
  /** Keys that a person would have pressed since the start or the last call: chords, typed characters, and one for each action by name. */
  keys(): number;
  /** Bytes written to the terminal since the last call. */
  bytes(): number;
  /** Ends it, the first time that it is called. */
  close(): Promise<void>;
}

export interface TestProgramOptions extends Partial<Omit<ProgramOptions, 'terminal' | 'office'>> {
  readonly columns?: number;
  readonly rows?: number;
  /** A home that is there already and stays; else a new one that goes with the program. */
  readonly home?: string;
  /** The address of a database in which the declarations lie; else they lie in the home. */
  readonly database?: string;
  /** Milliseconds since 1970; 2017-10-24 10:00 in Beijing unless told. */
  readonly now?: () => number;
  readonly user?: string;
  /** How the office waits; not at all unless told. Where one program waits for a file of another's it is until that has been written. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** The command line that starts the program again; none unless told. */
  readonly self?: readonly string[];
  /** The environment that the programs see which it starts; there are none unless told. */
  readonly env?: OfficeOptions['env'];
  /** What the terminal answers when it is asked whether it shows pictures; nothing unless told. */
  readonly answers?: string;
  /** Seconds for which what is sent is held back; it leaves at once unless told. */
  readonly hold?: number;
  /** Fixes its chance, by which names of files are made; programs on one home need one each. Unless told no two have the same. */
  readonly seed?: number;
}

/** A terminal that says what it can show when it is asked. */
function answerPictures(stdin: FakeStdin, stdout: FakeStdout, answers: string): void {
  const write = stdout.write.bind(stdout);
  stdout.write = (text, done) => {
    if (text === ASK_PICTURES) setImmediate(() => stdin.type(answers));
    return write(text, done);
  };
}

let starts = 0;

export const MANUAL_DAY = Date.UTC(2017, 9, 24, 2);

/** The whole program on an office of its own and a terminal that is real but has no window. */
export async function startTestProgram(options: TestProgramOptions = {}): Promise<TestProgram> {
  const {
    columns = 80,
    rows = 24,
    now = () => MANUAL_DAY,
    user = 'test',
    home: given,
    database,
    wait = async () => {},
    self = [],
    env = { PATH: '/no/programs' },
    hold = 0,
    answers,
    seed,
    ...more
  } = options;
  const home = given ?? makeFolder();
  let ids = 0;
  // Two programs on one home must not get the same names.
  starts += 1;
  let chance = seed ?? starts;
  const random = (): number => {
    chance = (chance * 16807) % 2147483647;
    return chance / 2147483647;
  };
  const office = await openOffice({
    home,
    ...(database !== undefined && { database: { address: database, seen: false } }),
    dataFolder: DATA,
    user,
    now,
    random,
    bytes: chanceOf(seed ?? 1),
    newId: () => `id-${++ids}`,
    wait,
    self,
    env,
    platform: 'linux',
  });
  // The setting of an office that has chosen so; without one it is what the program begins with.
  if ((await switchesOf(office)).holdSeconds !== hold)
    await changeSwitches(office, held => ({ ...held, holdSeconds: hold }));
  const stdin = new FakeStdin();
  const stdout = Object.assign(new FakeStdout(), { columns, rows });
  if (answers !== undefined) answerPictures(stdin, stdout, answers);
  const terminal = openTerminal({ stdin, stdout, process: new FakeProcess(), env: { TERM: 'xterm-256color' } });
  const screen = createScreen({ columns, rows });
  const program = startProgram({ terminal, office, homeName: '~/baojian', ...more });
  await program.idle();
  let written = 0;
  let keys = 0;

  async function flush(): Promise<void> {
    // Under a job that people wait for the screen is looked at as it is.
    if (program.state().busy) await settled();
    else await program.idle();
    const text = stdout.taken();
    written += Buffer.byteLength(text);
    await show(screen, text);
  }

  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    program.close();
    terminal.close();
    screen.dispose();
    await office.close();
    if (given === undefined) await rm(home, { recursive: true, force: true });
  }

  return {
    office,
    program,
    async press(...steps) {
      for (const step of steps) {
        for (const input of inputsOf(step)) {
          if (typeof input === 'string') program.press(input);
          else program.key(input);
          keys += 1;
          // What is done at once need not be drawn before the next key, as with a fast typist.
          if (program.working()) await program.idle();
          const contexts = program.contexts().join(' ');
          if (!CHAINS.has(contexts)) throw new Error(`the key table has no chain ${contexts}`);
        }
      }
      await program.idle();
    },
    async type(text) {
      await program.idle();
      for (const character of text) {
        stdin.type(character);
        await settled(4);
        await program.idle();
      }
    },
    async frame() {
      await flush();
      return read(screen);
    },
    async screen() {
      await flush();
      return screen;
    },
    async cursor() {
      await flush();
      const { cursorX, cursorY } = screen.buffer.active;
      return { x: cursorX, y: cursorY };
    },
    state: () => program.state(),
    async resize(columns, rows) {
      await flush();
      screen.resize(columns, rows);
      Object.assign(stdout, { columns, rows });
      stdout.emit('resize');
      await flush();
    },
    keys() {
      const count = keys;
      keys = 0;
      return count;
    },
    bytes() {
      const text = stdout.taken();
      const count = written + Buffer.byteLength(text);
      written = 0;
      screen.write(text);
      return count;
    },
    close: () => (closing ??= close()),
  };
}

/** What the lint of the key table has looked at. */
const CHAINS = new Set(KEYS.chains.map(chain => chain.join(' ')));

const ACTION = /^[a-z]+\.[a-z-]+$/u;

function inputsOf(step: string): (string | Key)[] {
  if (ACTION.test(step)) return [step];
  return [...step.matchAll(/<([^<>]+)>|./gsu)].map(([whole, chord]) =>
    chord === undefined ? typed(whole) : keyOf(chord),
  );
}

/** `ctrl+enter` as a key. */
function keyOf(chord: string): Key {
  const parts = chord.split(/\+(?=.)/u);
  const name = parts.pop() ?? '';
  if (parts.length === 0 && (name === 'space' || name.length === 1)) return typed(name === 'space' ? ' ' : name);
  return named(name, { ctrl: parts.includes('ctrl'), alt: parts.includes('alt'), shift: parts.includes('shift') });
}
