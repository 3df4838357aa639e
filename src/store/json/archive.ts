import { DAMAGED, FOLDERS, NEIGHBOURS } from './home.ts';
import { SESSIONS_FILE } from './members.ts';

/** First entry of an archive: what it is and how many files follow. */
export const MANIFEST = 'backup.json';

const PATH = /^[A-Za-z0-9~_][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9~_][A-Za-z0-9._~-]*){0,5}$/u;

/**
 * Whether a path says who has logged in. It stays out of archives, and out of what they are unpacked to: who had a log-in when a
 * backup was made has none by its being restored.
 */
export const isLogIns = (path: string): boolean => path.replaceAll('\\', '/') === `accounts/${SESSIONS_FILE}`;

/** Whether a path belongs into a store; nothing that climbs out of it, and no lock or index, does. */
export function isOurs(path: string): boolean {
  const name = path.replaceAll('\\', '/');
  if (!PATH.test(name)) return false;
  const [top = '', ...rest] = name.split('/');
  if (rest.length === 0) return top === 'store.json' || top === 'numbers.json';
  const folders: readonly string[] = [...FOLDERS, ...NEIGHBOURS, DAMAGED];
  return folders.includes(top) && top !== 'locks' && top !== 'index';
}
