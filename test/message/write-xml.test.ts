import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Branch, DECLARATION_LIMITS, messageText, readXml, writeXml } from '../../src/message/xml.ts';

const written = (text: string) => writeXml(['A', [['B', text]]]).split('\n')[2];

test.each([
  ['', '  <B/>'],
  ['啤酒', '  <B>啤酒</B>'],
  ['a < b > c', '  <B>a &lt; b &gt; c</B>'],
  ['P&G', '  <B>P&amp;G</B>'],
  ['&copy; &#65; &amp;', '  <B>&amp;copy; &amp;#65; &amp;amp;</B>'],
  [']]>', '  <B>]]&gt;</B>'],
  [`"it's"`, `  <B>"it's"</B>`],
  ['𠮷', '  <B>𠮷</B>'],
])('%j is written as it reads', (text, line) => {
  expect(written(text)).toBe(line);
});

test.each(['\u0000', '\u001b', '\ud800', '\ufffe', '\uffff'])('%j, which XML cannot hold, never leaves', character => {
  expect(() => written(`a${character}b`)).toThrow(RangeError);
});

test('elements stand a line each, in the order given, two blanks a level', () => {
  const tree: Branch = ['A', [['B', [['C', '1'], ['D', []]]], ['C', '2']]]; // biome-ignore format: the tree as it is written
  expect(writeXml(tree)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<A>\n  <B>\n    <C>1</C>\n    <D/>\n  </B>\n  <C>2</C>\n</A>\n',
  );
});

test('whatever text a message may hold is read back as it was', () => {
  const pieces = fc.constantFrom('&', '<', '>', '&amp;', ']]>', '<!--', '?>', '"', '\n', '\u0085', '中', '𠮷', ' ');
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map(all => all.join('')),
  );
  fc.assert(
    fc.property(texts.map(messageText), text => {
      expect(readXml(writeXml(['A', text]), DECLARATION_LIMITS).text).toBe(text);
    }),
  );
});
