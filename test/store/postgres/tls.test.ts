import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/store/postgres/address.ts';
import { Line } from '../../../src/store/postgres/line.ts';
import { lacks } from '../../need.ts';
import { startPostgres } from '../../run/postgres-server.ts';
import { makeFolder } from '../../run/temporary-folder.ts';
import { lacksPostgres } from '../kinds.ts';
import { userError } from '../stage.ts';

/*
 * A line over the network to a server with a certificate of the office's own authority.
 */

const leftOut = lacksPostgres || lacks('openssl');

let place: { readonly folder: string; readonly secured: number; readonly plain: number };

const openssl = (folder: string, ...words: readonly string[]) =>
  execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

/** An authority, and a certificate of it for `localhost`; and another authority. */
function makeCertificates(folder: string): void {
  for (const name of ['office', 'other']) {
    openssl(
      folder,
      ...`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${name}.key`.split(' '),
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
    );
  }
  openssl(
    folder,
    ...'req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout server.key -out server.csr -subj /CN=db'.split(
      ' ',
    ),
  );
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost\n');
  openssl(
    folder,
    ...'x509 -req -in server.csr -CA office.pem -CAkey office.key -CAcreateserial -days 2 -extfile names -out server.crt'.split(
      ' ',
    ),
  );
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

beforeAll(async () => {
  if (leftOut) return;
  const folder = makeFolder();
  makeCertificates(folder);
  const [secured, plain] = [await freePort(), await freePort()];
  const network = 'listen_addresses=localhost,127.0.0.1';
  await startPostgres({
    port: secured,
    more: [network, 'ssl=on'],
    prepare: (data, own) => {
      for (const name of ['server.key', 'server.crt']) {
        copyFileSync(join(folder, name), join(data, name));
        own(join(data, name));
      }
    },
  });
  await startPostgres({ port: plain, more: [network] });
  place = { folder, secured, plain };
});

async function ask(host: string, port: number, question: string): Promise<unknown> {
  const text = `postgres://owner@${host}:${port}/postgres?${question}`;
  const line = new Line({ address: addressOf(text, { seen: false }), name: 'test', patience: 0 });
  try {
    const { rows } = await line.ask('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    return rows[0]?.ssl;
  } finally {
    await line.close();
  }
}

const ca = (name: string) => `sslrootcert=${encodeURIComponent(join(place.folder, name))}`;

describe.skipIf(leftOut)('a database over TLS', () => {
  test('its name and its authority are proved', async () => {
    expect(await ask('localhost', place.secured, `sslmode=verify-full&${ca('office.pem')}`)).toBe(true);
    expect(await ask('127.0.0.1', place.secured, `sslmode=verify-ca&${ca('office.pem')}`)).toBe(true);
  });

  test.each<[string, string, 'secured' | 'plain', () => string]>([
    ['under another name', '127.0.0.1', 'secured', () => `sslmode=verify-full&${ca('office.pem')}`],
    ['of an authority that nobody knows', 'localhost', 'secured', () => 'sslmode=verify-full'],
    ['of another authority', 'localhost', 'secured', () => `sslmode=verify-full&${ca('other.pem')}`],
    ['of another authority, whatever its name', 'localhost', 'secured', () => `sslmode=verify-ca&${ca('other.pem')}`],
    ['that speaks no TLS', 'localhost', 'plain', () => `sslmode=verify-full&${ca('office.pem')}`],
  ])('one %s is refused', async (_what, host, which, question) => {
    const error = await userError(ask(host, place[which], question()));
    expect(error).toMatchObject({ code: 'store.certificate', exit: 'store' });
    expect(error.message).toContain(`postgres://${host}:${place[which]}/postgres`);
  });

  test('a line in the clear leaves no machine', () => {
    expect(() => addressOf('postgres://owner@db.office.example/postgres?sslmode=disable', { seen: false })).toThrow(
      '不能不加密',
    );
  });
});
