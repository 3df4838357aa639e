import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { readGuide, sectionFor, sectionLines, sectionsNamed } from '../../src/jobs/guide.ts';
import { KEYS } from '../../src/keys/table.ts';
import { PICTURES } from '../../tools/pictures.ts';

const guide = await readGuide('data');
const text = guide.flatMap(sectionLines).join('\n');

describe('the guide', () => {
  test('has the chapters of the manual of 2017 under their numbers', () => {
    const numbers = guide.map(({ number }) => number);
    for (const wanted of '3.1 3.2 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 3.3.6 3.3.7 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.5 3.6.1 3.6.2 3.7 3.8 3.9.1'.split(
      ' ',
    ))
      expect(numbers).toContain(wanted);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  });

  test('leads from each context to one section', () => {
    const named = guide.flatMap(({ contexts }) => contexts);
    expect(new Set(named).size).toBe(named.length);
    for (const chain of KEYS.chains.filter(each => each.includes('app')))
      expect(sectionFor(guide, chain)?.number, chain.join(' ')).toMatch(/^[1-3]\./u);
    expect(sectionFor(guide, ['gridCell', 'app'])?.number).toBe('3.4.3');
    expect(sectionFor(guide, ['nothing'])).toBeUndefined();
  });

  test('names only commands and pictures that are there', () => {
    const words = new Set(COMMANDS.flatMap(({ command, aliases = [] }) => [command.split(' ')[0], ...aliases]));
    const named = [...text.matchAll(/baojian ([a-z-]+)/gu)].map(([, word]) => word);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(word => !words.has(word))).toEqual([]);
    const pictures = guide.flatMap(({ parts }) => parts.flatMap(part => (part.kind === 'picture' ? [part.name] : [])));
    expect(pictures.filter(name => !PICTURES.includes(name))).toEqual([]);
  });

  test('has its tables from where they belong', () => {
    expect(text).toContain('\tF7\t查看回执\t局端的全部回执；没有时说明');
    expect(text).toContain('\t入境货物报检单\tinbound');
    expect(text).toMatch(/\t1301\t/u);
  });

  test('is found by number and by words', () => {
    const found = (words: string) => sectionsNamed(guide, words).map(({ number }) => number);
    expect(found('3.6')).toEqual(['3.6', '3.6.1', '3.6.2']);
    expect(found('３．７')).toEqual(['3.7']);
    expect(found('弹窗')).toEqual(['3.4.4']);
    for (const words of ['3.6.9', '没有这个', ' '])
      expect(() => sectionsNamed(guide, words)).toThrow(expect.objectContaining({ code: 'guide.no-section' }));
  });
});
