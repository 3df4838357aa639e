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

/** Puts what `make` of a file of ours makes of a module of Ink in the place of that module. */
function wrapped(module: string, make: string, file: string): Plugin {
  const ours = fileURLToPath(new URL(`../src/terminal/${file}`, import.meta.url));
  return {
    name: file,
    setup(builder) {
      const filter = new RegExp(`^\\./${module.replaceAll('.', '\\.')}$`);
      builder.onResolve({ filter }, ({ path, namespace, importer, resolveDir }) =>
        namespace === file || !INK.test(importer) ? null : { path, namespace: file, pluginData: resolveDir },
      );
      builder.onLoad({ filter: /.*/, namespace: file }, ({ path, pluginData }) => ({
        contents: [
          `import theirs from ${JSON.stringify(path)};`,
          `import { ${make} } from ${JSON.stringify(ours)};`,
          `export default ${make}(theirs);`,
        ].join('\n'),
        resolveDir: pluginData as string,
      }));
    },
  };
}

const INK = /node_modules[\\/]ink[\\/]build[\\/]/;
/** Ink cleans every line of every frame and takes it apart, though a keystroke changes one or two of forty. */
const rememberedTexts = wrapped('sanitize-ansi.js', 'rememberTexts', 'remembered-texts.ts');
const wholeLines = wrapped('output.js', 'keepWholeLines', 'whole-lines.ts');

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
    plugins: plain ? [] : [measuredWidths, rememberedTexts, wholeLines],
    logLevel: 'warning',
  });
}
