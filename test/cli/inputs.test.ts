import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Rim } from '../../src/cli/context.ts';
import { collected, inputsOf } from '../../src/cli/inputs.ts';
import { declarationsIn, importDeclaration } from '../../src/jobs/import-declarations.ts';
import { MAX_ROWS } from '../../src/jobs/keep-declarations.ts';
import { good, jsonFile, openTestOffice } from '../jobs/office.ts';

test('a stream without an end is refused before it fills the memory', async () => {
  let given = 0;
  const endless = Readable.from(
    (function* () {
      for (;;) {
        given += 2 ** 24;
        yield Buffer.alloc(2 ** 24);
      }
    })(),
  );
  await expect(collected(endless, '标准输入')).rejects.toMatchObject({ code: 'input.too-large', exit: 'faults' });
  expect(given).toBeLessThan(2 ** 29);
});

test.skipIf(!existsSync('/dev/zero'))('a device that never ends is one bad input', async () => {
  const [input] = await inputsOf(['/dev/zero'], {} as Rim);
  await expect(input?.read()).rejects.toMatchObject({ code: 'input.too-large' });
});

test('a declaration with more lines than anybody has is refused as a draft, too', async () => {
  const { office } = await openTestOffice();
  const rows = (count: number) => ({ goods: Array.from({ length: count }, () => ({ hsCode: '0101210010' })) });
  const [found] = await declarationsIn(office, jsonFile(good(1, rows(MAX_ROWS + 1))));
  const read = await (found as NonNullable<typeof found>).read();
  await expect(importDeclaration(office, read, { draft: true })).rejects.toMatchObject({
    code: 'declaration.too-many-rows',
    exit: 'faults',
  });
  expect(office.store.rows().length).toBe(0);
});
