import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from '../run/temporary-folder.ts';
import { partsOf, rawXlsx } from './hostile-files.ts';
import { buildReading } from './reading-program.ts';

const folder = makeFolder();
let program = '';

// How slow the machine is must not decide why a file is refused. A process of its own for each file: its greatest size is that of one reading.
beforeAll(async () => {
  program = await buildReading(
    folder,
    `import { readFileSync } from 'node:fs';
import { readSheets } from './main.js';
const said = await readSheets(readFileSync(process.argv[2]), 'a.xlsx', { limits: { milliseconds: 300_000 } }).then(
  sheets => \`\${sheets[0].rows.length} rows\`,
  error => error.code,
);
console.log(JSON.stringify({ said, mb: process.resourceUsage().maxRSS / 1024 }));`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const MB = 1024 * 1024;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const filled = (piece: string, mb: number) => piece.repeat(Math.floor((mb * MB) / piece.length));
const strings = (items: string) => ({ 'xl/sharedStrings.xml': strToU8(`<sst xmlns="${MAIN}">${items}</sst>`) });
const lines = (count: number, cells: (row: number) => string) =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`).join('');
const formula = (row: number) => `<c r="A${row}"><f>SUM(B${row}:C${row})*${row}</f><v>${row}</v></c>`;

// biome-ignore format: table
const FILES: readonly (readonly [what: string, said: string, make: () => Uint8Array])[] = [
  ['a zip bomb',                 'workbook.unpacked', () => rawXlsx('', { 'xl/x.xml': new Uint8Array(80 * MB) })],
  ['very many formulas',         'workbook.memory',   () => rawXlsx(lines(700_000, formula))],
  ['cells that hold nothing',    'workbook.memory',   () => rawXlsx(`<row r="1">${filled('<c r="A1"/>', 60)}</row>`)],
  ['a cell in column ZZZZZ',     'workbook.too-wide', () => rawXlsx('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')],
  ['elements in one another',    '0 rows',            () => rawXlsx(`<row r="1"><c r="A1" t="inlineStr"><is>${filled('<r>', 30)}</is></c></row>`)],
  ['huge shared strings',        '0 rows',            () => rawXlsx('', strings(filled('<si><t>aa</t></si>', 60)))],
  ['macros as big as may be',    '1 rows',            () => zipSync({ ...partsOf('<row r="1"><c r="A1"><v>1</v></c></row>'), 'xl/vbaProject.bin': new Uint8Array(60 * MB) })],
];

test.each(FILES)('the whole process stays below 512 MB over %s: %s', { timeout: 300_000 }, (_what, said, make) => {
  const file = join(folder, 'given.xlsx');
  writeFileSync(file, make());
  const told = execFileSync(process.execPath, [program, file], { encoding: 'utf8' });
  const answer = JSON.parse(told) as { said: string; mb: number };
  expect(answer.said).toBe(said);
  expect(answer.mb).toBeLessThan(512);
});
