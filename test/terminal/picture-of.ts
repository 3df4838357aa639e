import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../run/temporary-folder.ts';
import type { Screen } from './xterm.ts';

const CELL = { columns: 8, rows: 16 };

/** Which dots of a cell its character inks; of a letter something in the midst. */
const INKED: Readonly<Record<string, (y: number) => boolean>> = {
  '': () => false,
  ' ': () => false,
  '█': () => true,
  '▀': y => y < CELL.rows / 2,
  '▄': y => y >= CELL.rows / 2,
};
const letter = (y: number) => y > 4 && y < 12 && y % 2 === 0;

/** How bright a colour of the palette is; the terminal's own are grey on black. */
const brightness = (isOwn: boolean, colour: number, own: number): number =>
  isOwn ? own : colour === 0 ? 0 : colour === 15 ? 255 : 128;

/** A picture of a terminal as a camera sees it, dot by dot from its cells and their colours. */
function pictureOf(screen: Screen): readonly (readonly number[])[] {
  const buffer = screen.buffer.active;
  return Array.from({ length: screen.rows * CELL.rows }, (_, dot) => {
    const line = buffer.getLine(buffer.viewportY + Math.floor(dot / CELL.rows));
    return Array.from({ length: screen.cols }, (__, x) => line?.getCell(x)).flatMap(cell => {
      if (!cell) return Array.from({ length: CELL.columns }, () => 0);
      const ink = brightness(cell.isFgDefault(), cell.getFgColor(), 200);
      const paper = brightness(cell.isBgDefault(), cell.getBgColor(), 0);
      const [front, back] = cell.isInverse() ? [paper, ink] : [ink, paper];
      const isInked = (INKED[cell.getChars()] ?? letter)(dot % CELL.rows);
      return Array.from({ length: CELL.columns }, () => (isInked ? front : back));
    });
  });
}

/** What zbar reads in a picture of a terminal; '' for nothing. */
export function readPicture(screen: Screen): string {
  const dots = pictureOf(screen);
  const file = join(temporaryFolder({ inMemory: true }), 'screen.pgm');
  const text = dots.map(row => row.join(' ')).join('\n');
  writeFileSync(file, `P2\n${dots[0]?.length ?? 0} ${dots.length}\n255\n${text}\n`);
  return execFileSync('zbarimg', ['-q', '--raw', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trimEnd();
}
