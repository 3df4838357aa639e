import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportParties, importParties } from '../../src/jobs/exchange-parties.ts';
import { keepParties, type Party, partiesOf, removeParties } from '../../src/jobs/own-lists.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openTestOffice, userError } from './office.ts';

const PARTIES: readonly Party[] = [
  { code: '0012', name: '甲公司', nameEn: 'ALPHA', address: '=1+1', contact: '010-1' },
  { code: 'BR7', name: '乙', nameEn: '', address: '', contact: '' },
];

test.each(['xlsx', 'xls', 'csv'])('out as .%s and in again', async ending => {
  const { office } = await openTestOffice();
  await keepParties(office, PARTIES);
  const file = join(temporaryFolder(), `收发货人.${ending}`);
  expect(await exportParties(office, file)).toEqual({ file, parties: 2 });
  expect((await userError(exportParties(office, file))).code).toBe('export.write');
  await keepParties(office, [{ ...(PARTIES[0] as Party), name: '改过' }]);
  await removeParties(office, ['BR7']);
  const bytes = await readFile(file);
  const counts = async () => {
    const { added, changed, unchanged, refused, faults } = await importParties(office, { name: file, bytes });
    return [added, changed, unchanged, refused, faults.length];
  };
  expect(await counts()).toEqual([1, 1, 0, 0, 0]);
  expect(await partiesOf(office)).toEqual(PARTIES);
  expect(await counts()).toEqual([0, 0, 2, 0, 0]);
});

test('a hostile file changes nothing', async () => {
  const { office } = await openTestOffice();
  await keepParties(office, PARTIES);
  expect((await userError(importParties(office, { name: 'a.xlsx', bytes: new Uint8Array() }))).code).toBe(
    'workbook.empty-file',
  );
  expect(await partiesOf(office)).toEqual(PARTIES);
});
