import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { RowImage } from '../../../src/local/row-image.ts';
import { addressOf } from '../../../src/store/postgres/address.ts';
import { Line } from '../../../src/store/postgres/line.ts';
import { openPgStore } from '../../../src/store/postgres/open-store.ts';
import type { PgStore } from '../../../src/store/postgres/pg-store.ts';
import { RowsFeed } from '../../../src/store/postgres/rows-feed.ts';
import { type PostgresServer, startPostgres } from '../../run/postgres-server.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { lacksPostgres } from '../kinds.ts';
import { AUDIT, entryNo, type Paper, type PaperRow, paper, paperOptions } from '../paper.ts';

/*
 * What is kept of the rows on this machine is as good as asking the server, or is not used.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres();
});

const DAY = 86_400_000;

async function open(address: string, home = temporaryFolder()): Promise<PgStore<Paper, PaperRow>> {
  const store = await openPgStore<Paper, PaperRow>({
    ...paperOptions(home),
    address: addressOf(address, { seen: false }),
    audit: AUDIT,
    actor: () => ({ user: '李静' }),
  });
  onTestFinished(() => store.close());
  return store;
}

/** The rows alone, with what this machine keeps of them. */
async function feed(address: string, home: string, version = 1, now = Date.now): Promise<RowsFeed<PaperRow>> {
  const line = new Line({ address: addressOf(address, { seen: false }), name: 'test' });
  const image = new RowImage({ home, place: line.place, modes: { folder: 0o700, file: 0o600 } });
  const rows = new RowsFeed<PaperRow>({ line, image, version, now });
  onTestFinished(async () => {
    await rows.close();
    await line.close();
  });
  await rows.open();
  return rows;
}

/** An office of 30 declarations, and a machine that has opened it once. */
async function seen(): Promise<{ address: string; home: string; writer: PgStore<Paper, PaperRow> }> {
  const [address, home] = [server.newDatabase(), temporaryFolder()];
  const writer = await open(address);
  for (let at = 1; at <= 30; at += 1) await writer.save(paper(entryNo(at), `甲${at}`, at), { expect: 0 });
  await feed(address, home);
  return { address, home, writer };
}

const imageOf = (home: string): string => {
  const [name = ''] = readdirSync(join(home, 'index'));
  return join(home, 'index', name);
};

/** A change behind the back of everybody, by which one sees whether rows came from the image. */
const SECRET = `update declarations set row = replace(row, '甲7', '乙7') where entry_no = '${entryNo(7)}'`;
const partyOf = (rows: RowsFeed<PaperRow>, at: number) => rows.rows.at(rows.rows.indexOf(entryNo(at)))?.party;

describe.skipIf(lacksPostgres)('the rows of a database on this machine', () => {
  test('the next start takes them from there, and from the server what was changed since', async () => {
    const { address, home, writer } = await seen();
    server.run(
      address,
      `${SECRET.replace('update declarations set', `update declarations set changed_at = changed_at - interval '1 hour',`)}`,
    );
    await writer.update(entryNo(3), held => ({ ...held, party: '丙' }));
    await writer.remove(entryNo(4));
    await writer.save(paper(entryNo(99), '新'), { expect: 0 });
    const next = await feed(address, home);
    expect([partyOf(next, 7), partyOf(next, 3), partyOf(next, 4), partyOf(next, 99)]).toEqual([
      '甲7',
      '丙',
      undefined,
      '新',
    ]);
    const whole = await feed(address, temporaryFolder());
    expect(next.rows.length).toBe(whole.rows.length);
    expect(partyOf(whole, 7)).toBe('乙7');
  });

  test('the check finds what no feed tells of, reads all again and says so to whoever looks', async () => {
    const { address, home } = await seen();
    const one = await feed(address, home);
    expect(await one.check()).toBe(true);
    let told = 0;
    onTestFinished(one.onChange(() => (told += 1)));
    server.run(
      address,
      `update declarations set save_id = gen_random_uuid(), row = replace(row, '甲7', '乙7') where entry_no = '${entryNo(7)}'`,
    );
    server.run(address, `update declarations set changed_at = changed_at - interval '1 hour'`);
    expect(await one.refresh()).toBe(false);
    expect(await one.check()).toBe(false);
    expect([partyOf(one, 7), told > 0, await one.check()]).toEqual(['乙7', true, true]);
    server.run(address, `delete from declarations where entry_no = '${entryNo(8)}'`);
    expect([await one.check(), partyOf(one, 8)]).toEqual([false, undefined]);
  });

  test('what was not checked for a day is checked before it is used', async () => {
    const { address, home } = await seen();
    server.run(address, `delete from declarations where entry_no = '${entryNo(8)}'`);
    expect(partyOf(await feed(address, home), 8)).toBe('甲8');
    const later = await feed(address, home, 1, () => Date.now() + 2 * DAY);
    expect([partyOf(later, 8), later.rows.length]).toEqual([undefined, 29]);
  });

  test.each<[string, (address: string) => void]>([
    ['made anew', address => server.run(address, 'update store set id = gen_random_uuid()')],
    ['put back', address => server.run(address, `update declarations set changed_at = changed_at - interval '1 day'`)],
  ])('a database that was %s is read anew', async (_what, change) => {
    const { address, home } = await seen();
    server.run(address, SECRET);
    change(address);
    expect(partyOf(await feed(address, home), 7)).toBe('乙7');
  });

  test('rows of another version are read anew', async () => {
    const { address, home } = await seen();
    server.run(address, SECRET);
    expect(partyOf(await feed(address, home, 2), 7)).toBe('乙7');
  });

  test('an image that is cut off, changed or half written is as none', async () => {
    const { address, home } = await seen();
    const file = imageOf(home);
    const whole = readFileSync(file);
    server.run(address, SECRET);
    const broken = [
      ...[0, 1, 63, 64, 65, 200, whole.length - 1].map(length => whole.subarray(0, length)),
      ...[3, 70, 300, whole.length - 2].map(at => Buffer.from(whole).fill(whole[at] === 88 ? 89 : 88, at, at + 1)),
    ];
    for (const bytes of broken) {
      writeFileSync(file, bytes);
      expect(partyOf(await feed(address, home), 7)).toBe('乙7');
    }
    // A program that died while it wrote leaves the one before.
    writeFileSync(file, whole);
    writeFileSync(`${file}.tmp`, whole.subarray(0, 100));
    expect(partyOf(await feed(address, home), 7)).toBe('甲7');
  });

  test('after many changes it is written anew', async () => {
    const { address, home } = await seen();
    const before = readFileSync(imageOf(home)).length;
    const rows = await feed(address, home);
    server.run(
      address,
      `insert into declarations (entry_no, revision, record, row, row_version, save_id)
       select 'WI' || (1607627158000 + n) || '00', 1, '{}', json_build_object('entryNo', 'WI' || (1607627158000 + n) || '00', 'party', '多', 'count', n), 1, gen_random_uuid()
       from generate_series(1, 2100) n`,
    );
    await rows.refresh();
    await rows.close();
    expect(readFileSync(imageOf(home)).length).toBeGreaterThan(before * 10);
    server.run(address, SECRET);
    const next = await feed(address, home);
    expect([next.rows.length, partyOf(next, 7), await next.check()]).toEqual([2130, '甲7', true]);
  });
});
