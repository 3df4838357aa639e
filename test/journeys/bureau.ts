import { bookOf } from '../../src/jobs/office.ts';
import { folderOf } from '../../src/practice/own-folder.ts';
import { type Practice, type PracticeOptions, startPractice } from '../../src/practice/server.ts';
import { DATA, MANUAL_DAY, type TestProgram } from './program.ts';

/** The practice bureau of the program's home, in this process. */
export async function startBureau(
  { office }: Pick<TestProgram, 'office'>,
  options: Partial<PracticeOptions> = {},
): Promise<Practice> {
  return await startPractice({
    folder: folderOf(office.home),
    now: () => MANUAL_DAY,
    random: Math.random,
    book: bookOf(office.codes),
    dataFolder: DATA,
    pace: 0,
    seed: 1,
    sampleEvery: 1000,
    ...options,
  });
}
