import { once } from 'node:events';
import { expect, test } from 'vitest';
import { changeChannel } from '../../src/jobs/channel.ts';
import { listOutbox } from '../../src/jobs/outbox.ts';
import { sendDeclaration, unsent } from '../../src/jobs/send-declarations.ts';
import { openPlainDoor } from '../practice/plain-door.ts';
import { runTogether, startChild } from '../run/child.ts';
import { casesOf, importGood, openTestOffice, SENDING_STEPS, startTestBureau } from './office.ts';

test('killed after any step of sending, the next run finishes it, without a second declaration', async () => {
  const at = await openTestOffice();
  const { home, office } = at;
  await startTestBureau(at);
  const entryNos = await importGood(office, SENDING_STEPS.length);
  await Promise.all(
    SENDING_STEPS.map(async ([step, hold], index) => {
      const child = await startChild('jobs/send', [home, entryNos[index] as string, step, String(hold)]);
      child.stdin?.end('go\n');
      expect([step, ...(await once(child, 'close'))]).toEqual([step, null, 'SIGKILL']);
    }),
  );
  await office.store.refresh();
  const records = await Promise.all(entryNos.map(entryNo => office.store.get(entryNo)));
  expect(records.map(({ status }) => status)).toEqual(SENDING_STEPS.map(() => 'sent'));
  const entries = await Promise.all(records.map(({ messageId = '' }) => office.store.outbox.find(messageId)));
  expect(entries.map(entry => entry?.state)).toEqual([undefined, 'waiting', 'asking', 'asking', 'sent']);
  expect(
    casesOf(home)
      .map(({ entryNo }) => entryNo)
      .sort(),
  ).toEqual(entryNos.slice(3));

  expect(await unsent(office)).toEqual(entryNos.slice(0, 4));
  const again = await Promise.all(entryNos.map(entryNo => sendDeclaration(office, entryNo)));
  expect(again.map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'taken', 'taken', 'already']);
  expect(
    casesOf(home)
      .map(({ entryNo }) => entryNo)
      .sort(),
  ).toEqual(entryNos);
  expect(
    casesOf(home)
      .map(({ messageId }) => messageId)
      .sort(),
  ).toEqual(records.map(({ messageId }) => messageId).sort());
  expect(await unsent(office)).toEqual([]);
  expect((await office.store.check()).problems).toEqual([]);
});

test('killed between a refusal and its declaration, the next run takes the declaration back and sends it', async () => {
  const at = await openTestOffice();
  const { home, office } = at;
  const bureau = await startTestBureau(at, { accounts: [{ user: 'broker', password: 'right' }] });
  const channel = { platform: '02', sendUrl: (await openPlainDoor(bureau)).url, user: 'broker' } as const;
  const [entryNo = ''] = await importGood(office, 1);
  await changeChannel(office, channel, 'wrong');
  const child = await startChild('jobs/send', [home, entryNo, 'settled']);
  child.stdin?.end('go\n');
  await once(child, 'close');
  expect((await listOutbox(office)).map(({ state }) => state)).toEqual(['failed']);
  expect((await office.store.get(entryNo)).status).toBe('sent');
  await changeChannel(office, channel, 'right');
  expect(await unsent(office)).toEqual([entryNo]);
  expect((await sendDeclaration(office, entryNo)).outcome).toBe('taken');
  expect(casesOf(home)).toHaveLength(1);
});

test('two programs that send the same declarations at the same moment send each once', async () => {
  const at = await openTestOffice();
  const { home, office } = at;
  await startTestBureau(at);
  const entryNos = await importGood(office, 8);
  const outputs = await runTogether('jobs/send', [
    [home, entryNos.join()],
    [home, entryNos.join()],
  ]);
  const outcomes = entryNos.map(entryNo =>
    outputs
      .flat()
      .filter(line => line.startsWith(entryNo))
      .map(line => line.split(' ')[1]),
  );
  for (const pair of outcomes) {
    expect(pair).toHaveLength(2);
    expect(pair).toContain('taken');
    expect(['taken', 'already', 'waiting']).toEqual(expect.arrayContaining(pair));
  }
  expect(
    casesOf(home)
      .map(({ entryNo }) => entryNo)
      .sort(),
  ).toEqual(entryNos);
  expect(await listOutbox(office)).toEqual([]);
});

test('in one program, several senders of one declaration send it once', async () => {
  const at = await openTestOffice();
  await startTestBureau(at);
  const [entryNo = ''] = await importGood(at.office, 1);
  const outcomes = await Promise.all([1, 2, 3, 4].map(async () => (await sendDeclaration(at.office, entryNo)).outcome));
  expect(outcomes.filter(outcome => outcome === 'taken').length).toBeGreaterThan(0);
  expect(outcomes.filter(outcome => !['taken', 'already', 'waiting'].includes(outcome))).toEqual([]);
  expect(casesOf(at.home)).toHaveLength(1);
});
