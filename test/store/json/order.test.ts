import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { Disk } from '../../../src/disk/disk.ts';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers } from '../stage.ts';

const NO = entryNo(1);
const FILE = `declarations/2017-10/${NO}.json`;

type Step = (file: string, ...rest: unknown[]) => Promise<unknown>;

/** A disk that notes each changing step, and stops the world, as a power cut does, before the step number `cutAt`. */
function recording(home: string): { disk: Disk; steps: string[]; cutAt: (step: number) => void } {
  const steps: string[] = [];
  let cut = Number.POSITIVE_INFINITY;
  const changing = [
    'create',
    'append',
    'stage',
    'endWith',
    'overwrite',
    'sync',
    'rename',
    'remove',
    'syncFolder',
    'truncate',
  ];
  const disk = new Proxy(nodeDisk, {
    get(target, name: keyof Disk): Step {
      const step = target[name] as Step;
      if (!changing.includes(name)) return step;
      return async (file, ...rest) => {
        if (steps.length >= cut) throw new Error('The power is gone');
        steps.push(`${name} ${relative(home, file)}`);
        return await step(file, ...rest);
      };
    },
  });
  return { disk, steps, cutAt: step => (cut = step) };
}

test('a save is safe in the log, line and file, before the file takes its place, and is waited for once', async () => {
  const home = join(temporaryFolder(), 'home');
  const { disk, steps } = recording(home);
  const store = await openPapers(home, { disk });
  await store.save(paper(NO), { expect: 0 });
  steps.length = 0;
  await store.update(NO, found => found);
  // `append` waits for the disk; an `endWith` before it says whether there can be one behind it.
  expect(steps).toEqual([
    'endWith index/journal-1.jsonl',
    expect.stringMatching(/^endWith audit/u),
    `stage ${FILE}.new.tmp`,
    'append locks/redo.log',
    'endWith index/journal-1.jsonl',
    'overwrite index/mark',
    `rename ${FILE}.new.tmp`,
    expect.stringMatching(/^endWith audit/u),
  ]);
});

test('a message and its entry are safe together before the first try', async () => {
  const home = join(temporaryFolder(), 'home');
  const { disk, steps } = recording(home);
  const store = await openPapers(home, { disk });
  steps.length = 0;
  await store.outbox.enqueue({ messageId: 'm', entryNo: NO, channel: 'practice', bytes: Buffer.from('<x/>') });
  expect(steps).toEqual([
    'stage outbox/m.message.new.tmp',
    'stage outbox/m.json.new.tmp',
    'append locks/redo.log',
    'rename outbox/m.message.new.tmp',
    'rename outbox/m.json.new.tmp',
  ]);
});

test('a sending waits for the disk twice: for mark, message and first try together, and for what became of it', async () => {
  const home = join(temporaryFolder(), 'home');
  const { disk, steps } = recording(home);
  const store = await openPapers(home, { disk });
  await store.save(paper(NO), { expect: 0 });
  await store.outbox.enqueue({ messageId: 'old', entryNo: NO, channel: 'practice', bytes: Buffer.from('<x/>') });
  await (await store.outbox.claim('old'))?.settle({ state: 'sent', code: 'ok', text: '' });
  steps.length = 0;
  const waits = () => steps.filter(step => /^(create|append|sync|syncFolder) /u.test(step));
  const message = { messageId: 'm', channel: 'practice', bytes: Buffer.from('<x/>') };
  const { claim } = await store.begin(NO, found => ({ ...found, count: 1 }), message);
  expect(waits()).toEqual(['append locks/redo.log']);
  await claim?.settle({ state: 'sent', code: 'ok', text: '' });
  expect(waits()).toEqual(['append locks/redo.log', 'append locks/redo.log']);
});

const works: [what: string, work: (store: JsonStore<Paper, PaperRow>) => Promise<unknown>][] = [
  ['a new declaration', store => store.save(paper(entryNo(2), '新'), { expect: 0 })],
  ['a change', store => store.update(NO, found => ({ ...found, count: 5 }))],
  ['a removal', store => store.remove(NO)],
  ['a return from the trash', store => store.restore(entryNo(3))],
  ['a number', store => store.nextEntryNo('WI')],
  ['a message', store => store.outbox.enqueue({ messageId: 'm', entryNo: NO, channel: 'p', bytes: Buffer.from('x') })],
  ['a receipt', store => store.receipts.keep([{ identity: 'r', entryNo: NO, raw: '<r/>', receivedAt: 1 }])],
];

test.each(works)('%s that breaks off at any step leaves the old state or the new one', async (_what, work) => {
  let done = false;
  for (let step = 0; !done; step += 1) {
    const home = join(temporaryFolder(), 'home');
    const { disk, steps, cutAt } = recording(home);
    const store = await openPapers(home, { disk });
    await store.save(paper(NO), { expect: 0 });
    await store.save(paper(entryNo(3)), { expect: 0 });
    await store.remove(entryNo(3));
    cutAt(steps.length + step);
    done = await work(store).then(
      () => true,
      () => false,
    );
    // As after the cut: a store that knows nothing of what was going on.
    const after = await openPapers(home);
    const { problems } = await after.check({ repair: true });
    for (const problem of problems) expect(['check.leftover', 'check.outbox-no-entry']).toContain(problem.code);
    const files = await Promise.all(
      after
        .rows()
        .column('entryNo')
        .map(number => after.get(number)),
    );
    expect([...after.rows()]).toEqual(
      files.map(({ entryNo: number, party, count }) => ({ entryNo: number, party, count })),
    );
    expect((await after.check()).problems).toEqual([]);
    // And the one that lived through it goes on as well.
    cutAt(Number.POSITIVE_INFINITY);
    await store.save(paper(entryNo(9)), { expect: 0 });
    expect([...store.rows()].map(row => row.entryNo)).toContain(entryNo(9));
    await after.refresh();
    expect([...after.rows()]).toEqual([...store.rows()]);
  }
});
