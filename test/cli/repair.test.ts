import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { openCommandRoom } from './command.ts';

test('a home whose store.json cannot be read is told, and mended with --repair', async () => {
  const { home, run } = await openCommandRoom();
  await run('import fixtures/workbooks/inbound.xlsx');
  await writeFile(join(home, 'store.json'), '{"version": 1,');
  expect((await run('store check')).code).toBe(EXIT.store);
  expect((await run('store check --repair')).code).toBe(EXIT.done);
  expect((await run('list --json')).json.total).toBe(1);
});
