import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readContainerNumbers } from '../../src/jobs/read-container-numbers.ts';
import { workbook } from '../workbooks.ts';
import { openTestOffice } from './office.ts';

it('reads one column of numbers as in the manual, and a list with headings', async () => {
  const { office } = await openTestOffice();
  const bare = await readContainerNumbers(office, workbook('containers-bare.csv'), 'in');
  expect(bare.numbers.slice(0, 2)).toEqual(['MRKU4795820', 'NYKU8527234']);
  expect(bare.wrong['container.check-digit']).toContain('MRKU4795820');
  const listed = await readContainerNumbers(office, workbook('containers.xlsx'), 'out');
  expect(listed.numbers.length).toBeGreaterThan(1);
});

it('takes a number once and names those that stand twice or are none', async () => {
  const { home, office } = await openTestOffice();
  const file = join(home, '箱号.csv');
  await writeFile(file, 'MSKU9208011\nmsku 920801-1\nBSIU9015992\n');
  expect(await readContainerNumbers(office, file, 'in')).toEqual({
    numbers: ['MSKU9208011', 'BSIU9015992'],
    doubled: ['MSKU9208011'],
    wrong: { 'container.form': [], 'container.check-digit': [] },
  });
  await writeFile(file, '集装箱号\nABC\nMSKU9208011\n');
  expect((await readContainerNumbers(office, file, 'in')).wrong['container.form']).toEqual(['ABC']);
});

it('refuses goods, what is no workbook, and what is not there', async () => {
  const { home, office } = await openTestOffice();
  await expect(readContainerNumbers(office, workbook('goods.xlsx'), 'in')).rejects.toMatchObject({
    code: 'import.not-containers',
  });
  const file = join(home, 'a.xlsx');
  await writeFile(file, 'PK');
  await expect(readContainerNumbers(office, file, 'in')).rejects.toMatchObject({ exit: 'faults' });
  await expect(readContainerNumbers(office, join(home, 'b.xlsx'), 'in')).rejects.toMatchObject({
    code: 'file.missing',
  });
});
