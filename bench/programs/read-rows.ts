/**
 * Reads a workbook of goods again and again: barely, by the library alone, and as the program does, to its sheets, to its rows, and to rows
 * that are checked for people to look at. Arguments: workbook, home, data folder, rounds. Says the milliseconds of each round.
 */
import { readFile } from 'node:fs/promises';
import { read } from 'xlsx';
import { readRows } from '../../src/jobs/read-workbooks.ts';
import { reviewSheets } from '../../src/jobs/review-rows.ts';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import { parseWorkbook } from '../../src/workbook/parse-workbook.ts';
import type { Sheet } from '../../src/workbook/sheet.ts';
import { timed } from '../figure.ts';
import { openBenchOffice } from '../office.ts';

const [file = '', home = '', dataFolder = '', rounds = '1'] = process.argv.slice(2);
const name = 'bench.xlsx';
const document = { direction: 'in', containers: [], goods: [] } as const;

const bytes = new Uint8Array(await readFile(file));
const office = await openBenchOffice({ home, dataFolder });
const said = { rows: 0, bare: [] as number[], sheets: [] as number[], read: [] as number[], reviewed: [] as number[] };
for (let round = -1; round < Number(rounds); round += 1) {
  const bare = await timed(() => read(bytes, { type: 'array', dense: true }));
  const { sheets, parsed } = await parse();
  const rows = await timed(async () => {
    said.rows = (await readRows(office, { name, sheets }, 'in', 'goods')).rows.length;
  });
  // What was found out about sheets is kept with them: this is for others.
  const again = structuredClone(sheets);
  const reviewed = await timed(() => reviewSheets(office, { name, sheets: again }, 'goods', document));
  if (round < 0) continue;
  said.bare.push(bare);
  said.sheets.push(parsed);
  said.read.push(parsed + rows);
  said.reviewed.push(parsed + reviewed);
}
await office.close();
console.log(JSON.stringify(said));

async function parse(): Promise<{ readonly sheets: readonly Sheet[]; readonly parsed: number }> {
  let answer: Awaited<ReturnType<typeof parseWorkbook>> | undefined;
  const parsed = await timed(async () => {
    answer = await parseWorkbook({ bytes, limits: DEFAULT_LIMITS });
  });
  if (!answer || !('sheets' in answer)) throw new Error('The workbook was refused');
  return { sheets: answer.sheets, parsed };
}
