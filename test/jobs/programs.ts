import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../run/temporary-folder.ts';

/** Programs of a machine, by their names the shell script that each is, in a folder that is searched before the others. */
export function programsOf(scripts: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { folder, env: { PATH: `${folder}:/usr/bin:/bin` } };
}
