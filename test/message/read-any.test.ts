import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { readMessage } from '../../src/message/read-any.ts';
import { SHIPPED, SHIPPED_MAPS } from '../declaration/shipped-book.ts';

const CODES = { book: SHIPPED, maps: SHIPPED_MAPS };
const golden = (name: string) => readFileSync(`fixtures/message/${name}.xml`, 'utf8');
const ECIQ = golden('in-full').replace('344001', '344003');
const IAQ = golden('iaq/in-full');
const utf8 = (text: string) => new TextEncoder().encode(text);
/** Text in GB18030: of what is in these messages GBK has all, two bytes a character. */
const gb18030 = (text: string) => {
  const bytes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Uint8Array.from([...text].flatMap(character => bytes.get(character) ?? [character.charCodeAt(0)]));
};
const gbkLine = (text: string) => text.replace('encoding="UTF-8"', 'encoding="GBK"');
const bare = (xml: string) => xml.replace(/^<\?xml[^\n]*\n<EEntDeclIo[^>]*>/u, '').replace(/<\/EEntDeclIo>\s*$/u, '');
/** The other groups inside the head group, as the envelope of 2017 has them. */
const nested = (xml: string) =>
  bare(xml)
    .replace('</ITF_DCL_IO_DECL>', '')
    .replace(/\s*$/u, '</ITF_DCL_IO_DECL>')
    .replace(/ITF_DCL_IO_DECL_LIMIT/gu, 'ITF_DCL_IO_DECL_ENT');
const envelope = (body: string) =>
  `<OBORMessage><MessageHead><MESSAGE_ID>1</MESSAGE_ID></MessageHead><MessageBody>${body}</MessageBody></OBORMessage>`;

const expected = readDeclaration(ECIQ);

test.each<readonly [string, Uint8Array]>([
  ['as it is', utf8(ECIQ)],
  ['with a mark of UTF-8', utf8(`\ufeff${ECIQ}`)],
  ['in UTF-16', Buffer.from(`\ufeff${ECIQ}`, 'utf16le')],
  ['in UTF-16 without a mark', Buffer.from(ECIQ, 'utf16le')],
  ['in UTF-16, the high byte first', Buffer.from(`\ufeff${ECIQ}`, 'utf16le').swap16()],
  ['in GB18030 that says so', gb18030(gbkLine(ECIQ))],
  ['in GB18030 that calls itself UTF-8', gb18030(ECIQ)],
  ['in UTF-8 that calls itself GBK', utf8(gbkLine(ECIQ))],
  ['in the envelope of 2017', utf8(envelope(nested(ECIQ)))],
  ['in a file of groups', gb18030(`<?xml version="1.0" encoding="GBK"?><ROOT>${bare(ECIQ)}</ROOT>`)],
  ['whole in an envelope', utf8(envelope(ECIQ.replace(/^<\?xml[^\n]*\n/u, '')))],
  ['with a prefix', utf8(ECIQ.replace(/<(\/?)([A-Z])/gu, '<$1ds:$2'))],
  [
    'with keys in the numbers of containers',
    utf8(ECIQ.replace(/<ITF_DCL_IO_DECL_CONT_DETAIL>/gu, '$&<ContDtId>1</ContDtId><ContId>2</ContId>')),
  ],
])('a message of e-CIQ %s', (_name, bytes) => {
  const read = readMessage(bytes, CODES);
  expect(read.problems).toEqual([]);
  expect(read.document).toEqual(expected.document);
});

test('an application is known by its elements', () => {
  const { document, problems } = readMessage(utf8(IAQ), CODES);
  expect(problems).toEqual([]);
  expect(document).toMatchObject({ direction: 'in', tradeCountry: '840', containers: expected.document.containers });
  expect(document.goods[0]?.licences?.[0]?.vins).toEqual(expected.document.goods[0]?.licences?.[0]?.vins);
});

test('outbound of the form of 2022 says E', () => {
  const xml = golden('out-full').replace('<AplKind>O<', '<AplKind>E<');
  expect(readMessage(utf8(xml), CODES).document).toEqual(readDeclaration(golden('out-full')).document);
});

test.each([
  ['<DecMessage/>', '应有且只有一个报关单表头'],
  ['<x:Ciqresult/>', '检验检疫回执（Ciqresult）'],
  ['<html><body/></html>', '根元素是 html'],
  ['<constructor/>', '根元素是 constructor'],
  ['<EEntDeclIo><ITF_DCL_IO_DECL/></EEntDeclIo>', '没有出入境类别'],
  [envelope(''), '应有且只有一个出入境报检基本信息'],
  ['<ROOT/>', '应有且只有一个出入境报检基本信息'],
])('%s is refused by name', (xml, text) => {
  expect(() => readMessage(utf8(xml), CODES)).toThrow(`不是报检申报报文：${text}`);
});

test('names that every object has are unknown elements like others', () => {
  const strange = '<constructor/><__proto__>1</__proto__><toString/>';
  const xml = ECIQ.replace('<ITF_DCL_IO_DECL>', `${strange}<ITF_DCL_IO_DECL>${strange}`);
  const { document, problems } = readMessage(utf8(xml), CODES);
  expect(document).toEqual(expected.document);
  expect(problems.map(({ text }) => text.replace(/：.*/u, ''))).toEqual([
    ...['constructor', '__proto__', 'toString'],
    ...['constructor', '__proto__', 'toString'],
  ]);
});

test('whatever is damaged in a message, it is read or refused in words', () => {
  const messages = [ECIQ, IAQ, envelope(nested(ECIQ))].map(utf8);
  fc.assert(
    fc.property(
      fc.constantFrom(...messages),
      fc.nat(),
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(60),
      (message, at, put, cut) => {
        const from = at % message.length;
        const damaged = Buffer.concat([message.subarray(0, from), put, message.subarray(from + cut)]);
        try {
          expect(readMessage(damaged, CODES).document.direction).toMatch(/^(?:in|out|pack)$/u);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.code).toMatch(/^message\./u);
        }
      },
    ),
  );
});

test('bytes of no encoding are refused', () => {
  expect(() => readMessage(Uint8Array.of(0x3c, 0xff, 0xff), CODES)).toThrow(/不是 UTF-8、UTF-16 或 GB18030/u);
});
