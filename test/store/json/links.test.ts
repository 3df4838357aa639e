import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import { UserError } from '../../../src/errors.ts';
import { Layout } from '../../../src/store/json/home.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { openJsonStore } from '../../../src/store/json/open-store.ts';
import { walk } from '../../../src/store/json/walk.ts';
import { contentsOf } from '../../run/contents-of.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, PARTIES, type Paper, type PaperRow, paper, paperOptions } from '../paper.ts';
import { openPapers } from '../stage.ts';

const NO = entryNo(1);
const SWITCHES = { name: 'switches', shape: (json: unknown) => json, initial: {} as unknown };
const options = (home: string) => ({ ...paperOptions(home), recalls: { parties: PARTIES }, lockWait: 50 });

/** A home that has each kind of file, closed, beside a folder that is none of ours. */
async function closedHome(): Promise<{ home: string; outside: string }> {
  const folder = temporaryFolder({ inMemory: true });
  const home = join(folder, 'home');
  const store = await openPapers(home, options(home));
  for (const place of [1, 2]) await store.save(paper(entryNo(place)), { expect: 0 });
  await store.save(paper(entryNo(4)), { expect: 0 });
  await store.remove(entryNo(4));
  await store.nextEntryNo('WI');
  for (const messageId of ['m', 'n']) {
    await store.outbox.enqueue({ messageId, entryNo: NO, channel: 'p', bytes: Buffer.from('x') });
  }
  await (await store.outbox.claim('n'))?.settle({ state: 'sent', code: 'ok', text: '' });
  for (const identity of ['r', 's']) await store.receipts.keep([{ identity, entryNo: NO, raw: '', receivedAt: 1 }]);
  await store.receipts.markApplied([{ identity: 's', entryNo: NO }]);
  await store.settings.update(SWITCHES, () => ({}));
  await store.secrets.set('channel', 'x');
  await store.recall('parties').refresh();
  store.local.journals.append(NO, 1);
  store.local.openPages.note([1]);
  await store.close();
  const outside = join(folder, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'file'), 'not ours\n', { mode: 0o644 });
  writeFileSync(join(outside, `${NO}.json`), 'not ours\n', { mode: 0o644 });
  return { home, outside };
}

/** All that a program does with a home; what is refused is refused with words. */
async function workThrough(home: string, archive: string): Promise<void> {
  const settling = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
  };
  let store: JsonStore<Paper, PaperRow>;
  try {
    store = await openJsonStore(options(home));
  } catch (error) {
    if (error instanceof UserError) return;
    throw error;
  }
  const works: (() => Promise<unknown>)[] = [
    () => store.refresh(),
    () => store.get(NO),
    () => store.update(NO, record => ({ ...record, count: 7 })),
    () => store.save(paper(entryNo(3)), { expect: 0 }),
    () => store.restore(entryNo(4)),
    () => store.nextEntryNo('WI'),
    () => store.outbox.list({ done: true }),
    async () => await (await store.outbox.claim('m'))?.release(),
    () => store.receipts.of(NO),
    () => store.receipts.unapplied(),
    () => store.receipts.markApplied([{ identity: 'r', entryNo: NO }]),
    () => store.settings.read(SWITCHES),
    () => store.settings.update(SWITCHES, () => ({ a: 1 })),
    () => store.secrets.get('channel'),
    () => store.secrets.set('channel', 'y'),
    () => store.recall('parties').refresh(),
    async () => store.local.journals.list().map(found => store.local.journals.contents(found)),
    async () => store.local.journals.append(NO, 2),
    async () => store.local.openPages.left(),
    async () => store.local.openPages.note([2]),
    () => store.check(),
    () => store.check({ repair: true }),
    () => store.backup(archive),
  ];
  for (const work of works) await settling(work());
  await settling(store.close());
}

const strangers: [what: string, put: (path: string, outside: string) => void][] = [
  ['a link to a file', (path, outside) => symlinkSync(join(outside, 'file'), path)],
  ['a link to nothing', (path, outside) => symlinkSync(join(outside, 'nothing'), path)],
  ['a link to a folder', (path, outside) => symlinkSync(outside, path)],
  ['a link to itself', path => symlinkSync(path, path)],
  ['a pipe', path => expect(spawnSync('mkfifo', [path]).status).toBe(0)],
];

test.skipIf(process.platform === 'win32').each(strangers)(
  '%s in the place of any file or folder of a home is not followed, and stays what it is',
  async (_what, put) => {
    const { home: original } = await closedHome();
    const found = await walk(nodeDisk, new Layout(original));
    const extra = ['index', 'locks'].flatMap(name =>
      readdirSync(join(original, name)).map(file => join(original, name, file)),
    );
    const places = [...found.files, ...found.folders.slice(1), ...extra].map(path => relative(original, path));
    expect(places.length).toBeGreaterThan(30);
    for (const place of places) {
      const { home, outside } = await closedHome();
      // Names of journals are those of one run.
      const own = place.startsWith('journals/') ? join('journals', sameKind(home, place)) : place;
      const before = contentsOf(outside);
      const path = join(home, own);
      renameSync(path, join(home, '..', 'aside'));
      put(path, outside);
      const stranger = contentsOf(join(home, own, '..'))[own.split('/').at(-1) ?? ''];
      await workThrough(home, join(outside, '..', 'backup.tar.gz'));
      expect([place, contentsOf(outside)]).toEqual([place, before]);
      expect([place, contentsOf(join(home, own, '..'))[own.split('/').at(-1) ?? '']]).toEqual([place, stranger]);
      rmSync(join(home, '..'), { recursive: true });
    }
  },
);

function sameKind(home: string, place: string): string {
  const isPages = place.endsWith('.pages.jsonl');
  return readdirSync(join(home, 'journals')).find(name => name.endsWith('.pages.jsonl') === isPages) ?? '';
}

test.skipIf(process.platform === 'win32')(
  'links and pipes in a home are told by the check, and are in no backup',
  async () => {
    const { home, outside } = await closedHome();
    symlinkSync(join(outside, 'file'), join(home, 'settings', 'channel.json'));
    symlinkSync(outside, join(home, 'declarations', '2017-11'));
    expect(spawnSync('mkfifo', [join(home, 'receipts', 'new', 'pipe.json')]).status).toBe(0);
    const store = await openPapers(home, options(home));
    for (const repair of [false, true]) {
      const problems = (await store.check({ repair })).problems.filter(({ code }) => code === 'check.foreign');
      expect(problems.map(({ file, repaired }) => [file, repaired])).toEqual([
        ['declarations/2017-11', false],
        ['receipts/new/pipe.json', false],
        ['settings/channel.json', false],
      ]);
    }
    const { files } = await store.backup(join(outside, '..', 'backup.tar.gz'));
    expect(files).toBe((await walk(nodeDisk, new Layout(home))).files.length - 1);
  },
);

test('a home that is a link leads to the folder that it means; one that leads nowhere is told', async () => {
  const { home } = await closedHome();
  const link = join(home, '..', 'link');
  symlinkSync(home, link);
  const store = await openPapers(link, options(link));
  expect(store.rows().length).toBe(2);
  await store.close();
  renameSync(home, join(home, '..', 'elsewhere'));
  await expect(openPapers(link)).rejects.toMatchObject({ code: 'store.home-link', exit: 'store' });
});
