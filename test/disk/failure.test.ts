import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Disk } from '../../src/disk/disk.ts';
import { nodeDisk } from '../../src/disk/node-disk.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { entryNo, paper } from '../store/paper.ts';
import { openPapers, userError } from '../store/stage.ts';

const NO = entryNo(1);

/** A disk whose one step fails with a system error once `fail` is set. */
function failing(name: keyof Disk, code: string): { disk: Disk; fail: (on: boolean) => void } {
  let on = false;
  const disk = new Proxy(nodeDisk, {
    get(target, step: keyof Disk) {
      if (step !== name) return target[step];
      return async (...rest: unknown[]) => {
        if (on) throw Object.assign(new Error(`${code}: it failed`), { code });
        return await (target[step] as (...rest: unknown[]) => Promise<unknown>)(...rest);
      };
    },
  });
  return { disk, fail: value => (on = value) };
}

// biome-ignore format: table
const failures: [step: keyof Disk, system: string, code: string, says: string][] = [
  ['stage',      'ENOSPC',  'store.full',          '磁盘已满'],
  ['append',     'ENOSPC',  'store.full',          '磁盘已满'],
  ['stage',      'EDQUOT',  'store.full',          '配额'],
  ['stage',      'EROFS' ,   'store.read-only',     '只读'],
  ['rename',     'EACCES',  'store.denied',        '权限'],
  ['rename',     'EPERM',   'store.denied',        '不允许'],
  ['read',       'EIO',     'store.io',            '读写出错'],
  ['endWith',    'EIO',     'store.io',            '读写出错'],
  ['read',       'EMFILE',  'store.too-many-open', '太多'],
];

test.each(failures)('%s failing with %s is %s, and what was saved stays', async (step, system, code, says) => {
  const { disk, fail } = failing(step, system);
  const store = await openPapers(undefined, { disk });
  await store.save(paper(NO, '甲'), { expect: 0 });
  fail(true);
  const error = await userError(store.update(NO, found => ({ ...found, count: 9 })));
  expect(error).toMatchObject({ code, exit: 'store' });
  expect(error.message).toContain(says);
  expect(error.message).toContain(store.home);
  expect(error.next.length).toBeGreaterThan(0);
  fail(false);
  expect((await store.get(NO)).count).toBe(0);
  expect((await store.update(NO, found => ({ ...found, party: '乙' }))).party).toBe('乙');
  expect((await store.check({ repair: true })).problems.map(problem => problem.code)).not.toContain('check.index');
});

test('a home that is a file', async () => {
  const file = join(temporaryFolder(), 'home');
  writeFileSync(file, 'x');
  expect(await userError(openPapers(file))).toMatchObject({ code: 'store.not-a-folder', exit: 'store' });
  expect(await userError(openPapers(join(file, 'below')))).toMatchObject({ code: 'store.not-a-folder', exit: 'store' });
});

test('a folder with other things in it', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'holiday.jpg'), 'x');
  const error = await userError(openPapers(folder));
  expect(error).toMatchObject({ code: 'store.not-ours', exit: 'store' });
  expect(error.message).toContain('holiday.jpg');
});

test('a home whose store.json is broken or gone, and its repair', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  await store.close();
  const file = join(store.home, 'store.json');
  writeFileSync(file, '{"vers');
  expect(await userError(openPapers(store.home))).toMatchObject({ code: 'store.broken' });
  const repaired = await openPapers(store.home, { repair: true });
  expect(repaired.rows().length).toBe(1);
  await repaired.close();
  expect((await openPapers(store.home)).local.shared).toBe(false);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder that may not be written', async () => {
  const folder = join(temporaryFolder(), 'locked');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  expect(await userError(openPapers(join(folder, 'home')))).toMatchObject({ code: 'store.denied', exit: 'store' });
});
