import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vitest/config';
import { bundle } from '../../tools/bundle.ts';
import { makeFolder } from './temporary-folder.ts';

const source = (name: string): string => fileURLToPath(new URL(`../../src/workbook/${name}`, import.meta.url));
const READER = source('read-sheets.ts');
const LOADED = "'./worker-from-source.mjs'";

/** The reading thread in the tests as the build makes it: from source it takes half a second longer to start, for each workbook. */
export function shippedWorker(): Plugin {
  let bundled: Promise<string> | undefined;
  return {
    name: 'shipped-worker',
    enforce: 'pre',
    async transform(code, id) {
      if (id !== READER) return null;
      if (!code.includes(LOADED)) throw new Error(`${READER} does not start ${LOADED}`);
      bundled ??= bundleWorker();
      return { code: code.replace(LOADED, JSON.stringify(await bundled)), map: null };
    },
  };
}

async function bundleWorker(): Promise<string> {
  const outdir = makeFolder();
  await bundle({ entries: { worker: source('worker.ts') }, outdir, extension: '.mjs' });
  return pathToFileURL(`${outdir}/worker.mjs`).href;
}
