import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStream } from '../../src/terminal/decode-stream.ts';
import { bytes, decoded, keysOfReads } from './bytes.ts';
import { TERMINALS } from './terminal-keys.ts';

describe('keys of known terminals', () => {
  for (const [terminal, keys] of Object.entries(TERMINALS))
    it(terminal, () => {
      const heard = Object.fromEntries(Object.entries(keys).map(([sent]) => [sent, decoded(bytes(sent)).join(' ')]));
      expect(heard).toEqual(keys);
    });
});

// biome-ignore format: table
const STREAMS: readonly [what: string, sent: string, keys: string[]][] = [
  ['typing ahead in one read',         '110000\r\t',                      ["'1'", "'1'", "'0'", "'0'", "'0'", "'0'", 'enter', 'tab']],
  ['a commit of an input method',      '报检𠮷䶮',                         ["'报'", "'检'", "'𠮷'", "'䶮'"]],
  ['letter and mark are one grapheme', 'e\u0301x',                        ["'e\u0301'", "'x'"]],
  ['a space is named',                 'a b',                             ["'a'", "' '", "'b'"]],
  ['text between keys',                'a\\e[Ab\\eOPc',                   ["'a'", 'up', "'b'", 'f1', "'c'"]],
  ['Esc at the end',                   'a\\e',                            ["'a'", 'escape']],
  ['Esc twice',                        '\\e\\e',                          ['escape', 'escape']],
  ['Esc three times and a letter',     '\\e\\e\\ex',                      ['escape', 'escape', 'alt+x']],
  ['Esc before an arrow is Alt',       '\\e\\e[A',                        ['alt+up']],
  ['Alt with Chinese',                 '\\e中',                           ['alt+中']],
  ['Alt+[ and nothing after',          '\\e[',                            ['alt+[']],
  ['Alt+Shift+O and nothing after',    '\\eO',                            ['alt+shift+o']],
  ['Alt+] and a letter',               '\\e]a',                           ['alt+]', "'a'"]],
  ['Alt+Shift+P alone',                '\\eP',                            ['alt+shift+p']],
  ['CSI broken by Chinese',            '\\e[中',                          ['alt+[', "'中'"]],
  ['CSI broken by a control',          '\\e[1;\r',                        ['enter']],
  ['CSI broken by Esc',                '\\e[1\\e[B',                      ['down']],
  ['unknown sequences are silent',     '\\e[99~\\e[5n\\e[?1;2$z\\e[1;2;3q', []],
  ['unfinished sequence',              '\\e[1;5',                         []],
  ['oversized CSI',                    `\\e[${'1'.repeat(5000)}Ax`,       ["'x'"]],
  ['oversized SS3',                    `\\eO${'1'.repeat(500)}Px`,        ["'x'"]],
  ['oversized OSC',                    `\\e]11;${'r'.repeat(9000)}\x07x`, ["'x'"]],
  ['a code beyond Unicode',            '\\e[1114112u\\e[55296;5u',        []],
  ['key release',                      '\\e[97;1:3u\\e[1;5:3A\\e[3;1:3~', []],
  ['key repeat',                       '\\e[97;5:2u\\e[1;5:2A',           ['ctrl+a', 'ctrl+up']],
  ['the window key is not ours',       '\\e[115;9u\\e[1;9A',              []],
  ['lock keys are no modifiers',       '\\e[97;69u\\e[1;129A',            ['ctrl+a', 'up']],
  ['replacement characters',           'a\ufffdb',                        ["'a'", "'b'"]],
  ['C1 controls type nothing',         'a\u009b\u0085b',                  ["'a'", "'b'"]],
  ['mouse reports',                    '\\e[M !!x\\e[<0;3;4M\\e[<0;3;4m', ["'x'"]],
  ['focus',                            '\\e[I\\e[O',                      ['{"kind":"focus","in":true}', '{"kind":"focus","in":false}']],
  ['cursor report, but F3 in row 1',   '\\e[2;4R\\e[1;5R',                ['{"kind":"cursor","row":2,"column":4}', 'ctrl+f3']],
  ['kitty answers',                    '\\e[?1u',                         ['{"kind":"kitty","flags":1}']],
  ['attributes',                       '\\e[?64;1;4c\\e[>41;354;0c',      ['{"kind":"attributes","attributes":[64,1,4]}']],
  ['mode report',                      '\\e[?2026;2$y',                   ['{"kind":"mode","mode":2026,"value":2}']],
  ['colour, ended by BEL and by ST',   '\\e]11;rgb:1a1a/0/ff\x07\\e]4;1;rgb:f/f/f\\e\\', ['{"kind":"colour","number":11,"value":"rgb:1a1a/0/ff"}', '{"kind":"colour","number":4,"value":"rgb:f/f/f"}']],
  ['DCS is swallowed',                 '\\eP1+r544e=1\\e\\x',             ["'x'"]],
  ['OSC broken by a key',              '\\e]11;rgb\\e[A',                 ['up']],
  ['paste',                            '\\e[200~甲\t乙\r\n丙\\e[201~x',    ['paste "甲\\t乙\\n丙"', "'x'"]],
  ['paste keeps its spaces',           '\\e[200~ a  b \\e[201~',          ['paste " a  b "']],
  ['paste without controls',           '\\e[200~a\\e[31mb\\e]0;t\x07c\u202ed\u200be\0f\\e[201~', ['paste "abcdef"']],
  ['paste without end',                '\\e[200~abc\\e[20',               ['paste "abc"']],
  ['paste too big',                    `\\e[200~${'x'.repeat(1001)}\\e[201~y`, ['refused 1001', "'y'"]],
  ['end of a paste without beginning', '\\e[201~x',                       ["'x'"]],
];

describe('streams', () => {
  it.each(STREAMS)('%s', (_, sent, keys) => {
    expect(decoded(bytes(sent))).toEqual(keys);
  });

  it('holds a character back that is cut between two reads', () => {
    const whole = Buffer.from('𠮷报');
    expect(decoded(whole.subarray(0, 2), whole.subarray(2, 5), whole.subarray(5))).toEqual(["'𠮷'", "'报'"]);
  });

  it('drops bytes that are no UTF-8', () => {
    expect(decoded(Buffer.from([0x61, 0xff, 0xfe, 0xb1, 0xa8, 0x62]))).toEqual(["'a'", "'b'"]);
  });

  it('keeps memory bounded in a paste without end', () => {
    const decoder = decodeStream({ pasteLimit: 1000 });
    decoder.feed('\x1b[200~');
    for (let i = 0; i < 100; i++) expect(decoder.feed('x'.repeat(1000))).toEqual([]);
    expect(decoder.feed('\x1b[201~')[0]?.refused).toEqual({ size: 100_000 });
    expect(decoder.waiting).toBe('nothing');
  });

  it('says what it waits for', () => {
    const waits = ['', 'a', '\x1b', '\x1b[', '\x1b[1;', '\x1bO', '\x1b]', '\x1b]1', '\x1b[200~', '\x1b[A'].map(text => {
      const decoder = decodeStream();
      decoder.feed(text);
      return decoder.waiting;
    });
    // biome-ignore format: table
    expect(waits).toEqual(['nothing', 'nothing', 'escape', 'sequence', 'sequence', 'sequence', 'escape', 'sequence', 'paste', 'nothing']);
  });
});

const sent = Object.values(TERMINALS).flatMap(keys => Object.keys(keys).map(bytes));
const pieces = fc.oneof(
  fc.constantFrom(...sent),
  fc.constantFrom('\x1b', '\x1b\x1b', '\x1b[', '\x1bO', '\x1b]1', '\x1b[1;', '\x1b[200~甲\n\x1b[201~', '\x1b[200~'),
  fc.constantFrom('a', '报', '𠮷', '䶮', ' ', '110000\r\t', '\x1b[M', '\ufffd', '\x1b[201~'),
  fc
    .string({ unit: 'binary', maxLength: 4 })
    .filter(text => !/\p{M}|\p{Cf}|\p{Cs}|\p{RI}|\p{EMod}|[\u1100-\u11ff\ua960-\ud7ff\uff9e\uff9f]/u.test(text)),
);

describe('cutting into reads', () => {
  it('makes no difference', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.array(fc.nat(200), { maxLength: 12 }), (parts, cuts) => {
        const all = Buffer.from(parts.join(''));
        const places = [...new Set(cuts.filter(cut => cut < all.length))].sort((a, b) => a - b);
        const reads = [0, ...places].map((from, i) => all.subarray(from, places[i] ?? all.length));
        expect(keysOfReads(reads)).toEqual(keysOfReads([all]));
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws, and types the same text, whatever comes', () => {
    const text = (reads: readonly Buffer[]): string =>
      keysOfReads(reads)
        .map(key => key.text ?? `<${key.name}>`)
        .join('');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(60), (array, cut) => {
        const all = Buffer.from(array);
        expect(text([all.subarray(0, cut), all.subarray(cut)])).toBe(text([all]));
      }),
      { numRuns: 3000 },
    );
  });
});
