import { chmod, chown, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { DOCKET_FILE } from '../../src/practice/docket.ts';
import { LOCK_FILE, lockFolder } from '../../src/practice/lock.ts';
import { folderOf, prepareFolder } from '../../src/practice/own-folder.ts';
import { lacksUsers } from '../need.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { http, stopServers } from '../transport/servers.ts';

const mode = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8);

test.each([
  ['700', 0o700],
  ['2770', 0o2770],
])(
  'in a home of mode %s there is room for each who may write there, and each folder is its user’s own',
  async (text, bits) => {
    const home = temporaryFolder();
    await chmod(home, bits);
    const before = process.umask(0o077);
    try {
      await prepareFolder(home);
    } finally {
      process.umask(before);
    }
    expect(await mode(join(home, 'practice'))).toBe(text);
    expect((await mode(folderOf(home))).slice(-3)).toBe('700');
  },
);

test('a folder that all used before was open to one only: it opens, and what is in it goes to whom it belongs', async () => {
  const home = temporaryFolder();
  await chmod(home, 0o2770);
  await mkdir(join(home, 'practice'), { mode: 0o700 });
  await writeFile(join(home, 'practice', DOCKET_FILE), '{"acknowledged":[]}\n');
  await prepareFolder(home);
  expect(await mode(join(home, 'practice'))).toBe('2770');
  expect(await readFile(join(folderOf(home), DOCKET_FILE), 'utf8')).toContain('acknowledged');
  expect(await readdir(join(home, 'practice'))).toEqual([basename(folderOf(home))]);
});

test('the server of a program before is ended first', async () => {
  const home = temporaryFolder();
  const all = join(home, 'practice');
  await mkdir(all);
  await writeFile(join(all, DOCKET_FILE), '');
  const unlock = await lockFolder(join(all, LOCK_FILE));
  const orders: unknown[] = [];
  const url = await http((request, response) => {
    orders.push([request.method, request.url, request.headers['x-practice-key']]);
    response.end();
  });
  await writeFile(join(all, 'server.json'), JSON.stringify({ pid: 1, url, id: 'i', key: 'k' }));
  await prepareFolder(home);
  unlock();
  await stopServers();
  expect(orders).toEqual([['POST', '/practice/stop', 'k']]);
  expect(await readdir(folderOf(home))).toEqual([DOCKET_FILE]);
});

const refused = (why: string) => ({ code: 'practice.folder', message: expect.stringContaining(why) });

test('a folder that leads elsewhere is not used', async () => {
  for (const placeOf of [(home: string) => join(home, 'practice'), folderOf]) {
    const home = temporaryFolder();
    const elsewhere = temporaryFolder();
    await mkdir(join(home, 'practice'));
    await rm(placeOf(home), { recursive: true, force: true });
    await symlink(elsewhere, placeOf(home));
    await expect(prepareFolder(home)).rejects.toMatchObject(refused('不是文件夹'));
    expect(await readdir(elsewhere)).toEqual([]);
  }
});

test('a home that is not there, and one whose place for them is a file', async () => {
  await expect(prepareFolder('/no/such/home')).rejects.toMatchObject(refused('ENOENT'));
  const home = temporaryFolder();
  await writeFile(join(home, 'practice'), '');
  await expect(prepareFolder(home)).rejects.toMatchObject(refused('EEXIST'));
});

test.skipIf(lacksUsers())('a folder that somebody else has made for us is not used', async () => {
  const home = temporaryFolder();
  await mkdir(folderOf(home), { recursive: true });
  await chown(folderOf(home), 65_534, 65_534);
  await expect(prepareFolder(home)).rejects.toMatchObject(refused('属于别的用户'));
});
