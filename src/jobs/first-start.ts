import { readdir } from 'node:fs/promises';

/** Whether there is no data yet: the home is not there, or nothing is in it. */
export async function isFirstStart(home: string): Promise<boolean> {
  try {
    return (await readdir(home)).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    // Any other trouble with the folder is told when it is opened, with advice.
    return false;
  }
}
