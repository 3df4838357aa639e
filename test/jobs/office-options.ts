import { join } from 'node:path';
import type { OfficeOptions } from '../../src/jobs/office.ts';

export const DATA = join(import.meta.dirname, '../../data');

/** A clock that stands still but for who waits by it. */
export interface Clock {
  now: number;
}

let ids = 0;

/** What the rim would hand in: waiting moves the clock and lets the rest of the process work. */
export function officeOptions(home: string, clock: Clock): OfficeOptions {
  return {
    home,
    dataFolder: DATA,
    user: '测试',
    // No programs beside our own: whether there is a printer must not change what a test sees.
    env: { PATH: '/no/programs' },
    platform: 'linux',
    now: () => clock.now,
    random: Math.random,
    newId: () => `message-${process.pid}-${++ids}`,
    wait: async milliseconds => {
      clock.now += milliseconds;
      await new Promise(resolve => setImmediate(resolve));
    },
    self: [],
  };
}
