import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAttachment } from '../../src/jobs/read-attachment.ts';
import { makeFolder } from '../run/temporary-folder.ts';

let home: string;
beforeAll(async () => {
  home = makeFolder();
});
afterAll(() => rm(home, { recursive: true, force: true }));

const MOST = { characters: 400, nameCharacters: 12 };
const PNG = '89504e470d0a1a0a';

async function reading(name: string, hex: string, more = 0) {
  const path = join(home, name);
  await writeFile(path, Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(more)]));
  return await readAttachment(path, MOST);
}

it.each([
  ['a.png', PNG],
  ['A.JPG', 'ffd8ffe0'],
  ['a.jpeg', 'ffd8ffe0'],
  ['a.gif', '474946383961'],
  ['a.bmp', '424d'],
  ['a.tif', '49492a00'],
  ['a.tiff', '4d4d002a'],
  ['唛头.pdf', '255044462d312e34'],
])('takes %s', async (name, hex) => {
  expect(await reading(name, hex)).toEqual({ name, content: Buffer.from(hex, 'hex').toString('base64') });
});

it('takes as much as the field holds and no byte more', async () => {
  expect((await reading('a.png', PNG, 292)).content).toHaveLength(400);
  await expect(reading('a.png', PNG, 293)).rejects.toMatchObject({ code: 'file.too-large' });
});

it.each([
  ['attachment.empty', 'a.png', ''],
  ['attachment.kind', 'a.exe', '4d5a'],
  ['attachment.kind', 'a.png', '4d5a'],
  ['attachment.ending', 'a.pdf', PNG],
  ['attachment.ending', 'png', PNG],
  ['attachment.name', '很长很长很长的名字.png', PNG],
])('refuses by %s: %s', async (code, name, hex) => {
  await expect(reading(name, hex)).rejects.toMatchObject({ code });
});

it('says which file there is not', async () => {
  await expect(readAttachment(join(home, 'no.png'), MOST)).rejects.toMatchObject({ code: 'file.missing' });
});
