import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import { writeXls } from '../../src/workbook/write-sheets.ts';

const THREAD = new URL('../../src/workbook/worker-from-source.mjs', import.meta.url);

/** CalcMode, two bytes long, as a record of a number that no format has. */
function withStrangeRecord(xls: Uint8Array): Uint8Array {
  const bytes = Buffer.from(xls);
  const at = bytes.indexOf(Buffer.from([0x0d, 0x00, 0x02, 0x00]));
  expect(at).toBeGreaterThan(0);
  bytes.writeUInt16LE(0x0073, at);
  return new Uint8Array(bytes);
}

test('what the parser does not know in a file is not said on the terminal', async () => {
  const bytes = withStrangeRecord(await writeXls([{ name: '货物', rows: [['品名'], ['牛肉']], widths: [10] }]));
  const thread = new Worker(THREAD, { workerData: { bytes, limits: DEFAULT_LIMITS }, stdout: true, stderr: true });
  const said = Promise.all([text(thread.stdout), text(thread.stderr)]);
  const [answer] = await once(thread, 'message');
  await thread.terminate();
  expect(answer).toMatchObject({ sheets: [{ rows: [['品名'], ['牛肉']] }] });
  expect(await said).toEqual(['', '']);
});
