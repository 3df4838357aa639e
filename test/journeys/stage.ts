import { afterEach } from 'vitest';
import type { Practice, PracticeOptions } from '../../src/practice/server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startBureau } from './bureau.ts';
import { startTestProgram, type TestProgram, type TestProgramOptions } from './program.ts';

/** What the journeys of one file are played on: programs, practice bureaus and homes that go when their test ends, the last first. */
export function openStage({ seed }: { readonly seed: number }) {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  return {
    async start(options: TestProgramOptions = {}): Promise<TestProgram> {
      const program = await startTestProgram(options);
      ends.push(program.close);
      return program;
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
