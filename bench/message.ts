// How long it takes to write, read and validate the message of 50 goods lines; the floor is the same document as JSON.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CodeBook } from '../src/catalogue/code-book.ts';
import { readDeclaration } from '../src/message/read.ts';
import { validateDeclaration } from '../src/message/validate.ts';
import { writeDeclaration } from '../src/message/write.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The least that it could take, in the same unit; and how many times that it does. */
  readonly floor: number;
  readonly ratio: number;
}

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

  const stringify = await median(() => JSON.stringify(document));
  const parse = await median(() => JSON.parse(json));
  return [
    figure('message write, 50 goods', await median(() => writeDeclaration(document, context)), stringify),
    figure('message read, 50 goods', await median(() => readDeclaration(xml)), parse),
    figure('message validate, 50 goods', await median(() => validateDeclaration(xml, `${root}data`)), parse),
  ];
}

function figure(name: string, value: number, floor: number): Figure {
  return { name, value, unit: 'ms', floor, ratio: value / floor };
}

async function median(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
}
