import { readdirSync, readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const CODES = 'data/codes';
/** Lead and trail bytes of the Chinese characters of GB 2312. */
const [LEADS, TRAILS] = [range(0xb0, 0xf7), range(0xa1, 0xfe)];

/** `src/codes/syllables.ts`: every reading of the characters of GB 2312 and of the shipped code tables. */
export function syllablesFile(): string {
  const decoder = new TextDecoder('gbk');
  const standard = LEADS.flatMap(lead => TRAILS.map(trail => decoder.decode(new Uint8Array([lead, trail]))));
  const shipped = readdirSync(CODES)
    .sort()
    .flatMap(file => [...readFileSync(`${CODES}/${file}`, 'utf8')]);
  const characters = new Set([...standard, ...shipped].filter(each => /^[\u4e00-\u9fff]$/u.test(each)));
  const bySyllable = new Map<string, string>();
  for (const character of characters) {
    const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
    for (const reading of new Set(readings)) {
      // A syllable without a vowel is a sound that nobody types.
      if (/^[a-z]*[aeiouv][a-z]*$/u.test(reading)) bySyllable.set(reading, (bySyllable.get(reading) ?? '') + character);
    }
  }
  const letters = [...new Set([...bySyllable.keys()].map(([first = '']) => first))].sort();
  const lines = letters.map(letter =>
    [...bySyllable]
      .filter(([syllable]) => syllable.startsWith(letter))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([syllable, of]) => syllable + of)
      .join(' '),
  );
  return [
    '/** The syllables of pinyin, each with the characters that may be read so; a line for each letter that they begin with. Made by `npm run generate`. */',
    'export const SYLLABLES: readonly string[] = [',
    ...lines.map(line => `  '${line}',`),
    '];',
    '',
  ].join('\n');
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
