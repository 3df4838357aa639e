// How long it takes to write, read and validate the message of 50 goods lines; the floor is the same document as JSON.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CodeBook } from '../src/catalogue/code-book.ts';
import { readDeclaration } from '../src/message/read.ts';
import { validateDeclaration } from '../src/message/validate.ts';
import { writeDeclaration } from '../src/message/write.ts';
import { type Figure, figure, median, timed } from './figure.ts';

const ROUNDS = 40;
const BOOK: CodeBook = {
  find: (_table, code) => ({ code, name: `名称${code}`, extra: {} }),
  named: () => undefined,
  complete: () => true,
  loaded: () => true,
  fits: () => true,
};
const root = fileURLToPath(new URL('..', import.meta.url));

export async function bench(): Promise<Figure[]> {
  const sample = readDeclaration(await readFile(`${root}fixtures/message/in-full.xml`)).document;
  const document = { ...sample, goods: Array.from({ length: 50 }, (_, line) => sample.goods[line % 2] ?? {}) };
  const context = { messageId: '6F9619FF8B86D011B42D00C04FC964FF', book: BOOK };
  const { xml } = writeDeclaration(document, context);
  const json = JSON.stringify(document);
  await validateDeclaration(xml, `${root}data`);

  const stringify = await usual(() => JSON.stringify(document));
  const parse = await usual(() => JSON.parse(json));
  return [
    figure('message.write.50-goods.p50', await usual(() => writeDeclaration(document, context)), 'ms', stringify),
    figure('message.read.50-goods.p50', await usual(() => readDeclaration(xml)), 'ms', parse),
    figure('message.validate.50-goods.p50', await usual(() => validateDeclaration(xml, `${root}data`)), 'ms', parse),
  ];
}

async function usual(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(run));
  return median(times);
}
