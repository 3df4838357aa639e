import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { addressOf } from '../../../src/store/postgres/address.ts';
import { openPgStore } from '../../../src/store/postgres/open-store.ts';
import type { PgStore } from '../../../src/store/postgres/pg-store.ts';
import { type PostgresServer, startPostgres } from '../../run/postgres-server.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { lacksPostgres } from '../kinds.ts';
import { AUDIT, entryNo, type Paper, type PaperRow, paper, paperOptions } from '../paper.ts';
import { userError } from '../stage.ts';

/*
 * What a broken line, a server that dies and a program that dies leave behind: what was acknowledged is there, once.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres({ durable: true });
});

type Papers = PgStore<Paper, PaperRow>;

async function open(address: string, patience?: number): Promise<Papers> {
  const store = await openPgStore<Paper, PaperRow>({
    ...paperOptions(temporaryFolder()),
    address: addressOf(address, { seen: false }),
    audit: AUDIT,
    actor: () => ({ user: '李静' }),
    ...(patience !== undefined && { patience }),
  });
  onTestFinished(() => store.close());
  return store;
}

const CUT = `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid()`;

describe.skipIf(lacksPostgres)('on a database', () => {
  test('no save is lost or done twice while connections are cut again and again', async () => {
    const address = server.newDatabase();
    const store = await open(address, 60_000);
    await store.save(paper(entryNo(1)), { expect: 0 });
    let saves = 0;
    const more = (held: Paper) => ({ ...held, count: held.count + 1 });
    const lane = async () => {
      for (let at = 0; at < 25; at += 1) {
        await store.update(entryNo(1), more);
        saves += 1;
        // The others are in the middle of theirs.
        if (saves % 5 === 0) server.run(address, CUT);
      }
    };
    await Promise.all([lane(), lane(), lane(), lane()]);
    expect(await store.get(entryNo(1))).toMatchObject({ count: 100, revision: 101 });
    expect((await store.audit.verify()).lines).toBe(101);
  });

  test('what was acknowledged is there after the server was killed, and work goes on by itself', async () => {
    const address = server.newDatabase();
    const store = await open(address, 60_000);
    const acknowledged: string[] = [];
    const work = Promise.all(
      Array.from({ length: 4 }, async (_, lane) => {
        for (let at = 0; at < 30; at += 1) {
          const number = entryNo(1 + lane * 100 + at);
          acknowledged.push((await store.save(paper(number), { expect: 0 })).entryNo);
        }
      }),
    );
    for (let times = 0; times < 2; times += 1) {
      await server.stop();
      await server.start();
    }
    await work;
    const other = await open(address);
    expect([...other.rows()].map(row => row.entryNo).toSorted()).toEqual(acknowledged.toSorted());
    expect((await store.audit.verify()).lines).toBe(120);
    expect((await other.check()).problems).toEqual([]);
  });

  test('a server that cannot be reached is told, and the next save works again by itself', async () => {
    const address = server.newDatabase();
    const store = await open(address, 0);
    await server.stop();
    const error = await userError(store.save(paper(entryNo(1)), { expect: 0 }));
    expect(error).toMatchObject({ code: 'store.unreachable', exit: 'store' });
    await server.start();
    expect(await store.save(paper(entryNo(1)), { expect: 0 })).toMatchObject({ revision: 1 });
  });

  test('a message in the hands of a program that is gone is asked about by another; that of a living one is not taken', async () => {
    const address = server.newDatabase();
    const [one, two] = [await open(address), await open(address)];
    const message = { messageId: 'm-1', entryNo: entryNo(1), channel: '09', bytes: Buffer.from('x') };
    await one.outbox.enqueue(message);
    const lost = await one.outbox.claim('m-1');
    expect([lost?.task, await two.outbox.claim('m-1')]).toEqual(['send', null]);
    // Nobody has heard of it for longer than a living one is silent.
    server.run(address, `update runs set beat = now() - interval '1 minute'`);
    const taken = await two.outbox.claim('m-1');
    expect(taken?.task).toBe('ask');
    await taken?.settle({ state: 'sent', code: 'accepted', text: '', acknowledged: 'A-1' });
    // It was not gone after all: what the other has found out stands.
    expect(await lost?.settle({ state: 'failed', code: 'late', text: '' })).toMatchObject({
      state: 'sent',
      acknowledged: 'A-1',
    });
    expect(await one.outbox.list({ done: true })).toMatchObject([
      { state: 'sent', attempts: [{}, { code: 'accepted' }] },
    ]);
  });

  test('a line of the audit that was altered, put in or taken out is found', async () => {
    const address = server.newDatabase();
    const store = await open(address);
    await store.save(paper(entryNo(1)), { expect: 0 });
    for (let at = 0; at < 4; at += 1) await store.update(entryNo(1), held => ({ ...held, count: at }));
    expect(await store.audit.verify()).toMatchObject({ lines: 5, faults: [] });
    const kept = server.run(address, 'select line from audit where seq = 3');
    const faults = async () => (await store.audit.verify()).faults.length;
    server.run(address, `update audit set line = replace(line, '李静', '王五') where seq = 3`);
    expect(await faults()).toBeGreaterThan(0);
    server.run(address, 'delete from audit where seq = 3');
    expect(await faults()).toBe(1);
    server.run(
      address,
      `insert into audit (seq, at, save_id, line) values (3, '2026', gen_random_uuid(), $q$${kept}$q$)`,
    );
    expect(await faults()).toBe(0);
    server.run(address, 'delete from audit where seq = 5');
    expect(await faults()).toBe(1);
  });

  test('a database that is no office, and one of a newer program', async () => {
    const address = server.newDatabase();
    await open(address);
    server.run(address, 'update store set schema = schema + 1');
    expect((await userError(open(address))).code).toBe('store.newer');
    const nowhere = address.replace(/office\d+/u, 'nowhere');
    expect((await userError(open(nowhere))).code).toBe('store.no-database');
  });
});
