import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Gives Ink and what it uses our string-width, as the release does. */
const measuredWidths: Plugin = {
  name: 'measured-widths',
  setup(builder) {
    const ours = fileURLToPath(new URL('../../src/terminal/measured-width.ts', import.meta.url));
    builder.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer === ours ? null : { path: ours, namespace: 'measured-widths' },
    );
    builder.onLoad({ filter: /.*/, namespace: 'measured-widths' }, ({ path }) => ({
      contents: `export { measuredWidth as default } from ${JSON.stringify(path)};`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    }));
  },
};

/** A program of this folder built as the release is, in a temporary folder that the caller removes; its entry. */
export async function bundle(program: string, options: { plain?: boolean } = {}): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
  await build({
    entryPoints: { program: fileURLToPath(new URL(program, import.meta.url)) },
    outdir,
    outExtension: { '.js': '.mjs' },
    // Ink's devtools stay in a chunk that is never loaded.
    splitting: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    jsx: 'automatic',
    minifySyntax: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react-devtools-core'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: options.plain ? [] : [measuredWidths],
    logLevel: 'error',
  });
  return join(outdir, 'program.mjs');
}
