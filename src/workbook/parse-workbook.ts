import { formatOf } from './file-format.ts';
import type { Limits } from './limits.ts';
import { refuseLost } from './lost-text.ts';
import { parseCsv } from './parse-csv.ts';
import { parseXls, parseXlsx } from './parse-excel.ts';
import { type Refusal, Refused } from './refusal.ts';
import type { Sheet } from './sheet.ts';

/** What the reading thread is given, and what it says; plain data both. */
export interface Task {
  readonly bytes: Uint8Array;
  readonly limits: Limits;
}
export type Answer = { readonly sheets: readonly Sheet[] } | { readonly refusal: Refusal };

/** Reads a file of unknown kind. Runs in a thread of its own: time and memory are bounded there, not here. */
export async function parseWorkbook(task: Task): Promise<Answer> {
  try {
    const sheets = await parse(task);
    refuseLost(sheets);
    return { sheets };
  } catch (error) {
    // Whatever else a parser falls over is the file's doing.
    return { refusal: error instanceof Refused ? error.refusal : { code: 'workbook.broken' } };
  }
}

async function parse({ bytes, limits }: Task): Promise<readonly Sheet[]> {
  const format = formatOf(bytes);
  if (format === 'csv') return parseCsv(bytes, limits);
  return format === 'xlsx' ? parseXlsx(bytes, limits) : parseXls(bytes, limits);
}
