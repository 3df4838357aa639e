import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveStore } from '../../src/store/resolve-store.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

/*
 * The address of the database in a file of the machine: set by a command, read where nothing else says one, and never with a password that
 * others could read.
 */

const ADDRESS = 'postgres://li@db.office.example/baojian';
const PLACE = 'postgres://db.office.example:5432/baojian';

async function room(env: Readonly<Record<string, string>> = {}) {
  const config = join(temporaryFolder(), 'config');
  const at = await openCommandRoom({ env: { XDG_CONFIG_HOME: config, ...env } });
  return { ...at, file: join(config, 'baojian', 'store') };
}

function machine() {
  const folder = temporaryFolder();
  const at = { env: {}, platform: 'linux', userFolder: join(folder, 'user'), machineFolder: join(folder, 'etc') };
  const [own, everybody] = [join(at.userFolder, '.config', 'baojian', 'store'), join(at.machineFolder, 'store')];
  for (const file of [own, everybody]) mkdirSync(dirname(file), { recursive: true });
  return { at, own, everybody };
}

test('an address is kept for oneself alone, shown without anything secret, and let go again', async () => {
  const { run, file, home } = await room();
  const kept = await run(`store use ${ADDRESS}`);
  expect(kept).toMatchObject({ code: 0, err: '' });
  expect(kept.out).toContain(PLACE);
  expect(kept.out).toContain(file);
  expect(readFileSync(file, 'utf8')).toBe(`${ADDRESS}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  expect((await run('store use --json')).json).toEqual({ place: PLACE, from: file });
  const gone = await run('store use --none');
  expect(gone.out).toContain(home);
  expect(existsSync(file)).toBe(false);
});

test('a password comes in by standard input alone and is in no output', async () => {
  const { run, file } = await room();
  const seen = await run('store use postgres://li:geheim@db.office.example/baojian');
  expect(seen).toMatchObject({ code: 2, out: '' });
  expect(seen.err).toContain('不能把密码写在命令行');
  expect(existsSync(file)).toBe(false);
  const kept = await run(`store use ${ADDRESS} --password-stdin`, 'ge heim@/\n');
  expect(kept).toMatchObject({ code: 0, err: '' });
  expect(
    resolveStore({ env: { XDG_CONFIG_HOME: dirname(dirname(file)) }, platform: 'linux', userFolder: '/' }),
  ).toEqual({
    ...{ address: 'postgres://li:ge%20heim%40%2F@db.office.example/baojian', seen: false, from: file },
  });
  const shown = await run('store use');
  const checked = await run('doctor --offline');
  chmodSync(file, 0o644);
  const refused = await run('store use');
  expect(refused.err).toContain('别人也能读');
  expect(refused.code).toBe(2);
  for (const said of [seen, kept, shown, checked, refused])
    expect(said.out + said.err).not.toMatch(/ge ?heim|ge%20heim/u);
});

test('what is no address, or names nothing, is not kept', async () => {
  const { run, file } = await room();
  for (const words of [
    'store use mysql://h/x',
    'store use postgres://db.office.example',
    `store use ${ADDRESS} --none`,
  ])
    expect((await run(words)).code, words).toBe(2);
  expect((await run(`store use ${ADDRESS} --password-stdin`, '')).code).toBe(2);
  expect((await run(`store use ${ADDRESS} --machine`)).err).toContain('--machine');
  expect(existsSync(file)).toBe(false);
});

test('the variable counts before the file, and whoever sets the file is told so', async () => {
  const { run } = await room({ BAOJIAN_STORE: 'postgres://localhost/other' });
  const { out } = await run(`store use ${ADDRESS}`);
  expect(out).toContain('postgres://localhost:5432/other');
  expect(out).toContain('BAOJIAN_STORE 在它之前');
});

test('a file that is wrong stops what would open an office, tells doctor, and is set anew', async () => {
  const { run, file } = await room();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'postgres://a/b\npostgres://c/d\n');
  expect(await run('list')).toMatchObject({ code: 2, out: '' });
  expect((await run('doctor --offline')).out).toContain('正好有一行地址');
  expect((await run('store use --none')).code).toBe(0);
  expect((await run('list')).code).toBe(0);
});

test('of the user comes before that for everybody, which a user can do without', () => {
  const { at, own, everybody } = machine();
  expect(resolveStore(at)).toBeUndefined();
  writeFileSync(everybody, `# 办公室的数据库\n\n${ADDRESS}\n`);
  expect(resolveStore(at)).toEqual({ address: ADDRESS, seen: false, from: everybody });
  expect(resolveStore({ ...at, flag: 'none' })).toBeUndefined();
  writeFileSync(own, 'postgres://localhost/mine\n');
  expect(resolveStore(at)).toMatchObject({ address: 'postgres://localhost/mine', from: own });
  writeFileSync(own, 'none\n');
  expect(resolveStore(at)).toBeUndefined();
  expect(resolveStore({ ...at, env: { BAOJIAN_STORE: ADDRESS } })).toMatchObject({ from: 'BAOJIAN_STORE' });
});

test('a file that others can change, that is a link, or that is huge, says nothing', () => {
  const { at, own } = machine();
  writeFileSync(own, `${ADDRESS}\n`);
  chmodSync(own, 0o664);
  expect(() => resolveStore(at)).toThrow('别人也能改');
  chmodSync(own, 0o644);
  expect(resolveStore(at)?.address).toBe(ADDRESS);
  writeFileSync(own, '#'.repeat(20_000));
  expect(() => resolveStore(at)).toThrow('正好有一行地址');
  const { at: linked, own: link } = machine();
  symlinkSync(own, link);
  expect(() => resolveStore(linked)).toThrow('读不了');
});
