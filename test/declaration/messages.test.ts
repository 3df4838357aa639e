import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { check, hasErrors } from '../../src/declaration/check.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { validateDeclaration } from '../../src/message/validate.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { agreesText, CASES, documentOf } from './cases.ts';
import { CONTEXT } from './shipped-book.ts';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
const messageOf = (name: string) =>
  writeDeclaration(documentOf(name), {
    messageId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    book: CONTEXT.book,
    organisationCode: '708461136',
  });

const right = CASES.filter(name => !hasErrors(check(documentOf(name), CONTEXT)));

describe.each(right)('%s, in which the check finds no error', name => {
  test('is written as its golden message', () => {
    agreesText(`${name}/message.xml`, messageOf(name).xml);
  });

  test('keeps the schema', async () => {
    expect(await validateDeclaration(messageOf(name).xml, DATA)).toEqual([]);
  });

  test('is read back, but for what is said to be unsent', () => {
    const back = readDeclaration(messageOf(name).xml);
    expect(back.problems).toEqual([]);
    const { unsent } = writeDeclaration(back.document, { messageId: 'x', book: CONTEXT.book });
    expect(unsent).toEqual([]);
  });
});

test('the schema finds fault with what is wrong in every rule', async () => {
  expect(await validateDeclaration(messageOf('in-wrong-in-every-rule').xml, DATA)).not.toEqual([]);
});
