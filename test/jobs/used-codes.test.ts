import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepDraft } from '../../src/jobs/keep-declarations.ts';
import { usedCodes } from '../../src/jobs/used-codes.ts';
import { ORANGES } from '../practice/declarations.ts';
import { importGood, openTestOffice } from './office.ts';

test('the codes of each field come from the last declarations of the form, the newest first and each once', async () => {
  const { office, clock } = await openTestOffice();
  const used = usedCodes(office);
  expect(used.of('loadingPort', 'in')).toEqual([]);
  for (const loadingPort of ['036000', '276063', '036000', '826375']) {
    clock.now += 60_000;
    await importGood(office, 1, { loadingPort, contractNo: `HT-${clock.now}` });
  }
  await used.refresh();
  expect(used.of('loadingPort', 'in')).toEqual(['826375', '036000', '276063']);
  expect(used.of('loadingPort', 'out')).toEqual([]);
  expect(used.of('departurePort', 'in')).toEqual([]);
  clock.now += 60_000;
  await importGood(office, 1, { loadingPort: '156331' });
  await used.refresh();
  expect(used.of('loadingPort', 'in')).toEqual(['156331', '826375', '036000', '276063']);
});

test('those of goods and of their rows count, those of a draft do not', async () => {
  const { office } = await openTestOffice();
  const used = usedCodes(office);
  await importGood(office, 1, {
    goods: [
      ORANGES,
      {
        ...ORANGES,
        purpose: '11',
        licences: [{ type: '105', number: 'A1', validFrom: '2017-01-01', validUntil: '2018-01-01' }],
      },
    ],
  });
  const [drafted = ''] = await importGood(office, 1, { tradeCountry: '076' });
  await keepDraft(office, await office.store.get(drafted));
  await used.refresh();
  expect(used.of('goods.purpose', 'in')).toEqual([ORANGES.purpose, '11']);
  expect(used.of('goods.licences.type', 'in')).toEqual(['105']);
  expect(used.of('tradeCountry', 'in')).not.toContain('076');
});

test('a declaration that cannot be read says nothing, and the others do', async () => {
  const { office, home, clock } = await openTestOffice();
  await importGood(office, 1, { loadingPort: '276063' });
  clock.now += 60_000;
  const [broken = ''] = await importGood(office, 1, { loadingPort: '036000' });
  const folder = join(home, 'declarations');
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(name => name.includes(broken)) ?? '';
  rmSync(join(folder, file));
  const used = usedCodes(office);
  await used.refresh();
  expect(used.of('loadingPort', 'in')).toEqual(['276063']);
});
