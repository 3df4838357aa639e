import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything below a folder by its path: permissions and bytes of files, targets of links; the time at which anything was changed does not count. */
export function contentsOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths.map(path => {
      const file = join(folder, path);
      const stat = lstatSync(file);
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isSymbolicLink()) return [path, `-> ${readlinkSync(file)}`];
      return [path, stat.isFile() ? `${mode} ${readFileSync(file, 'latin1')}` : mode];
    }),
  );
}
