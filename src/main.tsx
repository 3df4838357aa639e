#!/usr/bin/env node
import { rawModeFirst } from './terminal/raw-mode-first.ts';

const words = process.argv.slice(2);
/** No command: only options that say where the data is. */
const forScreens = words.every(
  (word, place) =>
    word === '--shared' || /^--(?:home|store)(?:=|$)/u.test(word) || /^--(?:home|store)$/u.test(words[place - 1] ?? ''),
);
const hasTerminal = Boolean(process.stdin.isTTY && process.stdout.isTTY);
// Keys typed while the program loads belong to it: everything else is loaded after this line.
const early =
  forScreens && hasTerminal ? rawModeFirst(process.stdin, () => process.kill(process.pid, 'SIGHUP')) : undefined;

// Node would open a debugger to whoever may send this signal.
process.on('SIGUSR1', () => {});

const [
  { randomUUID },
  { readFileSync, writeFileSync },
  { homedir, userInfo },
  { dirname, join },
  { setTimeout: wait },
  { fileURLToPath },
] = await Promise.all([
  import('node:crypto'),
  import('node:fs'),
  import('node:os'),
  import('node:path'),
  import('node:timers/promises'),
  import('node:url'),
]);

try {
  // Should this process ever be dumped, no password and no declaration is in the dump.
  writeFileSync('/proc/self/coredump_filter', '0');
} catch {
  // Not on this system.
}

/** A user id without an entry in the password file has no name there. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? process.env.USERNAME ?? String(process.getuid?.() ?? '');
  }
}

/** Whether something is there; what is wrong with it is told later, on a screen that can show it. */
function isSet(find: () => unknown): boolean {
  try {
    return find() !== undefined;
  } catch {
    return false;
  }
}

const here = fileURLToPath(import.meta.url);
const program = join(dirname(here), '..');
const rim = {
  stdout: process.stdout,
  stderr: process.stderr,
  readInput: async () => {
    const { collected } = await import('./cli/inputs.ts');
    return await collected(process.stdin, '标准输入');
  },
  ...(process.stdin.isTTY && {
    readSecret: async (label: string) => {
      const { askSecret } = await import('./terminal/ask-secret.ts');
      return await askSecret({ stdin: process.stdin, output: process.stderr, process }, label);
    },
  }),
  env: process.env,
  platform: process.platform,
  userFolder: homedir(),
  machineFolder: '/etc/baojian',
  user: userName(),
  dataFolder: join(program, 'data'),
  version: (JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')) as { version: string }).version,
  runtime: process.versions.node,
  ...(hasTerminal && {
    terminal: async () => {
      const { askTerminal } = await import('./terminal/ask-terminal.ts');
      return await askTerminal({ stdin: process.stdin, stdout: process.stdout, process, env: process.env });
    },
  }),
  self: [process.execPath, ...process.execArgv, here],
  now: Date.now,
  random: Math.random,
  newId: randomUUID,
  wait: async (milliseconds: number) => {
    await wait(milliseconds);
  },
  onInterrupt: (listener: () => void) => {
    process.once('SIGINT', listener);
    return () => void process.off('SIGINT', listener);
  },
};

let outputFailed = false;
process.stdout.on('error', error => {
  // A reader that has seen enough, such as head, is no error.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit();
  if (early) throw error;
  // Work under way goes on to its end, so that nothing is half done; that the result is cut off is told and is the exit code.
  if (outputFailed) return;
  outputFailed = true;
  void import('./cli/report.ts').then(({ brokenOutput, errorLines }) => {
    for (const line of errorLines(brokenOutput(error))) process.stderr.write(`${line}\n`);
  });
  process.once('exit', () => {
    process.exitCode = 4;
  });
});
// Where nobody can be told anything the exit code is all that is left.
process.stderr.on('error', () => {});

if (early) {
  const { setFlagsFromString } = await import('node:v8');
  // The heap is collected sooner instead of grown: half a millisecond a key for 20 to 90 MB.
  setFlagsFromString('--optimize-for-size');
  // The painter knows what the terminal can show; what Ink draws with must not drop styles before it.
  const env = { ...process.env };
  process.env.FORCE_COLOR = '3';
  // Both together make Node write a warning across the screen; whatever else it warns of would be written there, too.
  delete process.env.NO_COLOR;
  process.removeAllListeners('warning');
  const { runScreens } = await import('../screens/run.tsx');
  const { resolveHome, resolveStore } = await import('./jobs/office.ts');
  const { keyboardAtStart } = await import('./jobs/keyboard-at-start.ts');
  const { openTerminal } = await import('./terminal/terminal.ts');
  const flagOf = (option: string) =>
    words
      .flatMap((word, place) =>
        word === option
          ? [words[place + 1] ?? '']
          : word.startsWith(`${option}=`)
            ? [word.slice(option.length + 1)]
            : [],
      )
      .at(-1);
  const home = resolveHome({ flag: flagOf('--home'), ...rim });
  const place = () => resolveStore({ flag: flagOf('--store'), ...rim });
  const kitty = keyboardAtStart(home, isSet(place));
  const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, process, env, early, kitty });
  try {
    const database = place();
    await runScreens({
      terminal,
      office: { ...rim, home, ...(database !== undefined && { database }), shared: words.includes('--shared') },
      userFolder: rim.userFolder,
    });
    await terminal.close();
  } catch (error) {
    // What a person can do something about is said on the screen that was there before.
    await terminal.close();
    const { makeReport } = await import('./cli/report.ts');
    process.exitCode = makeReport({ json: false, stdout: process.stdout, stderr: process.stderr }).error(error);
  }
} else {
  const { needsTerminal, runCommand } = await import('./cli/run.ts');
  if (process.stderr.isTTY) {
    const { charsetNote, foreignCharset } = await import('./terminal/encoding.ts');
    const charset = foreignCharset(process.env);
    if (charset !== undefined) process.stderr.write(charsetNote(charset));
  }
  process.exitCode = forScreens ? needsTerminal(rim) : await runCommand(words, rim);
}
