import { marksOf } from '../src/declaration/doubts.ts';
import { doubtsOf } from '../src/jobs/doubts.ts';
import type { Office } from '../src/jobs/office.ts';
import { inbound } from '../test/practice/declarations.ts';
import { DATA } from './bundle.ts';
import { type Figure, figure, median, timed } from './figure.ts';
import { withHome } from './home-of.ts';
import { openBenchOffice } from './office.ts';

/** The count on the manual's own screen, and ten times as many offices. */
const SIZES = [23_602, 200_000];
const TIMES = 50;

/** Nothing is the same: every look is through all of the index. */
const OTHER = inbound('WI0', undefined, {
  billOfLadingNo: 'NONE-1',
  contractNo: 'NONE-2',
  containers: [{ spec: '1', numbers: Array.from({ length: 20 }, (_, at) => `NONE${1000000 + at}`) }] as never,
});

/** What is asked before a declaration is saved, the first time in a program and afterwards, beside a plain look through the marks of all rows, text by text. */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of SIZES) {
    await withHome(count, async home => {
      const first: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        await withOffice(home, async office => first.push(await timed(() => doubtsOf(office, { document: OTHER }))));
      }
      await withOffice(home, async office => {
        const plain = median(await many(() => lookThrough(office)));
        const none = await many(() => doubtsOf(office, { document: OTHER }));
        const row = office.store.rows().at(Math.floor(count / 2));
        const marks = row?.marks ?? '';
        const equal = await many(() => office.store.rows().holding('marks', new Set([marks.slice(0, 6)])));
        figures.push(
          figure(`duplicates.${count}.first`, median(first), 'ms', plain),
          figure(`duplicates.${count}.p50`, median(none), 'ms', plain),
          figure(`duplicates.${count}.slowest`, Math.max(...none), 'ms', plain),
          figure(`duplicates.${count}.index-alone.p50`, median(equal), 'ms', plain),
        );
      });
    });
  }
  return figures;
}

function lookThrough({ store }: Office): number {
  const rows = store.rows();
  const marksAt = rows.reader('marks');
  const wanted = marksOf(OTHER);
  let found = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const marks = marksAt(at) ?? '';
    if (wanted.some(mark => marks.includes(mark))) found += 1;
  }
  return found;
}

async function many(work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < TIMES; at += 1) times.push(await timed(work));
  return times;
}

async function withOffice<T>(home: string, work: (office: Office) => Promise<T>): Promise<T> {
  const office = await openBenchOffice({ home, dataFolder: DATA });
  try {
    return await work(office);
  } finally {
    await office.close();
  }
}
