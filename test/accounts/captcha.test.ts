import { describe, expect, test } from 'vitest';
import { type Captcha, drawCaptcha, readsCaptcha } from '../../src/accounts/captcha.ts';
import { CAPTCHA_LETTERS, inLetter, LETTER } from '../../src/accounts/captcha-letters.ts';
import { readCaptcha } from './captcha-eyes.ts';
import { chanceOf } from './chance.ts';

const NOW = Date.UTC(2026, 10, 27, 2);
const MINUTE = 60_000;

const dotsOf = (letter: string): readonly boolean[] =>
  Array.from({ length: LETTER.columns * LETTER.rows }, (_, at) =>
    inLetter(letter, at % LETTER.columns, Math.floor(at / LETTER.columns)),
  );

describe('the letters', () => {
  test('have none that is taken for another', () => {
    expect(CAPTCHA_LETTERS.filter(letter => /[0O1Il]/u.test(letter))).toEqual([]);
    expect(CAPTCHA_LETTERS).toHaveLength(21);
  });

  test.each(CAPTCHA_LETTERS)('%s differs from each other one in three dots and more', letter => {
    const own = dotsOf(letter);
    const near = CAPTCHA_LETTERS.filter(
      other => other !== letter && dotsOf(other).filter((dot, at) => dot !== own[at]).length < 3,
    );
    expect(near).toEqual([]);
    expect(own.filter(Boolean).length).toBeGreaterThan(9);
  });
});

describe('a picture', () => {
  const pictures = Array.from({ length: 60 }, (_, seed) => drawCaptcha(NOW, chanceOf(seed)));

  test('can be read by its dots: of sixty a reader that only counts them takes two wrongly at most', () => {
    const right = pictures.filter(picture => readsCaptcha(picture, readCaptcha(picture.lines), NOW));
    expect(right.length).toBeGreaterThanOrEqual(58);
  });

  test('is of half blocks alone, and fits beside what is asked at 60x16', () => {
    for (const { lines } of pictures) {
      expect(lines.join('')).toMatch(/^[ ▀▄█]+$/u);
      expect(lines).toHaveLength(9);
      expect(new Set(lines.map(line => line.length))).toEqual(new Set([55]));
    }
  });

  test('keeps its letters nowhere', () => {
    for (const picture of pictures) {
      const kept = JSON.stringify({ ...picture, hash: [...picture.hash], salt: [...picture.salt] });
      expect(kept).not.toContain(readCaptcha(picture.lines));
    }
  });

  test('is never the same twice', () => {
    expect(new Set(pictures.map(({ lines }) => lines.join('\n'))).size).toBe(pictures.length);
  });

  const [picture] = pictures as [Captcha];
  const letters = readCaptcha(picture.lines);
  const wide = [...letters].map(each => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join('');
  test.each([
    ['as it is', letters, 0, true],
    ['in small letters, with blanks', ` ${letters.toLowerCase()[0]} ${letters.toLowerCase().slice(1)}`, 0, true],
    ['wide', wide, 0, true],
    ['at the last moment', letters, 5 * MINUTE - 1, true],
    ['too late', letters, 5 * MINUTE, false],
    ['before it was drawn', letters, -1, false],
    ['not at all', '', 0, false],
    ['in part', letters.slice(1), 0, false],
    ['wrongly', letters[0] === 'A' ? `C${letters.slice(1)}` : `A${letters.slice(1)}`, 0, false],
  ])('typed %s', (_, typed, later, right) => {
    expect(readsCaptcha(picture, typed, NOW + later)).toBe(right);
  });
});
