import type { Rim } from '../../src/cli/context.ts';
import type { TextSink } from '../../src/cli/report.ts';
import { runCommand } from '../../src/cli/run.ts';
import type { Practice, PracticeOptions } from '../../src/practice/server.ts';
import { openTestOffice, startTestBureau, type TestOffice } from '../jobs/office.ts';
import { officeOptions } from '../jobs/office-options.ts';
import { built } from '../run/built.ts';

/** What one command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as the one JSON document that it must be. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the document it asked for.
  readonly json: any;
}

export interface CommandRoom extends TestOffice {
  /** Runs one command line, given as words or as a text without quotes, in the home of this room. */
  run(words: string | readonly string[], input?: string | Uint8Array): Promise<Said>;
  /** What Ctrl+C does to the command that runs; false when it does not listen. */
  interrupt(): boolean;
  startBureau(options?: Partial<PracticeOptions>): Promise<Practice>;
  /** The status of a declaration, as `show` gives it. */
  statusOf(entryNo: string): Promise<string>;
}

/** The command line that starts the program in a process of its own. */
export async function ourselves(): Promise<readonly string[]> {
  return [process.execPath, (await built()).main];
}

/** A home of its own and the batch commands, in this process; `env` is what they see beside it, `self` starts the program in another one. */
export async function openCommandRoom({
  env = {},
  self = [],
}: {
  readonly env?: Rim['env'];
  readonly self?: readonly string[];
} = {}): Promise<CommandRoom> {
  const at = await openTestOffice();
  const listeners = new Set<() => void>();
  const run: CommandRoom['run'] = async (words, input) => {
    const said = { out: '', err: '' };
    const rim: Rim = {
      ...officeOptions(at.home, at.clock),
      stdout: sink(said, 'out'),
      stderr: sink(said, 'err'),
      readInput: async () =>
        typeof input === 'string' ? new TextEncoder().encode(input) : (input ?? new Uint8Array()),
      env: { BAOJIAN_HOME: at.home, ...env },
      platform: process.platform,
      userFolder: at.home,
      version: '0.0.0',
      runtime: '20.19.0',
      self,
      onInterrupt: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const code = await runCommand(typeof words === 'string' ? words.split(' ').filter(Boolean) : words, rim);
    return {
      ...said,
      code,
      get json() {
        return JSON.parse(said.out);
      },
    };
  };
  return {
    ...at,
    run,
    interrupt() {
      const heard = [...listeners];
      for (const listener of heard) listener();
      return heard.length > 0;
    },
    startBureau: options => startTestBureau(at, options),
    statusOf: async entryNo => (await run(`show ${entryNo} --json`)).json.status,
  };
}

function sink<Name extends string>(said: Record<Name, string>, name: Name): TextSink {
  return {
    write(text) {
      said[name] += text;
    },
  };
}

/** The entry number in the first line that a command printed. */
export function entryNoIn({ out }: Said): string {
  const [entryNo] = /W[IEP][0-9]{13,15}/u.exec(out) ?? [];
  if (entryNo === undefined) throw new Error(`No entry number: ${out}`);
  return entryNo;
}
