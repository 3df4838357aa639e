import { expect, test } from 'vitest';
import { importCodes, revertCodes } from '../../src/jobs/codes.ts';
import { checkStore } from '../../src/jobs/keep-store.ts';
import { openTestOffice } from './office.ts';

const bytes = new TextEncoder().encode('代码\t名称\n840\t美元\n');

test('imported tables have the permissions of the home: its check finds nothing', async () => {
  const { office } = await openTestOffice();
  await importCodes(office, { name: 'a.tsv', bytes, table: 'currencies', replace: true });
  await importCodes(office, { name: 'b.tsv', bytes, table: 'currencies', replace: true });
  expect((await checkStore(office, false)).problems).toEqual([]);
  await revertCodes(office, 'currencies', false);
  expect((await checkStore(office, false)).problems).toEqual([]);
});
