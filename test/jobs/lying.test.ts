import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { changeChannel, type OpenChannel } from '../../src/jobs/channel.ts';
import { exchangeLine } from '../../src/jobs/exchange-line.ts';
import { deliverOutbox, listOutbox } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { callingSide } from '../../src/practice/secret-line.ts';
import { httpChannel } from '../../src/transport/http-channel.ts';
import { LIES } from '../transport/lies.ts';
import { openLyingServer } from '../transport/lying-server.ts';
import { casesOf, importGood, openTestOffice, startTestBureau } from './office.ts';

/** Short enough to sit through silence; only who keeps silent is asked with it. */
const PATIENCE = 400;

/** What may stand in a text for people besides printing characters. */
const CONTROL = /[\p{Cc}\u200b\u202e]/u;

/** Runs a job against the server; gives what people would read of it. */
async function told(job: Promise<object>): Promise<string> {
  try {
    return JSON.stringify(await job, (_, value) => (value instanceof Error ? value.message : value));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.next).not.toEqual([]);
    return error.message;
  }
}

test.each(LIES.map(lie => [lie.name, lie] as const))('a server that %s', async (_, lie) => {
  const at = await openTestOffice({ inMemory: true });
  const { office, home } = at;
  const practice = await startTestBureau(at);
  const behind = httpChannel({ sendUrl: practice.url.replace('http:', 'https:'), agent: callingSide(practice.key) });
  const [one = '', two = '', bystander = ''] = await importGood(office, 3);
  const server = await openLyingServer(async body => (await behind.receive(body)).bytes, bystander);
  onTestFinished(() => server.close());
  await changeChannel(office, { platform: '02', sendUrl: server.url });
  // As `openChannel` would: each batch has a channel of its own.
  const open = (): OpenChannel => ({
    ...{ platform: '02', form: () => 'eciq', organisationCode: undefined },
    line: exchangeLine(
      httpChannel({ sendUrl: server.url, patience: server.lie?.slow && PATIENCE, maxAnswerBytes: 4 << 20 }),
      undefined,
    ),
  });
  const untouched = await office.store.get(bystander);
  const pauseOf = () => 0;
  const said: string[] = [];

  server.lie = lie;
  said.push(await told(sendDeclaration(office, one, { open: open(), pauseOf })));
  said.push(await told(receiveReceipts(office, { open: open() })));
  // What was honestly sent, and lied about afterwards.
  server.lie = undefined;
  expect((await sendDeclaration(office, two, { open: open(), pauseOf })).outcome).toBe('taken');
  server.lie = lie;
  said.push(await told(receiveReceipts(office, { open: open() })));
  expect(server.told.lies).toBeGreaterThan(0);

  expect(said.filter(text => CONTROL.test(text))).toEqual([]);
  expect(await office.store.get(bystander)).toEqual(untouched);
  const { status } = await office.store.get(two);
  if (lie.harmless || !lie.to.includes('receipts')) expect(status).toBe('released');
  else expect(status).toBe('sent');

  server.lie = undefined;
  await deliverOutbox(office, { open: open() });
  await sendDeclaration(office, one, { open: open(), pauseOf });
  // An hour later what was refused may be tried once more.
  at.clock.now += 3_600_001;
  await receiveReceipts(office, { open: open() });
  expect(await listOutbox(office)).toEqual([]);
  expect(
    casesOf(home)
      .map(({ entryNo }) => entryNo)
      .sort(),
  ).toEqual([one, two].sort());
  for (const entryNo of [one, two]) {
    const record = await office.store.get(entryNo);
    expect([record.status, record.receipts.length]).toEqual(['released', 3]);
  }
  expect(await office.store.receipts.owed.of('02', at.clock.now)).toEqual([]);
  expect(await office.store.get(bystander)).toEqual(untouched);
  expect((await office.store.check()).problems).toEqual([]);
});
