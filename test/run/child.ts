import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { built } from './built.ts';

/** Starts a program of the tests, such as `store/save-new`, as a process of its own, of another user if told. */
export async function startChild(
  name: string,
  args: readonly string[],
  ids: { uid?: number; gid?: number } = {},
): Promise<ChildProcess> {
  const { program } = await built();
  const child = spawn(process.execPath, [program(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'], ...ids });
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL');
  });
  return child;
}

/** Runs a child to its end and returns the lines that it printed. */
export async function runChild(name: string, args: readonly string[]): Promise<string[]> {
  const child = await startChild(name, args);
  const lines = linesOf(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return lines;
}

/**
 * Runs several children that wait for a line before they do their work, so that they do it at the same moment,
 * and gives the lines that each printed after that.
 */
export async function runTogether(name: string, runs: readonly (readonly string[])[]): Promise<string[][]> {
  const children = await Promise.all(runs.map(args => startChild(name, args)));
  const outputs = children.map(linesOf);
  const closed = children.map(child => once(child, 'close'));
  await Promise.all(children.map(firstOutput));
  for (const child of children) child.stdin?.end('go\n');
  await Promise.all(closed);
  return outputs.map(lines => lines.slice(1));
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
