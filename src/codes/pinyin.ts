import { fold } from './fold.ts';
import { SYLLABLES } from './syllables.ts';

/** Ways of cutting a word into syllables that are looked at; 西安 and 先 are two. */
const MAX_CUTS = 12;
/** Letters of the longest name that anybody spells out. */
const MAX_LETTERS = 60;

let known: ReadonlyMap<string, string> | undefined;

/** The characters that may be read as each syllable; the same for all tables, so that none of them costs more for being long. */
function syllables(): ReadonlyMap<string, string> {
  known ??= new Map(
    SYLLABLES.join(' ')
      .split(' ')
      .map(entry => {
        const [letters = ''] = /^[a-z]+/u.exec(entry) ?? [];
        return [letters, entry.slice(letters.length)];
      }),
  );
  return known;
}

/** Each way of cutting letters into syllables, the longest first; `part` of a syllable may stand at the end where that is asked for. */
function cuts(letters: string, part: boolean): readonly string[][] {
  const found: string[][] = [];
  const cut = (from: number, before: readonly string[]): void => {
    if (found.length >= MAX_CUTS) return;
    if (from === letters.length) found.push([...before]);
    for (let length = Math.min(6, letters.length - from); length > 0; length -= 1) {
      const syllable = letters.slice(from, from + length);
      const isLast = from + length === letters.length;
      const isPart = part && isLast && (before.length > 0 || /[aeiouv]/u.test(syllable)) && begun(syllable) !== '';
      if (syllables().has(syllable) || isPart) cut(from + length, [...before, syllable]);
    }
  };
  cut(0, []);
  return found;
}

/** The characters of all syllables that begin so. */
function begun(part: string): string {
  return [...syllables()].flatMap(([letters, characters]) => (letters.startsWith(part) ? characters : [])).join('');
}

export function isSyllables(word: string): boolean {
  return isLetters(word) && cuts(word, false).length > 0;
}

const isLetters = (word: string): boolean => word.length > 1 && word.length <= MAX_LETTERS && /^[a-z]+$/u.test(word);

/** Ways in which a text may be read as letters: the characters that there may be, one after the other. */
type Ways = readonly (readonly string[])[];

/** The last syllable may only be begun: `pijiu` and `pij` are 啤酒. Undefined for what is no pinyin. */
function waysOf(word: string): Ways | undefined {
  if (!isLetters(word)) return undefined;
  const whole = cuts(word, false);
  const ways = whole.length > 0 ? whole : cuts(word, true);
  if (ways.length === 0) return undefined;
  return ways.map(way => way.map(syllable => syllables().get(syllable) ?? begun(syllable)));
}

/** By character the ways that it may begin, a bit each; empty between two searches. Long enough that no character lies beyond it. */
const begins = new Uint16Array(0x10000);

/** Finds the places from `at` to before `to` of a text that are read as these letters, in their order. */
export function eachSpelled(text: string, word: string, found: (at: number, to: number) => void): void {
  const ways = waysOf(word);
  if (ways === undefined) return;
  const firsts = ways.map(([first = '']) => first);
  for (const [way, characters] of firsts.entries()) mark(characters, 1 << way);
  const look = (at: number, which: number): void => {
    ways.forEach((way, bit) => {
      if ((which & (1 << bit)) !== 0 && way.every((characters, step) => step === 0 || has(characters, text, at + step)))
        found(at, at + way.length);
    });
  };
  // A loop over all characters is several times faster than an expression with classes of a hundred of them.
  for (let at = 0; at < text.length; at++) {
    const which = begins[text.charCodeAt(at)] as number;
    if (which !== 0) look(at, which);
  }
  for (const characters of firsts) mark(characters, 0);
}

function mark(characters: string, bit: number): void {
  for (const character of characters) {
    const at = character.charCodeAt(0);
    begins[at] = bit === 0 ? 0 : (begins[at] ?? 0) | bit;
  }
}

const has = (characters: string, text: string, at: number): boolean =>
  at < text.length && characters.includes(text.charAt(at));

/** Tells whether a name is read as this pinyin in full, from its beginning to its end. */
export function readAs(word: string): (name: string) => boolean {
  const letters = fold(word).replace(/\s/gu, '');
  const ways = isSyllables(letters) ? (waysOf(letters) ?? []) : [];
  return name => {
    const text = ways.length > 0 ? fold(name) : '';
    return ways.some(
      way => way.length === text.length && way.every((characters, at) => characters.includes(text.charAt(at))),
    );
  };
}
