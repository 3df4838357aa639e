import { join } from 'node:path';
import { StoreLock } from '../store/lock.ts';
import { demandWritable } from '../store/read-only.ts';
import type { Office } from './office.ts';

// Milliseconds: an import takes the lock anew for each declaration and keeps it for a few of them.
const WAIT = 30_000;

/**
 * Looks for an earlier import and takes contents in with no other importing program in between, so that the same contents that
 * arrive twice at the same moment become one declaration. Its lock is always taken before that of the store: the other way round two
 * programs could wait for each other.
 */
export async function importingAlone<T>(office: Office, work: () => Promise<T>): Promise<T> {
  demandWritable(office.store);
  const { home, shared } = office.store;
  const lock = new StoreLock({
    file: join(home, 'locks', 'import.lock'),
    mode: shared ? 0o660 : 0o600,
    holder: `${office.user} 正在导入`,
    wait: WAIT,
    random: office.random,
  });
  try {
    return await lock.run(async () => {
      await office.store.refresh();
      return await work();
    });
  } finally {
    await lock.close();
  }
}
