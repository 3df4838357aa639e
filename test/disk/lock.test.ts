import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreLock } from '../../src/disk/lock.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { userError } from '../store/stage.ts';

function lockOn(file: string, wait = 30): StoreLock {
  return new StoreLock({ file, mode: 0o600, holder: '甲', wait, random: Math.random });
}

test('work of one program runs one after the other, and goes on after work that failed', async () => {
  const lock = lockOn(join(temporaryFolder(), 'lock'));
  const seen: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b failed');
  };
  const results = await Promise.allSettled(['a', 'b', 'c'].map(name => lock.run(work(name))));
  expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  await lock.close();
});

test('only work that broke off is followed by recovery, before the next work', async () => {
  const file = join(temporaryFolder(), 'lock');
  const [one, two] = [lockOn(file), lockOn(file)];
  const seen: string[] = [];
  two.onBrokenOff(async () => void seen.push('recovered'));
  await one.run(async () => {});
  await two.run(async () => void seen.push('first'));
  await expect(one.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await two.run(async () => void seen.push('second'));
  await two.run(async () => void seen.push('third'));
  expect(seen).toEqual(['first', 'recovered', 'second', 'third']);
  await one.close();
  await two.close();
});

test('a lock file that was replaced by another locks all the same', async () => {
  const file = join(temporaryFolder(), 'lock');
  const old = lockOn(file);
  await old.run(async () => {});
  rmSync(file);
  writeFileSync(file, '');
  const other = lockOn(file);
  await other.run(async () => {
    expect((await userError(old.run(async () => {}))).code).toBe('store.locked');
  });
  await old.run(async () => {});
  await old.close();
  await other.close();
});
