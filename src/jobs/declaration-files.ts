import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

/** Endings of the files that whole declarations come in. */
export const DECLARATION_ENDINGS = ['.xlsx', '.xls', '.csv', '.json', '.jsonl', '.xml', '.zip'] as const;

/** The file, or those in a folder by their names. Throws `import.no-files` for a folder without any. */
export async function declarationFiles(path: string): Promise<readonly string[]> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter(entry => entry.isFile() && !entry.name.startsWith('.') && !entry.name.startsWith('~$'))
    .map(({ name }) => name)
    .filter(name => DECLARATION_ENDINGS.some(ending => name.toLowerCase().endsWith(ending)));
  if (names.length === 0) {
    throw new UserError('import.no-files', `${cleanLine(path)} 里没有可以导入的文件`, {
      exit: 'usage',
      next: [`可以导入的：${DECLARATION_ENDINGS.join(' ')}`],
    });
  }
  return names.sort((a, b) => a.localeCompare(b, 'zh', { numeric: true })).map(name => join(path, name));
}
