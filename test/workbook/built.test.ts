import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from '../run/temporary-folder.ts';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const source = (name: string) => fileURLToPath(new URL(`../../src/workbook/${name}`, import.meta.url));
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/workbooks/${name}`, import.meta.url));

test('the bundled program reads a workbook in its own worker, without a loader', async () => {
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
  writeFileSync(
    join(folder, 'run.js'),
    `import { readFileSync } from 'node:fs';
import { readSheets } from './main.js';
for (const name of process.argv.slice(2)) {
  const sheets = await readSheets(readFileSync(name), name);
  console.log(sheets[0].rows[0].slice(0, 2).join());
}`,
  );
  const files = ['inbound.xlsx', 'inbound-gb18030.csv', 'goods-old.xls'].map(fixture);
  const said = execFileSync(process.execPath, [join(folder, 'run.js'), ...files], { encoding: 'utf8' });
  expect(said.trim().split('\n')).toEqual(['单证类型,入境', '单证类型,入境', 'HS编码,货物中文名']);
});
