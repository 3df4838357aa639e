import { spawnSync } from 'node:child_process';

/**
 * Whether a test must be left out because a program is not on this machine. With `BAOJIAN_TEST_ALL=1` nothing is left out: the test
 * runs, and fails without its program.
 */
export function lacks(program: string): boolean {
  if (process.env.BAOJIAN_TEST_ALL === '1') return false;
  return (spawnSync(program, ['--version']).error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}
