import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../../src/disk/json-bytes.ts';
import { restoreStore } from '../../../src/store/json/open-store.ts';
import type { PaperlessDocument } from '../../../src/store/paperless-folder.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const NO = entryNo(1);
const A = Buffer.from('contract');
const B = Buffer.from('invoice');

const document = (id: number, ...files: Buffer[]): PaperlessDocument => ({
  ...{ id, kind: '101001', number: '', name: '合同', note: '' },
  files: files.map(bytes => ({ sum: sha256(bytes), name: 'a.pdf', size: bytes.length })),
});

async function filled() {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  await store.paperless.update(NO, folder => ({ ...folder, lastId: 1, documents: [document(1, A)] }), [A]);
  const folder = join(store.home, 'paperless', '2017-10', NO);
  return { store, folder, copy: join(folder, sha256(A)) };
}

test('what goes with a declaration is kept with copies; copies that nobody names go', async () => {
  const { store, folder } = await filled();
  expect(await store.paperless.of(entryNo(2))).toMatchObject({ entryNo: entryNo(2), documents: [] });
  expect((await store.paperless.of(NO)).documents).toEqual([document(1, A)]);
  expect(await store.paperless.file(NO, sha256(A))).toEqual(A);
  await store.paperless.update(NO, held => ({ ...held, documents: [document(1, A, B)] }), [B]);
  expect(readdirSync(folder).sort()).toEqual([sha256(A), sha256(B), 'documents.json'].sort());
  await store.paperless.update(NO, held => ({ ...held, documents: [document(1, B)] }));
  expect(readdirSync(folder).sort()).toEqual([sha256(B), 'documents.json'].sort());
  expect((await store.check()).problems).toEqual([]);
});

test('a change that throws leaves all as it was, and no copy', async () => {
  const { store, folder } = await filled();
  const fails = () => {
    throw new Error('no');
  };
  await expect(store.paperless.update(NO, fails, [B])).rejects.toThrow('no');
  expect(readdirSync(folder).sort()).toEqual([sha256(A), 'documents.json'].sort());
});

test('a damaged copy gives way to the same file added again', async () => {
  const { store, copy } = await filled();
  writeFileSync(copy, 'other');
  expect((await userError(store.paperless.file(NO, sha256(A)))).code).toBe('store.broken');
  await store.paperless.update(NO, held => ({ ...held, remark: 'x' }), [A]);
  expect(await store.paperless.file(NO, sha256(A))).toEqual(A);
});

test('store check finds copies that are damaged, gone or of nobody, and moves what it can away', async () => {
  const { store, folder, copy } = await filled();
  await store.paperless.update(NO, held => ({ ...held, documents: [...held.documents, document(2, B)] }), [B]);
  writeFileSync(copy, 'other', { mode: 0o600 });
  rmSync(join(folder, sha256(B)));
  writeFileSync(join(folder, sha256(Buffer.from('x'))), 'x', { mode: 0o600 });
  writeFileSync(join(folder, 'notes.txt'), 'x', { mode: 0o600 });
  const codes = async (repair: boolean) =>
    (await store.check({ repair })).problems.map(({ code, repaired }) => `${code} ${repaired}`).sort();
  expect(await codes(false)).toEqual([
    'check.foreign false',
    'check.paperless-no-copy false',
    'check.paperless-no-list false',
    'store.broken false',
  ]);
  expect(await codes(true)).toContain('check.paperless-no-list true');
  expect(await codes(false)).toEqual([
    'check.foreign false',
    'check.paperless-no-copy false',
    'check.paperless-no-copy false',
  ]);
  // The list is whole, so that what is missing can be added once more.
  expect((await store.paperless.of(NO)).documents).toHaveLength(2);
});

test('backup and restore bring the copies along', async () => {
  const { store } = await filled();
  const file = join(temporaryFolder(), 'backup.tar.gz');
  await store.backup(file);
  const into = join(temporaryFolder(), 'home');
  await restoreStore(file, { into, now: Date.now, random: Math.random });
  const again = await openPapers(into);
  expect(await again.paperless.file(NO, sha256(A))).toEqual(A);
  expect((await again.check()).problems).toEqual([]);
});

test('a folder or a copy that is a link is not followed', async () => {
  const { store, folder, copy } = await filled();
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'a'), A);
  rmSync(copy);
  symlinkSync(join(outside, 'a'), copy);
  await userError(store.paperless.file(NO, sha256(A)));
  rmSync(folder, { recursive: true });
  mkdirSync(join(outside, 'theirs'));
  symlinkSync(join(outside, 'theirs'), folder);
  await userError(store.paperless.update(NO, held => ({ ...held, lastId: 2, documents: [document(2, B)] }), [B]));
  expect(readdirSync(join(outside, 'theirs'))).toEqual([]);
});

test('where a list cannot be read its copies are not taken for lost ones; a repair puts all of it aside together', async () => {
  const { store, folder, copy } = await filled();
  writeFileSync(join(folder, 'documents.json'), '{', { mode: 0o600 });
  expect((await store.check()).problems.map(({ code }) => code)).toEqual(['store.broken']);
  expect(existsSync(copy)).toBe(true);
  await store.check({ repair: true });
  const aside = join(store.home, 'damaged', 'paperless', '2017-10', NO);
  expect(readdirSync(aside).sort()).toEqual([sha256(A), 'documents.json'].sort());
});
