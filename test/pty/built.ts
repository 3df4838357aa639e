import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../tools/bundle.ts';
import { makeFolder } from '../temporary-folder.ts';

/** The program as the release is, in a folder of its own: what stands in dist may be older than the sources. */
export interface Built {
  readonly main: string;
  /** A program of test/pty/programs, by name. */
  program(name: string): string;
  /** A data folder that is not there yet. */
  newHome(): string;
  remove(): void;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the program, and programs of test/pty/programs beside it. */
export async function build(...programs: string[]): Promise<Built> {
  const folder = makeFolder();
  const outdir = join(folder, 'dist');
  mkdirSync(outdir);
  await bundle({
    entries: {
      main: join(ROOT, 'src/main.tsx'),
      'workbook-worker': join(ROOT, 'src/workbook/worker.ts'),
      ...Object.fromEntries(programs.map(name => [name, join(ROOT, `test/pty/programs/${name}.ts`)])),
    },
    outdir,
  });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  for (const name of ['data', 'node_modules']) symlinkSync(join(ROOT, name), join(folder, name), 'dir');
  let homes = 0;
  return {
    main: join(outdir, 'main.js'),
    program: name => join(outdir, `${name}.js`),
    newHome: () => join(folder, `报检-${++homes}`),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }),
  };
}
