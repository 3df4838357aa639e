import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ImportFolder, importFolder } from '../../src/transport/import-folder.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';

const NAME = 'WI174_1';
const BYTES = Buffer.from('<EEntDeclIo/>');

/** A folder as the client makes it, and what stands in it. */
function folder(wait: () => void = () => {}) {
  const root = temporaryFolder();
  const path = (...parts: string[]) => join(root, 'Tecciq', ...parts);
  for (const box of ['OutBox', 'SentBox', 'FailBox', 'InBox', 'HDNBox']) mkdirSync(path(box), { recursive: true });
  const line: ImportFolder = importFolder({ root, business: 'Tecciq', wait: async () => wait() });
  return { root, path, line, names: (box: string) => readdirSync(path(box)).sort() };
}

test('what is given appears whole and under its name, with a copy', async () => {
  const { line, path, names } = folder();
  await line.give(NAME, BYTES);
  expect(names('OutBox')).toEqual([`${NAME}.xml`]);
  expect(readFileSync(path('OutBox', `${NAME}.xml`))).toEqual(BYTES);
  expect(readFileSync(path('HDNBox', `${NAME}.xml`))).toEqual(BYTES);
  expect(await line.whereabouts(NAME)).toBe('waiting');
});

// What a crash, or the client, leaves: files in OutBox, SentBox, FailBox and HDNBox.
// biome-ignore format: table
const LEFT = [
  ['nothing',                                 {},                                                      'unknown', 1],
  ['a part of it',                            { OutBox: ['.Temp'] },                                   'unknown', 1],
  ['all of it and the copy',                  { OutBox: ['.Temp'], HDNBox: ['.xml'] },                 'unknown', 1],
  ['the message, not fetched',                { OutBox: ['.xml'], HDNBox: ['.xml'] },                  'waiting', 1],
  ['the client has it in hand',               { HDNBox: ['.xml'] },                                    'fetched', 0],
  ['the client has sent it',                  { SentBox: ['.xml'], HDNBox: ['.xml'] },                 'fetched', 0],
  ['the client could not send it',            { FailBox: ['.xml'], HDNBox: ['.xml'] },                 'failed',  0],
] as const satisfies readonly (readonly [string, Record<string, readonly string[]>, string, number])[];

test.each(LEFT)('%s: given again, it is there once', async (_, files, whereabouts, inOutBox) => {
  const { line, path, names } = folder();
  for (const [box, endings] of Object.entries(files))
    for (const ending of endings) writeFileSync(path(box, NAME + ending), ending === '.Temp' ? '<EEn' : BYTES);
  expect(await line.whereabouts(NAME)).toBe(whereabouts);
  await line.give(NAME, BYTES);
  expect(names('OutBox')).toEqual(inOutBox === 1 ? [`${NAME}.xml`] : []);
  for (const name of names('OutBox')) expect(readFileSync(path('OutBox', name))).toEqual(BYTES);
  expect(await line.whereabouts(NAME)).toBe(whereabouts === 'unknown' ? 'waiting' : whereabouts);
});

test('what the client could not send is named once, what others gave never', async () => {
  const { line, path } = folder();
  await line.give(NAME, BYTES);
  renameSync(path('OutBox', `${NAME}.xml`), path('FailBox', `${NAME}.xml`));
  writeFileSync(path('FailBox', 'other.xml'), BYTES);
  expect(await line.failed()).toEqual([`${NAME}.xml`]);
  await line.putAway(`${NAME}.xml`);
  expect(await line.failed()).toEqual([]);
  expect(await line.whereabouts(NAME)).toBe('fetched');
});

test('a receipt is taken when it no longer grows, and stays until it is put away', async () => {
  let later: () => void = () => {};
  const { line, path, names } = folder(() => later());
  writeFileSync(path('InBox', 'Receipt_2_1.xml'), '<b/>');
  writeFileSync(path('InBox', 'Receipt_1_1.xml'), '<a');
  writeFileSync(path('InBox', 'Receipt_3_1.xml.Temp'), '<c/>');
  writeFileSync(path('InBox', 'Receipt_4_1.tmp'), '<d/>');
  writeFileSync(path('InBox', 'Receipt_5_1.xml'), '');
  mkdirSync(path('InBox', 'folder.xml'));
  later = () => writeFileSync(path('InBox', 'Receipt_1_1.xml'), '<a/>');
  const first = await line.receipts();
  expect(first.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['Receipt_2_1.xml', '<b/>']]);
  later = () => {};
  expect((await line.receipts()).map(({ name }) => name).sort()).toEqual(['Receipt_1_1.xml', 'Receipt_2_1.xml']);
  await line.putAway('Receipt_2_1.xml');
  await line.putAway('Receipt_2_1.xml');
  expect((await line.receipts()).map(({ name }) => name)).toEqual(['Receipt_1_1.xml']);
  expect(names('HDNBox')).toEqual(['Receipt_2_1.xml']);
});

test('a folder that is not there, or that cannot be used, is told with its reason', async () => {
  const { root, line, path } = folder();
  await line.test();
  expect(readdirSync(path('OutBox'))).toEqual([]);
  rmSync(path('InBox'), { recursive: true });
  await expect(line.test()).rejects.toMatchObject({
    code: 'transport.folder',
    message: expect.stringContaining('没有 Tecciq/InBox'),
  });
  await expect(line.receipts()).rejects.toMatchObject({ code: 'transport.folder' });
  rmSync(root, { recursive: true });
  await expect(line.give(NAME, BYTES)).rejects.toMatchObject({ code: 'transport.folder' });
  await expect(line.whereabouts(NAME)).rejects.toMatchObject({ code: 'transport.folder' });
  expect(existsSync(root)).toBe(false);
});
