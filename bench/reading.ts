// Reading 10,000 goods lines out of a workbook, beside the library's bare parse of the same file. Starting the thread is not counted.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from 'xlsx';
import { readRows } from '../src/jobs/read-workbooks.ts';
import { DEFAULT_LIMITS } from '../src/workbook/limits.ts';
import { parseWorkbook } from '../src/workbook/parse-workbook.ts';
import { DATA } from './bundle.ts';
import { type Figure, figure, median, timed } from './figure.ts';
import { openBenchOffice } from './office.ts';

const ROWS = 10_000;
const ROUNDS = 5;
const HEAD = ['HS编码', '货物中文名', '货物英文名', '原产国', '规格', '数量', '重量', '货物总值', '币种'];

export async function bench(): Promise<Figure[]> {
  const lines = Array.from({ length: ROWS }, (_, at) => [
    '0202300090',
    `冷冻去骨牛肉 ${at}号`,
    `FROZEN BEEF No. ${at}`,
    '巴西',
    `${at}型`,
    '100千克',
    '2500.5千克',
    9000 + at,
    '美元',
  ]);
  const book = utils.book_new(utils.aoa_to_sheet([HEAD, ...lines]), '货物');
  const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
  const home = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
  const office = await openBenchOffice({ home, dataFolder: DATA });
  const [bare, parse, whole]: [number[], number[], number[]] = [[], [], []];
  try {
    for (let round = -1; round < ROUNDS; round += 1) {
      const floor = await timed(() => read(bytes, { type: 'array', dense: true }));
      let parsed = 0;
      const all = await timed(async () => {
        let answer: Awaited<ReturnType<typeof parseWorkbook>> | undefined;
        parsed = await timed(async () => {
          answer = await parseWorkbook({ bytes, limits: DEFAULT_LIMITS });
        });
        if (!answer || !('sheets' in answer)) throw new Error('The workbook was refused');
        const { rows } = await readRows(office, { name: 'bench.xlsx', sheets: answer.sheets }, 'in', 'goods');
        if (rows.length !== ROWS) throw new Error(`Only ${rows.length} rows`);
      });
      if (round < 0) continue;
      bare.push(floor);
      parse.push(parsed);
      whole.push(all);
    }
  } finally {
    await office.close();
    await rm(home, { recursive: true, force: true });
  }
  const floor = median(bare);
  return [
    figure(`reading.${ROWS}-rows.sheets`, median(parse), 'ms', floor),
    figure(`reading.${ROWS}-rows.whole`, median(whole), 'ms', floor),
  ];
}
