import { describe, it } from 'vitest';
import { firstStart } from '../journeys/at-start.ts';
import { exhibit, leavesNoFileOver, USUAL } from './gallery.ts';

const SCENES: Readonly<Record<string, string>> = {
  'first-choice': '',
  'first-choice-empty': '\x1b[B',
  'first-choice-quit': '\x1b[B',
};

describe('start', () => {
  it('asks first how to begin', async () => {
    const started = await firstStart('/nowhere/报检/baojian', ...USUAL);
    for (const [name, keys] of Object.entries(SCENES)) {
      if (keys !== '') await started.type(keys);
      await exhibit(started, `start/${name}`);
    }
    await started.close();
  });

  leavesNoFileOver('start', Object.keys(SCENES));
});
