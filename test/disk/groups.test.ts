import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Disk } from '../../src/disk/disk.ts';
import { Groups } from '../../src/disk/groups.ts';
import { StoreLock } from '../../src/disk/lock.ts';
import { nodeDisk } from '../../src/disk/node-disk.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';

const MODES = { folder: 0o700, file: 0o600 };

interface Place {
  home: string;
  groups: Groups;
  lock: StoreLock;
  /** Steps below that change something. */
  steps: string[];
  /** The step fails from now on, `late` when it has been done. */
  fail: (step: keyof Disk | undefined, how?: { readonly late: boolean }) => void;
  at: (name: string) => string;
}

function placeIn(home = temporaryFolder(), boot = 'one'): Place {
  const steps: string[] = [];
  let failing: keyof Disk | undefined;
  let isLate = false;
  const disk = new Proxy(nodeDisk, {
    get(target, name: keyof Disk) {
      const step = target[name] as (...all: unknown[]) => Promise<unknown>;
      return async (...all: unknown[]) => {
        if (name === failing && isLate) await step(...all);
        if (name === failing) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        if (!['read', 'readRange', 'facts', 'list', 'resolve'].includes(name)) steps.push(name);
        return await step(...all);
      };
    },
  });
  const file = join(home, 'locks', 'redo.log');
  const isApart = (path: string) => path.includes('apart');
  const groups = new Groups({ disk, home, file, modes: MODES, boot, random: Math.random, isApart });
  mkdirSync(join(home, 'locks'), { recursive: true });
  const lock = new StoreLock({
    file: join(home, 'locks', 'lock'),
    mode: 0o600,
    holder: 'test',
    wait: 1000,
    random: Math.random,
    groups,
  });
  const fail: Place['fail'] = (step, { late } = { late: false }) => {
    failing = step;
    isLate = late;
  };
  return { home, groups, lock, steps, fail, at: name => join(home, name) };
}

const bytes = (text: string): Buffer => Buffer.from(text);
const put = ({ groups, at }: Place, name: string, text: string) => groups.disk.create(at(name), bytes(text), 0o600);

test('a work sees what it has changed, nobody else does until it is over', async () => {
  const place = placeIn();
  const { groups, lock, at } = place;
  await lock.run(async () => {
    await put(place, 'a', 'new');
    expect((await groups.disk.read(at('a'))).toString()).toBe('new');
    expect(await groups.disk.list(place.home)).toEqual(['a', 'locks']);
    expect(existsSync(at('a'))).toBe(false);
  });
  expect(readFileSync(at('a'), 'utf8')).toBe('new');
});

test('what goes on after a work is over changes the files at once', async () => {
  const place = placeIn();
  // It is begun inside and goes on when the work has ended.
  const ended: { tell: () => void } = { tell: () => {} };
  const wait = new Promise<void>(resolve => {
    ended.tell = resolve;
  });
  const late: Promise<void>[] = [];
  await place.lock.run(async () => void late.push(wait.then(() => put(place, 'b', 'late'))));
  ended.tell();
  await Promise.all(late);
  expect(readFileSync(place.at('b'), 'utf8')).toBe('late');
});

test('a work that fails has changed nothing; those beside it have', async () => {
  const place = placeIn();
  const ended = await Promise.allSettled([
    place.lock.run(() => put(place, 'a', 'one')),
    place.lock.run(async () => {
      await put(place, 'b', 'two');
      await place.groups.disk.append(place.at('a'), bytes('more'));
      throw new Error('no');
    }),
    place.lock.run(() => place.groups.disk.append(place.at('a'), bytes(', three'))),
  ]);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(readdirSync(place.home).sort()).toEqual(['a', 'locks']);
  expect(readFileSync(place.at('a'), 'utf8')).toBe('one, three');
});

test('works that wait for one another share one wait for the disk', async () => {
  const place = placeIn();
  await place.lock.run(() => put(place, 'first', ''));
  place.steps.length = 0;
  await Promise.all(['a', 'b', 'c', 'd'].map(name => place.lock.run(() => put(place, name, name))));
  const waits = place.steps.filter(step => ['append', 'create', 'sync', 'syncFolder'].includes(step));
  expect(waits).toEqual(['append']);
});

test.each(['stage', 'append'] as const)('a disk that is full at %s leaves all as it was', async step => {
  const place = placeIn();
  await place.lock.run(() => put(place, 'a', 'one'));
  place.fail(step);
  const work = place.lock.run(async () => {
    await put(place, 'b', 'two');
    await place.groups.disk.append(place.at('a'), bytes('more'));
  });
  await expect(work).rejects.toThrow('full');
  place.fail(undefined);
  expect(readdirSync(place.home).sort()).toEqual(['a', 'locks']);
  await place.lock.run(() => put(place, 'c', 'three'));
  expect(readFileSync(place.at('a'), 'utf8')).toBe('one');
});

test('a wait for the disk that fails leaves nothing that comes back', async () => {
  const place = placeIn();
  await place.lock.run(() => put(place, 'a', 'one'));
  place.fail('append', { late: true });
  await expect(place.lock.run(() => put(place, 'b', 'two'))).rejects.toThrow('full');
  place.fail(undefined);
  const after = placeIn(place.home, 'two');
  await after.lock.run(async () => {});
  expect(readdirSync(place.home).sort()).toEqual(['a', 'locks']);
});

test('a work that changes several large files at the same time has them all', async () => {
  const place = placeIn();
  const large = 'x'.repeat(300_000);
  await place.lock.run(async () => {
    await put(place, 'small', 'one');
    await Promise.all(['a', 'b', 'c'].map(each => put(place, each, large)));
  });
  expect(readdirSync(place.home).sort()).toEqual(['a', 'b', 'c', 'locks', 'small']);
});

test('a death after the group is safe is made up for by the next work, whoever does it', async () => {
  const place = placeIn();
  place.fail('rename');
  await expect(place.lock.run(() => put(place, 'a', 'one'))).rejects.toThrow('full');
  expect(existsSync(place.at('a'))).toBe(false);
  await placeIn(place.home).lock.run(async () => {});
  expect(readFileSync(place.at('a'), 'utf8')).toBe('one');
});

test('after a start of the machine the files are made from the log; a group without its end was never told to anybody', async () => {
  const place = placeIn();
  await place.lock.run(async () => {
    await place.groups.disk.makeFolder(place.at('folder'), 0o700);
    await put(place, 'folder/a', 'one');
    await put(place, 'gone', 'x');
  });
  await place.lock.run(() => place.groups.disk.append(place.at('folder/a'), bytes(' two')));
  await place.lock.run(() => place.groups.disk.remove(place.at('gone')));
  writeFileSync(place.at('folder/a'), '\0\0\0\0\0\0\0');
  writeFileSync(place.at('gone'), 'again');
  const log = place.at('locks/redo.log');
  appendFileSync(log, readFileSync(log).subarray(0, 200));
  const after = placeIn(place.home, 'two');
  expect(await after.groups.needsRecovery()).toBe(true);
  await after.lock.run(async () => {});
  expect(readFileSync(place.at('folder/a'), 'utf8')).toBe('one two');
  expect(existsSync(place.at('gone'))).toBe(false);
  expect(statSync(log).size).toBe(0);
});

test('what is kept apart, and what is large, is in no log, and an older log brings neither back', async () => {
  const place = placeIn();
  const large = bytes('x'.repeat(300_000));
  await place.lock.run(() => put(place, 'large', 'small at first'));
  await place.lock.run(async () => {
    await put(place, 'apart', 'key');
    await place.groups.disk.create(place.at('large.tmp'), large, 0o600);
    await place.groups.disk.rename(place.at('large.tmp'), place.at('large'));
  });
  await place.lock.run(() => put(place, 'c', 'three'));
  const log = readFileSync(place.at('locks/redo.log'), 'latin1');
  expect(log).toContain('three');
  expect(log).not.toMatch(/key|xxxx|small/u);
  await placeIn(place.home, 'two').lock.run(async () => {});
  expect(readFileSync(place.at('large')).equals(large)).toBe(true);
});

test('a log that has grown is ended by waiting for the files', async () => {
  const place = placeIn();
  const text = 'x'.repeat(200_000);
  for (let count = 0; count < 45; count += 1) await place.lock.run(() => put(place, `f${count}`, text));
  expect(place.steps.filter(step => step === 'sync').length).toBeGreaterThan(40);
  expect(statSync(place.at('locks/redo.log')).size).toBeLessThan(2_000_000);
});

type Op =
  | readonly ['create' | 'append' | 'extend', name: string, text: string]
  | readonly ['truncate', name: string, size: number]
  | readonly ['rename', from: string, to: string]
  | readonly ['remove', name: string];

const name = fc.constantFrom('a', 'b', 'c', 'b.tmp');
const text = fc.constantFrom('', 'x', 'line\n', 'two\nlines');
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.tuple(fc.constantFrom('create' as const, 'append' as const, 'extend' as const), name, text),
  fc.tuple(fc.constant('truncate' as const), name, fc.nat(3)),
  fc.tuple(fc.constant('rename' as const), name, name),
  fc.tuple(fc.constant('remove' as const), name),
);

/** Does it, and says how it ended. */
async function done(disk: Disk, folder: string, [kind, file, rest]: Op): Promise<string> {
  const at = join(folder, file);
  try {
    if (kind === 'create') await disk.create(at, bytes(rest), 0o600);
    else if (kind === 'append') await disk.append(at, bytes(rest));
    else if (kind === 'extend') await disk.extend(at, bytes(rest));
    else if (kind === 'truncate') {
      const size = (await disk.facts(at))?.size;
      if (size !== undefined) await disk.truncate(at, Math.min(size, rest));
    } else if (kind === 'rename') {
      if (file !== rest) await disk.rename(at, join(folder, rest));
    } else await disk.remove(at);
    return 'done';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

/** All that can be seen of the files. */
async function seen(disk: Disk, folder: string): Promise<unknown> {
  const names = (await disk.list(folder)).filter(each => each !== 'locks');
  return await Promise.all(
    names.map(async each => {
      const file = join(folder, each);
      const { size, plain } = (await disk.facts(file)) ?? {};
      return [each, size, plain, String(await disk.read(file)), String(await disk.readRange(file, 1, 3))];
    }),
  );
}

test('a group shows and leaves the files as the same steps done at once do, and so does its log after a cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(op, { maxLength: 6 }), { maxLength: 4 }), async works => {
      const place = placeIn();
      const plain = temporaryFolder();
      for (const ops of works) {
        await place.lock.run(async () => {
          for (const each of ops)
            expect(await done(place.groups.disk, place.home, each)).toBe(await done(nodeDisk, plain, each));
          expect(await seen(place.groups.disk, place.home)).toEqual(await seen(nodeDisk, plain));
        });
        expect(await seen(nodeDisk, place.home)).toEqual(await seen(nodeDisk, plain));
      }
      await placeIn(place.home, 'two').lock.run(async () => {});
      expect(await seen(nodeDisk, place.home)).toEqual(await seen(nodeDisk, plain));
    }),
    { numRuns: 150 },
  );
});
