import type { Right } from '../accounts/permissions.ts';
import type { OfficeValues } from '../jobs/completions.ts';
import type { TerminalFacts } from '../jobs/doctor/terminal.ts';
import type { Database, Office } from '../jobs/office.ts';
import type { Report, TextSink } from './report.ts';

/** The world as main hands it to the commands. */
export interface Rim {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** All of standard input. */
  readonly readInput: () => Promise<Uint8Array>;
  /** Asks at the terminal for a line that is not shown; not there where there is none. */
  readonly readSecret?: (label: string) => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly userFolder: string;
  /** The folder of settings for everybody on this machine. */
  readonly machineFolder?: string;
  readonly user: string;
  readonly dataFolder: string;
  readonly version: string;
  /** Version of Node. */
  readonly runtime: string;
  /** Asks the terminal what it can do; not there where there is none. */
  readonly terminal?: () => Promise<TerminalFacts>;
  /** The command line that starts this program again, without arguments. */
  readonly self: readonly string[];
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Calls `listener` at the next Ctrl+C instead of ending the program, until the returned function is called; one after that ends it. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** What every command has in hand. */
export interface Context {
  readonly rim: Rim;
  readonly report: Report;
  readonly home: string;
  /** The database of the office, where there is one; throws what is wrong with its address. */
  readonly database: Database | undefined;
  /** Whether there is no data yet; opening the office would make the home. */
  readonly isFirstStart: () => Promise<boolean>;
  /** The office, opened at first use and closed by whoever runs the command. */
  readonly office: () => Promise<Office>;
}

/** What a command takes of those who have logged in; `anybody`: it needs nobody. */
export type RightNeeded = Right | 'anybody';

/** The words and options of a command for yargs, and what it does. It returns the exit code; what it throws is reported by its caller. */
export interface Work {
  readonly command: string;
  /** Other names of it. */
  readonly aliases?: readonly string[];
  /** What opening the office for it takes; by what it is told to do where that makes a difference. */
  readonly right: RightNeeded | Readonly<Record<string, RightNeeded>>;
  readonly build: (yargs: import('yargs').Argv) => import('yargs').Argv;
  // biome-ignore lint/suspicious/noExplicitAny: yargs infers arguments per builder; each command names the ones it reads.
  readonly run: (context: Context, args: any) => Promise<number>;
}

/** What a shell is offered for a word: some of the office's, and files or folders. */
export type Values = readonly (OfficeValues | 'files' | 'folders')[];

/** One command for people, and what help says of it. */
export interface Command extends Work {
  readonly describe: string;
  /** What may stand for a word of its, or behind an option (`--file`), after the words `before`; choices are known without it. */
  readonly completes?: (name: string, before: readonly string[]) => Values | undefined;
}
