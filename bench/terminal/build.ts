import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle as bundleAll } from '../../tools/bundle.ts';

/** A program of this folder built as the release is, in a temporary folder that the caller removes; its entry. */
export async function bundle(program: string, { plain = false }: { plain?: boolean } = {}): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
  await bundleAll({
    entries: { program: fileURLToPath(new URL(program, import.meta.url)) },
    outdir,
    extension: '.mjs',
    plain,
  });
  return join(outdir, 'program.mjs');
}
