import { describe, expect, test } from 'vitest';
import { openCodes } from '../../src/codes/open-codes.ts';
import { eachSpelled, isSyllables, readAs } from '../../src/codes/pinyin.ts';
import { SYLLABLES } from '../../src/codes/syllables.ts';
import { SHIPPED } from './folders.ts';

function found(text: string, word: string): string[] {
  const places: string[] = [];
  eachSpelled(text, word, (at, to) => places.push(text.slice(at, to)));
  return places;
}

// biome-ignore format: table
const FOUND: readonly [text: string, word: string, parts: readonly string[]][] = [
  ['麦芽酿造的啤酒',   'pijiu',    ['啤酒']],
  ['啤酒花，啤酒',     'pijiu',    ['啤酒', '啤酒']],
  ['麦芽酿造的啤酒',   'pij',      ['啤酒']],
  ['麦芽酿造的啤酒',   'zaode',    ['造的']],
  ['啤\n酒',           'pijiu',    []],
  ['啤酒',             'jiu',      ['酒']],
  ['啤酒',             'pj',       []],
  ['啤酒',             'p',        []],
  ['西安和先',         'xian',     ['西安', '先']],
  ['铝锭',             'lvding',   ['铝锭']],
  ['长沙、长大',       'changsha', ['长沙']],
  ['长沙、长大',       'zhangda',  ['长大']],
  ['a啤',              'api',      []],
  ['',                 'pijiu',    []],
];

describe('pinyin in full', () => {
  test.each(FOUND)('%s: %s is %j', (text, word, parts) => {
    expect(found(text, word)).toEqual(parts);
  });

  test('a search leaves nothing behind for the next one', () => {
    expect(found('啤酒', 'pi')).toEqual(['啤']);
    expect(found('啤酒', 'jiu')).toEqual(['酒']);
  });

  test('a name is read so from its beginning to its end', () => {
    expect(['啤酒', '啤酒花', '皮酒', '酒'].filter(readAs('Pi Jiu'))).toEqual(['啤酒', '皮酒']);
    expect(['', '啤酒'].filter(readAs(''))).toEqual([]);
  });

  test('what is no pinyin costs nothing, and a very long word no harm', () => {
    expect(['pijiu', 'xian', 'pj', 'q', 'pi1', ''].filter(isSyllables)).toEqual(['pijiu', 'xian']);
    expect(found('啊'.repeat(100), 'a'.repeat(100))).toEqual([]);
    expect(found('安'.repeat(100), 'an'.repeat(30)).length).toBeGreaterThan(0);
  });

  test('every Chinese character of the names that are shipped has a reading', () => {
    const codes = openCodes({ shipped: SHIPPED });
    const names = codes.names().flatMap(name => codes.table(name).rows.map(row => row.name));
    const known = new Set(SYLLABLES.join(''));
    const unread = [...new Set(names.join(''))].filter(each => /^[\u4e00-\u9fff]$/u.test(each) && !known.has(each));
    expect(unread).toEqual([]);
  });
});
