import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Starts test/jobs/children/<name>.ts as a process of its own. */
export function startChild(name: string, args: readonly string[]): ChildProcess {
  const file = fileURLToPath(new URL(`children/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void (child.exitCode ?? child.kill('SIGKILL')));
  return child;
}

/**
 * Runs several children that wait for a line before they do their work, so that they do it at the same moment,
 * and gives the lines that each printed after that.
 */
export async function runChildren(name: string, runs: readonly (readonly string[])[]): Promise<string[][]> {
  const children = runs.map(args => startChild(name, args));
  const outputs = children.map(child => {
    const output = { text: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output.text += text;
    });
    return output;
  });
  const closed = children.map(child => once(child, 'close'));
  await Promise.all(children.map(child => child.stdout && once(child.stdout, 'data')));
  for (const child of children) child.stdin?.end('go\n');
  await Promise.all(closed);
  return outputs.map(({ text }) => text.split('\n').slice(1, -1));
}
