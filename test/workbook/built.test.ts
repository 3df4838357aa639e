import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from '../run/temporary-folder.ts';
import { buildReading } from './reading-program.ts';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/workbooks/${name}`, import.meta.url));

test('the bundled program reads a workbook in its own worker, without a loader', async () => {
  const program = await buildReading(
    folder,
    `import { readFileSync } from 'node:fs';
import { readSheets } from './main.js';
for (const name of process.argv.slice(2)) {
  const sheets = await readSheets(readFileSync(name), name);
  console.log(sheets[0].rows[0].slice(0, 2).join());
}`,
  );
  const files = ['inbound.xlsx', 'inbound-gb18030.csv', 'goods-old.xls'].map(fixture);
  const said = execFileSync(process.execPath, [program, ...files], { encoding: 'utf8' });
  expect(said.trim().split('\n')).toEqual(['单证类型,入境', '单证类型,入境', 'HS编码,货物中文名']);
});
