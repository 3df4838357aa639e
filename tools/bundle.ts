import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { INK, INK_PARTS, type InkPart, LATE_CODE, MEASURED_CODE, MEASURED_WIDTH, partCode } from './ink-parts.ts';

/** Puts our string-width in the place of the one that Ink and all others have. */
const measuredWidths: Plugin = {
  name: 'measured-widths',
  setup(builder) {
    builder.onResolve({ filter: /^string-width$/ }, ({ importer, namespace }) => {
      if (namespace === 'late-widths') return null;
      return { path: MEASURED_WIDTH, namespace: importer === MEASURED_WIDTH ? 'late-widths' : 'measured-widths' };
    });
    const codes = { 'measured-widths': MEASURED_CODE, 'late-widths': LATE_CODE };
    for (const [namespace, contents] of Object.entries(codes))
      builder.onLoad({ filter: /.*/, namespace }, () => ({ contents, resolveDir: import.meta.dirname }));
  },
};

/** Puts a part in the place of the module of Ink that it is made of. */
function wrapped(part: InkPart): Plugin {
  const { module, file } = part;
  return {
    name: file,
    setup(builder) {
      const filter = new RegExp(`^\\./${module.replaceAll('.', '\\.')}$`);
      builder.onResolve({ filter }, ({ path, namespace, importer, resolveDir }) =>
        namespace === file || !INK.test(importer) ? null : { path, namespace: file, pluginData: resolveDir },
      );
      builder.onLoad({ filter: /.*/, namespace: file }, ({ path, pluginData }) => ({
        contents: partCode(part, path),
        resolveDir: pluginData as string,
      }));
    },
  };
}

export interface Bundle {
  /** Name of the output → source file. */
  readonly entries: Readonly<Record<string, string>>;
  readonly outdir: string;
  /** `.mjs` for folders whose package.json does not say that .js is ESM. */
  readonly extension?: '.js' | '.mjs';
  /** With the libraries as they are, for figures to compare with. */
  readonly plain?: boolean;
}

/** What the release is made of: name of the output → source file. What runs in a thread of its own needs a file of its own. */
export const RELEASE = { main: 'src/main.tsx', 'workbook-worker': 'src/workbook/worker.ts' };

/** The same with whole paths, in the tree at `root`. */
export const releaseIn = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(RELEASE).map(([name, file]) => [name, join(root, file)]));

/** Native and WebAssembly modules find their binary beside their own files: they are installed with the package. */
export const INSTALLED = ['fs-native-extensions', 'libxml2-wasm'];

function optionsOf({ entries, outdir, extension = '.js', plain = false }: Bundle): BuildOptions {
  return {
    entryPoints: { ...entries },
    outdir,
    outExtension: { '.js': extension },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    minifySyntax: true,
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    // Devtools are an optional part of Ink.
    external: [...INSTALLED, 'react-devtools-core'],
    // Some bundled packages are CommonJS and ask for Node's modules with require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    // Beside the entries, because a chunk finds the workbook worker beside itself.
    chunkNames: '[name]-[hash]',
    plugins: plain ? [] : [measuredWidths, ...INK_PARTS.map(wrapped)],
    logLevel: 'warning',
  };
}

/** Bundles programs for Node as the release is. */
export async function bundle(programs: Bundle): Promise<void> {
  await build(optionsOf(programs));
}

/** Which files the bundles of the release are made of; nothing is written. */
export async function bundledFiles(): Promise<Metafile> {
  const { metafile } = await build({
    ...optionsOf({ entries: RELEASE, outdir: 'dist' }),
    metafile: true,
    write: false,
  });
  return metafile;
}
