import { createHash, timingSafeEqual } from 'node:crypto';
import { CAPTCHA_LETTERS, inLetter, LETTER } from './captcha-letters.ts';
import type { Chance } from './sms-code.ts';

/** A picture of letters that people read and type; what they are is not in it, only how it is drawn and a salted hash. */
export interface Captcha {
  /** Lines of half blocks, all of the same width. */
  readonly lines: readonly string[];
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  /** Milliseconds since 1970. */
  readonly drawnAt: number;
}

export const CAPTCHA_LENGTH = 4;
/** Milliseconds that a picture is good for. */
const LASTS = 5 * 60_000;

export function drawCaptcha(now: number, chance: Chance): Captcha {
  const letters = Array.from({ length: CAPTCHA_LENGTH }, () => oneOf(CAPTCHA_LETTERS, chance));
  const salt = chance(16);
  return { lines: linesOf(dotsOf(letters, chance)), salt, hash: hashOf(letters.join(''), salt), drawnAt: now };
}

/** Whether somebody has read a picture rightly. A picture is asked about once: who shows it again draws another. */
export function readsCaptcha({ salt, hash, drawnAt }: Captcha, typed: string, now: number): boolean {
  const letters = typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  return timingSafeEqual(hashOf(letters, salt), hash) && now >= drawnAt && now < drawnAt + LASTS;
}

const hashOf = (letters: string, salt: Uint8Array): Uint8Array =>
  createHash('sha256').update(salt).update(letters).digest();

/** From 0 up to, and without, `below`, which is at most 256. */
function upTo(below: number, chance: Chance): number {
  for (;;) {
    const [drawn = 0] = chance(1);
    if (drawn < Math.floor(256 / below) * below) return drawn % below;
  }
}

const oneOf = (letters: readonly string[], chance: Chance): string => letters[upTo(letters.length, chance)] ?? '';

/** Dots of the picture for each dot of a letter, each way. */
const SCALE = 2;
/** Room of a letter, with what it may lean and sway. */
const PITCH = LETTER.columns * SCALE + 3;
const WIDTH = CAPTCHA_LENGTH * PITCH + 3;
const HEIGHT = LETTER.rows * SCALE + 4;

type Dots = readonly (readonly boolean[])[];

/** The letters, each leaning its own way, swaying up and down, behind a thread and some specks. */
function dotsOf(letters: readonly string[], chance: Chance): Dots {
  const leaning = letters.map(() => (upTo(5, chance) - 2) / 8);
  const dropped = letters.map(() => upTo(3, chance));
  const phase = upTo(64, chance) / 10;
  const dots = Array.from({ length: HEIGHT }, (_, y) =>
    Array.from({ length: WIDTH }, (__, x) => {
      const at = Math.min(letters.length - 1, Math.max(0, Math.floor((x - 2) / PITCH)));
      const sway = Math.round(Math.sin(x / 7 + phase));
      const inside = y - 1 - (dropped[at] ?? 0) - sway;
      const lean = Math.round((LETTER.rows - inside) * (leaning[at] ?? 0) * 0.5);
      const across = x - 2 - at * PITCH - 1 - lean;
      return inLetter(letters[at] ?? '', Math.floor(across / SCALE), Math.floor(inside / SCALE));
    }),
  );
  return speckled(dots, chance);
}

const SPECKS = 22;

function speckled(dots: Dots, chance: Chance): Dots {
  const noisy = dots.map(row => [...row]);
  const turn = (x: number, y: number) => {
    const row = noisy[y];
    if (row && row[x] !== undefined) row[x] = !row[x];
  };
  for (let speck = 0; speck < SPECKS; speck += 1) turn(upTo(WIDTH, chance), upTo(HEIGHT, chance));
  // A thread from side to side, which machines that part letters by the gaps between them trip over.
  const [from, to] = [4 + upTo(HEIGHT - 8, chance), 4 + upTo(HEIGHT - 8, chance)];
  for (let x = 0; x < WIDTH; x += 1) {
    const row = noisy[Math.round(from + ((to - from) * x) / WIDTH)];
    if (row) row[x] = true;
  }
  return noisy;
}

/** Two rows of dots a line. */
function linesOf(dots: Dots): readonly string[] {
  return Array.from({ length: HEIGHT / 2 }, (_, at) =>
    Array.from({ length: WIDTH }, (__, x) => {
      const [top, bottom] = [dots[at * 2]?.[x], dots[at * 2 + 1]?.[x]];
      return top ? (bottom ? '█' : '▀') : bottom ? '▄' : ' ';
    }).join(''),
  );
}
