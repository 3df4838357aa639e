import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from '../src/cli/run.ts';
import { bundle, releaseIn } from '../tools/bundle.ts';
import { type Found, wrong } from './attack.ts';

/** How a command of the program ended. */
export interface Ended {
  readonly words: readonly string[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** It was ended because it did not end by itself. */
  readonly hung: boolean;
  /** With `watch`: what it changed on the disk, one operation a line, and the most memory it had, in bytes. */
  readonly operations: readonly string[];
  readonly memory: number;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** What breaks, as `BAOJIAN_BREAK` says it. */
  readonly broken?: string;
  readonly watch?: boolean;
  /** Milliseconds after which it counts as hung; 90 seconds unless told, for a machine with other work. */
  readonly patience?: number;
  /** Called with its process number as soon as it runs. */
  readonly started?: (pid: number) => void;
}

/** The program as it is shipped, and a folder in which all that a run makes lies. */
export interface Stage {
  readonly main: string;
  readonly data: string;
  /** A new folder, which goes with the stage. */
  folder(name: string): string;
  run(home: string, words: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Runs a command in this process, which is ten times faster: for what neither breaks nor can hang. */
  here(home: string, words: readonly string[], input?: string | Uint8Array): Promise<Ended>;
  close(): void;
}

const ROOT = join(import.meta.dirname, '..');
const MEMORY = '/dev/shm';
const BREAKING = join(import.meta.dirname, 'preload', 'breaking.mjs');
const PATIENCE = 90_000;

/** Builds the program into a folder of its own, in memory where the system has such a place. */
export async function openStage(): Promise<Stage> {
  const root = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'baojian-torture-'));
  const dist = join(root, 'program', 'dist');
  mkdirSync(dist, { recursive: true });
  await bundle({
    entries: releaseIn(ROOT),
    outdir: dist,
  });
  cpSync(join(ROOT, 'package.json'), join(root, 'program', 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'program', 'node_modules'), 'dir');
  symlinkSync(join(ROOT, 'data'), join(root, 'program', 'data'), 'dir');
  const main = join(dist, 'main.js');
  let folders = 0;
  const folder = (name: string): string => {
    folders += 1;
    const made = join(root, `${folders}-${name}`);
    mkdirSync(made, { recursive: true });
    return made;
  };
  return {
    main,
    data: join(ROOT, 'data'),
    folder,
    run: (home, words, options = {}) =>
      runProgram(
        main,
        [...words, '--home', home],
        options,
        options.watch ? join(folder('log'), 'log.json') : undefined,
      ),
    here: (home, words, input = '') => runHere(main, [...words, '--home', home], input),
    close: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function runHere(main: string, words: readonly string[], input: string | Uint8Array): Promise<Ended> {
  let [out, err] = ['', ''];
  const code = await runCommand(words, {
    stdout: {
      write: text => {
        out += text;
      },
    },
    stderr: {
      write: text => {
        err += text;
      },
    },
    readInput: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    env: {},
    platform: process.platform,
    userFolder: tmpdir(),
    user: 'torture',
    dataFolder: join(ROOT, 'data'),
    version: '0.0.0',
    runtime: process.versions.node,
    self: [process.execPath, main],
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
    wait: async milliseconds => {
      await pause(milliseconds);
    },
    onInterrupt: () => () => {},
  });
  return { words, code, signal: null, out, err, hung: false, operations: [], memory: 0 };
}

function runProgram(
  main: string,
  words: readonly string[],
  { input, env, broken, started, patience = PATIENCE }: RunOptions,
  log: string | undefined,
): Promise<Ended> {
  const preload = broken || log ? ['--import', BREAKING] : [];
  const child = spawn(process.execPath, [...preload, main, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...env,
      ...(broken && { BAOJIAN_BREAK: broken }),
      ...(log && { BAOJIAN_BREAK_LOG: log }),
    },
  });
  if (child.pid) started?.(child.pid);
  let [out, err, hung] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', text => (out += text));
  child.stderr.setEncoding('utf8').on('data', text => (err += text));
  // Whoever does not read its input closes it early.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const timer = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, patience);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const { operations = [], memory = 0 } =
        log && existsSync(log) ? (JSON.parse(readFileSync(log, 'utf8')) as Pick<Ended, 'operations' | 'memory'>) : {};
      resolve({ words, code, signal, out, err, hung, operations, memory });
    });
  });
}

/** Exit codes that the program promises. */
const CODES = new Set([0, 1, 2, 3, 4, 5, 130]);

/** What no command may do, whatever was done to it: hang, end with a code of no meaning or a signal, show a stack or raw control characters. */
export function manners({ words, code, signal, out, err, hung }: Ended): Found[] {
  const said = `${words.slice(0, 3).join(' ')}`;
  if (hung) return [wrong(`${said} did not end`)];
  if (signal) return [wrong(`${said} ended by ${signal}`)];
  const found: Found[] = [];
  const text = `${out}\n${err}`;
  const end = err.trim().slice(-400);
  if (!CODES.has(code ?? -1)) found.push(wrong(`${said} ended with ${code}: ${end}`));
  else if (/\n\s+at .+:\d+|node:internal/u.test(text)) found.push(wrong(`${said} shows a stack: ${end}`));
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(text)) found.push(wrong(`${said} shows control characters`));
  return found;
}
