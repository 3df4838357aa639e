import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fate, openKilling, type Round } from '../test/pty/killed.ts';
import { withPrograms } from './bundle.ts';
import { type Figure, figure } from './figure.ts';

const MAIN = 'src/main.tsx';
const ROUNDS = 200;

/** In turns: one page and two, by a kill and by a closed terminal, some killed again as soon as they are back. */
const roundAt = (at: number): Round => ({
  pages: 1 + (at % 2),
  signal: at % 5 === 4 ? 'SIGHUP' : 'SIGKILL',
  twice: at % 10 === 7,
});

/**
 * Kills the program at random moments while it is typed into, and counts the letters that the next start does not bring back
 * (test/pty/killed.ts says what a lost letter is). Beside the figures: how many kills were meant, and the one letter that may be lost.
 */
export async function bench(): Promise<Figure[]> {
  return await withPrograms([MAIN], async built => {
    const folder = await mkdtemp(join(tmpdir(), 'baojian-killed-'));
    try {
      return figures(await play(built[MAIN], join(folder, 'home')));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  });
}

async function play(main: string, home: string): Promise<readonly (readonly Fate[])[]> {
  const killing = await openKilling(main, home, Math.random);
  try {
    const rounds: (readonly Fate[])[] = [];
    while (rounds.length < ROUNDS) rounds.push(await killing.play(roundAt(rounds.length)));
    return rounds;
  } finally {
    killing.end();
  }
}

function figures(rounds: readonly (readonly Fate[])[]): Figure[] {
  const lost = rounds.map(fates => fates.reduce((sum, fate) => sum + fate.lost, 0));
  const typed = rounds.flat().reduce((sum, fate) => sum + fate.typed, 0);
  const rounding = (count: number): number => lost.filter(each => each === count).length;
  return [
    figure('recovery.kills', rounds.length, 'times', ROUNDS),
    figure('recovery.typed', typed, 'keys', typed),
    figure('recovery.lost.max', Math.max(...lost), 'keys', 1),
    figure('recovery.lost-0', rounding(0), 'times', ROUNDS),
    figure('recovery.lost-1', rounding(1), 'times', ROUNDS),
  ];
}
