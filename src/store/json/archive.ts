import { DAMAGED, FOLDERS, NEIGHBOURS } from './home.ts';

/** First entry of an archive: what it is and how many files follow. */
export const MANIFEST = 'backup.json';

const PATH = /^[A-Za-z0-9~_][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9~_][A-Za-z0-9._~-]*){0,5}$/u;

/** Whether a path belongs into a store; nothing that climbs out of it, and no lock or index, does. */
export function isOurs(path: string): boolean {
  const name = path.replaceAll('\\', '/');
  if (!PATH.test(name)) return false;
  const [top = '', ...rest] = name.split('/');
  if (rest.length === 0) return top === 'store.json' || top === 'numbers.json';
  const folders: readonly string[] = [...FOLDERS, ...NEIGHBOURS, DAMAGED];
  return folders.includes(top) && top !== 'locks' && top !== 'index';
}
