import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelimited } from '../../src/codes/delimited.ts';
import { LIMITS } from '../../src/codes/limits.ts';
import { FIXTURES } from './folders.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('reads', () => {
  // biome-ignore format: table
  const cases: [what: string, name: string, content: Uint8Array, rows: string[][]][] = [
    ['tsv',                      'a.tsv', bytes('code\tname\n01\t马\n'),            [['code', 'name'], ['01', '马'], ['']]],
    ['Windows and old Mac ends', 'a.TXT', bytes('a\tb\r\n1\t2\r3\t4'),              [['a', 'b'], ['1', '2'], ['3', '4']]],
    ['bare quotation marks',     'a.tsv', bytes('1\t"哥白林"、"弗朗德"\n2\t≤10%")'), [['1', '"哥白林"、"弗朗德"'], ['2', '≤10%")']]],
    ['a byte order mark',        'a.csv', bytes('\ufeffcode,name\n1,马'),           [['code', 'name'], ['1', '马']]],
    ['UTF-16 of Excel',          'a.txt', utf16('code\tname\n1\t马'),               [['code', 'name'], ['1', '马']]],
    ['quoted cells',             'a.csv', bytes('code,name\n1,"马,""大"""\n'),      [['code', 'name'], ['1', '马,"大"']]],
    ['a quote in the open',      'a.csv', bytes('code,name\n1,≤10%")\n'),           [['code', 'name'], ['1', '≤10%")']]],
    ['semicolons',               'a.csv', bytes('code;name\n1;马,牛\n'),            [['code', 'name'], ['1', '马,牛']]],
    ['tabs in a csv',            'a.csv', bytes('code\tname\n1\t马,牛\n'),          [['code', 'name'], ['1', '马,牛']]],
    ['rows of any width',        'a.csv', bytes('a,b\n1\n1,2,3\n'),                 [['a', 'b'], ['1'], ['1', '2', '3']]],
    ['leading zeros',            'a.csv', bytes('a\n0010'),                         [['a'], ['0010']]],
    ['nothing',                  'a.csv', bytes(''),                                []],
  ];
  test.each(cases)('%s', (_, name, content, rows) => {
    expect(readDelimited(content, name)).toEqual(rows);
  });

  test('GB18030', () => {
    const name = 'currencies-gb18030.csv';
    expect(readDelimited(readFileSync(join(FIXTURES, name)), name)).toEqual([
      ['币制代码', '币制名称', '备注'],
      ['156', '人民币', ''],
      ['840', '美元', '美国'],
      ['978', '欧元, 新', 'EU'],
    ]);
  });
});

describe('refuses', () => {
  // biome-ignore format: table
  const cases: [what: string, name: string, content: Uint8Array, code: string][] = [
    ['another kind of file',     'a.pdf', bytes('a'),                                'codes.file-kind'],
    ['a name without an ending', 'tsv',   bytes('a'),                                'codes.file-kind'],
    ['what is too big',          'a.tsv', new Uint8Array(LIMITS.bytes + 1),          'codes.too-big'],
    ['zero bytes',               'a.tsv', bytes('code\0name'),                       'codes.not-delimited'],
    ['what is no text',          'a.csv', Uint8Array.of(0x61, 0xff, 0xff, 0x0a),     'codes.encoding'],
    ['an open quotation mark',   'a.csv', bytes('a,b\n1,"2\n'),                      'codes.not-delimited'],
    ['an endless record',        'a.csv', bytes(`a\n"${'x'.repeat(2 * LIMITS.recordLength)}"`), 'codes.not-delimited'],
  ];
  test.each(cases)('%s', (_, name, content, code) => {
    expect(() => readDelimited(content, name)).toThrow(
      expect.objectContaining({ name: 'UserError', code, next: [expect.any(String)] }),
    );
  });

  test('any bytes by a user error or not at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('a.csv', 'a.tsv'), (content, name) => {
        try {
          return readDelimited(content, name).every(row => row.every(cell => typeof cell === 'string'));
        } catch (error) {
          return (error as Error).name === 'UserError';
        }
      }),
    );
  });
});
