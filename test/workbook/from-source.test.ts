import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import type { Answer, Task } from '../../src/workbook/parse-workbook.ts';

// All other tests read in the thread that the build makes.
test('the reading thread also starts where there is no build', async () => {
  const task: Task = { bytes: new TextEncoder().encode('箱号\nMSKU9208011\n'), limits: DEFAULT_LIMITS };
  const file = new URL('../../src/workbook/worker-from-source.mjs', import.meta.url);
  const thread = new Worker(file, { workerData: task });
  const [answer] = (await once(thread, 'message')) as [Answer];
  await thread.terminate();
  expect(answer).toMatchObject({ sheets: [{ rows: [['箱号'], ['MSKU9208011']] }] });
});
