import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { restoreStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { TAR_END, tarEntry } from '../../src/store/tar.ts';
import { entryNo, type Paper, type PaperRow, paper } from './paper.ts';
import { openPapers, temporaryFolder, userError } from './stage.ts';

const now = Date.now;

async function filled(shared = false): Promise<Store<Paper, PaperRow>> {
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
  await store.receipts.keep({ identity: 'r', entryNo: entryNo(1), raw: '<r/>', receivedAt: 1 });
  await store.receipts.markApplied({ identity: 'r', entryNo: entryNo(1) });
  await store.secrets.set('channel', 'hunter2');
  store.journals.append(entryNo(1), 'edit');
  mkdirSync(join(store.home, 'codes'));
  writeFileSync(join(store.home, 'codes', 'hs.tsv'), 'code\tname\n');
  return store;
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
  expect(await restoreStore(file, { into, now })).toEqual({ files: backup.files });
  const { [join('secrets', 'key')]: key, ...rest } = contents(store.home);
  expect(contents(into)).toEqual(withKey ? { ...rest, [join('secrets', 'key')]: key } : rest);
  const again = await openPapers(into);
  expect([...again.rows()]).toEqual([...store.rows()]);
  const codes = (await again.check()).problems.map(problem => problem.code);
  expect(codes).toEqual(withKey ? [] : ['check.secret_key']);
  expect(existsSync(join(store.home, 'locks', 'frozen'))).toBe(false);
});

test('a shared home comes back shared', async () => {
  const store = await filled(true);
  const file = join(temporaryFolder(), 'b.tar.gz');
  await store.backup(file, { withKey: true });
  const into = join(temporaryFolder(), 'again');
  await restoreStore(file, { into, now });
  const again = await openPapers(into);
  expect(again.shared).toBe(true);
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
  expect((await userError(store.backup(file))).code).toBe('store.backup_exists');
  const into = join(temporaryFolder(), 'again');
  await restoreStore(file, { into, now });
  const again = await openPapers(into);
  expect((await again.get(entryNo(1))).count).toBe(again.rows().at(again.rows().indexOf(entryNo(1)))?.count);
});

test('an existing home is refused, or kept aside when told', async () => {
  const store = await filled();
  const file = join(temporaryFolder(), 'b.tar.gz');
  await store.backup(file);
  await store.update(entryNo(1), found => ({ ...found, count: 50 }));
  expect((await userError(restoreStore(file, { into: store.home, now }))).code).toBe('store.not_empty');
  expect((await store.get(entryNo(1))).count).toBe(50);
  const { previous = '' } = await restoreStore(file, { into: store.home, replace: true, now });
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

const hostile: [what: string, bytes: () => Buffer, code: string][] = [
  ['that is not gzip', () => Buffer.from('hello'), 'store.backup_broken'],
  ['that is empty', () => gzipSync(Buffer.alloc(0)), 'store.backup_broken'],
  ['of something else', () => archive(entry('readme.txt')), 'store.backup_broken'],
  ['that climbs out', () => archive(manifest(2), entry('store.json', STORE), entry('../evil')), 'store.backup_broken'],
  [
    'that climbs out below',
    () => archive(manifest(2), entry('store.json', STORE), entry('settings/../../evil')),
    'store.backup_broken',
  ],
  [
    'with an absolute path',
    () => archive(manifest(2), entry('store.json', STORE), entry('/tmp/evil')),
    'store.backup_broken',
  ],
  [
    'with a back slash',
    () => archive(manifest(2), entry('store.json', STORE), entry('settings\\..\\..\\evil')),
    'store.backup_broken',
  ],
  ['with a drive', () => archive(manifest(2), entry('store.json', STORE), entry('C:evil')), 'store.backup_broken'],
  [
    'with a lock',
    () => archive(manifest(2), entry('store.json', STORE), entry('locks/store.lock')),
    'store.backup_broken',
  ],
  ['with a symbolic link', () => archive(manifest(2), entry('store.json', STORE), typed('2')), 'store.backup_broken'],
  ['with a hard link', () => archive(manifest(2), entry('store.json', STORE), typed('1')), 'store.backup_broken'],
  ['without store.json', () => archive(manifest(1), entry('settings/a.json')), 'store.backup_broken'],
  ['with fewer files than it says', () => archive(manifest(3), entry('store.json', STORE)), 'store.backup_broken'],
  ['that is cut off', () => gzipSync(Buffer.concat([manifest(1), entry('store.json', STORE)])), 'store.backup_broken'],
  [
    'whose gzip is cut off',
    () => archive(manifest(1), entry('store.json', STORE)).subarray(0, -12),
    'store.backup_broken',
  ],
  [
    'that unpacks to too much',
    () => archive(manifest(2), entry('store.json', STORE), entry('settings/a.json', Buffer.alloc(2e6))),
    'store.backup_broken',
  ],
  ['of a newer program', () => archive(manifest(1, 2), entry('store.json', STORE)), 'store.newer'],
  [
    'of newer records',
    () =>
      archive(manifest(1), entry('store.json', Buffer.from(STORE.toString().replace('"records":1', '"records":2')))),
    'store.newer',
  ],
];

test.each(hostile)('an archive %s leaves nothing behind', async (_what, bytes, code) => {
  const folder = temporaryFolder();
  const file = join(folder, 'bad.tar.gz');
  writeFileSync(file, bytes());
  const into = join(folder, 'deep', 'home');
  const error = await userError(restoreStore(file, { into, now, limits: { all: 1e6 } }));
  expect(error).toMatchObject({ code, exit: 'store' });
  expect(
    readdirSync(folder, { recursive: true })
      .map(name => basename(String(name)))
      .sort(),
  ).toEqual(['bad.tar.gz', 'deep']);
  expect(existsSync(join(dirname(folder), 'evil'))).toBe(false);
});

test('a sound small archive passes the same limits', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'good.tar.gz');
  writeFileSync(file, archive(manifest(1), entry('store.json', STORE)));
  expect(await restoreStore(file, { into: join(folder, 'home'), now, limits: { all: 1e6 } })).toEqual({ files: 1 });
  expect((await userError(restoreStore(join(folder, 'none.tar.gz'), { into: join(folder, 'x'), now }))).code).toBe(
    'store.backup_missing',
  );
});
