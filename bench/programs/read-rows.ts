/**
 * Reads a workbook of goods again and again: barely, by the library alone, and as the program does, to its sheets, to its rows, to rows that
 * people look at, the first of them checked, and until all are checked. Arguments: workbook, home, data folder, rounds. Says the milliseconds of each round.
 */
import { readFile } from 'node:fs/promises';
import { read } from 'xlsx';
import { readRows } from '../../src/jobs/read-workbooks.ts';
import { checkedReview, type RowsReview, reviewSheets } from '../../src/jobs/review-rows.ts';
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
const times = (): number[] => [];
const said = { rows: 0, bare: times(), sheets: times(), read: times(), reviewed: times(), checked: times() };
for (let round = -1; round < Number(rounds); round += 1) {
  const bare = await timed(() => read(bytes, { type: 'array', dense: true }));
  const { sheets, parsed } = await parse();
  const rows = await timed(async () => {
    said.rows = (await readRows(office, { name, sheets }, 'in', 'goods')).rows.length;
  });
  // What was found out about sheets is kept with them: this is for others.
  const again = structuredClone(sheets);
  let review: RowsReview | undefined;
  const reviewed = await timed(async () => {
    review = await reviewSheets(office, { name, sheets: again }, 'goods', document);
  });
  const checked = await timed(async () => {
    if (review) await checkedReview(office, review, {});
  });
  if (round < 0) continue;
  said.bare.push(bare);
  said.sheets.push(parsed);
  said.read.push(parsed + rows);
  said.reviewed.push(parsed + reviewed);
  said.checked.push(parsed + reviewed + checked);
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
