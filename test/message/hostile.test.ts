import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readAnswer, readDeliveries, readIncoming } from '../../src/message/exchange.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { readReceipts } from '../../src/message/receipt.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { CONTEXT, FULL } from './samples.ts';

const XML = writeDeclaration(FULL.in, CONTEXT).xml;
const READERS = { readDeclaration, readReceipts, readAnswer, readDeliveries, readIncoming };

/** Files are to be UTF-8; what a server says is read in the encoding that it says. */
const FILES = [readDeclaration, readIncoming] as readonly unknown[];
const ENCODED = new Set(['UTF-16', 'GB18030 by its name']);

const utf16 = Buffer.from(`\ufeff${XML}`, 'utf16le');
const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><EEntDeclIo>&b;</EEntDeclIo>`;

describe.each(Object.entries(READERS))('%s', (_name, read: (xml: Uint8Array | string) => unknown) => {
  test.each<readonly [string, Uint8Array | string, string]>([
    ['nothing', '', 'message.empty'],
    ['blanks', ' \n', 'message.empty'],
    ['a truncated message', XML.slice(0, XML.length / 2), 'message.malformed'],
    ['a message without its last letter', XML.trimEnd().slice(0, -1), 'message.malformed'],
    ['an HTML page', '<!DOCTYPE html><html><body>502</body></html>', 'message.doctype'],
    ['JSON', '{"code":0}', 'message.malformed'],
    ['entities of its own', bomb, 'message.malformed'],
    ['a document type without entities', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'message.doctype'],
    ['an entity that is not defined', '<EEntDeclIo>&x;</EEntDeclIo>', 'message.malformed'],
    ['UTF-16', utf16, 'message.encoding'],
    [
      'bytes that are no UTF-8',
      Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28, 0x3c, 0x2f, 0x61, 0x3e]),
      'message.encoding',
    ],
    ['GB18030 by its name', Buffer.from('<?xml version="1.0" encoding="GB18030"?><a/>'), 'message.encoding'],
    ['a control character', '<EEntDeclIo>\u0001</EEntDeclIo>', 'message.malformed'],
    ['a control character by number', '<EEntDeclIo>&#1;</EEntDeclIo>', 'message.malformed'],
    ['deep nesting', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`, 'message.too-deep'],
    ['deep nesting behind attributes', '<a x="/>" y=\'>\'>'.repeat(50_000), 'message.too-deep'],
    [
      'deep nesting behind comments',
      `<!-- > -->${'<a><!-- </a> --><![CDATA[</a>]]><?x </a>?>'.repeat(40)}`,
      'message.too-deep',
    ],
    ['very many elements', `<EEntDeclIo>${'<a/>'.repeat(300_000)}</EEntDeclIo>`, 'message.too-many'],
    ['very much text', `<EEntDeclIo>${'x'.repeat(33 << 20)}</EEntDeclIo>`, 'message.too-large'],
    ['another root', '<Other/>', 'message.not-understood'],
    ['its root alone', '<EEntDeclIo x="1"/>', 'message.not-understood'],
  ])('refuses %s', (name, input, code) => {
    // The bureau takes the root for a declaration; readDeclaration looks inside.
    if (read === readIncoming && name === 'its root alone') return;
    const before = process.memoryUsage().heapUsed;
    const error = errorOf(() => read(input));
    expect(error).toBeInstanceOf(UserError);
    const wanted = ENCODED.has(name) && !FILES.includes(read) ? 'message.not-understood' : code;
    expect((error as UserError).code).toBe(wanted);
    expect((error as UserError).message).not.toMatch(/passwd|aaaa|xxxx/u);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 << 20);
  });

  test('any text is read or refused with a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), cut(XML)), text => {
        const error = errorOf(() => read(text));
        expect(error === undefined || error instanceof UserError).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

test('a message of many strangers gives a bounded list of problems', () => {
  const { problems } = readDeclaration(XML.replace('<MarkNo>', `${'<Foo/>'.repeat(10_000)}<MarkNo>`));
  expect(problems).toHaveLength(201);
  expect(problems.at(-1)?.code).toBe('message.more');
});

test.each([
  ['line breaks', 'MarkNo', '\r\n'.repeat(1_000_000), []],
  ['commas in a list', 'AppCertCode', ','.repeat(5_000_000), [{ code: 'message.value', path: 'certificatesAsked' }]],
  ['quotes', 'MarkNo', '"'.repeat(5_000_000), []],
  ['references', 'MarkNo', '&amp;'.repeat(1_000_000), []],
])('megabytes of %s are read in bounded time and memory', (_name, element, text, problems) => {
  const xml = XML.replace(new RegExp(`<${element}>[^<]*`, 'u'), `<${element}>${text}`);
  const before = process.memoryUsage().heapUsed;
  expect(readDeclaration(xml).problems).toMatchObject(problems);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 << 20);
});

test('what a message says is safe for a screen', () => {
  const { document } = readDeclaration(XML.replace(/<ContractNo>[^<]*/u, '<ContractNo>A\u009b31m\u202eB&#x200b;C'));
  expect(document.contractNo).toBe('ABC');
});

function errorOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The text with a piece taken out and another put in. */
function cut(xml: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(xml.length), fc.nat(200), fc.constantFrom('', '<', '>', '&', '<!--', ']]>', '<a>', '\u0000', '"'))
    .map(([at, length, put]) => xml.slice(0, at) + put + xml.slice(at + length));
}
