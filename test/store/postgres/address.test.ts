import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { addressOf } from '../../../src/store/postgres/address.ts';
import { resolveStore } from '../../../src/store/resolve-store.ts';

// biome-ignore format: table
const GOOD: readonly (readonly [text: string, place: string, config: object])[] = [
  ['postgres://li@localhost/office',               'postgres://localhost:5432/office', { user: 'li', ssl: false }],
  ['postgresql://127.0.0.1:5433/office',           'postgres://127.0.0.1:5433/office', { port: 5433, ssl: false }],
  ['postgres://li@x/office?host=/run/postgresql',  'postgres:///run/postgresql:5432/office', { host: '/run/postgresql', ssl: false }],
  ['postgres://%E6%9D%8E@db.example/office',       'postgres://db.example:5432/office', { user: '李', ssl: { rejectUnauthorized: true } }],
  ['postgres://li:s%40p@db.example/office',        'postgres://db.example:5432/office', { password: 's@p' }],
  ['postgres://db.example/office?sslmode=verify-full', 'postgres://db.example:5432/office', { ssl: { rejectUnauthorized: true } }],
];

test.each(GOOD)('%s leads to %s', (text, place, config) => {
  const address = addressOf(text, { seen: false });
  expect(address.place).toBe(place);
  expect(address.config).toMatchObject(config);
});

// biome-ignore format: table
const BAD: readonly (readonly [text: string, seen: boolean, says: string])[] = [
  ['postgres://db.example/office?sslmode=disable', false, '不能不加密'],
  ['postgres://db.example/office?sslmode=require', false, '不核对服务器的证书'],
  ['postgres://li:geheim@localhost/office',        true,  '不能把密码写在命令行'],
  ['postgres://localhost',                         false, '没有数据库的名字'],
  ['postgres://localhost/office?pool=3',           false, '不认识 pool'],
  ['postgres://[/office',                          false, '地址不对'],
];

test.each(BAD)('%s is refused', (text, seen, says) => {
  let error: unknown;
  try {
    addressOf(text, { seen });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toContain(says);
  expect(JSON.stringify([(error as UserError).message, (error as UserError).next])).not.toContain('geheim');
});

const AT = { platform: 'linux', userFolder: '/nobody/here' } as const;

test('an office without a database has none, and what is no address is told without its secrets', () => {
  const env = { BAOJIAN_STORE: 'postgres://a/b' };
  expect(resolveStore({ ...AT, env: {} })).toBeUndefined();
  expect(resolveStore({ ...AT, env })).toMatchObject({ address: 'postgres://a/b', seen: false });
  expect(resolveStore({ ...AT, flag: 'postgres://c/d', env })).toMatchObject({ address: 'postgres://c/d', seen: true });
  expect(resolveStore({ ...AT, flag: 'none', env })).toBeUndefined();
  expect(() => resolveStore({ ...AT, flag: 'mysql://u:geheim@h/x', env: {} })).toThrow('不认识的数据库地址：mysql…');
});
