import { expect, test } from 'vitest';
import { openChannel } from '../../src/jobs/channel.ts';
import { deliverDue } from '../../src/jobs/deliver-outbox.ts';
import { listOutbox } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { casesOf, importGood, openTestOffice, startTestBureau } from './office.ts';

const pauseOf = () => 0;

test('1,000 sends with 30 % of all answers dropped: 1,000 declarations at the bureau, none twice', {
  timeout: 180_000,
}, async () => {
  const at = await openTestOffice({ inMemory: true });
  const { home, office } = at;
  const bureau = await startTestBureau(at, { faults: { drop: 0.3 } });
  const entryNos = await importGood(office, 1000);
  const open = await openChannel(office);
  const outcomes = new Map<string, number>();
  const line = entryNos.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const entryNo of line) {
        const { outcome } = await sendDeclaration(office, entryNo, { open, pauseOf });
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }),
  );
  // Some lost three answers in a row: without that this test would prove little.
  expect(outcomes.get('waiting')).toBeGreaterThan(5);
  for (let round = 0; round < 30 && (await listOutbox(office)).length > 0; round += 1)
    await deliverDue(office, open, { pauseOf });
  expect(await listOutbox(office)).toEqual([]);

  const cases = casesOf(home);
  expect(cases).toHaveLength(1000);
  expect(new Set(cases.map(({ entryNo }) => entryNo))).toEqual(new Set(entryNos));

  bureau.setFaults(NO_FAULTS);
  const { changed } = await receiveReceipts(office);
  expect(changed).toHaveLength(1000);
  expect(new Set(office.store.rows().column('status'))).toEqual(new Set(['released']));
});
