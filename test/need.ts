import { spawnSync } from 'node:child_process';

/**
 * Whether a test must be left out because a program is not on this machine. With `BAOJIAN_TEST_ALL=1` nothing is left out: the test
 * runs, and fails without its program.
 */
export function lacks(program: string): boolean {
  if (process.env.BAOJIAN_TEST_ALL === '1') return false;
  return (spawnSync(program, ['--version']).error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

/** Whether a test must be left out because it needs a small file system of its own, which only root can mount on Linux. */
export function cannotMount(): boolean {
  if (process.env.BAOJIAN_TEST_ALL === '1') return false;
  return process.platform !== 'linux' || process.getuid?.() !== 0;
}

/** Whether a test must be left out because it needs other users of the machine, in whose name only root can start programs. */
export function lacksUsers(): boolean {
  if (process.env.BAOJIAN_TEST_ALL === '1') return false;
  return process.platform === 'win32' || process.getuid?.() !== 0;
}

/** Whether a test must be left out because it installs packages: a run of the tests by hand installs nothing. */
export function installsNothing(): boolean {
  return process.env.BAOJIAN_TEST_ALL !== '1';
}
