import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../tools/bundle.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Below node_modules, where programs find the packages that are not bundled. */
const OUT = join(ROOT, 'node_modules', '.cache');

export const DATA = join(ROOT, 'data');

const MAIN = 'src/main.tsx';
const WORKER = 'src/workbook/worker.ts';

/** Runs with programs that are built as the release is; `plain` ones with the libraries as they are. By file: where it was built. */
export async function withPrograms<Name extends string, Result>(
  files: readonly Name[],
  work: (built: Readonly<Record<Name, string>>) => Promise<Result>,
  { plain = [] }: { readonly plain?: readonly Name[] } = {},
): Promise<Result> {
  await mkdir(OUT, { recursive: true });
  const folder = await mkdtemp(join(OUT, 'bench-'));
  try {
    // The release finds its data and its version beside the folder that it is in.
    await symlink(DATA, join(folder, 'data'), 'junction');
    // Its font, too.
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
    const built: Partial<Record<Name, string>> = {};
    for (const file of files) {
      const outdir = join(folder, basename(file));
      await bundle({ entries: { program: join(ROOT, file) }, outdir, extension: '.mjs', plain: plain.includes(file) });
      // The program starts it as the release does, by its name.
      if (file === MAIN) await bundle({ entries: { 'workbook-worker': join(ROOT, WORKER) }, outdir });
      built[file] = join(outdir, 'program.mjs');
    }
    return await work(built as Record<Name, string>);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
