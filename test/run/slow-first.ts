import { join, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Rooms whose files take longest; those that are not named take hardly any time. */
const SLOW = ['pty', 'journeys', 'jobs', 'workbook', 'cli', 'practice', 'store', 'frames', 'screens', 'paper'];

/** Begins with the slow rooms, so that no worker sits at a long file when the other has nothing left to do. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const [room = ''] = relative(join(import.meta.dirname, '..'), moduleId).split('/');
  const at = SLOW.indexOf(room);
  return at < 0 ? SLOW.length : at;
}
