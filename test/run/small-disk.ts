import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** The same folder at another place, where nothing can be written; gone when the test ends. */
export function mountReadOnly(from: string): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['--bind', from, folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
  });
  execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
  return folder;
}

/** A file system of so many KB in memory, gone when the test ends. */
export function mountSmall(kilobytes: number): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
  });
  return folder;
}
