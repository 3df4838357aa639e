import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completePath, pathMeant, readGiven } from '../../src/jobs/find-path.ts';
import { makeFolder } from '../run/temporary-folder.ts';

let home: string;

beforeAll(async () => {
  home = makeFolder();
  await mkdir(join(home, '进口'));
  await mkdir(join(home, '出口'));
  await mkdir(join(home, '.cache'));
  await symlink(join(home, '进口'), join(home, 'link'));
  await symlink(join(home, 'nowhere'), join(home, 'broken'));
  const names = [
    '货物1.xlsx',
    '货物2.XLSX',
    '货物.txt',
    '.hidden.xlsx',
    'Goods.xlsx',
    'a\u001b[31mb.xlsx',
    'two  blanks.xlsx',
  ];
  for (const name of names) await writeFile(join(home, name), 'x');
  await writeFile(join(home, '进口', '𠮷1.csv'), '');
  await writeFile(join(home, '进口', '𠮶2.csv'), '');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('pathMeant', () => {
  it.each([
    ['~', '/users/me'],
    ['~/a.xlsx', '/users/me/a.xlsx'],
    ['~//tmp/a.xlsx', '/tmp/a.xlsx'],
    ['~/~/a.xlsx', '/users/me/a.xlsx'],
    ["~/'/tmp/a b.xlsx'", '/tmp/a b.xlsx'],
    ['~other/a.xlsx', join(process.cwd(), '~other/a.xlsx')],
    [' /tmp/a b.xlsx ', '/tmp/a b.xlsx'],
    ["'/tmp/a b.xlsx'", '/tmp/a b.xlsx'],
    ['"~/a.xlsx"', '/users/me/a.xlsx'],
    ['/tmp/9月\\ 货物\\(2\\).xlsx', '/tmp/9月 货物(2).xlsx'],
    ['file:///tmp/9%E6%9C%88%20a.xlsx', '/tmp/9月 a.xlsx'],
    ['file://localhost/tmp/a.xlsx', '/tmp/a.xlsx'],
    ['file:///tmp/100%.xlsx', '/tmp/100%.xlsx'],
    ['a/../b.xlsx', join(process.cwd(), 'b.xlsx')],
  ])('%s', (typed, path) => expect(pathMeant(typed, '/users/me')).toBe(path));

  it('without a user folder ~ is a name', () => expect(pathMeant('~/a', '')).toBe(join(process.cwd(), '~/a')));
});

describe('completePath', () => {
  const WORKBOOKS = ['.xlsx', '.csv'];

  it.each([
    ['/', ['Goods.xlsx', 'link/', 'two  blanks.xlsx', '出口/', '货物1.xlsx', '货物2.XLSX', '进口/'], '/'],
    ['/货', ['货物1.xlsx', '货物2.XLSX'], '/货物'],
    ['/货物1', ['货物1.xlsx'], '/货物1.xlsx'],
    ['/goo', ['Goods.xlsx'], '/Goods.xlsx'],
    ['/l', ['link/'], '/link/'],
    ['/.', ['.cache/', '.hidden.xlsx'], '/.'],
    // Both begin with the same half of a pair, and with no character in common.
    ['/进口/', ['𠮶2.csv', '𠮷1.csv'], '/进口/'],
    ['/nothing', [], '/nothing'],
  ])('%s', async (typed, names, text) => {
    expect(await completePath(home + typed, '', WORKBOOKS)).toEqual({ text: home + text, names });
  });

  it('keeps how the path began', async () => {
    expect(await completePath('~', home)).toEqual({ text: '~/', names: [] });
    expect((await completePath('~/出', home)).text).toBe('~/出口/');
    expect((await completePath(`${relative(process.cwd(), home)}/出`, '')).text).toBe(
      `${relative(process.cwd(), home)}/出口/`,
    );
    expect((await completePath('', '')).names).toContain('package.json');
  });

  it('says which folder cannot be opened', async () => {
    await expect(completePath(`${home}/none/a`, '')).rejects.toMatchObject({ code: 'file.no-folder' });
  });
});

describe('readGiven', () => {
  it('reads a file', async () => {
    expect(await readGiven(join(home, 'Goods.xlsx'), 1)).toHaveLength(1);
  });

  it.each([
    ['none.xlsx', 'file.missing'],
    ['Goods.xlsx/none', 'file.missing'],
    ['进口', 'file.folder'],
    ['broken', 'file.missing'],
    ['C:\\Users\\me\\货物.xlsx', 'file.elsewhere'],
    ['\\\\server\\share\\货物.xlsx', 'file.elsewhere'],
    ['Goods.xlsx', 'file.too-large'],
  ])('%s: %s', async (name, code) => {
    await expect(readGiven(join(home, name), 0)).rejects.toMatchObject({ code });
  });

  it('does not wait for a device', async () => {
    await expect(readGiven('/dev/zero', 1)).rejects.toMatchObject({ code: 'file.unreadable' });
  });
});
