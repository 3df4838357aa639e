import { expect, onTestFinished, test } from 'vitest';
import { changeChannel, type OpenChannel, openChannel } from '../../src/jobs/channel.ts';
import { exchangeLine } from '../../src/jobs/exchange-line.ts';
import { listOutbox } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { changeSwitches } from '../../src/jobs/switches.ts';
import { httpChannel } from '../../src/transport/http-channel.ts';
import { LIES } from '../transport/lies.ts';
import { openLyingServer } from '../transport/lying-server.ts';
import { closedPort } from '../transport/servers.ts';
import { importGood, openTestOffice, userError } from './office.ts';

async function silent() {
  const at = await openTestOffice();
  const server = await openLyingServer(() => Promise.reject(new Error('nobody')), '');
  onTestFinished(() => server.close());
  server.lie = LIES.find(({ name }) => name === 'keeps silent');
  await changeChannel(at.office, { platform: '02', sendUrl: server.url });
  const open: OpenChannel = {
    ...{ platform: '02', form: () => 'eciq', organisationCode: undefined },
    line: exchangeLine(httpChannel({ sendUrl: server.url, patience: 300 }), undefined),
  };
  return { ...at, server, open, entryNos: await importGood(at.office, 3) };
}

test('a server that keeps silent is asked once a batch: all else waits in the outbox, and is told so', async () => {
  const { office, server, open, entryNos } = await silent();
  const sent = [];
  for (const entryNo of entryNos) sent.push(await sendDeclaration(office, entryNo, { open, pauseOf: () => 0 }));
  expect(server.told.lies).toBe(1);
  expect(sent.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'waiting']);
  expect(sent.map(({ error }) => error?.code)).toEqual(Array(3).fill('transport.timeout'));
  expect(sent.map(({ text }) => text.includes('没有再试'))).toEqual([false, true, true]);
  const queued = await listOutbox(office);
  expect(queued.map(({ state, attempts }) => [state, attempts.length])).toEqual([
    ['asking', 1],
    ['waiting', 0],
    ['waiting', 0],
  ]);
});

test('receiving, with something in the outbox: one request in all', async () => {
  const { office, server, open, entryNos } = await silent();
  for (const entryNo of entryNos) await sendDeclaration(office, entryNo, { open, hold: 1 });
  expect(server.told.lies).toBe(0);
  await office.wait(2);
  expect((await userError(receiveReceipts(office, { open }))).code).toBe('transport.timeout');
  expect(server.told.lies).toBe(1);
  expect((await listOutbox(office)).map(({ attempts }) => attempts.length).sort()).toEqual([0, 0, 1]);
});

test('the same when nobody is there at all', async () => {
  const { office, entryNos } = await silent();
  await changeChannel(office, { platform: '02', sendUrl: `http://127.0.0.1:${await closedPort()}/` });
  const open = await openChannel(office);
  const sent = [];
  for (const entryNo of entryNos) sent.push(await sendDeclaration(office, entryNo, { open }));
  expect(sent.map(({ error }) => error?.code)).toEqual(Array(3).fill('transport.refused'));
  // They may have been queued within one millisecond, in which the list has no order.
  const attempts = (await listOutbox(office)).map(each => each.attempts.length);
  expect(attempts.sort((a, b) => b - a)).toEqual([1, 0, 0]);
});

test('how long it is waited for is a switch', async () => {
  const { office } = await silent();
  await changeSwitches(office, held => ({ ...held, patienceSeconds: 5 }));
  const { line } = await openChannel(office);
  // Without it the limit would be a minute, which is more than a test may last.
  expect((await userError(line.test())).code).toBe('transport.timeout');
});
