import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { backupStore, checkStore } from '../../src/jobs/keep-store.ts';
import { type Office, openOffice } from '../../src/jobs/office.ts';
import { built } from '../run/built.ts';
import { type PostgresServer, startPostgres } from '../run/postgres-server.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { lacksPostgres } from '../store/kinds.ts';
import { importGood, openTestOffice } from './office.ts';
import { officeOptions } from './office-options.ts';

/*
 * The program itself takes an archive into a database and is killed in the middle of it: nothing of the office is there, and the same command
 * brings all of it.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres({ durable: true });
});

const DECLARATIONS = 5;

async function opened(address: string): Promise<Office> {
  const office = await openOffice({
    ...officeOptions(temporaryFolder(), { now: Date.now() }),
    database: { address, seen: false },
  });
  onTestFinished(() => office.close());
  return office;
}

async function restoring(archive: string, address: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [(await built()).main, 'store', 'restore', archive], {
    env: {
      ...process.env,
      BAOJIAN_STORE: address,
      BAOJIAN_HOME: temporaryFolder(),
      XDG_CONFIG_HOME: temporaryFolder(),
    },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const SLEEPING = `select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`;
const SLEEP = `create function sleep_long() returns trigger language plpgsql as $$
  begin perform pg_sleep(60); return null; end $$`;
const KEPT =
  'select (select count(*) from declarations) + (select count(*) from documents) + (select count(*) from audit)';

describe.skipIf(lacksPostgres)('restoring into a database', () => {
  test.each([['the first declarations', 'insert', 'declarations']])(
    'killed at %s, there is nothing; then the same command brings all',
    async (_what, verb, table) => {
      const { office } = await openTestOffice();
      await importGood(office, DECLARATIONS);
      const archive = join(temporaryFolder(), 'all.tar.gz');
      await backupStore(office, archive, false);
      const address = server.newDatabase();
      await (await opened(address)).close();
      server.run(address, SLEEP);
      server.run(
        address,
        `create trigger sleep after ${verb} on ${table} for each statement execute function sleep_long()`,
      );
      const child = await restoring(archive, address);
      while (server.run(address, SLEEPING) !== '1') await new Promise(resolve => setImmediate(resolve));
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      expect(await gone).toEqual([null, 'SIGKILL']);
      // What its connection had in hand ends without it, sooner than the server would see by itself.
      server.run(address, `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`);
      while (server.run(address, SLEEPING) !== '0') await new Promise(resolve => setImmediate(resolve));
      expect(server.run(address, KEPT)).toBe('0');

      server.run(address, 'drop function sleep_long() cascade');
      const again = await restoring(archive, address);
      expect(await once(again, 'exit')).toEqual([0, null]);
      const there = await opened(address);
      expect(there.store.rows().length).toBe(DECLARATIONS);
      expect((await checkStore(there, false)).problems).toEqual([]);
    },
    180_000,
  );
});
