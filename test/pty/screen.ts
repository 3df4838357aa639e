import { type IPty, spawn } from '@lydell/node-pty';
import { createScreen, read, seen, show } from '../terminal/xterm.ts';

/** A program in a real pseudo-terminal with a real terminal behind it, watched and typed into as a person would. */
export interface PtyScreen {
  /** The screen as text, right blanks cut. */
  text(): string;
  /** What the window is called; '' while nobody has named it. */
  title(): string;
  /** What the desktop was told by OSC 9. */
  notices(): readonly string[];
  /** The screen with widths, colours and attributes, one string a row. */
  cells(): string[];
  cursor(): { x: number; y: number };
  onAlternateScreen(): boolean;
  /** Types text as it is. */
  type(text: string): void;
  /** Presses keys by name, such as `f4`, `ctrl+c`, `up`, with the bytes of an xterm. */
  press(...names: string[]): void;
  resize(columns: number, rows: number): void;
  signal(name: NodeJS.Signals): void;
  /** Closes the line: the program has no terminal any more. */
  hangUp(): void;
  /** Resolves once the screen satisfies; looks whenever the program has written. Fails with the screen after `milliseconds`. */
  waitFor(what: string | RegExp | ((text: string) => boolean), milliseconds?: number): Promise<void>;
  /** Resolves with how the program ended, after all it wrote is on the screen. */
  exit(): Promise<{ exitCode: number; signal: number | undefined }>;
  /** Ends the program if it still runs; call it in a finally. */
  kill(): void;
}

export interface StartOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** On top of this process's environment; CI is taken out, for Ink paints only a last frame when it is set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

const PATIENCE = 20_000;

// biome-ignore format: table
const BYTES: Readonly<Record<string, string>> = {
  enter: '\r', tab: '\t', 'shift+tab': '\x1b[Z', escape: '\x1b', backspace: '\x7f', space: ' ',
  up: '\x1b[A', down: '\x1b[B', right: '\x1b[C', left: '\x1b[D', home: '\x1b[H', end: '\x1b[F',
  insert: '\x1b[2~', delete: '\x1b[3~', pageup: '\x1b[5~', pagedown: '\x1b[6~', 'ctrl+delete': '\x1b[3;5~', 'ctrl+enter': '\x1b[27;5;13~',
  f1: '\x1bOP', f2: '\x1bOQ', f3: '\x1bOR', f4: '\x1bOS', f5: '\x1b[15~', f6: '\x1b[17~',
  f7: '\x1b[18~', f8: '\x1b[19~', f9: '\x1b[20~', f10: '\x1b[21~', f11: '\x1b[23~', f12: '\x1b[24~', 'ctrl+f4': '\x1b[1;5S',
};

/** The bytes that an xterm sends for a key. */
export function bytesOf(name: string): string {
  const known = BYTES[name];
  if (known !== undefined) return known;
  if (/^ctrl\+[a-z]$/.test(name)) return String.fromCharCode(name.charCodeAt(5) - 0x60);
  if (/^alt\+.$/u.test(name)) return `\x1b${name.slice(4)}`;
  if (Array.from(name).length === 1) return name;
  throw new Error(`no bytes known for the key ${name}`);
}

/** Runs a command in a new pseudo-terminal. */
export function start(command: readonly string[], options: StartOptions = {}): PtyScreen {
  const size = { columns: options.columns ?? 80, rows: options.rows ?? 24 };
  const screen = createScreen(size);
  const pty = spawnIn(command, size, options);
  const watchers = new Set<() => void>();
  let title = '';
  const notices: string[] = [];
  screen.parser.registerOscHandler(9, text => {
    notices.push(text);
    return true;
  });
  screen.onTitleChange(name => {
    title = name;
  });
  let written: Promise<void> = Promise.resolve();
  let ended: { exitCode: number; signal: number | undefined } | undefined;

  const look = (): void => {
    for (const watch of watchers) watch();
  };
  // The terminal answers what the program asks of it.
  screen.onData(answer => {
    if (!ended) pty.write(answer);
  });
  pty.onData(data => {
    written = show(screen, data).then(look);
  });
  const exit = new Promise<{ exitCode: number; signal: number | undefined }>(resolve => {
    pty.onExit(({ exitCode, signal }) => {
      ended = { exitCode, signal };
      void written.then(() => {
        look();
        resolve({ exitCode, signal });
      });
    });
  });

  function waitFor(what: string | RegExp | ((text: string) => boolean), milliseconds = PATIENCE): Promise<void> {
    const satisfied = (): boolean => {
      const text = read(screen);
      if (typeof what === 'function') return what(text);
      return typeof what === 'string' ? text.includes(what) : what.test(text);
    };
    return new Promise((resolve, reject) => {
      const finish = (error?: Error): void => {
        clearTimeout(timer);
        watchers.delete(watch);
        if (error) reject(error);
        else resolve();
      };
      const complain = (why: string): void =>
        finish(new Error(`${why} while waiting for ${String(what)}. The screen:\n${read(screen)}\n`));
      const timer = setTimeout(() => complain(`${milliseconds} ms went by`), milliseconds);
      const watch = (): void => {
        if (satisfied()) finish();
        else if (ended) complain(`the program ended with ${JSON.stringify(ended)}`);
      };
      watchers.add(watch);
      watch();
    });
  }

  return {
    text: () => read(screen),
    title: () => title,
    notices: () => notices,
    cells: () => seen(screen),
    cursor: () => ({ x: screen.buffer.active.cursorX, y: screen.buffer.active.cursorY }),
    onAlternateScreen: () => screen.buffer.active.type === 'alternate',
    type: text => pty.write(text),
    press(...names) {
      for (const name of names) pty.write(bytesOf(name));
    },
    resize(columns, rows) {
      screen.resize(columns, rows);
      pty.resize(columns, rows);
    },
    signal: name => process.kill(pty.pid, name),
    hangUp: () => (pty as IPty & { destroy(): void }).destroy(),
    waitFor,
    exit: () => exit,
    kill() {
      try {
        // With all that a shell in it has started.
        if (!ended) process.kill(-pty.pid, 'SIGKILL');
      } catch (error) {
        // It has ended, and we have not been told yet.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
      screen.dispose();
    },
  };
}

function spawnIn(
  [file = '', ...args]: readonly string[],
  size: { columns: number; rows: number },
  options: StartOptions,
): IPty {
  const { CI: _, NO_COLOR: __, ...inherited } = process.env;
  const env = { ...inherited, TERM: 'xterm-256color', ...options.env };
  return spawn(file, args, {
    cols: size.columns,
    rows: size.rows,
    name: 'xterm-256color',
    cwd: options.cwd ?? process.cwd(),
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
}
