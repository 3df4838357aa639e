import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { replaceFile } from '../../../src/disk/json-file.ts';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import { type HomeQuestion, resolveHome } from '../../../src/local/resolve-home.ts';
import { LAYOUT_VERSION, Layout } from '../../../src/store/json/home.ts';
import { LAYOUT_STEPS } from '../../../src/store/json/layout-steps.ts';
import { walk } from '../../../src/store/json/walk.ts';
import { contentsOf } from '../../run/contents-of.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const NO = entryNo(1);
const OLD_HOME = fileURLToPath(new URL('../../../fixtures/store/home-0', import.meta.url));

// biome-ignore format: table
const homes: [HomeQuestion, string][] = [
  [{ flag: '/a', env: { BAOJIAN_HOME: '/b' }, platform: 'linux', userFolder: '/u' },         '/a'],
  [{ env: { BAOJIAN_HOME: '/b', XDG_DATA_HOME: '/x' }, platform: 'linux', userFolder: '/u' }, '/b'],
  [{ env: { XDG_DATA_HOME: '/x' }, platform: 'linux', userFolder: '/u' },                    '/x/baojian'],
  [{ env: { XDG_DATA_HOME: 'rel' }, platform: 'linux', userFolder: '/u' },                   '/u/.local/share/baojian'],
  [{ env: { BAOJIAN_HOME: '' }, platform: 'freebsd', userFolder: '/u' },                     '/u/.local/share/baojian'],
  [{ env: {}, platform: 'darwin', userFolder: '/u' },                                        '/u/Library/Application Support/baojian'],
  [{ env: { APPDATA: 'C:\\R' }, platform: 'win32', userFolder: 'C:\\U' },                    'C:\\R\\baojian'],
  [{ env: {}, platform: 'win32', userFolder: 'C:\\U' },                                      'C:\\U\\AppData\\Roaming\\baojian'],
];

test.each(homes)('the home for %j is %s', (question, home) => {
  expect(resolveHome(question)).toBe(home);
});

test('a relative --home is one below the present folder', () => {
  expect(resolveHome({ flag: 'x', env: {}, platform: 'linux', userFolder: '/u' })).toBe(resolve('x'));
});

const sharing: [what: string, shared: boolean, umask: number, folder: number, file: number][] = [
  ['one user’s', false, 0o022, 0o700, 0o600],
  ['one user’s with an open umask', false, 0, 0o700, 0o600],
  ['a shared', true, 0o022, 0o2770, 0o660],
  ['a shared with a closed umask', true, 0o077, 0o2770, 0o660],
];

test.skipIf(process.platform === 'win32').each(sharing)(
  '%s home has its permissions on everything',
  async (_what, shared, umask, folder, file) => {
    const home = join(temporaryFolder(), 'below', 'home');
    const before = process.umask(umask);
    try {
      const store = await openPapers(home, { shared });
      await store.save(paper(NO), { expect: 0 });
      await store.remove(NO);
      await store.secrets.set('channel', 'x');
      await store.settings.update(
        { name: 'switches', shape: json => json as Record<string, number>, initial: {} as Record<string, number> },
        (): Record<string, number> => ({ a: 1 }),
      );
      await store.nextEntryNo('WI');
      store.local.journals.append(NO, 1);
      await store.outbox.enqueue({ messageId: 'm', entryNo: NO, channel: 'p', bytes: Buffer.from('x') });
      await (await store.outbox.claim('m'))?.settle({ state: 'sent', code: 'ok', text: '' });
      await store.receipts.keep([{ identity: 'r', entryNo: NO, raw: '', receivedAt: 1 }]);
      await store.receipts.markApplied([{ identity: 'r', entryNo: NO }]);
      // Whoever opens it later need not know that it is shared.
      const second = await openPapers(home);
      expect(second.local.shared).toBe(shared);
      await second.save(paper(entryNo(2)), { expect: 0 });
    } finally {
      process.umask(before);
    }
    const { folders, files } = await walk(nodeDisk, new Layout(home));
    expect(files.length).toBeGreaterThan(8);
    const index = ['snapshot', 'journal-1.jsonl'].map(name => join(home, 'index', name));
    for (const path of folders)
      expect([path, (statSync(path).mode & 0o7777).toString(8)]).toEqual([path, folder.toString(8)]);
    for (const path of [...files, ...index, join(home, 'locks', 'store.lock')]) {
      expect([path, (statSync(path).mode & 0o7777).toString(8)]).toEqual([path, file.toString(8)]);
    }
  },
);

test('a home of a newer program is refused and left alone', async () => {
  const store = await openPapers();
  await store.close();
  const file = join(store.home, 'store.json');
  const newer = readFileSync(file, 'utf8').replace(/"version": \d+/u, `"version": ${LAYOUT_VERSION + 1}`);
  writeFileSync(file, newer);
  const before = contentsOf(store.home);
  for (const repair of [false, true]) {
    const error = await userError(openPapers(store.home, { repair }));
    expect(error).toMatchObject({ code: 'store.newer', exit: 'store' });
    expect(error.next.join()).toContain('升级');
    expect(contentsOf(store.home)).toEqual(before);
  }
});

test('a home of an older layout is brought forward, once', async () => {
  const home = join(temporaryFolder(), 'home');
  cpSync(OLD_HOME, home, { recursive: true });
  let steps = 0;
  // Version 0 had its declarations in one folder.
  const layoutSteps = {
    ...LAYOUT_STEPS,
    0: async (layout: Layout): Promise<void> => {
      steps += 1;
      const modes = { folder: 0o700, file: 0o600 };
      const bytes = await nodeDisk.read(layout.at('declarations', `${NO}.json`));
      await replaceFile(nodeDisk, modes, layout.at('declarations', '2017-10', `${NO}.json`), bytes);
      await nodeDisk.remove(layout.at('declarations', `${NO}.json`));
    },
  };
  const migrations = { 0: ({ consignee, ...json }: Record<string, unknown>) => ({ ...json, party: consignee }) };
  for (let opening = 0; opening < 2; opening += 1) {
    const store = await openPapers(home, { layoutSteps, migrations });
    expect(await store.get(NO)).toMatchObject({ version: 1, party: '义乌市中国物资有限公司', count: 3 });
    expect([...store.rows()].map(row => row.count)).toEqual([3]);
    await store.close();
  }
  expect(steps).toBe(1);
  expect(JSON.parse(readFileSync(join(home, 'store.json'), 'utf8'))).toMatchObject({
    version: LAYOUT_VERSION,
    records: 1,
  });
});

test('a home that was being made when the power went is made to the end', async () => {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(join(home, 'locks'), { recursive: true });
  mkdirSync(join(home, 'declarations'));
  expect((await openPapers(home)).rows().length).toBe(0);
});

test('two programs that make the same home make one', async () => {
  const home = join(temporaryFolder(), 'home');
  const [one, two] = await Promise.all([openPapers(home), openPapers(home)]);
  await one.save(paper(NO), { expect: 0 });
  await two.refresh();
  expect(two.rows().length).toBe(1);
});
