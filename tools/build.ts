import { chmodSync, existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const OUT = 'dist';

// The entries that run in a thread or process of their own need a file of their own.
const ENTRIES = { main: 'src/main.tsx', 'workbook-worker': 'src/workbook/worker.ts' };

rmSync(OUT, { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file))),
  outdir: OUT,
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
  // Beside the entries, because a chunk finds the worker beside itself.
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
});
chmodSync(`${OUT}/main.js`, 0o755);
