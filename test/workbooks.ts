import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The path of a file of fixtures/workbooks. */
export const workbook = (name: string): string => join(import.meta.dirname, '../fixtures/workbooks', name);

/** Such a file as people hand it in. */
export async function givenWorkbook(name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  return { name, bytes: await readFile(workbook(name)) };
}
