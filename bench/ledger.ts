import { figuresOf } from '../src/declaration/figures.ts';
import type { DeclarationRecord } from '../src/declaration/record.ts';
import type { Office } from '../src/jobs/office.ts';
import { beginCount, COUNT_AT_ONCE } from '../src/ledger/count.ts';
import type { Grouping } from '../src/ledger/grouping.ts';
import { inbound, ORANGES } from '../test/practice/declarations.ts';
import { DATA } from './bundle.ts';
import { type Figure, figure, median, timed } from './figure.ts';
import { withHome } from './home-of.ts';
import { openBenchOffice } from './office.ts';

/** The count on the manual's own screen, and ten times as many offices. */
const SIZES = [23_602, 200_000];
const GROUPINGS: readonly Grouping[] = ['month', 'day', 'party', 'chapter'];
const TIMES = 7;
const SAVES = 300;
const LINES = 10;

/**
 * A question to the ledger: all of it the first time in a program and afterwards, and the longest that it holds a key up, beside a plain loop
 * that adds the values of all declarations as doubles; and what the figures cost when a declaration is saved, beside its JSON.
 */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of SIZES) {
    await withHome(count, async home => {
      const office = await openBenchOffice({ home, dataFolder: DATA });
      try {
        const first = asked(office, 'month');
        const plain: number[] = [];
        for (let round = 0; round < TIMES; round += 1) plain.push(await timed(() => addedPlainly(office)));
        const floor = median(plain);
        const all = GROUPINGS.flatMap(by => Array.from({ length: TIMES }, () => asked(office, by)));
        figures.push(
          figure(`ledger.${count}.first`, first.whole, 'ms', floor),
          figure(`ledger.${count}.p50`, median(all.map(({ whole }) => whole)), 'ms', floor),
          figure(`ledger.${count}.first.slowest-step`, first.slowest, 'ms', floor),
          figure(`ledger.${count}.slowest-step`, Math.max(...all.map(({ slowest }) => slowest)), 'ms', floor),
        );
      } finally {
        await office.close();
      }
    });
  }
  const record = declaration();
  const own = await times(() => figuresOf(record));
  const json = await times(() => JSON.stringify(record, null, 1));
  return [...figures, figure(`ledger.save.${LINES}-goods.p50`, median(own), 'ms', median(json))];
}

function asked(office: Office, by: Grouping): { readonly whole: number; readonly slowest: number } {
  const begun = performance.now();
  let slowest = 0;
  const step = (work: () => unknown): void => {
    const start = performance.now();
    work();
    slowest = Math.max(slowest, performance.now() - start);
  };
  const counting = beginCount(office.store.rows(), { direction: 'in' }, by);
  while (counting.seen < counting.length) step(() => counting.advance(COUNT_AT_ONCE));
  step(() =>
    counting
      .result()
      .groups.slice(0, 40)
      .map(({ sums }) => sums),
  );
  return { whole: performance.now() - begun, slowest };
}

function addedPlainly({ store }: Office): number {
  const rows = store.rows();
  const shares = rows.reader('shares');
  let sum = 0;
  for (let at = 0; at < rows.length; at += 1) {
    for (const [, value] of (shares(at) ?? '').matchAll(/,v\d*:([\d.]+)/gu)) sum += Number(value);
  }
  return sum;
}

async function times(work: () => unknown): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < SAVES; round += 1) all.push(await timed(work));
  return all;
}

function declaration(): DeclarationRecord {
  const goods = Array.from({ length: LINES }, (_, at) => ({ ...ORANGES, totalValue: `${at}12.5`, currency: '840' }));
  const stamp = new Date(0).toISOString();
  return {
    version: 1,
    revision: 1,
    entryNo: 'WI0',
    document: inbound('WI0', goods),
    status: 'saved',
    created: stamp,
    updated: stamp,
    updatedBy: '',
    sending: 0,
    receipts: [],
  };
}
