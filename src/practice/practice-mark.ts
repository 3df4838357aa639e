import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Stands in an import folder that was made for practice, so that nothing else is ever taken from or put into a folder of the real client. */
export const PRACTICE_MARK = 'baojian-practice.txt';

/** Whether an import folder is one that practice has made. */
export async function isPracticeFolder(root: string): Promise<boolean> {
  return await stat(join(root, PRACTICE_MARK)).then(
    () => true,
    () => false,
  );
}
