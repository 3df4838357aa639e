import type { Office } from './office.ts';

/**
 * Looks for an earlier import and takes contents in with no other importing program in between, so that the same contents that
 * arrive twice at the same moment become one declaration.
 */
export function importingAlone<T>({ store, user }: Office, work: () => Promise<T>): Promise<T> {
  return store.alone('import', `${user} 正在导入`, work);
}
