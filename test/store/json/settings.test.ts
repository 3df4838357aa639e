import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import { UserError } from '../../../src/errors.ts';
import { restoreStore } from '../../../src/store/json/open-store.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { openPapers, userError } from '../stage.ts';

const SWITCHES = {
  name: 'switches',
  shape: (json: unknown) => json as Record<string, boolean>,
  initial: { memory: true },
};

test('a settings document is plain JSON that starts with what is given', async () => {
  const store = await openPapers();
  expect(await store.settings.read(SWITCHES)).toEqual({ memory: true });
  await store.settings.update(SWITCHES, value => ({ ...value, 声音: false }));
  expect(await store.settings.read(SWITCHES)).toEqual({ memory: true, 声音: false });
  expect(readFileSync(join(store.home, 'settings', 'switches.json'), 'utf8')).toBe(
    '{\n "version": 1,\n "value": {\n  "memory": true,\n  "声音": false\n }\n}\n',
  );
});

test('changes of two programs at once are both kept', async () => {
  const one = await openPapers();
  const two = await openPapers(one.home);
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      (at % 2 ? one : two).settings.update(SWITCHES, value => ({ ...value, [at]: true })),
    ),
  );
  expect(Object.keys(await one.settings.read(SWITCHES)).length).toBe(21);
});

test('a secret is not in any file, comes back, and can be removed', async () => {
  const store = await openPapers();
  expect(await store.secrets.get('channel')).toBeUndefined();
  await store.secrets.set('channel', '口令-hunter2');
  await store.secrets.set('paperless', '');
  const again = await openPapers(store.home);
  expect([await again.secrets.get('channel'), await again.secrets.get('paperless')]).toEqual(['口令-hunter2', '']);
  for (const name of readdirSync(join(store.home, 'secrets'))) {
    expect(readFileSync(join(store.home, 'secrets', name), 'utf8')).not.toContain('hunter2');
  }
  await again.secrets.remove('channel');
  expect([await store.secrets.has('channel'), await store.secrets.has('paperless')]).toEqual([false, true]);
  expect(await store.secrets.has('toString')).toBe(false);
});

test('the same secret twice does not look the same, and one put under another name does not open', async () => {
  const store = await openPapers();
  await store.secrets.set('a', 'x');
  await store.secrets.set('b', 'x');
  const file = join(store.home, 'secrets', 'secrets.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  expect(json.items.a.text).not.toBe(json.items.b.text);
  writeFileSync(file, JSON.stringify({ version: 1, items: { a: json.items.b, b: json.items.a } }));
  expect((await userError(store.secrets.get('a'))).code).toBe('store.secret-key');
});

const keys: [what: string, harm: (file: string) => void][] = [
  ['lost', file => rmSync(file)],
  ['another', file => writeFileSync(file, Buffer.alloc(32, 7).toString('base64'))],
  ['nonsense', file => writeFileSync(file, 'x')],
];

test.each(keys)('with a key that is %s it says so, and shows nothing secret', async (_what, harm) => {
  const store = await openPapers();
  await store.secrets.set('channel', 'hunter2');
  harm(join(store.home, 'secrets', 'key'));
  const error = await userError(store.secrets.get('channel'));
  expect(error).toMatchObject({ code: 'store.secret-key', exit: 'store' });
  expect(error.next.join()).toContain('重新填写');
  expect(JSON.stringify([error.message, error.next, error.cause ?? null])).not.toContain('hunter2');
  expect((await store.check()).problems.map(problem => problem.code)).toContain('check.secret-key');
});

test('a lost key is not replaced in silence while old secrets need it', async () => {
  const store = await openPapers();
  await store.secrets.set('channel', 'x');
  rmSync(join(store.home, 'secrets', 'key'));
  expect((await userError(store.secrets.set('other', 'y'))).code).toBe('store.secret-key');
  await store.secrets.remove('channel');
  await store.secrets.set('other', 'y');
  expect(await store.secrets.get('other')).toBe('y');
});

const LIST = { name: 'list', shape: (json: unknown) => json, initial: [] as unknown };
const MEMORY = { ...SWITCHES, shape: (json: unknown) => json, initial: SWITCHES.initial as unknown };

test('several documents change at once, and those that stay the same are not written', async () => {
  const store = await openPapers();
  await store.settings.updateAll([MEMORY, LIST], ([memory, list]) => [memory, [list, 1]]);
  expect(await store.settings.read(LIST)).toEqual([[], 1]);
  expect(readdirSync(join(store.home, 'settings'))).toEqual(['list.json']);
});

test('a change that throws, or a disk that is full, leaves all documents as they were', async () => {
  let creations = 0;
  const full = new Proxy(nodeDisk, {
    get: (disk, step: keyof typeof nodeDisk) =>
      step === 'stage' && ++creations === 3
        ? async () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))
        : disk[step],
  });
  const home = (await openPapers()).home;
  const store = await openPapers(home, { disk: full });
  await store.settings.update(LIST, () => ['before']);
  const both = store.settings.updateAll([LIST, MEMORY], () => [['after'], { memory: false }]);
  expect(await userError(both)).toMatchObject({ code: 'store.full' });
  const thrown = store.settings.updateAll([LIST, MEMORY], () => {
    throw new UserError('no', '不行');
  });
  expect(await userError(thrown)).toMatchObject({ code: 'no' });
  expect([await store.settings.read(LIST), await store.settings.read(MEMORY)]).toEqual([['before'], { memory: true }]);
  await store.settings.updateAll([LIST, MEMORY], () => [['after'], { memory: false }]);
  expect([await store.settings.read(LIST), await store.settings.read(MEMORY)]).toEqual([['after'], { memory: false }]);
  expect((await store.check()).problems).toEqual([]);
});

test('a change of several documents that a death broke off is not made or made whole, whichever step was the last', async () => {
  const changing = ['create', 'append', 'stage', 'endWith', 'rename', 'remove', 'syncFolder'];
  const seen = new Set<string>();
  for (let cut = 0, steps = 0; cut <= steps; cut += 1) {
    const { home } = await openPapers();
    const before = await openPapers(home);
    await before.settings.updateAll([LIST, MEMORY], () => [['before'], { memory: true }]);
    steps = 0;
    const dying = new Proxy(nodeDisk, {
      get: (disk, step: keyof typeof nodeDisk) =>
        changing.includes(step) && steps++ >= cut
          ? async () => Promise.reject(new Error('The power is gone'))
          : disk[step],
    });
    const store = await openPapers(home, { disk: dying });
    steps = 0;
    await store.settings.updateAll([LIST, MEMORY], () => [['after'], { memory: false }]).catch(() => {});
    // Another program that was open all the time sees the same as one that is started now.
    for (const reader of [before, await openPapers(home)]) {
      const values = JSON.stringify([await reader.settings.read(LIST), await reader.settings.read(MEMORY)]);
      expect(['[["before"],{"memory":true}]', '[["after"],{"memory":false}]']).toContain(values);
      seen.add(values);
    }
    expect((await before.check()).problems.filter(({ code }) => code !== 'check.leftover')).toEqual([]);
  }
  expect(seen.size).toBe(2);
});

test.skipIf(process.platform === 'win32')(
  'a document that is a link on purpose is read and written where it leads to',
  async () => {
    const store = await openPapers();
    const target = join(temporaryFolder(), 'shared.json');
    writeFileSync(target, '{"version":1,"value":["theirs"]}', { mode: 0o644 });
    mkdirSync(join(store.home, 'settings'), { recursive: true });
    const link = join(store.home, 'settings', 'list.json');
    symlinkSync(target, link);
    expect(await userError(store.settings.read(LIST))).toMatchObject({ code: 'store.link', exit: 'store' });
    expect(await userError(store.settings.update(LIST, () => ['mine']))).toMatchObject({ code: 'store.link' });

    await store.settings.followLinks(true);
    expect(await store.settings.read(LIST)).toEqual(['theirs']);
    await store.settings.updateAll([LIST, MEMORY], () => [['ours'], { memory: false }]);
    // Who opens the home later need not know.
    const later = await openPapers(store.home);
    expect(await later.settings.read(LIST)).toEqual(['ours']);
    expect(readlinkSync(link)).toBe(target);
    expect([JSON.parse(readFileSync(target, 'utf8')).value, statSync(target).mode & 0o777]).toEqual([['ours'], 0o644]);
    expect((await later.check({ repair: true })).problems).toEqual([]);
    // A backup has what the link leads to, so that it is whole wherever it is restored.
    const archive = join(temporaryFolder(), 'all.tar.gz');
    await later.backup(archive);
    const restored = join(temporaryFolder(), 'restored');
    await restoreStore(archive, { into: restored, now: Date.now, random: Math.random });
    expect(await (await openPapers(restored)).settings.read(LIST)).toEqual(['ours']);
    rmSync(target);
    expect(await userError(later.settings.read(LIST))).toMatchObject({ code: 'store.link' });

    await store.settings.followLinks(false);
    expect((await store.check()).problems.map(({ code, file }) => [code, file])).toEqual([
      ['check.foreign', 'settings/list.json'],
    ]);
  },
);
