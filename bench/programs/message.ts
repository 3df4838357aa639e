/**
 * Writes, reads and validates the message of 50 goods lines again and again. Arguments: a message, data folder, rounds. Says the milliseconds
 * of a usual round of each, and of the same document as JSON.
 */
import { readFile } from 'node:fs/promises';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { validateDeclaration } from '../../src/message/validate.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { median, timed } from '../figure.ts';

const [file = '', data = '', rounds = '1'] = process.argv.slice(2);
const BOOK: CodeBook = {
  find: (_table, code) => ({ code, name: `名称${code}`, extra: {} }),
  named: () => undefined,
  complete: () => true,
  loaded: () => true,
  fits: () => true,
};

const sample = readDeclaration(await readFile(file)).document;
const document = { ...sample, goods: Array.from({ length: 50 }, (_, line) => sample.goods[line % 2] ?? {}) };
const context = { messageId: '6F9619FF8B86D011B42D00C04FC964FF', book: BOOK };
const { xml } = writeDeclaration(document, context);
const json = JSON.stringify(document);
await validateDeclaration(xml, data);

const said = {
  stringify: await usual(() => JSON.stringify(document)),
  parse: await usual(() => JSON.parse(json)),
  write: await usual(() => writeDeclaration(document, context).xml),
  read: await usual(() => readDeclaration(xml)),
  validate: await usual(() => validateDeclaration(xml, data)),
};
console.log(JSON.stringify(said));

async function usual(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round++) times.push(await timed(run));
  return median(times);
}
