import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPaperRoom } from '../../src/practice/paper-room.ts';
import { papersAsked } from '../../src/practice/papers-asked.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';

const CONTENTS = Buffer.from('0123456789');
const HEAD = {
  ...{ fileId: 'a'.repeat(64), declarationNo: '1', kind: '101001', name: 'a.pdf', size: CONTENTS.length },
  sum: createHash('sha256').update(CONTENTS).digest('hex'),
};
const part = (offset: number, end: number) => ({ ...HEAD, offset, data: CONTENTS.subarray(offset, end) });

test('parts go where the file ends; one said again, or from elsewhere, changes nothing', async () => {
  const folder = temporaryFolder();
  const room = openPaperRoom(folder);
  expect(await room.has(HEAD.fileId)).toBe(0);
  expect(await room.take(part(4, 8))).toBe(0);
  expect(await Promise.all([room.take(part(0, 4)), room.take(part(0, 4))])).toEqual([4, 4]);
  // As after a restart.
  const again = openPaperRoom(folder);
  expect([await again.has(HEAD.fileId), await again.isWhole(HEAD.fileId)]).toEqual([4, false]);
  expect(await again.take({ ...part(4, 10), data: Buffer.alloc(100) })).toBe(4);
  expect([await again.take(part(4, 10)), await again.isWhole(HEAD.fileId)]).toEqual([10, true]);
  expect(await again.take(part(0, 4))).toBe(10);
  await again.clear();
  expect(await again.has(HEAD.fileId)).toBe(0);
});

test('a file whose contents are not those of its sum is thrown away, and can be given anew', async () => {
  const folder = temporaryFolder();
  const room = openPaperRoom(folder);
  await room.take(part(0, 4));
  writeFileSync(join(folder, 'paperless', `${HEAD.fileId}.part`), 'wrong');
  expect(await room.take(part(5, 10))).toBe('wrong-sum');
  expect(await room.has(HEAD.fileId)).toBe(0);
  expect(await room.take(part(0, 10))).toBe(10);
});

test('some declarations are asked for documents, always the same ones, beginning with the contract', () => {
  const asked = Array.from({ length: 300 }, (_, serial) => papersAsked({ serial, direction: 'in', papers: 'some' }));
  const share = asked.filter(names => names.length > 0).length / asked.length;
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.42);
  expect(asked.every(([first = '合同']) => first === '合同')).toBe(true);
  expect(papersAsked({ serial: 7, direction: 'in', papers: 'some' })).toEqual(asked[7]);
  expect(papersAsked({ serial: 1, direction: 'out', papers: 'none' })).toEqual([]);
  expect(papersAsked({ serial: 1, direction: 'out', papers: 'ask' })[0]).toBe('合同');
});
