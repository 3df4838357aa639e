import { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Disk } from '../../../src/disk/disk.ts';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import type { AuditLine } from '../../../src/store/audit-line.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { emptyFolder } from '../../../src/store/paperless-folder.ts';
import type { SettingsDocument } from '../../../src/store/settings.ts';
import { cannotMount } from '../../need.ts';
import { runChild } from '../../run/child.ts';
import { mountReadOnly } from '../../run/small-disk.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

type PaperStore = JsonStore<Paper, PaperRow>;

const NO = entryNo(1);
const NOVEMBER = Date.UTC(2017, 10, 27, 1);
const DAY = 86_400_000;

const number = (name: string): SettingsDocument<number> => ({ name, initial: 0, shape: json => json as number });

async function linesOf(store: PaperStore): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for await (const line of store.audit.read()) lines.push(line);
  return lines.reverse();
}

const brief = ({ seq, what, entryNo: no, about, revision }: AuditLine) =>
  [seq, what, no ?? about, ...(revision === undefined ? [] : [revision])].join(' ');

const newestFile = (home: string, month = '2017-11') => join(home, 'audit', `${month}.jsonl`);

test('every change has a line with who, what and what it was before, each with the hash of the one before', async () => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  await store.save(paper(NO), { expect: 0 });
  await store.update(NO, found => ({ ...found, count: 5 }));
  await store.settings.update(number('limit'), () => 7);
  await store.settings.update(number('limit'), () => 7);
  await store.secrets.set('channel', 'hunter2');
  await store.paperless.update(NO, folder => ({ ...folder, remark: 'x' }));
  await store.remove(NO);
  await store.restore(NO);
  await store.audit.note({ what: 'printed', entryNo: NO, text: '货物清单' });
  const lines = await linesOf(store);
  expect(lines.map(brief)).toEqual([
    `1 created ${NO} 1`,
    `2 changed ${NO} 2`,
    '3 setting limit',
    '4 secret channel',
    `5 paperless ${NO}`,
    `6 removed ${NO} 2`,
    `7 changed ${NO} 3`,
    `8 printed ${NO}`,
  ]);
  expect(lines[1]).toMatchObject({
    at: '2017-11-27T01:00:00.000Z',
    by: '李静',
    changes: [{ path: 'count', before: '0', after: '5' }],
    prev: lines[0]?.hash,
  });
  expect(readFileSync(newestFile(store.home), 'utf8')).not.toContain('hunter2');
  expect(await store.audit.verify()).toMatchObject({ lines: 8, head: { seq: 8 }, faults: [] });
  expect((await store.check()).problems).toEqual([]);
});

test('a long value is cut with its length, and of many changes the first stand with the number of the others', async () => {
  const store = await openPapers();
  const changes = Array.from({ length: 250 }, (_, at) => ({ path: `p${at}`, after: '长'.repeat(at === 0 ? 999 : 1) }));
  await store.audit.note({ what: 'w', text: 'a\u001b[31mb\nc', changes });
  const [line] = await linesOf(store);
  expect(line?.changes?.length).toBe(200);
  expect(line?.more).toBe(50);
  expect(line?.changes?.[0]?.after).toBe(`${'长'.repeat(300)}…（共 999 字）`);
  expect(line?.text).toBe('ab c');
});

test('lines that are read backwards are those that are there, however long, and those of one declaration are found', async () => {
  const store = await openPapers();
  for (let at = 0; at < 40; at += 1) {
    const text = { path: 'p', after: '值'.repeat(at % 3 === 0 ? 300 : 1) };
    await store.audit.note({
      what: `w${at}`,
      entryNo: entryNo(at % 4),
      changes: Array.from({ length: at % 3 === 0 ? 150 : 1 }, () => text),
    });
  }
  expect((await linesOf(store)).map(({ what }) => what)).toEqual(Array.from({ length: 40 }, (_, at) => `w${at}`));
  const found: string[] = [];
  for await (const { what } of store.audit.read({ entryNo: entryNo(3) })) found.push(what);
  expect(found).toEqual(['w39', 'w35', 'w31', 'w27', 'w23', 'w19', 'w15', 'w11', 'w7', 'w3']);
});

const forgeries: [what: string, forge: (lines: string[]) => string[], texts: string[]][] = [
  [
    'one that was altered',
    lines => lines.with(1, (lines[1] ?? '').replace('"李静"', '"王芳"')),
    ['第 2 行内容与校验值不符'],
  ],
  ['one that was taken out', lines => lines.toSpliced(2, 1), ['第 3 行与前一条（第 2 条）接不上']],
  ['the first that were taken out', lines => lines.slice(2), ['第 1 行前面的记录不见了']],
  [
    'two that changed places',
    lines => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? ''),
    ['接不上', '接不上', '接不上'],
  ],
  ['one that is no line', lines => lines.with(1, 'nonsense'), ['读不懂', '接不上']],
  ['one that was put in', lines => lines.toSpliced(2, 0, lines[1] ?? ''), ['接不上']],
];

test.each(forgeries)('%s is found', async (_what, forge, texts) => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  for (const what of ['a', 'b', 'c', 'd', 'e']) await store.audit.note({ what });
  const file = newestFile(store.home);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${forge(lines).join('\n')}\n`);
  const problems = (await store.check()).problems.filter(({ code }) => code === 'check.audit-chain');
  expect(problems.map(({ file: path }) => path)).toEqual(texts.map(() => join('audit', '2017-11.jsonl')));
  for (const [at, text] of texts.entries()) expect(problems[at]?.text).toContain(text);
  // It is told, never mended; and work goes on.
  expect((await store.check({ repair: true })).problems.some(({ repaired }) => repaired)).toBe(false);
  await store.save(paper(NO), { expect: 0 });
  expect((await linesOf(store)).at(-1)?.what).toBe('created');
});

test('a declaration that was changed by hand is told with who may have, and a repair says so in the audit', async () => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  await store.save(paper(NO), { expect: 0 });
  await store.save(paper(entryNo(2)), { expect: 0 });
  const file = join(store.home, 'declarations', '2017-10', `${NO}.json`);
  // The row of the index stays right, so nobody but the audit can know.
  const { sha256: _, ...record } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...record, note: 'by hand' }));
  const [problem, ...others] = (await store.check()).problems;
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: 'check.audit-changed', repaired: false });
  expect(problem?.text).toMatch(/不是由报检台改的：与操作记录第 1 条（李静 2017-11-27）不符；最后写于 .*系统用户 \d+/u);
  expect((await linesOf(store)).length).toBe(2);
  expect((await store.check({ repair: true })).problems).toMatchObject([
    { code: 'check.audit-changed', repaired: true },
  ]);
  expect((await linesOf(store)).map(brief).slice(2)).toEqual([`3 found-changed ${NO} 1`]);
  expect((await store.check()).problems).toEqual([]);
});

test('a declaration that was changed by hand in the trash is told, whoever deleted it and however', async () => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  for (const at of [1, 2, 3]) await store.save(paper(entryNo(at)), { expect: 0 });
  await store.remove(entryNo(1));
  await store.remove(entryNo(2), { stamp: found => ({ ...found, note: 'deleted by me' }) });
  await store.remove(entryNo(3), { stamp: found => ({ ...found, note: 'deleted by me' }) });
  expect((await store.check()).problems).toEqual([]);
  const trash = (at: number) => join(store.home, 'trash', `${entryNo(at)}.json`);
  for (const at of [1, 2]) {
    const { sha256: _, ...record } = JSON.parse(readFileSync(trash(at), 'utf8'));
    writeFileSync(trash(at), JSON.stringify({ ...record, note: 'by hand' }));
  }
  // Who empties the trash by hand may.
  rmSync(trash(3));
  const { problems } = await store.check();
  expect(problems.map(({ code, file, repaired }) => [code, file, repaired])).toEqual([
    ['check.audit-changed', `trash/${entryNo(1)}.json`, false],
    ['check.audit-changed', `trash/${entryNo(2)}.json`, false],
  ]);
  expect(problems[0]?.text).toContain('回收站里的文件不是由报检台改的：与操作记录第 4 条（李静 2017-11-27）不符');
  await store.check({ repair: true });
  expect((await store.check()).problems).toEqual([]);
  await store.restore(entryNo(1));
  expect((await store.check()).problems).toEqual([]);
});

test('a deleting that died before the trash was stamped is no change by hand', async () => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  await store.save(paper(NO), { expect: 0 });
  const file = join(store.home, 'declarations', '2017-10', `${NO}.json`);
  const before = readFileSync(file);
  await store.remove(NO, { stamp: found => ({ ...found, note: 'deleted by me' }) });
  writeFileSync(join(store.home, 'trash', `${NO}.json`), before);
  expect((await store.check()).problems).toEqual([]);
});

test('saves that the audit does not know get a line of their own when the store is repaired', async () => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  await store.save(paper(NO), { expect: 0 });
  const file = newestFile(store.home);
  const size = statSync(file).size;
  await store.update(NO, found => ({ ...found, count: 2 }));
  await store.update(NO, found => ({ ...found, count: 3 }));
  await store.close();
  // Both the lines and the index in which they rode are lost.
  truncateSync(file, size);
  rmSync(join(store.home, 'index'), { recursive: true });
  const again = await openPapers(store.home, { now: () => NOVEMBER });
  expect((await again.check()).problems.map(({ code, text }) => [code, text])).toEqual([
    ['check.audit-missing', '操作记录里没有第 3 次保存，只到第 1 次'],
  ]);
  await again.check({ repair: true });
  expect((await linesOf(again)).map(brief)).toEqual([`1 created ${NO} 1`, `2 made-up ${NO} 3`]);
  expect((await again.check()).problems).toEqual([]);
});

test('whole months that are old are dropped, and the chain says where it goes on from', async () => {
  let now = Date.UTC(2017, 0, 15);
  const store = await openPapers(undefined, { now: () => now });
  for (; now < NOVEMBER; now += 31 * DAY) await store.audit.note({ what: `m${new Date(now).getUTCMonth() + 1}` });
  await store.audit.drop('2017-09');
  expect((await linesOf(store)).map(({ what }) => what)).toEqual(['m9', 'm10', 'm11', 'audit-dropped']);
  expect((await linesOf(store)).at(-1)?.about).toBe(
    '2017-01、2017-02、2017-03、2017-04、2017-05、2017-06、2017-07、2017-08',
  );
  expect((await store.audit.verify()).faults).toEqual([]);
  await store.audit.drop('2017-09');
  expect((await linesOf(store)).length).toBe(4);
  await store.audit.drop('2030-01');
  expect((await store.audit.verify()).faults).toEqual([]);
  expect((await linesOf(store)).map(({ what }) => what)).toEqual(['audit-dropped', 'audit-dropped']);
});

test('a backup holds the audit, and a home that was restored from it goes on with it', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  const archive = join(temporaryFolder(), 'a.tar.gz');
  await store.backup(archive);
  await store.save(paper(entryNo(2)), { expect: 0 });
  const { restoreStore } = await import('../../../src/store/json/open-store.ts');
  const into = join(temporaryFolder(), 'new');
  await restoreStore(archive, { into, now: Date.now, random: Math.random });
  const again = await openPapers(into);
  await again.update(NO, found => found);
  expect((await linesOf(again)).map(brief)).toEqual([`1 created ${NO} 1`, `2 changed ${NO} 2`]);
  expect((await again.check()).problems).toEqual([]);
});

type Step = (file: string, ...rest: unknown[]) => Promise<unknown>;

/**
 * A disk whose power goes before a step. `lose` then takes away what was written and not waited for, the worst that a power cut can leave of
 * files that are only added to; files of other kinds are always waited for.
 */
function failing(home: string) {
  let steps = 0;
  let cut = Number.POSITIVE_INFINITY;
  const waited = new Map<string, number>();
  const changing = ['create', 'append', 'extend', 'rename', 'remove', 'syncFolder', 'truncate'];
  const disk = new Proxy(nodeDisk, {
    get(target, name: keyof Disk): Step {
      const step = target[name] as Step;
      if (!changing.includes(name)) return step;
      return async (file, ...rest) => {
        if (steps >= cut) throw new Error('The power is gone');
        steps += 1;
        if (name === 'extend' && !waited.has(file)) waited.set(file, statSync(file).size);
        const done = await step(file, ...rest);
        if (name === 'append') waited.delete(file);
        return done;
      };
    },
  });
  return {
    disk,
    cutAfter: (count: number) => (cut = steps + count),
    lose: () => {
      for (const [file, size] of waited) if (file.startsWith(join(home, 'audit'))) truncateSync(file, size);
    },
  };
}

const works: [what: string, work: (store: PaperStore) => Promise<unknown>][] = [
  ['a new declaration', store => store.save(paper(entryNo(2)), { expect: 0 })],
  ['a change', store => store.update(NO, found => ({ ...found, count: 5 }))],
  ['a removal', store => store.remove(NO)],
  ['a return from the trash', store => store.restore(entryNo(3))],
  ['a setting', store => store.settings.update(number('limit'), () => 7)],
  ['two settings', store => store.settings.updateAll([number('limit'), number('most')] as never, () => [7, 8])],
  ['a password', store => store.secrets.set('channel', 'x')],
  ['documents', store => store.paperless.update(NO, () => ({ ...emptyFolder(NO), remark: 'x' }))],
  ['what is only noted', store => store.audit.note({ what: 'printed', entryNo: NO })],
  ['the dropping of old months', store => store.audit.drop('2017-11')],
];

test.each(works)(
  '%s that breaks off at any step is in the audit when it came to pass, and only then',
  async (what, work) => {
    for (const loses of [false, true]) {
      let done = false;
      for (let step = 0; !done; step += 1) {
        const home = join(temporaryFolder(), 'home');
        const { disk, cutAfter, lose } = failing(home);
        let now = NOVEMBER - 31 * DAY;
        const store = await openPapers(home, { disk, now: () => now });
        await store.save(paper(NO), { expect: 0 });
        now = NOVEMBER;
        await store.save(paper(entryNo(3)), { expect: 0 });
        await store.remove(entryNo(3));
        const before = (await linesOf(store)).length;
        cutAfter(step);
        done = await work(store).then(
          () => true,
          () => false,
        );
        if (loses) lose();
        const after = await openPapers(home, { now: () => now });
        const lines = await linesOf(after);
        // Nothing that was acknowledged is missing, and nothing of before is gone but what was to be dropped.
        expect(lines.length).toBeGreaterThanOrEqual(what.includes('dropping') ? 2 : before + (done ? 1 : 0));
        expect(await after.audit.verify()).toMatchObject({ faults: [] });
        await after.check({ repair: true });
        expect((await after.check()).problems).toEqual([]);
        // The audit says of each declaration what is so, and no line was needed that says otherwise.
        const later = await linesOf(after);
        expect(
          later
            .filter(line => line.what.startsWith('found-') || (line.what === 'made-up' && !what.includes('dropping')))
            .map(brief),
        ).toEqual([]);
        const settings = [await after.settings.read(number('limit')), await after.secrets.has('channel')];
        const told = lines.findLast(line => ['setting', 'secret', 'undone'].includes(line.what));
        if (told) expect(settings.some(Boolean)).toBe(told.what !== 'undone');
        else expect(settings).toEqual([0, false]);
        await after.update(NO, found => found).catch(() => after.restore(NO));
        expect((await after.audit.verify()).faults).toEqual([]);
        cutAfter(Number.POSITIVE_INFINITY);
        await store.save(paper(entryNo(9)), { expect: 0 });
        expect((await linesOf(store)).at(-1)).toMatchObject({ entryNo: entryNo(9) });
        expect((await store.check()).problems).toEqual([]);
      }
    }
  },
);

test('a save is done where the audit cannot be written, and its line is made up for as soon as it can', async () => {
  const full = { now: false };
  const disk = new Proxy(nodeDisk, {
    get(target, name: keyof Disk): Step {
      const step = target[name] as Step;
      return async (file, ...rest) => {
        if (full.now && file.includes('/audit/') && ['endWith', 'stage'].includes(name))
          throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return await step(file, ...rest);
      };
    },
  });
  const store = await openPapers(undefined, { disk });
  await store.save(paper(NO), { expect: 0 });
  full.now = true;
  await store.update(NO, found => ({ ...found, count: 1 }));
  await store.update(NO, found => ({ ...found, count: 2 }));
  // What has nothing of its own to wait with is refused as a whole.
  expect((await userError(store.settings.update(number('limit'), () => 7))).code).toBe('store.full');
  expect(await store.settings.read(number('limit'))).toBe(0);
  expect((await linesOf(store)).length).toBe(1);
  full.now = false;
  const other = await openPapers(store.home);
  expect((await linesOf(other)).map(brief)).toEqual([`1 created ${NO} 1`, `2 changed ${NO} 2`, `3 changed ${NO} 3`]);
  await store.update(NO, found => ({ ...found, count: 3 }));
  expect((await linesOf(store)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect((await store.check()).problems).toEqual([]);
});

test('a line without its end is cut off before the next one', async () => {
  const store = await openPapers(undefined, { now: () => NOVEMBER });
  await store.save(paper(NO), { expect: 0 });
  appendFileSync(newestFile(store.home), '{"seq":2,"at":"20');
  await store.update(NO, found => found);
  expect((await linesOf(store)).map(({ seq }) => seq)).toEqual([1, 2]);
  expect((await store.audit.verify()).faults).toEqual([]);
});

test('8 processes × 100 saves have 800 lines in one chain', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  await Promise.all(Array.from({ length: 8 }, () => runChild('store/count-up', [store.home, NO, '100'])));
  expect((await linesOf(store)).map(({ revision }) => revision)).toEqual(
    Array.from({ length: 801 }, (_, at) => at + 1),
  );
  expect(await store.audit.verify()).toMatchObject({ lines: 801, faults: [] });
});

test.skipIf(cannotMount())('in a home that can only be read the audit is read, and nothing is noted', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  await store.close();
  const again = await openPapers(mountReadOnly(store.home));
  await again.audit.note({ what: 'printed' });
  expect((await linesOf(again)).length).toBe(1);
  expect((await again.check()).problems).toEqual([]);
});
