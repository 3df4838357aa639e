import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Gives Ink and what it uses our string-width, which remembers: Ink measures every text of a frame several times a keystroke. */
const measuredWidths: Plugin = {
  name: 'measured-widths',
  setup(builder) {
    const ours = fileURLToPath(new URL('../src/terminal/measured-width.ts', import.meta.url));
    builder.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer === ours ? null : { path: ours, namespace: 'measured-widths' },
    );
    builder.onLoad({ filter: /.*/, namespace: 'measured-widths' }, ({ path }) => ({
      contents: `export { measuredWidth as default } from ${JSON.stringify(path)};`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    }));
  },
};

/** Gives Ink readers of styled lines that remember: of forty lines a keystroke changes one or two. */
const rememberedStyles: Plugin = {
  name: 'remembered-styles',
  setup(builder) {
    const ours = fileURLToPath(new URL('../src/terminal/remembered-styles.ts', import.meta.url));
    builder.onResolve({ filter: /^@alcalzone\/ansi-tokenize$/ }, ({ path, namespace, resolveDir }) =>
      namespace === 'remembered-styles' ? null : { path, namespace: 'remembered-styles', pluginData: resolveDir },
    );
    builder.onLoad({ filter: /.*/, namespace: 'remembered-styles' }, ({ path, pluginData }) => ({
      contents: [
        `import * as library from ${JSON.stringify(path)};`,
        `import { rememberStyles } from ${JSON.stringify(ours)};`,
        `export * from ${JSON.stringify(path)};`,
        'export const { tokenize, styledCharsFromTokens, styledCharsToString } = rememberStyles(library);',
      ].join('\n'),
      resolveDir: pluginData as string,
    }));
  },
};

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
    plugins: plain ? [] : [measuredWidths, rememberedStyles],
    logLevel: 'warning',
  });
}
