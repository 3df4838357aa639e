import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { addressOf } from '../src/store/postgres/address.ts';
import { openPgStore } from '../src/store/postgres/open-store.ts';
import type { StoredRecord, StoredRow } from '../src/store/store.ts';
import { launchPostgres, type PostgresServer } from '../test/run/postgres-process.ts';
import { type Figure, figure, quantile, timed } from './figure.ts';

const SELF = fileURLToPath(import.meta.url);
const SAVES = 300;
const BATCH = 2_000;
const ROUNDS = 7;

/** What the bench of the store saves and shows. */
export interface Samples {
  readonly record: (entryNo: string) => StoredRecord & { readonly count: number };
  readonly row: (at: number) => StoredRow;
}

/** The same as of a folder, on a server of its own that waits for its disk; nothing, with the reason, where there is none. */
export async function benchDatabase(samples: Samples): Promise<Figure[]> {
  if (spawnSync('postgres', ['--version']).error !== undefined) {
    console.error('store.postgres: left out, there is no postgres on this machine');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'baojian-bench-'));
  const server = await launchPostgres({ durable: true });
  try {
    return [...(await benchSave(server, folder, samples)), ...(await benchOpen(server, folder, samples, 200_000))];
  } finally {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const open = (address: string, home: string) =>
  openPgStore<StoredRecord & { count: number }, StoredRow>({
    address: addressOf(address, { seen: false }),
    home,
    shape: json => json as StoredRecord & { count: number },
    summarise: ({ entryNo }) => ({ entryNo }),
    now: Date.now,
    actor: () => ({ user: 'bench' }),
  });

/** A save, beside a bare UPDATE of the same record on the same server. */
async function benchSave(server: PostgresServer, folder: string, { record }: Samples): Promise<Figure[]> {
  const address = server.newDatabase();
  const store = await open(address, folder);
  const client = new pg.Client(addressOf(address, { seen: false }).config);
  await client.connect();
  const entryNo = await store.nextEntryNo('WI');
  let saved = await store.save({ ...record(entryNo), revision: 0 }, { expect: 0 });
  await client.query('create table raw (entry_no text primary key, record text not null)');
  await client.query('insert into raw values ($1, $2)', [entryNo, JSON.stringify(saved)]);
  const [raw, own]: number[][] = [[], []];
  // In turns, so that both meet the same disk.
  for (let round = 0; round < SAVES; round += 1) {
    const text = JSON.stringify({ ...saved, count: round });
    raw?.push(await timed(() => client.query('update raw set record = $2 where entry_no = $1', [entryNo, text])));
    own?.push(
      await timed(async () => {
        saved = await store.save({ ...saved, count: round }, { expect: saved.revision });
      }),
    );
  }
  await client.end();
  await store.close();
  return [0.5, 0.95].map(share =>
    figure(`store.postgres.save.p${share * 100}`, quantile(own ?? [], share), 'ms', quantile(raw ?? [], share)),
  );
}

/** Opening with what this machine has kept of the rows, beside opening without it: each time a new process. */
async function benchOpen(server: PostgresServer, folder: string, { row }: Samples, count: number): Promise<Figure[]> {
  const address = server.newDatabase();
  await (await open(address, folder)).close();
  const client = new pg.Client(addressOf(address, { seen: false }).config);
  await client.connect();
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, at) => row(from + at));
    await client.query(
      `insert into declarations (entry_no, revision, record, row, row_version, save_id)
       select entry_no, 1, repeat(md5(entry_no), 190), row, 1, gen_random_uuid() from unnest($1::text[], $2::text[]) as s(entry_no, row)`,
      [rows.map(({ entryNo }) => entryNo), rows.map(each => JSON.stringify(each))],
    );
  }
  // An office saves over years, not in the minute of a bench.
  await client.query(`update declarations set changed_at = now() - random() * interval '300 days'`);
  await client.query('vacuum analyze declarations');
  await client.end();
  const kept = join(folder, 'kept');
  await opening(address, kept);
  const [own, whole]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own?.push(await opening(address, kept));
    whole?.push(await opening(address, join(folder, `new-${round}`)));
  }
  return [figure(`store.postgres.open.${count}.p50`, quantile(own ?? [], 0.5), 'ms', quantile(whole ?? [], 0.5))];
}

async function opening(address: string, home: string): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', SELF, address, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  await once(child as ChildProcess, 'close');
  return Number(text);
}

/** Opens, takes what the list shows first, and prints the milliseconds. */
async function openOnce(address: string, home: string): Promise<void> {
  let close: () => Promise<void> = async () => {};
  const took = await timed(async () => {
    const store = await open(address, home);
    store.rows().slice(0, 50);
    store.rows().column('status' as 'entryNo');
    close = () => store.close();
  });
  process.stdout.write(`${took}\n`);
  await close();
}

const [, program, ...words] = process.argv;
if (program === SELF) await openOnce(words[0] ?? '', words[1] ?? '');
