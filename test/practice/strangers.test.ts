import { chmod, chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createSecret } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { askPractice } from '../../src/practice/ask.ts';
import { practiceLine, practiceStatus, startDaemon, stopDaemon } from '../../src/practice/daemon.ts';
import { NOTICE } from '../../src/practice/door.ts';
import { LOCK_FILE, lockFolder } from '../../src/practice/lock.ts';
import { callingSide, listeningSide } from '../../src/practice/secret-line.ts';
import { type Practice, type PracticeOptions, startPractice } from '../../src/practice/server.ts';
import { newKey, readServerFile, writeServerFile } from '../../src/practice/server-file.ts';
import { httpChannel } from '../../src/transport/http-channel.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { BOOK, DATA, inbound } from './declarations.ts';
import { office } from './office.ts';

async function start(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const practice = await startPractice({
    ...{
      folder: temporaryFolder(),
      now: Date.now,
      random: () => 0.5,
      book: BOOK,
      dataFolder: DATA,
      pace: 0,
      ...options,
    },
  });
  onTestFinished(() => practice.stop());
  return practice;
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A folder whose server has ended but left its word, while a lock says that one runs. */
async function leftFolder(url: string): Promise<{ folder: string; key: string }> {
  const folder = temporaryFolder();
  const key = newKey();
  await writeServerFile(folder, { pid: process.pid, url, key });
  onTestFinished(await lockFolder(join(folder, LOCK_FILE)));
  return { folder, key };
}

// biome-ignore format: table
const WITHOUT_KEY: readonly (readonly [what: string, path: string, init: RequestInit, status: number])[] = [
  ['to look',                 '',                { },                                                            200],
  ['to look at its state',    'practice',        { },                                                            200],
  ['to look, by another name', '',               { headers: { origin: 'https://page.example' } },                403],
  ['to send',                 '',                { method: 'POST', body: '<ConnectionTest/>' },                  403],
  ['to take receipts',        '',                { method: 'POST', body: '<ReceiptRequest/>' },                  403],
  ['to acknowledge',          '',                { method: 'POST', body: '<ReceiptAcknowledge/>' },              403],
  ['to stop it',              'practice/stop',   { method: 'POST' },                                             403],
  ['to empty it',             'practice/reset',  { method: 'POST', headers: { 'x-practice-key': 'guessed' } },    403],
  ['to make it err',          'practice/faults', { method: 'POST', body: '{"error":1}' },                        403],
  ['to change it otherwise',  '',                { method: 'PUT', body: 'x' },                                    403],
];

test.each(WITHOUT_KEY)('without the key: %s', async (_, path, init, status) => {
  const practice = await start();
  await office(practice).send(inbound('WI1'), 'm1');
  const answer = await fetch(new URL(path, practice.url), init);
  const said = await answer.text();
  expect([answer.status, said.startsWith(NOTICE)]).toEqual([status, true]);
  expect(said).not.toMatch(/WI1|m1|\d/u);
  expect(await office(practice).receive('WI1')).toHaveLength(3);
});

test.each(['evil.example', '127.0.0.1:1', ''])('nobody is answered who asks for the host “%s”', async host => {
  const practice = await start();
  const { Socket } = await import('node:net');
  const socket = new Socket().connect(Number(new URL(practice.url).port), '127.0.0.1');
  socket.end(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  expect(Buffer.concat(await socket.toArray()).toString()).toContain(' 403 ');
});

test('with the key, but sent by a page of the web: refused', async () => {
  const practice = await start();
  const { got } = await import('got');
  const answer = await got.post(practice.url.replace('http:', 'https:'), {
    body: '<ConnectionTest/>',
    headers: { origin: 'https://page.example' },
    agent: { https: callingSide(practice.key) },
    throwHttpErrors: false,
  });
  expect(answer.statusCode).toBe(403);
});

test('a wrong key opens nothing, and is not told from no bureau at all', async () => {
  const practice = await start();
  expect(await askPractice({ url: practice.url, key: newKey() }, 'practice')).toBeUndefined();
  const channel = httpChannel({ sendUrl: practice.url.replace('http:', 'https:'), agent: callingSide(newKey()) });
  await expect(channel.receive(Buffer.from('<ReceiptRequest/>'))).rejects.toMatchObject({ code: 'transport.tls' });
});

test('the key comes of no chance that anybody could repeat', async () => {
  const keys = [(await start()).key, (await start()).key];
  expect(keys[0]).not.toBe(keys[1]);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/u);
});

test('whoever has the port of a bureau that is gone hears nothing at all', async () => {
  let heard = 0;
  const url = await listening(createServer(() => heard++));
  const folder = temporaryFolder();
  await writeServerFile(folder, { pid: process.pid, url, key: newKey() });
  expect(await practiceStatus(folder)).toBeUndefined();
  expect(await stopDaemon(folder)).toBe(false);
  expect(heard).toBe(0);
});

test('whoever has the port of a bureau that seems to run hears no word of a message, and is not believed', async () => {
  const heard: Buffer[] = [];
  const url = await listening(
    createServer(socket => {
      socket.on('data', chunk => {
        heard.push(chunk);
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"practice":1}');
      });
      socket.on('error', () => {});
    }),
  );
  const { folder, key } = await leftFolder(url);
  expect(await practiceStatus(folder)).toBeUndefined();
  expect(await practiceLine(folder)).toBeUndefined();
  const said = Buffer.concat(heard);
  expect(said[0]).toBe(0x16);
  expect(said.toString('latin1')).not.toMatch(/GET|POST|practice\//u);
  expect(said.includes(key) || said.includes(Buffer.from(key, 'hex'))).toBe(false);
});

test('a server with a key of its own is not believed', async () => {
  const secret = createSecret(listeningSide(newKey()), (_, answer) => answer.end('{"pid":1,"taken":0,"faults":{}}'));
  secret.on('tlsClientError', () => {});
  const { folder } = await leftFolder(await listening(secret));
  expect(await practiceStatus(folder)).toBeUndefined();
});

test('the word of where the server is is believed only when nobody else could have written it', async () => {
  const folder = temporaryFolder();
  const written = { pid: process.pid, url: 'http://127.0.0.1:1/', key: newKey() };
  await writeServerFile(folder, written);
  expect(await readServerFile(folder)).toEqual(written);
  const file = join(folder, 'server.json');
  await chmod(file, 0o644);
  expect(await readServerFile(folder)).toBeUndefined();
  await chmod(file, 0o600);
  if (process.getuid?.() === 0) {
    await chown(file, 65_534, 65_534);
    expect(await readServerFile(folder)).toBeUndefined();
  }
});

test('what cannot be done with the folder is said', async () => {
  const place = temporaryFolder();
  await writeFile(join(place, 'file'), '');
  const folder = join(place, 'file', 'practice');
  const refused = { code: 'practice.folder', exit: 'store', message: expect.stringContaining(folder) };
  await expect(start({ folder })).rejects.toMatchObject(refused);
  await expect(startDaemon({ folder, command: ['/no/such/program'] })).rejects.toMatchObject(refused);
});

test('it ends by itself when its folder goes', async () => {
  const folder = temporaryFolder();
  const practice = await start({ folder });
  await rm(folder, { recursive: true });
  await practice.ended;
  await expect(fetch(practice.url)).rejects.toThrow();
});

test('the key stands in the word of the server alone', async () => {
  const folder = temporaryFolder();
  const said: string[] = [];
  const practice = await start({ folder, log: line => said.push(line) });
  await office(practice).send(inbound('WI1'), 'm1');
  expect(await readFile(join(folder, 'server.json'), 'utf8')).toContain(practice.key);
  expect(JSON.stringify([await practiceStatus(folder), said])).not.toContain(practice.key);
});
