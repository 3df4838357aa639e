import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { importCodes } from '../../src/jobs/codes.ts';
import { backupStore, checkStore, restoreStore } from '../../src/jobs/keep-store.ts';
import { moveStore } from '../../src/jobs/move-store.ts';
import { type Office, openOffice } from '../../src/jobs/office.ts';
import { keepParties, partiesOf } from '../../src/jobs/own-lists.ts';
import { type PostgresServer, startPostgres } from '../run/postgres-server.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { lacksPostgres } from '../store/kinds.ts';
import { importGood } from './office.ts';
import { officeOptions } from './office-options.ts';

/*
 * An office goes from a folder to a database and back, and nothing of it is another.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres();
});

const FIXTURE = join(import.meta.dirname, '../../fixtures/homes/layout-3');

const rim = (home: string) => ({
  ...officeOptions(home, { now: Date.UTC(2026, 10, 27) }),
  user: '李静',
  userFolder: join(home, '..', 'user'),
});

async function opened(home: string, database?: string): Promise<Office> {
  const office = await openOffice({ ...rim(home), ...(database && { database: { address: database, seen: false } }) });
  onTestFinished(() => office.close());
  return office;
}

/** A home with one of everything. */
async function fullHome(declarations = 3): Promise<string> {
  const home = join(temporaryFolder(), 'home');
  cpSync(FIXTURE, home, { recursive: true });
  const office = await opened(home);
  await importGood(office, declarations);
  const [party] = await partiesOf(office);
  if (party !== undefined) await keepParties(office, [{ ...party, code: '91330782', name: '义乌某某公司' }]);
  await office.store.members.update(held => ({ ...held, strangers: { abc: { failures: 2, lockedUntil: 0 } } }));
  await office.store.recall('goods').refresh();
  const bytes = Buffer.from('代码\t名称\n2248\t洋山海关\n');
  await importCodes(office, { table: 'customs-offices', name: 'offices.tsv', bytes, replace: true });
  await office.close();
  return home;
}

const STAYS = /^(?:index|locks|journals|practice|damaged)\/|^store\.json$|^accounts\/sessions/u;

/** Every file of a home that moves, with what it says. */
function contents(home: string): Readonly<Record<string, unknown>> {
  const paths = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(home.length + 1))
    .filter(path => !STAYS.test(path));
  return Object.fromEntries(paths.sort().map(path => [path, saidIn(path, readFileSync(join(home, path)))]));
}

function saidIn(path: string, bytes: Buffer): unknown {
  if (path.startsWith('recall/')) return usesIn(bytes.toString());
  if (!path.endsWith('.json')) return bytes.toString('base64');
  const { sha256: _, ...json } = JSON.parse(bytes.toString()) as Record<string, unknown>;
  return json;
}

/** A log says the same when each key has the same count, last time and value. */
function usesIn(text: string): unknown {
  const held: Record<string, { count: number; last: number; value: unknown }> = {};
  for (const line of text.split('\n').slice(1).filter(Boolean)) {
    const {
      key,
      value,
      at,
      count = 1,
    } = JSON.parse(line) as { key: string; value: unknown; at: number; count?: number };
    const before = held[key];
    const newer = before === undefined || at >= before.last;
    held[key] = {
      count: (before?.count ?? 0) + count,
      last: newer ? at : before.last,
      value: newer ? value : before.value,
    };
  }
  return Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return error.code;
  throw new Error('No error came', { cause: error });
}

/** Ends the connection that puts a row into a table with a trigger of it. */
const CUTTING = `create function cut() returns trigger language plpgsql as $$
  begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`;

describe.skipIf(lacksPostgres)('an office that moves', () => {
  test('from a folder into a database and back into a folder: every file says the same', async () => {
    const home = await fullHome();
    const before = contents(home);
    expect(Object.keys(before).map(path => path.split('/')[0])).toEqual(
      expect.arrayContaining(
        'accounts audit codes declarations numbers.json outbox paperless receipts recall secrets settings trash'.split(
          ' ',
        ),
      ),
    );
    const machine = join(temporaryFolder(), 'machine');
    const database = server.newDatabase();

    const told = await moveStore(rim(machine), home, database, { dryRun: true });
    expect(told).toMatchObject({
      done: false,
      contents: { declaration: 10, trash: 1, message: 5, secret: 1, code: 2 },
    });
    expect(server.run(database, `select to_regclass('store') is null`)).toBe('t');

    const moved = await moveStore(rim(machine), home, database, { dryRun: false });
    expect(moved).toEqual({ done: true, contents: told.contents });
    expect(contents(home)).toEqual(before);
    const office = await opened(machine, database);
    expect((await checkStore(office, false)).problems).toEqual([]);
    expect(await office.store.secrets.get('channel.password')).toBeTruthy();
    expect([...office.store.rows()]).toEqual([...(await opened(home)).store.rows()]);
    await office.close();

    const back = join(temporaryFolder(), 'back');
    await moveStore(rim(machine), database, back, { dryRun: false });
    expect(contents(back)).toEqual(before);
    const again = await opened(back);
    expect((await checkStore(again, false)).problems).toEqual([]);
    expect(await again.store.secrets.get('channel.password')).toBe(
      await (await opened(machine, database)).store.secrets.get('channel.password'),
    );
  });

  test('an archive of a database is that of a home: without its key unless asked, and not into what is not empty', async () => {
    const database = server.newDatabase();
    const machine = join(temporaryFolder(), 'machine');
    await moveStore(rim(machine), await fullHome(), database, { dryRun: false });
    const office = await opened(machine, database);
    const [plain, withKey] = [join(machine, 'a.tar.gz'), join(machine, 'b.tar.gz')];
    const one = await backupStore(office, plain, false);
    const two = await backupStore(office, withKey, true);
    expect(two.files).toBe(one.files + 1);
    expect(await codeOf(backupStore(office, plain, false))).toBe('store.backup-exists');

    for (const [file, key] of [
      [plain, false],
      [withKey, true],
    ] as const) {
      const home = join(temporaryFolder(), 'home');
      await restoreStore(rim(home), file, false);
      expect(existsSync(join(home, 'secrets', 'key'))).toBe(key);
      expect([...(await opened(home)).store.rows()]).toEqual([...office.store.rows()]);
    }
    const place = { ...rim(machine), database: { address: database, seen: false } };
    expect(await codeOf(restoreStore(place, plain, false))).toBe('store.not-empty');
    expect(await codeOf(moveStore(rim(machine), database, database, { dryRun: false }))).toBe('store.not-empty');
    // Another machine of the office without the key: everything but the passwords, which say so until they are entered anew.
    const other = join(temporaryFolder(), 'other');
    const fresh = server.newDatabase();
    await restoreStore({ ...rim(other), database: { address: fresh, seen: false } }, plain, false);
    const there = await opened(other, fresh);
    expect(await there.store.secrets.unreadable()).toEqual(['channel.password']);
    await there.store.secrets.set('channel.password', 'neu');
    expect(await there.store.secrets.get('channel.password')).toBe('neu');
  });

  test('a line that breaks at any moment leaves nothing behind, and it is done by doing it again', async () => {
    const home = await fullHome();
    const archive = join(home, '..', 'all.tar.gz');
    await backupStore(await opened(home), archive, true);
    const database = server.newDatabase();
    const machine = join(temporaryFolder(), 'machine');
    const place = { ...rim(machine), database: { address: database, seen: false } };
    await (await opened(machine, database)).close();
    server.run(database, CUTTING);
    for (const table of ['trash', 'outbox', 'documents', 'audit', 'files', 'declarations']) {
      server.run(database, `create trigger cut before insert on ${table} for each row execute function cut()`);
      expect(await codeOf(restoreStore(place, archive, false)), table).toBe('store.unreachable');
      server.run(database, `drop trigger cut on ${table}`);
      expect(server.run(database, 'select count(*) from declarations, trash, documents, audit')).toBe('0');
    }
    await restoreStore(place, archive, false);
    expect((await opened(machine, database)).store.rows().length).toBe(10);
  });

  test('what cannot be read ends it with its name, and only an owner takes an office in', async () => {
    const home = await fullHome();
    const [month = ''] = readdirSync(join(home, 'declarations'));
    const [file = ''] = readdirSync(join(home, 'declarations', month));
    writeFileSync(join(home, 'declarations', month, file), '{"version":1');
    const database = server.newDatabase();
    const machine = join(temporaryFolder(), 'machine');
    await expect(moveStore(rim(machine), home, database, { dryRun: true })).rejects.toThrow(file);
    rmSync(home, { recursive: true });
    expect(await codeOf(moveStore(rim(machine), home, database, { dryRun: true }))).toBe('store.missing-home');
    await (await opened(machine, database)).close();
    const boss = server.as('administrator', database);
    expect(await codeOf(moveStore(rim(machine), await fullHome(), boss, { dryRun: false }))).toBe('store.denied');
  });
});
