import { afterEach } from 'vitest';
import { beginEntry } from '../../screens/pages/entry/open.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { Practice, PracticeOptions } from '../../src/practice/server.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { startBureau } from './bureau.ts';
import { startTestProgram, type TestProgram, type TestProgramOptions } from './program.ts';

export type Stage = ReturnType<typeof openStage>;

/** What the journeys of one file are played on: programs, practice bureaus and homes that go when their test ends, the last first. */
export function openStage({ seed }: { readonly seed: number }) {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  async function start(options: TestProgramOptions = {}): Promise<TestProgram> {
    const program = await startTestProgram(options);
    ends.push(program.close);
    return program;
  }
  return {
    start,
    /** The program with a new declaration in front. */
    async begin(direction: Direction = 'in', options: TestProgramOptions = {}): Promise<TestProgram> {
      return await start({ ...options, begin: [beginEntry(direction)] });
    },
    /** The same where `~` is a folder of its own. */
    async beginWithFolder(direction: Direction = 'in'): Promise<{ program: TestProgram; folder: string }> {
      const folder = temporaryFolder();
      return { program: await start({ userFolder: folder, begin: [beginEntry(direction)] }), folder };
    },
    /** The practice bureau of the program's home. */
    async bureau(program: TestProgram, options: Partial<PracticeOptions> = {}): Promise<Practice> {
      const practice = await startBureau(program, { seed, ...options });
      ends.push(() => practice.stop());
      return practice;
    },
    async folder(): Promise<string> {
      return temporaryFolder();
    },
  };
}
