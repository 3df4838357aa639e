import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { openStore, type StoreOptions } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Paper, type PaperRow, paperOptions } from './paper.ts';

/** A store in a folder of its own unless told; closed when the test ends. */
export async function openPapers(
  home = join(temporaryFolder(), 'home'),
  options: Partial<StoreOptions<Paper, PaperRow>> = {},
): Promise<Store<Paper, PaperRow>> {
  const store = await openStore({ ...paperOptions(home), ...options });
  onTestFinished(() => store.close());
  return store;
}

/** The `UserError` that `work` ends with. */
export async function userError(work: Promise<unknown> | (() => unknown)): Promise<UserError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('No error came');
}

/** Starts test/store/children/<name>.ts as a process of its own. */
export function startChild(
  name: string,
  args: readonly string[],
  ids: { uid?: number; gid?: number } = {},
): ChildProcess {
  const file = fileURLToPath(new URL(`children/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...ids,
  });
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL');
  });
  return child;
}

/** Runs a child to its end and returns the lines that it printed. */
export async function runChild(name: string, args: readonly string[]): Promise<string[]> {
  const child = startChild(name, args);
  const lines = linesOf(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return lines;
}

/** The whole lines that a child has printed so far; the array grows. */
export function linesOf(child: ChildProcess): string[] {
  const lines: string[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return lines;
}

/** Waits until a child has printed something. */
export async function firstOutput(child: ChildProcess): Promise<void> {
  if (child.stdout) await once(child.stdout, 'data');
}
