import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { endRestore, restoreStore } from '../../../src/store/json/open-store.ts';
import { readBackup } from '../../../src/store/json/restore.ts';
import { TAR_END, tarEntry } from '../../../src/store/json/tar.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const now = Date.now;

async function filled(shared = false): Promise<JsonStore<Paper, PaperRow>> {
  const store = await openPapers(undefined, { shared });
  for (const place of [1, 2, 3])
    await store.save(paper(entryNo(place), '甲'.repeat(place * 400), place), { expect: 0 });
  await store.remove(entryNo(3));
  await store.outbox.enqueue({
    messageId: `m${'-'.repeat(78)}`,
    entryNo: entryNo(1),
    channel: 'p',
    bytes: Buffer.from('x'),
  });
  await store.receipts.keep([{ identity: 'r', entryNo: entryNo(1), raw: '<r/>', receivedAt: 1 }]);
  await store.receipts.markApplied([{ identity: 'r', entryNo: entryNo(1) }]);
  await store.secrets.set('channel', 'hunter2');
  store.local.journals.append(entryNo(1), 'edit');
  mkdirSync(join(store.home, 'codes'));
  writeFileSync(join(store.home, 'codes', 'hs.tsv'), 'code\tname\n');
  return store;
}

async function filledAndPacked(): Promise<{ store: JsonStore<Paper, PaperRow>; file: string }> {
  const store = await filled();
  const file = join(temporaryFolder(), 'backup.tar.gz');
  await store.backup(file);
  return { store, file };
}

/** Paths and digests of all files below, but for locks and index. */
function contents(home: string): Record<string, string> {
  const paths = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(home, join(entry.parentPath, entry.name)))
    .filter(path => !/^(?:locks|index)/u.test(path));
  return Object.fromEntries(paths.sort().map(path => [path, digest(readFileSync(join(home, path)))]));
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test.each([true, false])('a restored backup is the store that was backed up, with the key: %s', async withKey => {
  const store = await filled();
  const file = join(temporaryFolder(), '备份.tar.gz');
  const backup = await store.backup(file, { withKey });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const into = join(temporaryFolder(), 'again');
  expect(await restoreStore(file, { into, now, random: Math.random })).toEqual({ files: backup.files });
  const { [join('secrets', 'key')]: key, ...rest } = contents(store.home);
  expect(contents(into)).toEqual(withKey ? { ...rest, [join('secrets', 'key')]: key } : rest);
  const again = await openPapers(into);
  expect([...again.rows()]).toEqual([...store.rows()]);
  const codes = (await again.check()).problems.map(problem => problem.code);
  expect(codes).toEqual(withKey ? [] : ['check.secret-key']);
  expect(existsSync(join(store.home, 'locks', 'frozen'))).toBe(false);
});

test('a shared home comes back shared', async () => {
  const store = await filled(true);
  const file = join(temporaryFolder(), 'b.tar.gz');
  await store.backup(file, { withKey: true });
  const into = join(temporaryFolder(), 'again');
  await restoreStore(file, { into, now, random: Math.random });
  const again = await openPapers(into);
  expect(again.local.shared).toBe(true);
  expect((await again.check()).problems).toEqual([]);
});

test('any tar program can read a backup', async () => {
  const store = await filled();
  const file = join(temporaryFolder(), 'b.tar.gz');
  const { files } = await store.backup(file);
  const names = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(names.length).toBe(files + 1);
  expect(names).toContain('store.json');
  expect(names).not.toContain('secrets/key');
});

test('a backup does not replace a file, and others save while it is written', async () => {
  const store = await filled();
  const file = join(temporaryFolder(), 'b.tar.gz');
  const other = await openPapers(store.home);
  const saving = (async () => {
    for (let count = 0; count < 30; count += 1) await other.update(entryNo(1), found => ({ ...found, count }));
  })();
  await Promise.all([store.backup(file), saving]);
  expect((await userError(store.backup(file))).code).toBe('store.backup-exists');
  const into = join(temporaryFolder(), 'again');
  await restoreStore(file, { into, now, random: Math.random });
  const again = await openPapers(into);
  expect((await again.get(entryNo(1))).count).toBe(again.rows().at(again.rows().indexOf(entryNo(1)))?.count);
});

test('an existing home is refused, or kept aside when told', async () => {
  const store = await filled();
  const file = join(temporaryFolder(), 'b.tar.gz');
  await store.backup(file);
  await store.update(entryNo(1), found => ({ ...found, count: 50 }));
  expect((await userError(restoreStore(file, { into: store.home, now, random: Math.random }))).code).toBe(
    'store.not-empty',
  );
  expect((await store.get(entryNo(1))).count).toBe(50);
  const { previous = '' } = await restoreStore(file, { into: store.home, replace: true, now, random: Math.random });
  expect((await (await openPapers(previous)).get(entryNo(1))).count).toBe(50);
  // A program that had the home open all the time works on in the restored one.
  expect((await store.update(entryNo(1), found => found)).count).toBe(1);
  await store.refresh();
  const restored = await openPapers(store.home);
  expect([...store.rows()]).toEqual([...restored.rows()]);
});

const STORE = Buffer.from(JSON.stringify({ version: 1, records: 1, shared: false, created: '' }));
const manifest = (files: number, version = 1): Buffer =>
  tarEntry('backup.json', Buffer.from(JSON.stringify({ version, layout: 1, files })), 0);
const entry = (name: string, bytes: Uint8Array = Buffer.from('x')): Buffer => tarEntry(name, bytes, 0);
const archive = (...parts: Buffer[]): Buffer => gzipSync(Buffer.concat([...parts, TAR_END]));
const typed = (kind: string): Buffer => {
  const bytes = entry('settings/a.json');
  bytes.write(kind, 156);
  bytes.write('        ', 148);
  const sum = bytes.subarray(0, 512).reduce((all, byte) => all + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
};

const two = (name: string, bytes?: Uint8Array): Buffer =>
  archive(manifest(2), entry('store.json', STORE), entry(name, bytes));
const sound = (): Buffer => archive(manifest(1), entry('store.json', STORE));

// What the archive is, what it holds, and what is said of it.
// biome-ignore format: table
const hostile: [what: string, bytes: () => Uint8Array, code: string, why: string][] = [
  ['that is not gzip',               () => Buffer.from('hello'),                                              'store.backup-broken', '不是报检台的备份，或内容已损坏'],
  ['of nothing',                     () => Buffer.alloc(0),                                                   'store.backup-broken', '是空的'],
  ['that is empty',                  () => gzipSync(Buffer.alloc(0)),                                         'store.backup-broken', '不是报检台的备份，或内容已损坏'],
  ['of something else',              () => archive(entry('readme.txt')),                                      'store.backup-broken', '不是报检台的备份，或内容已损坏'],
  ['of a folder',                    () => archive(typed('5')),                                               'store.backup-broken', '不是报检台的备份，或内容已损坏'],
  ['with a manifest of nonsense',    () => archive(tarEntry('backup.json', Buffer.from('{'), 0)),             'store.backup-broken', '内容已损坏'],
  ['with a store.json of nonsense',  () => archive(manifest(1), entry('store.json')),                         'store.backup-broken', '内容已损坏'],
  ['that climbs out',                () => two('../evil'),                                                    'store.backup-broken', '里的 ../evil 不是报检台的文件'],
  ['that climbs out below',          () => two('settings/../../evil'),                                        'store.backup-broken', '里的 settings/../../evil 不是报检台的文件'],
  ['with an absolute path',          () => two('/tmp/evil'),                                                  'store.backup-broken', '里的 /tmp/evil 不是报检台的文件'],
  ['with a back slash',              () => two('settings\\..\\..\\evil'),                                     'store.backup-broken', '不是报检台的文件'],
  ['with a drive',                   () => two('C:evil'),                                                     'store.backup-broken', '里的 C:evil 不是报检台的文件'],
  ['with a control character',       () => two('\u001b[31mevil'),                                             'store.backup-broken', '里的 evil 不是报检台的文件'],
  ['with a lock',                    () => two('locks/store.lock'),                                           'store.backup-broken', '里的 locks/store.lock 不是报检台的文件'],
  ['with a symbolic link',           () => archive(manifest(2), entry('store.json', STORE), typed('2')),      'store.backup-broken', '里的 settings/a.json 不是普通文件'],
  ['with a hard link',               () => archive(manifest(2), entry('store.json', STORE), typed('1')),      'store.backup-broken', '里的 settings/a.json 不是普通文件'],
  ['without store.json',             () => archive(manifest(1), entry('settings/a.json')),                    'store.backup-broken', '缺少 store.json'],
  ['with fewer files than it says',  () => archive(manifest(3), entry('store.json', STORE)),                  'store.backup-broken', '应有 3 个文件，实有 1 个'],
  ['that is cut off',                () => gzipSync(Buffer.concat([manifest(1), entry('store.json', STORE)])), 'store.backup-broken', '不完整，后面的部分缺失'],
  ['that is cut off in a file',      () => gzipSync(Buffer.concat([manifest(1), entry('store.json', STORE)]).subarray(0, -512)), 'store.backup-broken', '不完整，后面的部分缺失'],
  ['whose gzip is cut off',          () => sound().subarray(0, -12),                                          'store.backup-broken', '不完整，后面的部分缺失'],
  ['whose gzip is damaged',          () => Buffer.concat([sound().subarray(0, -8), Buffer.alloc(8)]),                                        'store.backup-broken', '内容已损坏'],
  ['that unpacks to too much',       () => two('settings/a.json', Buffer.alloc(2e6)),                         'store.backup-broken', '里的 settings/a.json 太大'],
  ['of a newer program',             () => archive(manifest(1, 2), entry('store.json', STORE)),               'store.newer',         ''],
  ['of newer records',               () => archive(manifest(1), entry('store.json', Buffer.from(STORE.toString().replace('"records":1', '"records":2')))), 'store.newer', ''],
];

test.each(hostile)('an archive %s leaves nothing behind', async (_what, bytes, code, why) => {
  const folder = temporaryFolder();
  const file = join(folder, 'bad.tar.gz');
  writeFileSync(file, bytes());
  const into = join(folder, 'deep', 'home');
  const error = await userError(restoreStore(file, { into, now, random: Math.random, limits: { all: 1e6 } }));
  expect(error).toMatchObject({ code, exit: 'store' });
  if (code === 'store.backup-broken') {
    expect(error.message).toContain(`没有恢复，数据没有改动：备份文件 ${file} `);
    expect(error.message).toContain(why);
    expect(error.next.join('')).toMatch(/重新复制|store backup/u);
  }
  expect(
    readdirSync(folder, { recursive: true })
      .map(name => basename(String(name)))
      .filter(name => name !== 'deep'),
  ).toEqual(['bad.tar.gz']);
  expect(existsSync(join(dirname(folder), 'evil'))).toBe(false);
});

test('a folder is no backup', async () => {
  const folder = temporaryFolder();
  const error = await userError(restoreStore(folder, { into: join(folder, 'deep', 'home'), now, random: Math.random }));
  expect(error).toMatchObject({ code: 'store.backup-broken', message: expect.stringContaining('是目录') });
  expect(readdirSync(folder)).toEqual([]);
});

test('a bad archive leaves a home that is there as it was, told to replace it or not', async () => {
  const store = await filled();
  const before = contents(store.home);
  const file = join(temporaryFolder(), 'bad.tar.gz');
  await store.backup(file);
  writeFileSync(file, readFileSync(file).subarray(0, -100));
  expect(
    (await userError(restoreStore(file, { into: store.home, replace: true, now, random: Math.random }))).code,
  ).toBe('store.backup-broken');
  expect(contents(store.home)).toEqual(before);
});

test('a sound small archive passes the same limits', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'good.tar.gz');
  writeFileSync(file, archive(manifest(1), entry('store.json', STORE)));
  expect(
    await restoreStore(file, { into: join(folder, 'home'), now, random: Math.random, limits: { all: 1e6 } }),
  ).toEqual({ files: 1 });
  expect(
    (await userError(restoreStore(join(folder, 'none.tar.gz'), { into: join(folder, 'x'), now, random: Math.random })))
      .code,
  ).toBe('store.backup-missing');
});

test('a home is exchanged in two renames, with what was unpacked whole and on the disk before', async () => {
  const { store, file } = await filledAndPacked();
  const steps: string[] = [];
  const disk = new Proxy(nodeDisk, {
    get:
      (target, name: keyof typeof nodeDisk) =>
      async (...all: never[]): Promise<unknown> => {
        if (['rename', 'syncFolder'].includes(name))
          steps.push([name, ...all].join(' ').replace(/-\d{14}-[0-9a-z]{6}/gu, ''));
        return await (target[name] as (...rest: never[]) => Promise<unknown>)(...all);
      },
  });
  const { previous = '' } = await readBackup(file, {
    disk,
    into: store.home,
    replace: true,
    records: 1,
    now,
    random: Math.random,
  });
  const { home } = store;
  expect(steps.slice(-5)).toEqual([
    `rename ${home}.unpacking ${home}.restoring`,
    `syncFolder ${dirname(home)}`,
    `rename ${home} ${home}.before`,
    `rename ${home}.restoring ${home}`,
    `syncFolder ${dirname(home)}`,
  ]);
  expect(existsSync(previous)).toBe(true);
});

const ends: [how: 'finish' | 'back', party: string][] = [
  ['finish', '甲'.repeat(400)],
  ['back', '乙'],
];

test.each(ends)('a restoring that died between the renames makes no new home; %s ends it', async (how, party) => {
  const { store, file } = await filledAndPacked();
  await store.update(entryNo(1), found => ({ ...found, party: '乙' }));
  await store.close();
  const { home } = store;
  const { previous = '' } = await restoreStore(file, { into: home, replace: true, now, random: Math.random });
  renameSync(home, previous.replace('.before-', '.restoring-'));
  for (const isEmpty of [false, true]) {
    if (isEmpty) mkdirSync(home);
    const error = await userError(openPapers(home));
    expect(error).toMatchObject({ code: 'store.half-restored', exit: 'store' });
    expect(error.next.join()).toMatch(/--finish.*--back/u);
    expect(existsSync(join(home, 'store.json'))).toBe(false);
  }
  await endRestore(home, how);
  const again = await openPapers(home);
  expect((await again.get(entryNo(1))).party).toBe(party);
  expect((await userError(endRestore(home, how))).code).toBe('store.nothing-to-end');
});

test('a home that is gone while the one from before a restoring lies beside it is not made anew', async () => {
  const { home } = await openPapers();
  renameSync(home, `${home}.before-20171024020000`);
  const error = await userError(openPapers(home));
  expect([error.code, error.message]).toEqual([
    'store.half-restored',
    expect.stringContaining('.before-20171024020000'),
  ]);
});

test('an archive that has a name twice, or is a pipe, is refused with words', async () => {
  const { file } = await filledAndPacked();
  const folder = temporaryFolder();
  const twice = join(folder, 'twice.tar.gz');
  writeFileSync(twice, archive(manifest(3), entry('store.json', STORE), entry('numbers.json'), entry('numbers.json')));
  const into = join(folder, 'home');
  const error = await userError(restoreStore(twice, { into, now, random: Math.random }));
  expect(error).toMatchObject({ code: 'store.backup-broken', exit: 'store' });
  expect(error.message).toContain('有两个 numbers.json');
  const pipe = join(folder, 'pipe');
  if (spawnSync('mkfifo', [pipe]).status === 0) {
    expect((await userError(restoreStore(pipe, { into, now, random: Math.random }))).code).toBe('store.backup-broken');
  }
  symlinkSync(file, join(folder, 'link.tar.gz'));
  expect((await restoreStore(join(folder, 'link.tar.gz'), { into, now, random: Math.random })).files).toBeGreaterThan(
    3,
  );
});
