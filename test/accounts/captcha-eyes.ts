import { CAPTCHA_LENGTH, type Captcha } from '../../src/accounts/captcha.ts';
import { CAPTCHA_LETTERS, inLetter, LETTER } from '../../src/accounts/captcha-letters.ts';

/** Reads a picture by its dots alone, as people do: each place is the letter that it looks most like. */
export function readCaptcha(lines: Captcha['lines']): string {
  const dots = lines.flatMap(each => {
    const cells = [...each];
    return [cells.map(cell => cell === '█' || cell === '▀'), cells.map(cell => cell === '█' || cell === '▄')];
  });
  return Array.from({ length: CAPTCHA_LENGTH }, (_, at) => likest(dots, 2 + at * PITCH)).join('');
}

const ROWS = 18;
const PITCH = 13;

/** Each letter as it leans and stands, a row after the other. */
const SHAPES = CAPTCHA_LETTERS.flatMap(letter =>
  [-2, -1, 0, 1, 2].flatMap(lean =>
    [-1, 0, 1, 2, 3, 4].map(drop => ({
      letter,
      dots: Array.from({ length: ROWS * PITCH }, (_, at) => {
        const [x, inside] = [at % PITCH, Math.floor(at / PITCH) - drop];
        const leant = Math.round((LETTER.rows - inside) * lean * 0.0625);
        return inLetter(letter, Math.floor((x - 1 - leant) / 2), Math.floor(inside / 2));
      }),
    })),
  ),
);

function likest(dots: readonly (readonly boolean[])[], left: number): string {
  const seen = Array.from({ length: ROWS * PITCH }, (_, at) => dots[Math.floor(at / PITCH)]?.[left + (at % PITCH)]);
  const wrong = (shape: readonly boolean[]) => shape.filter((dot, at) => dot !== seen[at]).length;
  const [first, ...rest] = SHAPES.map(shape => ({ letter: shape.letter, wrong: wrong(shape.dots) }));
  return rest.reduce((best, each) => (best && each.wrong < best.wrong ? each : best), first)?.letter ?? '';
}
