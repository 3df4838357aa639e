import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = (name: string) => fileURLToPath(new URL(`../../src/workbook/${name}`, import.meta.url));

/** A program in this folder that reads workbooks in its own worker, without a loader; `run` can import `./main.js`. */
export async function buildReading(folder: string, run: string): Promise<string> {
  await build({
    entryPoints: { main: source('read-sheets.ts'), 'workbook-worker': source('worker.ts') },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const program = join(folder, 'run.js');
  writeFileSync(program, run);
  return program;
}
