import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopPracticeBureau } from '../../src/jobs/practice.ts';
import { built } from '../run/built.ts';
import { makeFolder } from '../run/temporary-folder.ts';
import { type Killing, openKilling, type Round } from './killed.ts';

const folder = makeFolder();
const home = join(folder, '报检');
let killing: Killing;

beforeAll(async () => {
  const { main } = await built();
  killing = await openKilling(main, home, Math.random);
});
afterAll(async () => {
  killing?.end();
  await stopPracticeBureau({ home });
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

// biome-ignore format: table
const ROUNDS: readonly (readonly [what: string, round: Round])[] = [
  ['a page',                                        { pages: 1, signal: 'SIGKILL' }],
  ['two pages',                                     { pages: 2, signal: 'SIGKILL' }],
  ['a page, and once more when it is open again',   { pages: 1, signal: 'SIGKILL', twice: true }],
  ['two pages, by closing the terminal',            { pages: 2, signal: 'SIGHUP' }],
  ['a page in a burst of keys',                     { pages: 1, signal: 'SIGKILL', burst: true }],
  ['a page in a burst, by closing the terminal',    { pages: 1, signal: 'SIGHUP', burst: true }],
];

it.each(ROUNDS)(
  'killed while it is typed into %s, the program has it all at the next start but for the key under the finger',
  async (_, round) => {
    for (const { typed, painted, found, lost } of await killing.play(round)) {
      expect(found).toBeGreaterThanOrEqual(painted);
      expect(found).toBeLessThanOrEqual(typed);
      if (!round.burst) expect(lost).toBeLessThanOrEqual(1);
    }
  },
);
