import { expect, it } from 'vitest';
import { databaseName, homeName } from '../../screens/start/home-name.ts';
import { startTestProgram } from '../journeys/program.ts';

// biome-ignore format: table
it.each([
  ['/home/wang/.local/share/baojian', '/home/wang',      '~/.local/share/baojian'],
  ['/home/wang',                      '/home/wang',      '~'],
  ['/home/wangwu/baojian',            '/home/wang',      '/home/wangwu/baojian'],
  ['/srv/报检',                        '/home/wang',      '/srv/报检'],
  ['/srv/baojian',                    '/',               '/srv/baojian'],
  ['/srv/baojian',                    '',                '/srv/baojian'],
  ['C:\\Users\\wang\\baojian',        'C:\\Users\\wang', '~\\baojian'],
  ['/srv/a\x1b[2Jb\nc\u202ed',        '/home/wang',      '/srv/ab cd'],
])('%j of %j is shown as %s', (home, userFolder, shown) => {
  expect(homeName(home, userFolder)).toBe(shown);
});

// biome-ignore format: table
it.each([
  ['postgres://db.office.example:5432/baojian', 'db.office.example/baojian'],
  ['postgres://db.office.example:5433/baojian', 'db.office.example:5433/baojian'],
  ['postgres://localhost:5432/baojian',         '本机/baojian'],
  ['postgres:///run/postgresql:5432/baojian',   '本机/baojian'],
  ['postgres://[::1]:5432/报检',                 '本机/报检'],
])('the database %s is shown as %s', (place, shown) => {
  expect(databaseName(place)).toBe(shown);
});

it.each([60, 80, 120])('a long path shows its end in a title line of %i columns', async columns => {
  const long = homeName(`/srv/${'很长的文件夹𠮷/'.repeat(30)}报检-2017\x07`, '');
  const program = await startTestProgram({ columns, rows: 24, homeName: long });
  try {
    const [title = ''] = (await program.frame()).split('\n');
    expect(title).toMatch(/^ 报检台 \[1 首页 \] +….*\/报检-2017$/u);
  } finally {
    await program.close();
  }
});
