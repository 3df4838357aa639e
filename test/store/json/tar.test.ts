import { expect, test } from 'vitest';
import { HostileArchive, readTar, TAR_END, tarEntry } from '../../../src/store/json/tar.ts';

async function* archive(more: () => Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield tarEntry('store.json', Buffer.from('{}'), 0);
  yield TAR_END;
  yield* more();
}

async function namesIn(chunks: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of readTar(chunks, 1e6)) names.push(name);
  return names;
}

function* cutOff(): Generator<Buffer> {
  yield Buffer.alloc(512);
  throw new Error('cut off');
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536);
}

test('an archive is read to where its stream ends, which tells whether what came before was whole', async () => {
  expect(await namesIn(archive(() => []))).toEqual(['store.json']);
  // Other programs fill up their last record.
  expect(await namesIn(archive(() => [Buffer.alloc(9_216)]))).toEqual(['store.json']);
  await expect(namesIn(archive(cutOff))).rejects.toThrow('cut off');
  await expect(namesIn(archive(endless))).rejects.toThrow(HostileArchive);
});
