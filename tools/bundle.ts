import { build, type Plugin } from 'esbuild';
import { INK, INK_PARTS, type InkPart, MEASURED_CODE, MEASURED_WIDTH, partCode } from './ink-parts.ts';

/** Puts our string-width in the place of the one that Ink and all others have. */
const measuredWidths: Plugin = {
  name: 'measured-widths',
  setup(builder) {
    builder.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer === MEASURED_WIDTH ? null : { path: MEASURED_WIDTH, namespace: 'measured-widths' },
    );
    builder.onLoad({ filter: /.*/, namespace: 'measured-widths' }, () => ({
      contents: MEASURED_CODE,
      resolveDir: import.meta.dirname,
    }));
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

/** Bundles programs for Node as the release is. */
export async function bundle({ entries, outdir, extension = '.js', plain = false }: Bundle): Promise<void> {
  await build({
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
    // Native and WebAssembly modules find their binary beside their own files; devtools are an optional part of Ink.
    external: ['fs-native-extensions', 'libxml2-wasm', 'react-devtools-core'],
    // Some bundled packages are CommonJS and ask for Node's modules with require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    // Beside the entries, because a chunk finds the workbook worker beside itself.
    chunkNames: '[name]-[hash]',
    plugins: plain ? [] : [measuredWidths, ...INK_PARTS.map(wrapped)],
    logLevel: 'warning',
  });
}
