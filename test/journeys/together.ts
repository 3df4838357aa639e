import { importGood } from '../jobs/office.ts';
import type { SharedStage } from './both-stores.ts';
import { openStored } from './hands.ts';
import { MANUAL_DAY, type TestProgram } from './program.ts';

/** Several people on one home. */
export interface Together {
  /** The declaration that all of them have in front. */
  readonly entryNo: string;
  readonly people: readonly TestProgram[];
  /** What one of them writes to the store: the others wait for its end where they see it coming. */
  writes(who: TestProgram, work: Promise<unknown>): Promise<void>;
  /** Brings what others wrote to one of them. */
  seen(who: TestProgram): Promise<void>;
}

/** A program for each name on one home, or from one machine on one database, a minute apart, each with the same declaration in front. */
export async function together(
  { start, folder, database }: Pick<SharedStage, 'start' | 'folder' | 'database'>,
  names: readonly string[],
  size: { readonly columns?: number; readonly rows?: number } = {},
): Promise<Together> {
  const home = await folder();
  const address = database?.();
  // A row is seen a moment before its file is written: whoever waits for the file waits for those who write.
  const underway = names.map((): Promise<unknown> => Promise.resolve());
  const people: TestProgram[] = [];
  let entryNo = '';
  for (const [index, user] of names.entries()) {
    const wait = async () => {
      await Promise.all(underway.filter((_, other) => other !== index));
    };
    const program = await start({
      ...{ home, user, wait, now: () => MANUAL_DAY + index * 60_000, ...size },
      ...(address !== undefined && { database: address }),
    });
    if (index === 0) [entryNo = ''] = await importGood(program.office, 1);
    people.push(program);
  }
  for (const program of people) await openStored(program, entryNo);
  return {
    entryNo,
    people,
    async writes(who, work) {
      underway[people.indexOf(who)] = work;
      await work;
    },
    async seen(who) {
      await who.office.store.refresh();
      await who.program.idle();
    },
  };
}

/** Two people on one home: who saves second, and the other one. */
export async function two(stage: SharedStage, size: { readonly columns?: number; readonly rows?: number } = {}) {
  const { people, ...rest } = await together(stage, ['我', '小王'], size);
  const [mine, other] = people as [TestProgram, TestProgram];
  return { mine, other, ...rest };
}
